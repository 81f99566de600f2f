"""Whatever happens while a file is written, there is the old file or the whole new one."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from resume_pdf import atomic

STEPS = Path(__file__).with_name("steps.py")
LEAST_STEPS = 8


def names(folder):
    return [path.name for path in folder.iterdir()]


def struck(stroke, way, name, folder):
    command = [sys.executable, str(STEPS), stroke, way, name, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) >= LEAST_STEPS
    return found


@pytest.mark.parametrize("name", ["nameless", "named"])
@pytest.mark.parametrize("way", ["replace", "create"])
@pytest.mark.parametrize("stroke", ["SIGKILL", "after SIGKILL"])
def test_killed_between_any_two_steps(stroke, way, name, tmp_path):
    for one in struck(stroke, way, name, tmp_path):
        files = one["files"]
        assert files.pop("deep/cv.pdf", "old") in ("old", "new")
        assert len(files) <= (name == "named" or way == "replace")
        assert one["after"] == ["cv.pdf"]


@pytest.mark.parametrize("name", ["nameless", "named"])
@pytest.mark.parametrize("way", ["replace", "create"])
@pytest.mark.parametrize("stroke", ["SIGINT", "after SIGINT"])
def test_interrupted_between_any_two_steps_nothing_is_left(stroke, way, name, tmp_path):
    for one in struck(stroke, way, name, tmp_path):
        assert one["code"] == 1
        assert one["files"] in ({}, {"deep/cv.pdf": "old"}, {"deep/cv.pdf": "new"})
        if way == "create":
            assert bool(one["folders"]) == bool(one["files"])


@pytest.mark.parametrize("name", ["nameless", "named"])
@pytest.mark.parametrize("way", ["replace", "create"])
@pytest.mark.parametrize("stroke", ["ENOSPC", "EROFS", "EIO"])
def test_an_error_at_any_step_says_so_or_does_no_harm(stroke, way, name, tmp_path):
    done = 0
    for one in struck(stroke, way, name, tmp_path):
        failed = one["code"] == 2
        done += not failed
        old = {"deep/cv.pdf": "old"} if way == "replace" else {}
        if failed:
            assert one["files"] == old
        else:
            # Only what could not be taken away itself may be there, until the next time.
            assert one["files"].pop("deep/cv.pdf") == "new"
        assert one["after"] == ["cv.pdf"]
    assert done < LEAST_STEPS


def test_a_disk_that_is_full_in_earnest_leaves_the_old_file(tmp_path):
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"old")
    program = (
        "import resource, pathlib, sys; from resume_pdf import atomic\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: atomic.replace(pathlib.Path(sys.argv[1]), b'x' * 10_000)\n"
        "except OSError as error: print(error.strerror)"
    )
    command = [sys.executable, "-c", program, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == "File too large\n"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["cv.pdf"]


def test_writers_at_once_take_turns_and_readers_see_whole_files(tmp_path):
    path = tmp_path / "out" / "cv.pdf"
    contents = [bytes([letter]) * 300_000 for letter in b"abcd"]
    failures: list[BaseException] = []

    def write(data):
        try:
            for _ in range(25):
                atomic.replace(path, data)
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(data,)) for data in contents]
    for one in writers:
        one.start()
    while any(one.is_alive() for one in writers):
        if path.exists():
            assert path.read_bytes() in contents
    assert failures == []
    assert list(path.parent.iterdir()) == [path]


def test_of_creators_at_once_one_wins(tmp_path):
    path = tmp_path / "cv.md"
    outcomes: list[str] = []

    def write(name):
        try:
            atomic.create(path, name * 100_000)
            outcomes.append("created")
        except FileExistsError:
            outcomes.append("was there")

    writers = [threading.Thread(target=write, args=(name,)) for name in (b"a", b"b", b"c", b"d")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert sorted(outcomes) == ["created", "was there", "was there", "was there"]
    assert len(set(path.read_bytes())) == 1
    assert names(tmp_path) == ["cv.md"]


@pytest.mark.parametrize("nameless", [True, False])
def test_what_another_run_is_writing_is_left_to_it(tmp_path, monkeypatch, nameless):
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    with atomic.replacing(tmp_path / "a.pdf", b"a"):
        atomic.replace(tmp_path / "b.pdf", b"b")
    assert (tmp_path / "a.pdf").read_bytes() == b"a"
    assert sorted(names(tmp_path)) == ["a.pdf", "b.pdf"]


def test_only_what_has_our_name_and_no_owner_is_taken_away(tmp_path):
    (tmp_path / ".resume-pdf-00000000.part").write_text("left by a run that was killed")
    (tmp_path / ".resume-pdf-11111111.part").mkdir()
    kept = {".cv.pdf.part", "resume-pdf-00000000.part", ".resume-pdf.part", "a.part"}
    for name in kept:
        (tmp_path / name).write_text("somebody else's")
    (tmp_path / ".resume-pdf-22222222.part").symlink_to(tmp_path / "a.part")
    os.mkfifo(tmp_path / ".resume-pdf-33333333.part")
    atomic.replace(tmp_path / "cv.pdf", b"new")
    links = {".resume-pdf-22222222.part", ".resume-pdf-33333333.part", ".resume-pdf-11111111.part"}
    assert set(names(tmp_path)) == {"cv.pdf", *kept, *links}


def test_a_file_without_links_to_it_can_still_be_created(tmp_path, monkeypatch):
    def no_links(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", no_links)
    atomic.create(tmp_path / "cv.md", b"new")
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "cv.md", b"newer")
    assert (tmp_path / "cv.md").read_bytes() == b"new"
    assert names(tmp_path) == ["cv.md"]


# ── What people expect of a file ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("nameless", [True, False])
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path, monkeypatch, nameless):
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    before = os.umask(0o027)
    try:
        atomic.replace(tmp_path / "a.pdf", b"x")
        atomic.create(tmp_path / "b.pdf", b"x")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.pdf", "b.pdf")]
    assert modes == [0o640, 0o640]


def test_a_private_file_stays_private(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    path.chmod(0o600)
    atomic.replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_file_keeps_its_owner_when_root_writes_it(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    atomic.replace(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_a_write_protected_file_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if os.geteuid() == 0:  # who may write anything
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(PermissionError, match="write-protected"):
        atomic.replace(path, b"new")
    assert path.read_bytes() == b"old"


def test_who_has_the_old_file_open_reads_it_to_its_end(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old" * 10_000)
    with path.open("rb") as reader:
        start = reader.read(3)
        atomic.replace(path, b"new")
        assert start + reader.read() == b"old" * 10_000


def test_another_name_of_the_old_file_keeps_it(tmp_path):
    path, other = tmp_path / "a.pdf", tmp_path / "sent.pdf"
    path.write_bytes(b"old")
    other.hardlink_to(path)
    atomic.replace(path, b"new")
    assert other.read_bytes() == b"old"


def test_a_link_is_replaced_and_what_it_leads_to_is_not(tmp_path):
    path, other = tmp_path / "a.pdf", tmp_path / "other"
    other.write_bytes(b"somebody's")
    path.symlink_to(other)
    atomic.replace(path, b"new")
    assert (path.is_symlink(), path.read_bytes(), other.read_bytes()) == (
        False,
        b"new",
        b"somebody's",
    )


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        atomic.replace(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_a_folder_that_was_made_for_nothing_is_taken_away(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic.replace(tmp_path / "a" / "b" / "c.pdf", b"x")
    assert names(tmp_path) == []
