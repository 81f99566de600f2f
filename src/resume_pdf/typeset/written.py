"""Makes the bytes of each part of a PDF, and makes them once.

pydyf writes every part and then, to name the file by its content, makes and compresses each anew.
It compresses as hard as zlib can, which takes five times as long as zlib's own choice for two
hundredths of the size.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pydyf


def make_bytes(pdf: pydyf.PDF) -> None:
    """Puts in place of each part of a finished PDF its bytes; no part may change after."""
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        def __init__(self, part: Any) -> None:
            self.number, self.offset = part.number, part.offset
            self.generation, self.free = part.generation, part.free
            self._compressible = part.compressible
            if isinstance(part, pydyf.Stream) and part.compress:
                part = pydyf.Stream(
                    [zlib.compress(_content(part))], {**part.extra, "Filter": "/FlateDecode"}
                )
            self._data = part.data

        @property
        def data(self) -> bytes:
            return self._data  # type: ignore[no-any-return]

        @property
        def compressible(self) -> bool:
            return self._compressible  # type: ignore[no-any-return]

    pdf.objects[:] = [part if part.free == "f" else Written(part) for part in pdf.objects]


def _content(stream: pydyf.Stream) -> bytes:
    """What a stream holds, as it stands in a file that is not compressed."""
    import pydyf

    written: bytes = pydyf.Stream(stream.stream).data
    return written.partition(b"stream\n")[2].removesuffix(b"\nendstream")
