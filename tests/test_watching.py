"""Whatever way an editor saves, the change is told: once it is whole, and none is missed."""

import os
import shutil
import threading
from pathlib import Path
from queue import Empty, Queue

import pytest

from resume_pdf.watching import Inputs, changes

PATIENCE = 20  # s, of which a machine at rest needs a hundredth


class Watch:
    """`changes` in a thread of its own; `next` waits for what it tells."""

    def __init__(self, *inputs):
        self.inputs = list(inputs)
        self.told: Queue[list[Path]] = Queue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        for changed in changes(lambda: self.inputs, self._stop):
            self.told.put([one.source for one in changed])

    def next(self):
        return self.told.get(timeout=PATIENCE)

    def is_told(self, path):
        """Whether `path` is told sooner or later, whatever else is."""
        while path not in self.next():
            pass
        return True

    def end(self):
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "resume.md"
    path.write_text("one")
    return path


@pytest.fixture
def watch(source):
    watch = Watch(Inputs(source))
    assert watch.next() == [source]
    yield watch
    watch.end()


def written_over(path):
    path.write_text("two, longer")


def renamed_over(path):
    new = path.with_name(".resume.md.tmp")
    new.write_text("two")
    new.replace(path)


def moved_away_and_written_anew(path):
    path.rename(path.with_name("resume.md~"))
    path.write_text("two")


def deleted_and_made_anew(path):
    path.unlink()
    path.write_text("two")


def emptied_and_filled(path):
    with path.open("w") as file:
        file.flush()
        os.fsync(file.fileno())
        file.write("two")


@pytest.mark.parametrize(
    "save",
    [
        written_over,
        renamed_over,
        moved_away_and_written_anew,
        deleted_and_made_anew,
        emptied_and_filled,
    ],
)
def test_a_save_is_told(watch, source, save):
    for _ in range(3):
        save(source)
        assert watch.is_told(source)
        source.write_text("one")
        assert watch.is_told(source)


def test_what_is_told_of_a_burst_ends_with_the_last_of_it(source):
    seen = []
    stop = threading.Event()
    last = "x" * 60
    for _ in changes(lambda: [Inputs(source)], stop):
        seen.append(source.read_text())
        if seen[-1] == last:
            stop.set()
        elif len(seen) == 1:
            threading.Thread(
                target=lambda: [source.write_text("x" * (1 + n)) for n in range(60)]
            ).start()
    assert seen[-1] == last
    assert len(seen) < 60


def test_a_folder_of_styles_that_comes_to_be_is_watched(watch, source):
    styles = source.parent / "styles"
    styles.mkdir()
    (styles / "mine.css").write_text("a")
    assert watch.is_told(source)
    (styles / "mine.css").write_text("ab")
    assert watch.is_told(source)
    layout = source.parent / "layouts" / "full"
    layout.mkdir(parents=True)
    (layout / "page.html.j2").write_text("a")
    assert watch.is_told(source)


def test_a_picture_and_a_file_of_contacts_are_watched(source, tmp_path):
    photo = tmp_path / "elsewhere" / "me.jpg"
    photo.parent.mkdir()
    photo.write_bytes(b"1")
    watch = Watch(Inputs(source, (photo,)))
    assert watch.next() == [source]
    photo.write_bytes(b"12")
    assert watch.is_told(source)
    watch.end()


def test_a_source_behind_a_link_is_watched_where_it_lies(source, tmp_path):
    link = tmp_path / "site" / "resume.md"
    link.parent.mkdir()
    link.symlink_to(source)
    watch = Watch(Inputs(link))
    assert watch.next() == [link]
    source.write_text("two, longer")
    assert watch.is_told(link)
    watch.end()


def test_a_deleted_source_is_told_and_its_return_too(watch, source):
    source.unlink()
    assert watch.is_told(source)
    source.write_text("back")
    assert watch.is_told(source)


def test_a_deleted_folder_is_told_and_its_return_too(source, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    inside = folder / "resume.md"
    inside.write_text("one")
    watch = Watch(Inputs(inside))
    assert watch.next() == [inside]
    shutil.rmtree(folder)
    assert watch.is_told(inside)
    folder.mkdir()
    inside.write_text("back")
    assert watch.is_told(inside)
    watch.end()


def test_only_the_resume_that_changed_is_told(source, tmp_path):
    other = tmp_path / "other.md"
    other.write_text("other")
    watch = Watch(Inputs(source), Inputs(other))
    assert watch.next() == [source, other]
    other.write_text("other, changed")
    assert watch.next() == [other]
    watch.end()


def test_what_is_written_beside_it_is_no_change(watch, source):
    (source.parent / "output.pdf").write_text("made by us")
    (source.parent / "notes.md").write_text("of no matter")
    with pytest.raises(Empty):
        watch.told.get(timeout=1.5)
