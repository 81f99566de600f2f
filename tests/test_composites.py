"""Glyphs added to a font file: what fontTools reads of it."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from resume_pdf.typeset.composites import Composite, Part, with_composites

FONTS = Path(__file__).parents[1] / "styles" / "fonts"
FACES = [path for path in sorted(FONTS.glob("*/*-Regular.ttf")) if "Emoji" not in path.stem]


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_a_file_gets_glyphs_and_keeps_its_own(path):
    before = TTFont(path)
    count = before["maxp"].numGlyphs
    base, mark, space = (before.getGlyphID(before.getBestCmap()[ord(one)]) for one in "m´ ")
    made = {
        count + 3: Composite((Part(base, 10, 0), Part(mark, -40, 250), Part(space, 0, 0)), 777),
        count + 5: Composite((), 123),
    }
    after = TTFont(BytesIO(with_composites(path.read_bytes(), made)))
    assert after["maxp"].numGlyphs == count + 6
    names, outlines = after.getGlyphOrder(), after["glyf"]
    for name, old in zip(names, before.getGlyphOrder()[:count], strict=False):
        assert outlines[name] == before["glyf"][old]
        assert after["hmtx"][name] == before["hmtx"][old]
    whole = outlines[names[count + 3]]
    assert [(one.glyphName, one.x, one.y) for one in whole.components] == [
        (names[base], 10, 0),
        (names[mark], -40, 250),
    ]
    pen = BoundsPen(after.getGlyphSet())
    after.getGlyphSet()[names[count + 3]].draw(pen)
    assert (whole.xMin, whole.yMin, whole.xMax, whole.yMax) == pen.bounds
    assert after["hmtx"][names[count + 3]] == (777, whole.xMin)
    assert after["hmtx"][names[count + 5]] == (123, 0)
    assert {outlines[name].numberOfContours for name in (names[count], names[count + 5])} == {0}


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_its_bounds_hold(path):
    before = TTFont(path)
    glyph = before.getGlyphID(before.getBestCmap()[ord("é")])
    made = {before["maxp"].numGlyphs: Composite((Part(glyph, 0, 0),) * 3, 60_000)}
    after = TTFont(BytesIO(with_composites(path.read_bytes(), made)))
    told = {key: value for key, value in vars(after["maxp"]).items() if key.startswith("max")}
    assert after["hhea"].advanceWidthMax == 60_000
    after["maxp"].recalc(after)
    assert all(value <= told[key] for key, value in vars(after["maxp"]).items() if key in told)
