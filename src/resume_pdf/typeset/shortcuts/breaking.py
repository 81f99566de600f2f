"""Where a line of plain text ends: found with less text given to Pango, and once less.

WeasyPrint takes about twice the text that fits a line, has it broken, and then tries whether the
first word of the second line would not fit after all without the space behind it. Here it gets less
text, and that word is not tried where its width is known to be too much.

Plain is text in Latin letters from the left that may be broken between words alone. Where what was
taken of it does not tell where the line ends, all is done as before.
"""

from __future__ import annotations

import re
from math import inf
from typing import Any

from .instead import instead_of

_DECLARATIONS = """
void pango_layout_line_index_to_x (
    PangoLayoutLine *line, gint index, gboolean trailing, gint *x_pos);
"""
_OTHER = re.compile("[^ -~\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e]")  # than plain

# Letters for an em of a line: no more than WeasyPrint takes; and those that nearly always fill it,
# to which some are added for the word after it.
_MOST, _ENOUGH, _FURTHER = 4, 2.5, 24


def draft_shorter_lines() -> None:
    """Has WeasyPrint find the end of a line of plain text so."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    ffi.cdef(_DECLARATIONS, override=True)
    split, line_size = line_break.split_first_line, line_break.line_size
    x_at = ffi.new("gint *")

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
            and style["word_spacing"] >= 0
            and style["font_size"] > 0
        )

    def split_plain(text: str, style: Any, context: Any, max_width: float, spacing: float) -> Any:
        """What splitting comes to, or None where that is not told by the beginning of the text."""
        ems = max_width / style["font_size"]
        most = int(ems * _MOST)
        if ems < _MOST or _OTHER.search(text, 0, most):
            return None
        draft = text[: min(most, int(ems * _ENOUGH) + _FURTHER)]
        layout = line_break.create_layout(draft, style, context, max_width, spacing)
        line, rest = layout.get_first_line()
        width, _ = line_size(line, style)
        if width > max_width:
            return None
        if rest is None:
            if draft != text:
                return None
        elif not tells_the_end(layout, draft, rest, max_width - width):
            return None
        return line_break.first_line_metrics(line, draft, layout, rest, True, style)

    def tells_the_end(layout: Any, draft: str, rest: int, room: float) -> bool:
        """Whether the first word after `rest` ends in a draft with a space, and needs more than the
        room that was left.
        """
        start = len(draft.encode()[:rest].decode())
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        end = line_break.get_next_break_point(attributes[start + 1 : len(draft)])
        if end is None or draft[start + end] != " ":
            return False
        line = pango.pango_layout_get_line_readonly(layout.layout, 1)
        word = draft[start : start + end].rstrip(" ")
        pango.pango_layout_line_index_to_x(line, rest + len(word.encode()), False, x_at)
        return bool(x_at[0] * FROM_UNITS > room)

    instead_of(split, split_first_line)
