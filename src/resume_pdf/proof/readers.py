"""Programs that read text out of a PDF, behind one small protocol.

In: an opened file. Out: the text of each page, in the reader's own order, one line of the page a
line. What a reader is known to do to good text is undone here and nowhere else.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .file import File

if TYPE_CHECKING:
    from pypdf import PageObject

# PDFium holds global state and asks its callers to enter it one at a time.
_PDFIUM = threading.Lock()

_SHOWN_GLYPHS = re.compile(rb"\[[<>0-9A-Fa-f. \-]+\] ?TJ")


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


@dataclass(frozen=True, slots=True)
class Pypdf:
    """Reads the content stream as it comes; the most used reader of Python programs."""

    name: str = "pypdf"
    orders_words: bool = False

    def read(self, file: File) -> list[str]:
        """The text of each page, as pypdf extracts it."""
        return [_plainly_spelled(page).extract_text() for page in file.pages]


@dataclass(frozen=True, slots=True)
class Pdfium:
    """The reader of Chrome."""

    name: str = "PDFium"
    orders_words: bool = True

    def read(self, file: File) -> list[str]:
        """The text of each page, as PDFium orders it."""
        import pypdfium2

        texts: list[str] = []
        with _PDFIUM:
            document = pypdfium2.PdfDocument(file.data)
            try:
                for page in document:
                    text = page.get_textpage()
                    texts.append(text.get_text_range())
                    text.close()
                    page.close()
            finally:
                document.close()
        # A hyphen at the end of a line is given as a mark of PDFium's own, without the line end.
        return [
            text.replace("\r\n", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")
            for text in texts
        ]


READERS: tuple[Reader, ...] = (Pypdf(), Pdfium())
"""The two that read every PDF before it is published."""


def _plainly_spelled(page: PageObject) -> PageObject:
    """The page with "<0041>0<0042>" written as "<00410042>", which shows the very same.

    An adjustment of 0 moves nothing (ISO 32000-2, 9.4.3), but WeasyPrint writes one between
    most glyphs, and pypdf takes three times as long to read them.
    """
    from pypdf import PageObject
    from pypdf.generic import NameObject, StreamObject

    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    if b">0<" not in data:
        return page
    stream = StreamObject()
    stream.set_data(_SHOWN_GLYPHS.sub(lambda match: match[0].replace(b">0<", b""), data))
    respelled = PageObject(page.pdf, page.indirect_reference)
    respelled.update(page)
    respelled[NameObject("/Contents")] = stream
    return respelled
