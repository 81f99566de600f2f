"""Nothing leaves the machine: every command works where no connection can even be begun."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RESUME = """\
---
base_url: https://ada.example.org
---
# Ada Example

ada@example.org | https://example.org | ![](https://example.org/me.png)

## Experience

### Toolmaker, [Example Works](works.html) | 2019 – present

- Ground 400 lenses a month. ![seal](http://192.0.2.1/seal.png) <img src="//example.org/x.png">
"""
STYLE = """\
/* Everything from elsewhere */
@import url("classic.css");
@import url("https://example.org/more.css");
@font-face { font-family: Far; src: url("http://example.org/far.ttf") }
body { background: url("https://example.org/b.png") }
"""
# Runs the command; to begin anything with a socket or another program is refused, and told. What is
# forked from it is guarded as well, and writes into the same file.
GUARDED = """
import json, os, sys, tempfile
begun = tempfile.TemporaryFile("a+")
def guard(event, arguments):
    programs = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
    if event in programs or event.startswith(("socket.", "urllib.", "http.", "ftplib.")):
        os.write(begun.fileno(), event.encode() + b" ")
        raise PermissionError(event)
sys.addaudithook(guard)
from resume_pdf.cli import main
try:
    status = main()
except SystemExit as ended:
    status = ended.code or 0
begun.seek(0)
print(json.dumps([status, begun.read().split()]), file=sys.stderr)
"""
COMMANDS = [
    ("render", "cv.md"),
    ("render", "cv.md", "--layout", "full", "--style", "far"),
    ("outline", "cv.md"),
    ("check", "cv.md"),
    ("verify", "good.pdf"),
    ("verify", "good.pdf", "--source", "good.md"),
    ("read", "good.pdf", "--source", "good.md"),
    ("new", "another.md"),
    ("styles",),
    ("layouts",),
    ("customize", "style", "classic"),
    ("--version",),
    ("--help",),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    (folder / "cv.md").write_text(RESUME)
    (folder / "good.md").write_text("# Ada Example\n\nada@example.org\n\n## Skills\n\nLenses\n")
    (folder / "styles").mkdir()
    (folder / "styles" / "far.css").write_text(STYLE)
    status, begun = guarded(folder, "render", "good.md", "--layout", "full", "--output", "good.pdf")
    assert (status, begun) == (0, [])
    return folder


def guarded(folder, *arguments):
    environment = {**os.environ, "NO_COLOR": "1"}
    run = subprocess.run(
        [sys.executable, "-c", GUARDED, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in run.stderr
    status, begun = json.loads(run.stderr.splitlines()[-1])
    return status, begun


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched by programs")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_begins_no_connection_and_no_program(folder, arguments):
    status, begun = guarded(folder, *arguments)
    assert begun == []
    assert status in (0, 1)


def test_the_guard_sees_what_it_is_to_see(tmp_path):
    program = GUARDED.replace(
        "from resume_pdf.cli import main",
        "def main():\n"
        "    import socket, subprocess\n"
        "    for begin in (socket.socket, lambda: subprocess.run(['true'])):\n"
        "        try: begin()\n"
        "        except PermissionError: pass\n"
        "    if not (child := os.fork()):\n"
        "        try: socket.getaddrinfo('example.org', 80)\n"
        "        finally: os._exit(0)\n"
        "    os.waitpid(child, 0)\n"
        "    return 0",
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    status, begun = json.loads(run.stderr.splitlines()[-1])
    assert status == 0
    assert begun == ["socket.__new__", "subprocess.Popen", "socket.getaddrinfo"]


def test_only_the_preview_knows_sockets():
    users = {
        path.relative_to(ROOT / "src" / "resume_pdf").parts[0]
        for path in (ROOT / "src" / "resume_pdf").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.strip().startswith(("import ", "from "))
        if set(line.replace(",", " ").split())
        & {"socket", "urllib.request", "http.client", "httpx", "requests", "ssl", "ftplib"}
    }
    assert users <= {"preview", "typeset"}  # typeset: url2pathname alone
