"""`tools/check_guards.py` takes away what is there."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUARDS = runpy.run_path(str(ROOT / "tools" / "check_guards.py"))["GUARDS"]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_stands_where_it_is_taken_away(guard):
    text = (ROOT / "src" / "resume_pdf" / guard.file).read_text("utf-8")
    assert text.count(guard.text) == 1
    assert (ROOT / "tests" / "security" / f"test_{guard.tests}.py").is_file()
