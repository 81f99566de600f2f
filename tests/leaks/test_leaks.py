"""Memory of C's that WeasyPrint and Pango ask for is given back, and no page changes by that."""

import ctypes
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
BOUND = 800  # bytes each time: what malloc itself keeps takes some time to settle
STEPS = ("load faces", "read a style", "lay out", "write a PDF")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"),
    reason="glibc tells how much memory is in use",
)


@cache
def growing(way: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(HERE / "growing.py"), way],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("way", ["short", "plain"])
def test_memory_is_given_back(way, step):
    assert growing(way)["grown"][step] < BOUND


@pytest.mark.parametrize("step", STEPS)
def test_otherwise_it_is_kept(step):
    found = growing("leaking")
    if step == "load faces" and found["pango"] >= 15400:
        pytest.skip("this Pango gives it back itself")
    assert found["grown"][step] > BOUND


def test_the_pdfs_are_the_same():
    assert growing("short")["pdf"] == growing("plain")["pdf"] == growing("leaking")["pdf"]
