"""The short cuts through WeasyPrint change nothing of a page: no property, no place, no byte."""

import subprocess
import sys
from pathlib import Path

import pytest

from resume_pdf.theme import layout_names, style_names

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is taken")


def said(*arguments):
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def differences(script, *arguments):
    plain, short = (said(HERE / script, way, *arguments) for way in ("plain", "short"))
    assert len(plain) >= 20
    return [(a, b) for a, b in zip(plain, short, strict=True) if a != b][:10]


def test_every_property_and_every_box_is_what_it_would_have_been():
    assert differences("probe.py", HERE / "odd.html") == []


def test_every_line_ends_where_it_would_have_ended():
    assert differences("breaks.py") == []


def test_every_byte_is_what_it_would_have_been():
    pages = sorted(HERE.glob("*.html"))
    assert differences("made.py", *pages) == []


def test_every_layout_comes_out_the_same_in_every_style():
    styles, layouts = ",".join(style_names()), ",".join(layout_names())
    assert differences("published.py", styles, layouts, FIXTURES / "looks" / "resume.md") == []


def test_every_script_and_every_habit_of_writing_comes_out_the_same():
    sources = sorted((*FIXTURES.glob("scripts/*.md"), *FIXTURES.glob("resumes/*.md")))
    assert differences("published.py", "classic", "onepage,full", *sources) == []
