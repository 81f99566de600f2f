"""Pages of a PDF as pictures: what it shows, drawn by PDFium.

In: the bytes of a PDF. Out: PNG, and the sizes of the pages. Both raise PDFium's `PdfiumError`
where the bytes are no PDF. May be called from any thread.
"""

from __future__ import annotations

import struct
import zlib

from .pdfium import opened

_CHANNELS = 3
_RGB = 2  # PNG's colour type
_UNFILTERED = b"\0"


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in pt."""
    with opened(pdf) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """Page number `page` (from 1) as a PNG that is `width` pixels wide.

    Raises `IndexError` where there is no such page, `ValueError` for no pixel.
    """
    if width < 1:
        raise ValueError(f"a picture has at least one pixel in a row, not {width}")
    with opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        drawn = document[page - 1]
        # PDFium rounds up: a hair less than `width` gives `width`, and not one more.
        scale = (width - 0.001) / drawn.get_width()
        bitmap = drawn.render(scale=scale, rev_byteorder=True, force_bitmap_format=_bgr())
        data, stride = bytes(bitmap.buffer), bitmap.stride
        height = bitmap.height
        drawn.close()
    row = width * _CHANNELS
    rows = memoryview(data)
    return _png(
        width,
        height,
        b"".join(
            part
            for start in range(0, height * stride, stride)
            for part in (_UNFILTERED, rows[start : start + row])
        ),
    )


def _bgr() -> int:
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDFBitmap_BGR)


def _png(width: int, height: int, rows: bytes) -> bytes:
    """RGB rows, each after the byte of its filter, as a PNG (ISO/IEC 15948).

    Written here because a picture is waited for: without trying filters, which pages of text gain
    little from, it takes half the time that image libraries take.
    """
    header = struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
