"""What the command loads: no more than it needs, counted and not timed."""

import subprocess
import sys

import pytest

from resume_pdf.cli.process import cores

# What loads half of the standard library, as well.
HEAVY = {
    "msgspec",
    "typing",
    "weasyprint",
    "jinja2",
    "mistune",
    "pypdf",
    "pypdfium2",
    "yaml",
    "babel",
    "phonenumbers",
}
OWN = {"resume_pdf.pipeline", "resume_pdf.reader", "resume_pdf.typeset", "resume_pdf.proof"}
MOST = 55  # modules beside those that Python itself starts with

LOADED = """
import sys
before = set(sys.modules)
from resume_pdf.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["render", "--help"]])
def test_help_loads_nothing_that_renders(arguments):
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert loaded & (HEAVY | OWN) == set()
    assert len(loaded) <= MOST


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["check", "--help"], ["styles", "--help"], ["doctor", "--help"]],
)
def test_only_the_arguments_of_the_command_at_hand_are_loaded(arguments):
    nothing = {"--version": "", "--help": ""}
    command = {**nothing, "styles": "customize"}.get(arguments[0], arguments[0])
    code = LOADED.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    home = "resume_pdf.cli.arguments."
    loaded = {name.removeprefix(home) for name in done.stderr.split() if name.startswith(home)}
    assert loaded - {"commands", "common", "parsing"} == {command} - {""}


def test_garbage_is_looked_for_again_once_all_is_imported():
    code = (
        "import gc, sys, resume_pdf.__main__ as command; sys.argv = ['resume-pdf', '--version']\n"
        "try: command.main()\n"
        "except SystemExit: print(gc.isenabled(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["True"]


RESUME = """\
# Jane Doe

jane@example.org | +44 20 7946 0123 | Leeds, UK

## Experience

### Baker, Ovens & Co

May 2019 – present

- Baked **bread**.
"""
# What other commands are for, and libraries for what is seldom there: photographs, letters' dates,
# languages without a table. A module that is imported costs every run half a millisecond or more.
NOT_FOR_A_RENDER = {
    *("resume_pdf.check", "resume_pdf.fixes", "resume_pdf.advice", "resume_pdf.outline"),
    *("resume_pdf.readback", "resume_pdf.batch", "resume_pdf.workers", "resume_pdf.doctor"),
    *("resume_pdf.preview", "resume_pdf.watching", "resume_pdf.cli.sarif", "babel", "starlette"),
    *("concurrent.futures.process", "multiprocessing", "asyncio"),
}
OF_THE_SECOND_PROCESS = {
    "resume_pdf.reader",
    "mistune",
    "yaml",
    "phonenumbers",
    "pypdf",
    "pypdfium2",
}


def test_a_render_loads_nothing_of_other_commands(tmp_path):
    (tmp_path / "r.md").write_text(RESUME, "utf-8")
    arguments = ["render", "r.md", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "weasyprint" in loaded
    assert loaded & NOT_FOR_A_RENDER == set()
    if sys.platform == "linux" and cores() > 1:
        assert loaded & OF_THE_SECOND_PROCESS == set()
