"""No character is left out or set in another face in silence, whatever the layout and the style."""

from __future__ import annotations

import re
from typing import Any

import pytest

from resume_pdf import Rendering, Source, build
from resume_pdf.theme import find_style
from resume_pdf.typeset import machine_families

NOBODY_HAS = "\U00013000"  # an Egyptian hieroglyph
DEJAVU_HAS = "\u0561"  # Armenian, which no face that ships has


def rendered(gallery: Any, shown: Any, character: str) -> tuple[Source, Rendering]:
    """The page with a character in the name, which every layout shows."""
    text = gallery.source(shown.layout).read_text("utf-8")
    source = Source(re.sub(r"^# (\S+)", rf"# \1 {character}", text, count=1, flags=re.M))
    assert character in source.text
    (made,) = build(source, layouts=[shown.layout], style=shown.style).renderings
    return source, made


def test_a_character_without_a_face_stops_the_pdf_with_its_place(gallery, shown):
    source, made = rendered(gallery, shown, NOBODY_HAS)
    assert not made.good
    [told] = [one for one in made.diagnostics if one.code == "glyph-missing"]
    assert "U+13000" in told.message
    assert told.span is not None
    assert source.text[told.span.start : told.span.end] == NOBODY_HAS


def test_what_is_set_in_a_face_of_the_machine_is_told(gallery, shown):
    if not any(family.startswith("DejaVu") for family in machine_families()):
        pytest.skip("this machine has no DejaVu")
    _, made = rendered(gallery, shown, DEJAVU_HAS)
    [told] = [one for one in made.diagnostics if one.code == "font-fallback"]
    assert DEJAVU_HAS in told.message
    assert "DejaVu" in told.message


def test_the_pages_are_set_in_faces_that_ship(shown):
    ours = find_style(shown.style).families
    assert {text.face for line in shown.lines for text in line.texts} <= ours
    assert not [one for one in shown.rendering.diagnostics if one.code == "font-fallback"]
