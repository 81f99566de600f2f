"""The search that is guided by coverage runs, and begins with what was found before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FINDINGS = {path.stem for path in (ROOT / "tests" / "fuzz" / "findings").glob("*.md")}

pytest.importorskip("atheris", reason="atheris is for Linux on x86-64")


def guided(tmp_path, *arguments):
    command = [sys.executable, "-m", "fuzz", *arguments, "--coverage", "--findings", str(tmp_path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_it_tries_inputs_and_sees_what_they_reach(tmp_path):
    found = guided(tmp_path, "reader", "--inputs", "1")
    assert found.returncode == 0, found.stderr[-2000:]
    assert "cov: " in found.stderr
    assert "no interesting inputs" not in found.stderr
    assert {path.name for path in (tmp_path / "corpus" / "reader").iterdir()} >= FINDINGS


def test_it_drives_one_property(tmp_path):
    found = guided(tmp_path)
    assert found.returncode == 2
    assert "name it" in found.stderr
