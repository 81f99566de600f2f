"""The objects of a file, read by pypdf when they are asked for, and its fonts, read once.

In: the bytes of a PDF. Out: pypdf's reader of it. Most objects of a tagged PDF are its structure,
a thousand or more in one compressed stream, and of a stream of which one object is asked for pypdf
reads all. Here it reads that one, if every object of the stream is plainly written: so that what
it could stumble over is what it stumbles over at once, and is told. Fonts it reads anew for each
page that names them, used or not; here they are remembered with their file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader, _page, apply_configuration
from pypdf.generic import (
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
    StreamObject,
    read_object,
)
from pypdf.generic._font import Font

from .shortcuts import END, NAME, NUMBER, SPACE, WHITE

_MOST_BYTES = 100_000  # of an object: pypdf bounds what is in it

_REFERENCE = rb"[0-9]{1,9}+ [0-9]{1,5}+ R" + END
_TEXT = rb"\((?:[^()\\\r\n]|\\[()\\])*+\)"
_HEXADECIMAL = rb"<(?:[0-9A-Fa-f]{2})*+>"
_WORD = rb"(?:true|false|null)" + END

_ATOM = b"(?:" + b"|".join((NAME, _REFERENCE, NUMBER, _TEXT, _HEXADECIMAL, _WORD)) + b")"
_ARRAY = rb"\[(?:" + _ATOM + rb"|" + SPACE + rb")*+\]"
_DICTIONARY = rb"<<" + SPACE + rb"*+(?:" + NAME + SPACE + rb"*+" + _ATOM + SPACE + rb"*+)*+>>"
_INNERMOST = re.compile(rb"|".join((_ARRAY, _DICTIONARY)))
_DEEPEST = 8
_BETWEEN = b"\0"
_OF_HEADERS = b"0123456789 \r\n"


class Objects(PdfReader):
    """A file's objects, of which those in streams are read one by one. `fonts` are its fonts as far
    as they have been read, by number.
    """

    def __init__(self, data: bytes) -> None:
        self.fonts: dict[int, Font] = {}
        self._streams: dict[int, dict[int, bytes]] = {}
        # Whether limits are set as in former versions it would ask all modules, that for XMP too.
        with apply_configuration(disable_legacy_handling=True):
            super().__init__(BytesIO(data))

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        """An object by its number, as pypdf's reader gives it."""
        if isinstance(indirect_reference, IndirectObject):
            number = indirect_reference.idnum
            known = indirect_reference.generation or (0, number) in self.resolved_objects
            if not known and number in self.xref_objStm:
                written = self._written(self.xref_objStm[number][0]).get(number)
                if written is not None:
                    read = read_object(BytesIO(written), self)
                    return self.cache_indirect_object(0, number, read)
        return super().get_object(indirect_reference)

    def _written(self, stream: int) -> dict[int, bytes]:
        """The objects of a stream by number, as they are written; none if any is not plain."""
        if stream not in self._streams:
            self._streams[stream] = {}  # for one that is to be found in itself
            if stream not in self.xref_objStm and not self.is_encrypted:
                self._streams[stream] = _parts(IndirectObject(stream, 0, self).get_object())
        return self._streams[stream]


class _Font(Font):
    """A font that is read once of each of our files, and remembers the widths of characters."""

    def __init__(self, *traits: Any, **others: Any) -> None:
        super().__init__(*traits, **others)
        self._widths: dict[str, float] = {}

    @classmethod
    def from_font_resource(cls, pdf_font_dict: DictionaryObject) -> Font:
        """The font that a dictionary describes."""
        reference = pdf_font_dict.indirect_reference
        if reference is None or not isinstance(reference.pdf, Objects):
            return Font.from_font_resource(pdf_font_dict)
        fonts = reference.pdf.fonts
        if reference.idnum not in fonts:
            fonts[reference.idnum] = super().from_font_resource(pdf_font_dict)
        return fonts[reference.idnum]

    def get_text_width(self, text: str = "") -> float:
        """The sum of the widths of characters; it is asked for one at a time."""
        if text not in self._widths:
            self._widths[text] = super().get_text_width(text)
        return self._widths[text]


def remember_fonts() -> None:
    """Has pypdf read the fonts of `Objects` once when it extracts text; all others as ever."""
    vars(_page)["Font"] = _Font


def _parts(stream: PdfObject | None) -> dict[int, bytes]:
    if not isinstance(stream, StreamObject) or stream.get("/Type") != "/ObjStm":
        return {}
    count, first = stream.get("/N"), stream.get("/First")
    if not isinstance(count, NumberObject) or not isinstance(first, NumberObject):
        return {}
    data = stream.get_data()
    header = data[: max(first, 0)]
    is_plain = header[:1].isdigit() and not header.translate(None, _OF_HEADERS)
    places = [int(number) for number in header.split()] if is_plain else []
    numbers, offsets = places[::2], places[1::2]
    if len(offsets) != count or len(set(numbers)) != count or sorted(set(offsets)) != offsets:
        return {}
    bounds = pairwise((*(first + offset for offset in offsets), len(data)))
    parts = [data[start:end].strip(WHITE) for start, end in bounds]
    if any(len(part) > _MOST_BYTES for part in parts) or not _are_plain(parts):
        return {}
    return dict(zip(numbers, parts, strict=True))


def _are_plain(parts: Sequence[bytes]) -> bool:
    """Whether each is one array or dictionary: what holds no other is an atom to what holds it."""
    left = _BETWEEN.join(parts)
    for _ in range(_DEEPEST):
        left, replaced = _INNERMOST.subn(b" null ", left)
        if not replaced:
            break
    reduced = left.split(_BETWEEN)
    return len(reduced) == len(parts) and all(part.strip(WHITE) == b"null" for part in reduced)
