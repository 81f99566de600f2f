"""What the command loads: no more than it needs, counted and not timed."""

import subprocess
import sys

import pytest

HEAVY = {"weasyprint", "jinja2", "mistune", "pypdf", "pypdfium2", "yaml", "babel", "phonenumbers"}
OWN = {"resume_pdf.pipeline", "resume_pdf.reader", "resume_pdf.typeset", "resume_pdf.proof"}
MOST = 130  # modules beside those that Python itself starts with

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
