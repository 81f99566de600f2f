"""What stands on a line, which is text nearly everywhere: drawn straight away.

WeasyPrint asks of each piece of text for lines under, over and through it and how these look, moves
it by a matrix, and marks it by way of a generator. What has such a line is left to it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .instead import instead_of
from .light import light

_UPRIGHT = (b"1", b"0", b"0", b"-1")


class _Place(NamedTuple):
    """Where text begins, for who asks a matrix for its values."""

    values: tuple[bytes | float, ...]


def draw_text_straight() -> None:
    """Has WeasyPrint draw plain text without asking what it might be beside."""
    import pydyf
    from weasyprint import draw
    from weasyprint.draw import text
    from weasyprint.formatting_structure import boxes
    from weasyprint.stacking import StackingContext

    draw_text, draw_inline_level = text.draw_text, draw.draw_inline_level
    on_line = (boxes.LineBox, boxes.InlineBox)

    mark = light(pydyf.Dictionary)

    def draw_plain_text(stream: Any, box: Any, offset: float, overflow: str, ellipsis: str) -> None:
        style = box.style
        if style["visibility"] != "visible" or style["text_decoration_line"] != "none":
            draw_text(stream, box, offset, overflow, ellipsis)
            return
        x, y = box.position_x, box.position_y + box.baseline
        stream.set_color(style["color"])
        box.pango_layout.reactivate(style)
        stream.begin_text()
        place = _Place((*_UPRIGHT, x, y))
        emojis = text.draw_first_line(stream, box, overflow, ellipsis, place)
        stream.end_text()
        text.draw_emojis(stream, style, x, y, emojis)
        box.pango_layout.deactivate()

    def draw_on_line(
        stream: Any,
        page: Any,
        box: Any,
        offset: float = 0,
        overflow: str = "clip",
        ellipsis: str = "none",
    ) -> None:
        if not isinstance(box, on_line):
            draw_inline_level(stream, page, box, offset, overflow, ellipsis)
            return
        draw.set_mask_border(stream, box)
        draw.draw_background(stream, box.background)
        draw.draw_border(stream, box)
        if isinstance(box, boxes.LineBox):
            overflow, ellipsis = box.text_overflow, box.block_ellipsis
        last = len(box.children) - 1
        for place, child in enumerate(box.children):
            if isinstance(child, StackingContext):
                its_offset = offset
            else:
                its_offset = offset + child.position_x - box.position_x
            its_ellipsis = ellipsis if place == last else "none"
            if not isinstance(child, boxes.TextBox):
                draw_on_line(stream, page, child, its_offset, overflow, its_ellipsis)
                continue
            marks, content = stream._tags, stream.stream
            if marks is not None:
                number = len(marks)
                marks[child] = {"tag": "Span", "mcid": number}
                content += (b"/Span", mark({"MCID": number}), b"BDC")
            draw_plain_text(stream, child, its_offset, overflow, its_ellipsis)
            if marks is not None:
                content.append(b"EMC")

    instead_of(draw_text, draw_plain_text)
    instead_of(draw_inline_level, draw_on_line)
