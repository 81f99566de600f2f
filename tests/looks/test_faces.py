"""No character is left out or set in another face in silence, whatever the layout and the style."""

from __future__ import annotations

import pytest

from resume_pdf import Source, build
from resume_pdf.theme import find_style
from resume_pdf.typeset import machine_families

NOBODY_HAS = "\U00013000"  # an Egyptian hieroglyph
DEJAVU_HAS = "\u0561"  # Armenian, which no face that ships has
SOURCE = Source(f"# Ada {NOBODY_HAS} Lee {DEJAVU_HAS}\n\nada@example.org\n\n## Work\n\nMills.\n")


def test_what_no_face_has_and_what_the_machine_has_is_told(shown):
    (made,) = build(SOURCE, layouts=[shown.layout], style=shown.style).renderings
    assert not made.good
    lacking = [one for one in made.diagnostics if one.code == "glyph-missing"]
    hieroglyph = next(one for one in lacking if "U+13000" in one.message)
    assert hieroglyph.span is not None
    assert SOURCE.text[hieroglyph.span.start : hieroglyph.span.end] == NOBODY_HAS
    if not any(family.startswith("DejaVu") for family in machine_families()):
        pytest.skip("this machine has no DejaVu")
    assert lacking == [hieroglyph]
    [told] = [one for one in made.diagnostics if one.code == "font-fallback"]
    assert DEJAVU_HAS in told.message
    assert "DejaVu" in told.message


def test_the_pages_are_set_in_faces_that_ship(shown):
    ours = find_style(shown.style).families
    assert {text.face for line in shown.lines for text in line.texts} <= ours
    assert not [one for one in shown.rendering.diagnostics if one.code == "font-fallback"]
