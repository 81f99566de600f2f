"""Where a line of plain text ends: read from how the text is set without an end to the line.

WeasyPrint takes about twice the text that fits a line, has Pango break it, which takes longer than
to set it, and then tries whether the first word of the second line would not fit after all, without
the space behind it. Here less text is set in one line, and what stands at its end is looked for. A
word that ends so near there that the next letter may matter is left to WeasyPrint, as is whatever
is not plain: text in Latin letters from the left that is broken between words alone.

Whether a line may end between two letters, where one piece of text follows another, is asked once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf
from types import SimpleNamespace
from typing import Any

from .instead import instead_of

_DECLARATIONS = """
void pango_layout_line_index_to_x (
    PangoLayoutLine *line, gint index, gboolean trailing, gint *x_pos);
gboolean pango_layout_line_x_to_index (
    PangoLayoutLine *line, gint x_pos, gint *index, gint *trailing);
"""
_OTHER = re.compile("[^ -~\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e]|  ")  # than plain

# Letters for an em of a line: no more than WeasyPrint takes; and those that nearly always fill it,
# to which some are added for the word after it.
_MOST, _ENOUGH, _FURTHER = 4, 2.5, 24

_PAIRS = 1000  # of letters that are known
_NEAR = 0.1  # of an em: what two letters stand closer or farther


def read_where_lines_end() -> None:
    """Has WeasyPrint find the end of a line of plain text so."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

    ffi.cdef(_DECLARATIONS, override=True)
    split, line_size = line_break.split_first_line, line_break.line_size
    number, trailing = ffi.new("gint *"), ffi.new("gint *")

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> Any:
        found = None
        if max_width is not None and max_width != inf and is_plain(style):
            found = split_plain(text, style, context, max_width, spacing)
        return found or split(text, style, context, max_width, spacing, **options)

    def is_plain(style: Any) -> bool:
        return bool(
            style["white_space"] == "normal"
            and style["hyphens"] != "auto"
            and style["direction"] == "ltr"
            and style["font_size"] > 0
        )

    def split_plain(text: str, style: Any, context: Any, max_width: float, spacing: float) -> Any:
        """What splitting comes to, or None where that is not told by the beginning of the text."""
        size = style["font_size"]
        ems = max_width / size
        most = int(ems * _MOST)
        if ems < _MOST or _OTHER.search(text, 0, most):
            return None
        draft = text[: min(most, int(ems * _ENOUGH) + _FURTHER)]
        layout = line_break.create_layout(draft, style, context, None, spacing)
        layout.max_width = max_width
        line, rest = layout.get_first_line()
        width, _ = line_size(line, style)
        if width > max_width:
            near = size * _NEAR
            if style["letter_spacing"] != "normal" or not 0 <= style["word_spacing"] < near / 2:
                return None
            rest = break_in(layout, line, draft, draft == text, max_width, near)
            if rest is None:
                return None
            line = SimpleNamespace(length=rest)
        elif draft != text:
            return None
        return line_break.first_line_metrics(line, draft, layout, rest, True, style)

    def break_in(
        layout: Any, line: Any, draft: str, is_all: bool, max_width: float, near: float
    ) -> int | None:
        """How many bytes of a draft, the text or its beginning, stand on the line, or None."""

        def width_to(place: int) -> float:
            word_end = len(draft[:place].rstrip(" ").encode())
            pango.pango_layout_line_index_to_x(line, word_end, False, number)
            return float(number[0] * FROM_UNITS)

        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        end = len(draft) + is_all
        pango.pango_layout_line_x_to_index(line, int(max_width * TO_UNITS), number, trailing)
        at = len(draft.encode()[: number[0]].decode())
        before = next((n for n in range(at, 0, -1) if attributes[n].is_line_break), 0)
        after = next((n for n in range(at + 1, end) if attributes[n].is_line_break), None)
        if after and width_to(after) <= max_width:  # What stands there is the space before it.
            before = after
            after = next((n for n in range(after + 1, end) if attributes[n].is_line_break), None)
        if not before or not after:
            return None
        if width_to(before) > max_width - near or width_to(after) < max_width + near:
            return None
        return len(draft[:before].encode())

    instead_of(split, split_first_line)
    instead_of(line_break.can_break_text, lru_cache(_PAIRS)(line_break.can_break_text))
