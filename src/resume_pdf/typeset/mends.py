"""Mistakes of WeasyPrint in breaking lines, put right.

Where a piece of text fits a line but the space at its end does not, and a further piece follows
(bold words, a link, words kept together), WeasyPrint 70 takes the piece for too long: it leaves one
word on the line and begins another. A space at the end of a line takes no room (CSS Text 3, 4.1.3).

Within a piece (a title, a link) that begins the line, WeasyPrint takes every further piece for the
beginning of the line as well, and breaks its first word wherever the room ends. Only a word that
has the line to itself may be broken so (`overflow-wrap`, CSS Text 3, 5.5).

Where a word is broken, the letter before the break takes the form that it has at the end of a word.
In Arabic that may be wider, and WeasyPrint, which has measured the other, lets the line run over.

Where a line from the right ends in a piece from the left ("Python "), WeasyPrint takes the space
off that end but leaves all else where it stood, too far to the right by the width of that space.

This knows the insides of WeasyPrint, so it holds for the version it was tried with alone; with any
other, lines break as that has it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

_TRIED = ("70.0",)
_UNSEEN = 1.0  # px by which a line may run over


def mend(engine: Any) -> None:
    """Has `engine`, the imported WeasyPrint, break lines rightly; a second time changes nothing."""
    from weasyprint.layout import inline

    broken = inline.split_first_line
    if engine.__version__ not in _TRIED or broken.__module__ == __name__:
        return

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, *others: Any, **options: Any
    ) -> Any:
        def in_room(room: float | None) -> Any:
            return broken(text, style, context, room, *others, **options)

        found = in_room(max_width)
        _, length, resume_at, width, *_ = found
        if max_width and resume_at is not None and width > max_width + _UNSEEN:
            return _fitting(found, max_width, in_room)
        bare = text.rstrip(" ")
        if resume_at is None or bare == text or " " not in bare or max_width is None:
            return found
        if " " in text.encode()[:length].decode(errors="replace").strip():
            return found  # More than one word stands on the line, as it should.
        fits = broken(bare, style, context, max_width, *others, **options)[2] is None
        return in_room(None) if fits else found

    inline.split_first_line = split_first_line
    split_inline_box, split_text_box = inline.split_inline_box, inline.split_text_box

    def split_line(context: Any, box: Any, position_x: float, *others: Any) -> Any:
        if not isinstance(box, inline.boxes.LineBox):
            return split_inline_box(context, box, position_x, *others)
        around = getattr(context, "line_start", inf)  # that of the line this one stands within
        context.line_start = position_x
        try:
            return split_inline_box(context, box, position_x, *others)
        finally:
            context.line_start = around

    def split_text(
        context: Any, box: Any, room: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        # Without a bound there is no place yet, and nothing to break.
        if room is not None and is_line_start:
            is_line_start = box.position_x <= getattr(context, "line_start", inf)
        return split_text_box(context, box, room, skip, is_line_start)

    inline.split_inline_box, inline.split_text_box = split_line, split_text
    taken_off = inline.remove_last_whitespace

    def remove_last_whitespace(context: Any, line: Any) -> None:
        width, start = line.width, line.children[0].position_x if line.children else 0
        taken_off(context, line)
        excess = width - line.width
        if not excess or line.style["direction"] != "rtl" or line.children[0].position_x != start:
            return
        box = line
        while getattr(box, "children", ()):
            for child in box.children[:-1]:
                child.translate(dx=-excess, ignore_floats=True)
            box = box.children[-1]

    inline.remove_last_whitespace = remove_last_whitespace


def _fitting(found: Any, max_width: float, in_room: Callable[[float], Any]) -> Any:
    """What `in_room` finds in so much less room that it fits; `found` where nothing does."""
    room, less = max_width, found[3] - max_width
    while room > less:
        room, less = room - less, 2 * less
        shorter = in_room(room)
        if shorter[3] <= max_width:
            return shorter
    return found
