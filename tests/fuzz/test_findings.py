"""What fuzzing has found stays mended: every input that once broke something is tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import properties
from resume_pdf.theme import layout_names

FINDINGS = sorted((Path(__file__).parent / "findings").iterdir())
TEXTS = [path for path in FINDINGS if path.suffix == ".md"]
PDFS = [path for path in FINDINGS if path.suffix == ".pdf"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_that_broke_something(path):
    data = path.read_bytes()
    text = data.decode()
    properties.bytes_are_read_or_refused(data)
    properties.reading_keeps_every_word(text)
    properties.mending_keeps_every_word(text)
    for layout in layout_names():
        properties.rendering_is_proved(text, layout)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_pdf_that_broke_something(path):
    properties.pdfs_are_read_or_refused(path.read_bytes())
