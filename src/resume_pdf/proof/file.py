"""A finished PDF, opened once for every check that looks into it.

In: the bytes. Out: its pages and its objects. What pypdf has to say while it reads goes to its
logger, never to the terminal.
"""

from __future__ import annotations

import logging
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from .seen import Seen, seen
from .shortcuts import known

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject

# Without a handler of its own, Python's handler of last resort would print pypdf's warnings.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


class File:
    """A PDF as bytes (`data`) and, opened when first asked for, as objects and as pages."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def objects(self) -> PdfReader:
        """The file's objects. Raises pypdf's `PyPdfError` where it is no PDF."""
        if known():
            from .objects import Objects

            return Objects(self.data)
        from pypdf import PdfReader

        return PdfReader(BytesIO(self.data))

    @cached_property
    def pages(self) -> tuple[PageObject, ...]:
        """The pages in order."""
        return tuple(self.objects.pages)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each page, as pypdf extracts it."""
        if known():
            from .operations import with_operations_read

            return tuple(with_operations_read(page).extract_text() for page in self.pages)
        return tuple(page.extract_text() for page in self.pages)

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """The pages as PDFium sees them. Raises its `PdfiumError` where it is no PDF."""
        return seen(self.data)

    @property
    def catalog(self) -> DictionaryObject:
        """The document's root object."""
        return self.objects.root_object
