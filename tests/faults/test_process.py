"""A run that is ended, or cut off from its streams, leaves good files and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from resume_pdf.cli import main

ROOT = Path(__file__).parents[2]
RESUME = "# Ada Example\n\nada@example.org\n\n## Experience\n\n- Ground 400 lenses a month.\n"
DEV_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")

# Runs the command and is struck by a signal the first time that it calls a function.
STRUCK = """
import importlib, os, signal, sys
sys.argv[0] = "resume-pdf"
number = getattr(signal, sys.argv.pop(1))
module, _, name = sys.argv.pop(1).rpartition(".")
owner = importlib.import_module(module)
real = getattr(owner, name)
def struck(*arguments, **options):
    setattr(owner, name, real)
    os.kill(os.getpid(), number)
    return real(*arguments, **options)
setattr(owner, name, struck)
from resume_pdf.__main__ import main
sys.exit(main())
"""
MOMENTS = [
    "resume_pdf.load.load",  # before anything
    "resume_pdf.pipeline.find_style",  # the second process is reading
    "resume_pdf.typeset.measure",  # fonts are in their folder
    "resume_pdf.pipeline.about_fonts",  # the second process is proving
    "resume_pdf.atomic._sweep",
    "resume_pdf.atomic._sync_folder",  # the PDF is in its place
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cv.md").write_text(RESUME)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    return tmp_path


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments], check=False, capture_output=True, timeout=120, **options
    )


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ended_at_any_moment(folder, name, moment):
    if name != "SIGINT" and moment in MOMENTS[:2]:
        pytest.skip("as for the interrupt")
    (folder / "cv.pdf").write_bytes(b"old")
    ended = run("-c", STRUCK, name, moment, "render", "cv.md", "--layout=full", "--output=cv.pdf")
    assert ended.returncode == -getattr(signal, name), ended.stderr
    assert ended.stderr == (b"resume-pdf: error: interrupted\n" if name == "SIGINT" else b"")
    pdf = (folder / "cv.pdf").read_bytes()
    assert pdf == b"old" or (pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF"))
    assert pdf != b"old" or moment != MOMENTS[-1]
    assert sorted(path.name for path in folder.rglob("*")) == ["cv.md", "cv.pdf", "tmp"]


def test_an_interrupt_while_modules_are_loaded_is_no_traceback(folder):
    program = (
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'resume_pdf.cli.process': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from resume_pdf.__main__ import main\n"
        "sys.exit(main())"
    )
    ended = run("-c", program, "--version")
    assert ended.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in ended.stderr


def test_an_ignored_hangup_stays_ignored(folder):
    def ignore():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does

    arguments = ("render", "cv.md", "--layout=full", "--output=cv.pdf")
    ended = run("-c", STRUCK, "SIGHUP", MOMENTS[3], *arguments, preexec_fn=ignore)
    assert ended.returncode == 0, ended.stderr
    assert (folder / "cv.pdf").read_bytes().startswith(b"%PDF-")


def test_the_handlers_of_whoever_calls_the_command_come_back(folder):
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    assert main(["outline", "cv.md"]) == 0
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)] == before


@pytest.mark.skipif(sys.platform != "linux", reason="sockets have no room in our folder")
def test_of_many_that_are_killed_the_next_run_leaves_nothing(folder):
    (folder / "cvs").mkdir()
    for name in ("Ada", "Bo", "Cy"):
        (folder / "cvs" / f"{name}.md").write_text(RESUME.replace("Ada", name))
    arguments = ("render", "cvs", "--layout=full", "--jobs=2")
    # Its processes have its standard error as well: at the end of that, they have ended too.
    killed = run("-c", STRUCK, "SIGKILL", "resume_pdf.cli.render._finish", *arguments)
    assert killed.returncode == -signal.SIGKILL
    assert killed.stderr == b""
    assert [path.name[:18] for path in (folder / "tmp").iterdir()] == ["resume-pdf-server-"]
    assert not (folder / "output").exists()
    assert run("-m", "resume_pdf", "outline", "cv.md").returncode == 0
    assert run("-m", "resume_pdf", *arguments).returncode == 0
    assert list((folder / "tmp").iterdir()) == []
    assert len(list((folder / "output").iterdir())) == 3


# ── Streams ──────────────────────────────────────────────────────────────────────────────


def shell(line, folder):
    program = f'"{sys.executable}" -m resume_pdf {line}'
    return subprocess.run(
        ["sh", "-c", program], check=False, capture_output=True, text=True, cwd=folder, timeout=120
    )


@DEV_FULL
@pytest.mark.parametrize(
    "arguments",
    [
        *("outline cv.md", "check cv.md --format json", "render cv.md --layout full -o -"),
        *("--help", "--version", "render --help", "styles", "new -", "completion bash"),
    ],
)
def test_a_full_disk_behind_standard_output_is_told(folder, arguments):
    ended = shell(f"{arguments} > /dev/full".replace("-o", "--output"), folder)
    assert ended.returncode == 1
    assert "error[output-unwritable]: cannot write to standard output" in ended.stderr
    assert "No space left on device" in ended.stderr
    assert "mistake" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


@DEV_FULL
def test_messages_that_cannot_be_written_stop_no_result(folder):
    ended = shell("outline cv.md --format json 2> /dev/full", folder)
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["name"] == "Ada Example"


def test_messages_do_not_get_into_the_result_when_their_stream_is_closed(folder):
    ended = shell("outline missing.md --format json 2>&-", folder)
    assert (ended.returncode, ended.stdout) == (1, "")


def test_with_every_stream_closed_the_pdf_is_whole(folder):
    ended = shell("render cv.md --layout full --output cv.pdf <&- >&- 2>&-", folder)
    assert ended.returncode == 0
    pdf = (folder / "cv.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_closed_standard_input_is_told(folder):
    ended = shell("outline - <&-", folder)
    assert ended.returncode == 2
    assert "standard input is closed" in ended.stderr


def test_a_folder_that_cannot_be_written_is_told_and_stays(folder):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (folder / "out").mkdir(mode=0o555)
    assert main(["render", "cv.md", "--layout", "full", "--output", "out"]) == 1
    assert list((folder / "out").iterdir()) == []
