"""Embedded fonts without the room that WeasyPrint leaves in them.

East Asian faces have up to 65,535 glyphs, of which a résumé uses a few hundred. WeasyPrint keeps a
place for every other one, so that each face weighs 150 kB where 15 would do. In a CID-keyed font
(Adobe Technical Note 5176) the glyphs that are kept know their numbers, so the places can go.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf
    import weasyprint


def tighten_fonts(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Embeds of each CID-keyed face the glyphs that the pages use, and only these."""
    used: dict[bytes, set[int]] = {}
    for font in document.fonts.values():
        if font.type == "otf" and not font.used_in_forms:
            used.setdefault(font.hash, set()).update(font.to_unicode)
    contents = {
        font.file_content: used[font.hash] for font in document.fonts.values() if font.hash in used
    }
    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Subtype") == "/OpenType":
            tight = _tightened(one.stream[0], contents.get(one.stream[0], set()))
            if tight is not None:
                one.stream = [tight]
                one.extra["Subtype"] = "/CIDFontType0C"


def _tightened(content: bytes, used: set[int]) -> bytes | None:
    """The bare CFF font with the glyphs `used`; None where their numbers would change."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(content), lazy=True)
    (top,) = font["CFF "].cff
    names = font.getGlyphOrder()
    glyphs = {0} | {glyph for glyph in used if glyph < len(names)}
    if not hasattr(top, "ROS") or any(
        names[glyph] != f"cid{glyph:05d}" for glyph in glyphs if glyph
    ):
        return None
    options = Options(notdef_outline=True, hinting=True, layout_features=[], name_IDs=[])
    options.drop_tables += ["BASE", "GPOS", "GSUB", "OS/2", "VORG", "name", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    tight: bytes = font["CFF "].compile(font)
    return tight
