"""What was laid out is gone as soon as nobody holds it, without a look for garbage."""

import subprocess
import sys
from pathlib import Path

import pytest

from resume_pdf.theme import layout_names, style_names

HERE = Path(__file__).parent
RESUME = HERE.parent / "fixtures" / "looks" / "resume.md"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is WeasyPrint's way")


def left(way, styles, layouts):
    done = subprocess.run(
        [sys.executable, str(HERE / "kept.py"), way, ",".join(styles), ",".join(layouts), RESUME],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return {
        (style, layout): int(count)
        for style, layout, count in map(str.split, done.stdout.splitlines())
    }


def test_no_box_outlives_its_pages():
    found = left("short", style_names(), layout_names())
    assert len(found) == len(style_names()) * len(layout_names())
    assert {pair: count for pair, count in found.items() if count} == {}


def test_without_the_short_cut_they_do():
    assert left("plain", ["classic"], ["onepage"])["classic", "onepage"] > 100
