"""Lines of text: what a glyph is written as is worked out once a font and size.

WeasyPrint asks Pango and the font for each glyph of a page. Here the numbers of a run of glyphs
come in one piece, and the font of a run is looked for once a page. What is out of the ordinary
(glyphs that are missing, raised, not painted, pictures; lines that are cut) is left to WeasyPrint.
"""

from __future__ import annotations

from struct import Struct
from typing import Any

from .instead import instead_of
from .shaping import line_of

_DECLARATION = "void * g_object_ref (void *object);"
SIZE_IS_RIGHT = 14802  # the first Pango that tells the size of a font (GNOME/pango#530)
_THINNEST = 1e-6


class _OutOfTheOrdinary(Exception):
    """A glyph that is not written by its numbers alone."""


def find_fonts_once() -> None:
    """Has WeasyPrint ask Pango what a font is once a page, not with every piece of text."""
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.ffi import ffi, gobject

    ffi.cdef(_DECLARATION, override=True)
    add_font = Stream.add_font

    def add_font_once(stream: Any, font: Any) -> Any:
        known = vars(stream).setdefault("fonts_found", {})
        found = known.get(font)
        if found is None:
            # Fonts are told apart by their addresses: none can have that of one that is held.
            held = ffi.gc(gobject.g_object_ref(font), gobject.g_object_unref)
            found = known[held] = add_font(stream, font)
        return found

    Stream.add_font = add_font_once


def write_glyphs_once() -> None:
    """Has WeasyPrint work out once how a glyph of a font is written."""
    from weasyprint.draw import text
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    if pango.pango_version() < SIZE_IS_RIGHT:
        return
    draw = text.draw_first_line
    # Of each glyph its number, its width, and where it stands off its place.
    numbers = Struct(f"=Iiii{ffi.sizeof('PangoGlyphInfo') - 16}x")

    class Written(dict[tuple[int, int, int, int], bytes]):
        """By their numbers how glyphs of a font and size are written."""

        run: Any = None

        def of(self, content: Any, *run: Any) -> bytes | None:
            """How those of a run are, whose numbers are `content`; None if any is out of the
            ordinary.
            """
            self.run = content, *run
            try:
                return b"".join(map(self.__getitem__, numbers.iter_unpack(content)))
            except _OutOfTheOrdinary:
                return None
            finally:
                del self.run

        def __missing__(self, numbers_of: tuple[int, int, int, int]) -> bytes:
            glyph, _, _, rise = numbers_of
            if glyph >= pango.PANGO_GLYPH_EMPTY or rise:
                raise _OutOfTheOrdinary
            self[numbers_of] = shown = written(numbers_of, *self.run)
            return shown

    def draw_first_line(
        stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any
    ) -> list[Any]:
        plain = not (overflow == "ellipsis" or ellipsis != "none")
        if plain and textbox.text.strip() and textbox.style["font_size"] >= _THINNEST:
            runs = written_runs(stream, line_of(textbox.pango_layout), textbox.pango_layout.text)
            if runs is not None:
                write(stream, runs, matrix)
                return []
        drawn: list[Any] = draw(stream, textbox, overflow, ellipsis, matrix)
        return drawn

    def written_runs(
        stream: Any, line: Any, text: str
    ) -> list[tuple[Any, Any, float, bytes]] | None:
        """Of each run its font for Pango and in the file, its size, and how its glyphs are written;
        None if any is out of the ordinary.
        """
        runs: list[tuple[Any, Any, float, bytes]] = []
        run = line.runs[0]
        while run != ffi.NULL:
            item, pango_font = run.data, run.data.item.analysis.font
            font, size = stream.add_font(pango_font)
            glyphs = written_glyphs(stream, item, font, size, text)
            if glyphs is None:
                return None  # Nothing of what follows may be known before it.
            runs.append((pango_font, font, size, glyphs))
            run = run.next
        return runs

    def written_glyphs(stream: Any, item: Any, font: Any, size: float, text: str) -> bytes | None:
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        known = vars(font).setdefault("written", {})
        if size not in known:
            known[size] = Written()
        content = ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * numbers.size)
        glyphs: bytes | None = known[size].of(content, stream, item, font, size, text)
        return glyphs

    def write(stream: Any, runs: list[tuple[Any, Any, float, bytes]], matrix: Any) -> None:
        stream.set_text_matrix(*matrix.values)
        before, shown = None, b""
        for pango_font, font, size, glyphs in runs:
            if pango_font != before:
                before = pango_font
                if shown:
                    stream.show_text(shown)
                shown = b""
                stream.set_font_size(font.hash, size)
            shown += b"<%b" % glyphs
            shown = shown[:-1] if shown.endswith(b"<") else b"%b>" % shown
        stream.show_text(shown)

    def written(
        numbers_of: Any, content: Any, stream: Any, item: Any, font: Any, size: float, text: str
    ) -> bytes:
        glyph, width, x_offset, _ = numbers_of
        if glyph not in font.to_unicode:
            place = list(numbers.iter_unpack(content)).index(numbers_of)
            clusters, end = item.glyphs.log_clusters, item.item.length
            if item.item.analysis.level % 2:  # from right to left
                after = place - 1 if place else None
            else:
                after = place + 1 if place + 1 < item.glyphs.num_glyphs else None
            start, end = clusters[place], end if after is None else clusters[after]
            shown = text.encode()[item.item.offset :]
            font.to_unicode[glyph] = shown[start:end].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        offset = x_offset / size
        kerning = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        moved = f">{-offset}<" if offset else ""
        kerned = f">{int(kerning)}<" if kerning else ""
        return f"{moved}{glyph:04x}{kerned}".encode()

    instead_of(draw, draw_first_line)
