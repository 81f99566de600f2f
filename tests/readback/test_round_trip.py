"""From source to PDF to fields: what a machine makes of each page is what its edition says."""

from __future__ import annotations

from pathlib import Path

import pytest

from resume_pdf.machine import compared, fields, machine_reading
from resume_pdf.pipeline import Press, build
from resume_pdf.theme import layout_names, style_names

ROOT = Path(__file__).parents[2]
RESUMES = [
    ROOT / "resume.md",
    *sorted((Path(__file__).parent / "resumes").glob("*.md")),
    *sorted((ROOT / "tests" / "fixtures" / "resumes").glob("*.md")),
]
LAYOUTS = [name for name in layout_names() if name != "letter"]


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("path", RESUMES, ids=lambda path: path.stem)
def test_every_field_is_read_back(path: Path, style: str, layout: str, press: Press) -> None:
    (rendering,) = build(path, layouts=[layout], style=style, press=press).renderings
    due = fields(rendering.edition.document)
    assert due.jobs
    found = machine_reading(rendering.pdf).fields
    wrong = [pair for pair in compared(found, due) if pair.sign != "same"]
    assert wrong == []
