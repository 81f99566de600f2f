"""Lines of text: what a glyph is written as is worked out once a font and size.

WeasyPrint asks Pango and the font for each glyph of a page. Here the numbers of a run of glyphs
come in one piece. What is out of the ordinary (glyphs that are missing, raised, not painted,
pictures; lines that are cut) is left to WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Any

from .instead import instead_of

_SIZE_IS_RIGHT = 14802  # the first Pango that tells the size of a font (GNOME/pango#530)
_THINNEST = 1e-6


def write_glyphs_once() -> None:
    """Has WeasyPrint work out once how a glyph of a font is written."""
    from weasyprint.draw import text
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    if pango.pango_version() < _SIZE_IS_RIGHT:
        return
    draw = text.draw_first_line
    # Of each glyph its number, its width, and where it stands off its place.
    numbers = Struct(f"=Iiii{ffi.sizeof('PangoGlyphInfo') - 16}x")

    def runs(line: Any) -> Iterator[tuple[Any, list[tuple[int, int, int, int]]]]:
        run = line.runs[0]
        while run != ffi.NULL:
            glyphs = run.data.glyphs
            content = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * numbers.size)
            yield run.data, list(numbers.iter_unpack(content))
            run = run.next

    def is_ordinary(font: Any, glyphs: list[tuple[int, int, int, int]]) -> bool:
        return not (font.bitmap or font.png or font.svg or font.colr) and all(
            glyph < pango.PANGO_GLYPH_EMPTY and not rise for glyph, _, _, rise in glyphs
        )

    def draw_first_line(
        stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any
    ) -> list[Any]:
        layout = textbox.pango_layout
        plain = not (overflow == "ellipsis" or ellipsis != "none")
        if plain and textbox.text.strip() and textbox.style["font_size"] >= _THINNEST:
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
            line = [
                (item, glyphs, *stream.add_font(item.item.analysis.font))
                for item, glyphs in runs(layout.get_first_line()[0])
            ]
            if all(is_ordinary(font, glyphs) for _, glyphs, font, _ in line):
                write(stream, line, layout.text, matrix)
                return []
        drawn: list[Any] = draw(stream, textbox, overflow, ellipsis, matrix)
        return drawn

    def write(stream: Any, line: list[Any], text: str, matrix: Any) -> None:
        stream.set_text_matrix(*matrix.values)
        before, shown = None, ""
        for item, glyphs, font, size in line:
            if item.item.analysis.font != before:
                before = item.item.analysis.font
                if shown:
                    stream.show_text(shown)
                shown = ""
                stream.set_font_size(font.hash, size)
            known = vars(font).setdefault("written", {}).setdefault(size, {})
            shown += "<"
            for place, numbers_of in enumerate(glyphs):
                if numbers_of not in known:
                    known[numbers_of] = written(stream, item, place, numbers_of, font, size, text)
                shown += known[numbers_of]
            shown = shown[:-1] if shown[-1] == "<" else shown + ">"
        stream.show_text(shown)

    def written(
        stream: Any, item: Any, place: int, numbers: Any, font: Any, size: float, text: str
    ) -> str:
        glyph, width, x_offset, _ = numbers
        if glyph not in font.to_unicode:
            clusters, end = item.glyphs.log_clusters, item.item.length
            if item.item.analysis.level % 2:  # from right to left
                after = place - 1 if place else None
            else:
                after = place + 1 if place + 1 < item.glyphs.num_glyphs else None
            start, end = clusters[place], end if after is None else clusters[after]
            content = text.encode()[item.item.offset :]
            font.to_unicode[glyph] = content[start:end].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        offset = x_offset / size
        kerning = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        moved = f">{-offset}<" if offset else ""
        kerned = f">{int(kerning)}<" if kerning else ""
        return f"{moved}{glyph:04x}{kerned}"

    instead_of(draw, draw_first_line)
