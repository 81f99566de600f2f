"""The command among others: streams, statuses, colours, encodings, odd names, signals."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Timer

import pytest

from resume_pdf.cli import main
from resume_pdf.cli.terminal import harmless, in_colour
from resume_pdf.starters import starter

COMMAND = [sys.executable, "-m", "resume_pdf"]
RESUME = starter("pl")
WRONG = "# Ada Example\n\nada@example.org\n\n##Experience\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text(RESUME, "utf-8")
    return tmp_path


def run(*arguments, **options):
    options = {"capture_output": True, "timeout": 120, **options}
    return subprocess.run([*COMMAND, *arguments], check=False, **options)


def environment(**more):
    """This process's environment without what decides about encodings and colours."""
    decides = re.compile(r"LC_|LANG|PYTHON|NO_COLOR|FORCE_COLOR|CLICOLOR|TERM|COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not decides.match(name)}
    return {**kept, **more}


# ── Standard input and output ────────────────────────────────────────────────────────────


def test_a_filter_reads_markdown_and_writes_a_pdf_and_nothing_else():
    done = run("render", "-", "--layout", "full", "--output", "-", input=RESUME.encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-")
    assert done.stdout.rstrip().endswith(b"%%EOF")
    assert b"proof: " in done.stderr


def test_what_render_did_as_json_is_all_that_standard_output_has(folder, capsys):
    (folder / "resume.md").write_text(WRONG)
    assert main(["render", "--layout", "full", "--format", "json", "--report", "r.json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert found == json.loads((folder / "r.json").read_text("utf-8"))
    (resume,) = found["resumes"]
    assert resume["pdfs"][0]["file"] == "output/ada-example-resume-full.pdf"
    assert "heading-no-space" in {one["code"] for one in resume["diagnostics"]}
    assert "warning[heading-no-space]" in printed.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "-", "--layout", "full"], "standard output cannot carry a PDF and JSON"),
        (["--explain"], "--explain is a table"),
    ],
)
def test_json_goes_with_nothing_else_that_prints(arguments, said, capsys):
    assert main(["render", "--format", "json", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_quiet_leaves_nothing_but_what_was_asked_for(capsys):
    assert main(["render", "--quiet"]) == 0
    assert main(["check", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["outline", "--quiet"]) == 0
    assert main(["read", "output/anna-przyklad-resume.pdf", "--quiet"]) == 0
    printed = capsys.readouterr()
    assert "Anna Przykład" in printed.out
    assert printed.err == ""


def test_messages_go_to_standard_error_and_the_status_tells(folder, capsys):
    assert main(["check", "gone.md"]) == 1
    printed = capsys.readouterr()
    assert "error[no-source]: " in printed.err
    assert "error" not in printed.out.replace("1 error", "")
    assert main(["render", "--layout", "none"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "error[unknown-layout]: " in printed.err


# ── Names ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["my cv.md", "-cv.md", "--quiet", "cv\n2.md", "Läufe 履歴.md"])
def test_any_name_that_a_file_can_have(folder, name, capsys):
    (folder / name).write_text(WRONG)
    assert main(["check", "--", name]) == 0
    printed = capsys.readouterr().err
    assert printed.startswith(f"{name}:5:1: ".replace("\n", "\\n"))
    output = f"--output={name}.pdf"
    assert main(["render", "--layout", "full", "--quiet", output, "--", name]) == 0
    assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-")


def test_a_name_that_is_no_text(folder):
    name = os.fsdecode(b"cv\xff.md")
    (folder / name).write_text(WRONG)
    done = run("check", "--format", "json", name)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["file"] == name
    done = run("render", name, "--layout", "full")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_file_cannot_rule_the_terminal(folder, capsys):
    name = "\x1b]0;owned\x07.md"
    (folder / name).write_text("# Ada Example\n\nada@example.org\n\n##Exper\x1b[2Jience\x9b\n")
    assert main(["check", name]) == 0
    printed = capsys.readouterr().err
    assert "\x1b" not in printed
    assert "\x9b" not in printed
    assert "\\x1b]0;owned\\x07.md:5:1: " in printed
    assert harmless("\x1b[1;31mred\x1b[0m\tand a tab") == "\x1b[1;31mred\x1b[0m\tand a tab"


# ── Encodings ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_a_locale_that_is_not_utf8_stops_nothing(locale):
    plain = environment(LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    done = run("outline", env=plain)
    assert done.returncode == 0
    assert b"\\u0142" in done.stdout
    assert done.stderr == b""
    done = run("outline", "--format", "json", env=plain)
    assert json.loads(done.stdout)["name"] == "Anna Przykład"
    done = run("new", "-", "--language", "ru", env=plain)
    assert done.stdout.decode("utf-8") == starter("ru")


# ── Signals and pipes ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("arguments", [("outline",), ("--help",), ("explain",), ("new", "-")])
def test_a_reader_that_goes_away_is_no_error(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        streams = {"stdout": writing, "stderr": subprocess.PIPE, "capture_output": False}
        done = run(*arguments, env=environment(), **streams)
    finally:
        os.close(writing)
    assert done.returncode == -signal.SIGPIPE  # a shell says 141
    assert done.stderr == b""


def test_closed_output_is_no_traceback():
    script = 'exec "$@" >&-'
    for arguments in (["outline"], ["new", "-"]):
        done = run_shell(script, arguments)
        assert b"Traceback" not in done.stderr
    assert b"standard output is closed" in done.stderr
    assert done.returncode == 2


def run_shell(script, arguments):
    shell = ["sh", "-c", script, "sh", *COMMAND, *arguments]
    return subprocess.run(shell, capture_output=True, check=False, timeout=120)


def test_an_interrupt_ends_it_by_that_signal_and_leaves_the_old_pdf(folder):
    (folder / "output").mkdir()
    old = folder / "output" / "anna-przyklad-resume.pdf"
    old.write_bytes(b"old")
    # It waits for its standard input, which the test keeps open.
    process = subprocess.Popen(
        [*COMMAND, "render", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
    )
    assert process.stdin
    assert process.stderr
    watchdog = Timer(60, process.kill)
    watchdog.start()
    # What `render` is made of is being imported: the command runs, and can be interrupted.
    assert any(b"resume_pdf.cli.sources" in line for line in process.stderr)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    watchdog.cancel()
    assert process.returncode == -signal.SIGINT  # a shell says 130
    assert b"resume-pdf: error: interrupted" in told
    assert b"Traceback" not in told
    assert old.read_bytes() == b"old"


# ── Colours ──────────────────────────────────────────────────────────────────────────────


def on_a_terminal(*arguments, **more):
    """What the command writes where all its streams are a terminal."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=its, stdout=its, stderr=its, env=environment(**more)
    )
    os.close(its)
    written = b""
    # A terminal that its last writer has closed is an error to read on Linux.
    with suppress(OSError):
        while select.select([ours], [], [], 60)[0] and (more_of_it := os.read(ours, 65536)):
            written += more_of_it
    os.close(ours)
    process.wait(60)
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_lines_that_fit(folder):
    (folder / "resume.md").write_text(WRONG.replace("##Experience", f"##{'Experience ' * 30}"))
    written = on_a_terminal("check", TERM="xterm", COLUMNS="60", LANG="C.UTF-8")
    assert "\x1b[1;33mwarning[heading-no-space]\x1b[0m" in written
    excerpt = [line for line in written.splitlines() if " | " in line]
    assert excerpt
    assert all(len(line) <= 60 for line in excerpt)
    written = on_a_terminal("check", TERM="xterm", NO_COLOR="1", LANG="C.UTF-8")
    assert "\x1b" not in written


class Terminal:
    def isatty(self):
        return True


class Pipe:
    def isatty(self):
        return False


@pytest.mark.parametrize(
    ("stream", "variables", "expected"),
    [
        (Terminal(), {}, True),
        (Pipe(), {}, False),
        (None, {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"CLICOLOR": "0"}, False),
        (Pipe(), {"CLICOLOR": "1"}, False),
        (Pipe(), {"FORCE_COLOR": "1"}, True),
        (Pipe(), {"CLICOLOR_FORCE": "1"}, True),
        (Pipe(), {"CLICOLOR_FORCE": "0"}, False),
        (Terminal(), {"FORCE_COLOR": "0"}, False),
        (Pipe(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_the_environment_decides_about_colours(stream, variables, expected, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert in_colour(stream) is expected
