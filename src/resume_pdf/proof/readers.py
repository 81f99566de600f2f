"""Programs that read text out of a PDF, behind one small protocol.

In: an opened file. Out: the text of each page, in the reader's own order, one line of the page a
line. What a reader is known to do to good text is undone here and nowhere else.
"""

from __future__ import annotations

import re
from ctypes import c_double
from typing import Any, Protocol

from ..record import Record
from .file import File
from .pdfium import opened
from .shortcuts import known


class Reader(Protocol):
    """A program that reads PDFs.

    `orders_words` tells whether a line of right-to-left text alone comes out as written;
    otherwise only the letters of the line are to be relied on.
    """

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def orders_words(self) -> bool:
        """Whether right-to-left text comes out in the order in which it is written."""
        ...

    def read(self, file: File) -> list[str]:
        """The text of each page. What it raises on a damaged file is its own affair."""
        ...


class Pypdf(Record):
    """Reads the content stream as it comes; the most used reader of Python programs."""

    name: str = "pypdf"
    orders_words: bool = False

    def read(self, file: File) -> list[str]:
        """The text of each page, as pypdf extracts it."""
        pages = file.pages
        if known():
            from .operations import with_operations_read

            return [with_operations_read(page).extract_text() for page in pages]
        return [page.extract_text() for page in pages]


class Pdfium(Record):
    """The reader of Chrome."""

    name: str = "PDFium"
    orders_words: bool = True

    def read(self, file: File) -> list[str]:
        """The text of each page, as PDFium orders it."""
        texts: list[str] = []
        with opened(file.data) as document:
            for page in document:
                text = page.get_textpage()
                texts.append(_with_lines_whole(text))
                text.close()
                page.close()
        # A hyphen at the end of a line is given as a mark of PDFium's own, without the line end.
        return [
            text.replace("\r\n", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")
            for text in texts
        ]


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

READERS: tuple[Reader, ...] = (Pypdf(), Pdfium())
"""The two that read every PDF before it is published."""
