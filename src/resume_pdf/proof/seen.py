"""What PDFium reads and what it paints on each page, in one visit.

In: the bytes of a PDF. Out: its pages. To load a page takes PDFium as long as to read it.
"""

from __future__ import annotations

import re
from ctypes import c_double
from typing import Any

from ..record import Record
from .paint import Box, Painted, painted
from .pdfium import opened


class Seen(Record):
    """A page: its text in PDFium's order, what it paints, and its edges. It is closed: the handles
    of what is `painted` are good for nothing.
    """

    text: str
    painted: Painted
    paper: Box


def seen(data: bytes) -> tuple[Seen, ...]:
    """Every page. Raises PDFium's `PdfiumError` where it is no PDF."""
    pages: list[Seen] = []
    with opened(data) as document:
        for page in document:
            text = page.get_textpage()
            pages.append(Seen(_with_lines_whole(text), painted(page), Box(*page.get_cropbox())))
            text.close()
            page.close()
    return tuple(pages)


def _with_lines_whole(textpage: Any) -> str:
    """The text of a page, where PDFium ends a line in the middle of one put together again.

    On a page of few words it may take the writing for vertical, and then ends a line wherever the
    face changes.
    """
    import pypdfium2.raw as pdfium

    text: str = textpage.get_text_range()
    if len(text) != textpage.count_chars():
        return text  # It left some out: places in the text are not those of its characters.
    parts: list[str] = []
    start = 0
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    x, y = c_double(), c_double()
    for end in _LINE_END.finditer(text):
        before, after = end.start() - 1, end.end()
        if before < start or after >= len(text):
            continue
        pdfium.FPDFText_GetCharBox(textpage.raw, before, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(textpage.raw, before, x, y)
        edge, baseline = right.value, y.value
        pdfium.FPDFText_GetCharOrigin(textpage.raw, after, x, y)
        gap = x.value - edge
        pdfium.FPDFText_GetCharBox(textpage.raw, after, left, right, bottom, top)
        height = max(top.value - bottom.value, 1.0)
        if abs(y.value - baseline) < _SAME_LINE and -_SAME_LINE < gap < height:
            parts.append(text[start : end.start()] + " " * (gap > _SPACE * height))
            start = end.end()
    return "".join(parts) + text[start:]


_LINE_END = re.compile("\r\n")
_SAME_LINE = 0.5  # pt
_SPACE = 0.25  # of the height of a glyph
