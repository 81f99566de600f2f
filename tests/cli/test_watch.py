"""`resume-pdf watch`: a line each time a file is saved, the last good PDF kept, ended by Ctrl-C."""

import signal
import subprocess
import sys
import threading
from queue import Queue

import pypdf
import pytest

from resume_pdf.cli import main

PATIENCE = 120  # s, of which a machine at rest needs a hundredth
RESUME = """\
# Ada Example

ada@example.org

## Experience

### Toolmaker, Example Works | 2019 – present

- Ground 400 lenses a month.
"""


class Watch:
    """The command in a process of its own; `line` waits for the next one that it prints."""

    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "resume_pdf", "watch", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip("\n"))
        self._lines.put("")  # the end

    def line(self):
        return self._lines.get(timeout=PATIENCE)

    def end(self):
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()
        return status


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "resume.md").write_text(RESUME)
    return tmp_path


@pytest.fixture
def watch(folder):
    watch = Watch(folder, "--layout", "full")
    assert "output/ada-example-resume-full.pdf 1 page" in watch.line()
    yield watch
    assert watch.end() == 0


def text(folder):
    reader = pypdf.PdfReader(folder / "output" / "ada-example-resume-full.pdf")
    return reader.pages[0].extract_text()


def test_a_save_is_rendered_and_told_in_one_line(folder, watch):
    (folder / "resume.md").write_text(RESUME.replace("400", "900"))
    told = watch.line()
    assert "1 page" in told
    assert " ms" in told
    assert "900 lenses" in text(folder)


def test_a_save_by_rename_and_an_edited_style_are_rendered(folder, watch):
    new = folder / "resume.md.new"
    new.write_text(RESUME.replace("400", "700") + "\n- Wrote a manual.\n")
    new.replace(folder / "resume.md")
    assert "1 page" in watch.line()
    assert "700 lenses" in text(folder)
    (folder / "styles").mkdir()
    (folder / "styles" / "classic.css").write_text(":root { --size: 400000 ")
    assert "classic.css" in watch.line()
    (folder / "styles" / "classic.css").unlink()
    assert "1 page" in watch.line()


def test_an_error_is_told_with_its_place_and_the_last_good_pdf_stays(folder, watch):
    before = (folder / "output" / "ada-example-resume-full.pdf").read_bytes()
    (folder / "resume.md").write_text("---\nname: [x\n---\n" + RESUME)
    told = watch.line()
    assert "resume.md:3:1: " in told
    assert "[front-matter-invalid]" in told
    assert (folder / "output" / "ada-example-resume-full.pdf").read_bytes() == before
    (folder / "resume.md").write_text(RESUME.replace("400", "500"))
    assert "1 page" in watch.line()
    assert "500 lenses" in text(folder)


def test_a_deleted_file_is_told_and_rendered_when_it_is_back(folder, watch):
    (folder / "resume.md").unlink()
    assert "there is no file resume.md" in watch.line()
    (folder / "resume.md").write_text(RESUME.replace("400", "300"))
    assert "1 page" in watch.line()
    assert "300 lenses" in text(folder)


def test_only_the_resume_that_was_saved_is_rendered(folder):
    (folder / "other.md").write_text(RESUME.replace("Ada", "Bea"))
    watch = Watch(folder, "resume.md", "other.md", "--layout", "full")
    assert "ada-example" in watch.line()
    assert "bea-example" in watch.line()
    (folder / "other.md").write_text(RESUME.replace("Ada", "Bea").replace("400", "100"))
    assert "bea-example" in watch.line()
    assert watch.end() == 0
    assert watch.line() == ""


@pytest.mark.parametrize("arguments", [["-"], ["--output", "-"], ["."]])
def test_what_cannot_be_watched_is_wrong_use(folder, monkeypatch, capsys, arguments):
    monkeypatch.chdir(folder)
    assert main(["watch", *arguments]) == 2
    assert capsys.readouterr().err.startswith("resume-pdf: error: ")


@pytest.mark.parametrize("command", ["watch", "preview"])
def test_without_the_extra_the_command_that_installs_it_is_named(
    folder, monkeypatch, capsys, command
):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(
        "resume_pdf.cli.extras.find_spec", lambda name: None if name == "watchfiles" else name
    )
    assert main([command]) == 1
    error = capsys.readouterr().err
    assert "error[library-missing]" in error
    assert f"{sys.executable} -m pip install watchfiles" in error
