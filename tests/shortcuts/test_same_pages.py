"""The short cuts through WeasyPrint change nothing of a page: no property, no place, no byte."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is taken")


def said(*arguments):
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def differences(script, *arguments):
    plain, short = (said(HERE / script, way, *arguments) for way in ("plain", "short"))
    assert len(plain) > 100
    return [(a, b) for a, b in zip(plain, short, strict=True) if a != b][:10]


def test_every_property_and_every_box_is_what_it_would_have_been():
    assert differences("probe.py", HERE / "odd.html") == []


def test_every_byte_is_what_it_would_have_been():
    assert differences("made.py", HERE / "odd.html") == []
