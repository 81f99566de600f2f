"""PDFium, entered by one caller at a time.

In: the bytes of a PDF. Out: an open document, closed again when the caller is done.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# PDFium holds global state and asks its callers to enter it one at a time.
_PDFIUM = threading.Lock()


def page_count(data: bytes) -> int:
    """How many pages a PDF says it has; 0 for what is no PDF."""
    import pypdfium2

    try:
        with opened(data) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document; raises PDFium's `PdfiumError` where it is no PDF."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
