"""Programs that read text out of a PDF, behind one small protocol.

In: an opened file. Out: the text of each page, in the reader's own order, one line of the page a
line. What a reader is known to do to good text is undone here and nowhere else.
"""

from __future__ import annotations

from typing import Protocol

from ..record import Record
from .file import File


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
        return list(file.texts)


class Pdfium(Record):
    """The reader of Chrome."""

    name: str = "PDFium"
    orders_words: bool = True

    def read(self, file: File) -> list[str]:
        """The text of each page, as PDFium orders it."""
        # A hyphen at the end of a line is given as a mark of PDFium's own, without the line end.
        return [
            page.text.replace("\r\n", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")
            for page in file.seen
        ]


READERS: tuple[Reader, ...] = (Pypdf(), Pdfium())
"""The two that read every PDF before it is published."""
