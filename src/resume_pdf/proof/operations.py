"""The text operations of a page, read in one go.

In: a page of pypdf's. Out: the same page, whose content pypdf need only make text of. It would
read that content byte by byte and then look at every string for itself, and WeasyPrint writes a
string for each glyph: that was most of the time that a proof took. Here content that is plainly
written is read by one expression, and glyphs that nothing moves apart are told in one string.
Whatever is not as plain as this is left to pypdf.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, NameObject

from .shortcuts import END, NAME, NUMBER, SPACE

Operation = tuple[list[Any], bytes]

_LONGEST = 1_000_000  # bytes: for longer streams pypdf has bounds of its own
_GLYPHS = rb"<(?:[0-9A-Fa-f]{4})*+>"
_ARRAY = rb"\[(?:" + rb"|".join((_GLYPHS, NUMBER, SPACE)) + rb"){0,50000}+\]"
_PAIR = NAME + SPACE + rb"*+(?:" + NUMBER + rb"|" + NAME + rb")" + SPACE + rb"*+"
_PROPERTIES = rb"<<" + SPACE + rb"*+(?:" + _PAIR + rb")*+>>"
_OPERAND = rb"|".join((SPACE, NUMBER, NAME, _ARRAY, _GLYPHS, _PROPERTIES))
# None begins an inline image, or makes a stream or a reference of what stands before it.
_OPERATOR = rb"(?!BI|stream|R(?![A-Za-z]))(?:[A-Za-z][A-Za-z0-9*]{0,9}+|['\"])" + END
_OPERATION = re.compile(
    SPACE + rb"*+((?:" + _OPERAND + rb")*+)(?:(" + _OPERATOR + rb")|(\Z)|.)", re.DOTALL
)
_PIECE = re.compile(r"<([0-9A-Fa-f]*)>|([0-9.+-]+)")
_TOKEN = re.compile(r"<([0-9A-Fa-f]*)>|(/[^/<\s]+)|([0-9.+-]+)")

_MOVES_ON = ("", "-1")

_OF_TEXT = frozenset(b"BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" Do q Q cm".split())
"""Those that show text or a form, place either, or choose a face (ISO 32000-2, 8.4.4, 9.3, 9.4)."""
_PLACE = frozenset(b"Td TD Tm T* ' \" Tj".split())
_UNPLACE = frozenset(b"BT cm Q".split())


class _Read(ContentStream):
    """A content stream whose operations are known."""

    def __init__(self, data: bytes, operations: list[Operation]) -> None:
        super().__init__(None, None)
        self.operations = operations
        self._written = data

    def get_data(self) -> bytes:
        return self._written


def with_operations_read(page: PageObject) -> PageObject:
    """`page`, or one like it of which pypdf extracts the same text in less time."""
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    operations = text_operations(data)
    if not operations:
        return page
    read = PageObject(page.pdf, page.indirect_reference)
    read.update(page)
    read[NameObject("/Contents")] = _Read(data, operations)
    return read


def text_operations(data: bytes) -> list[Operation] | None:
    """The operations of `data` that concern text; None where it is not plainly written."""
    if len(data) > _LONGEST:
        return None
    found: list[Operation] = []
    placed = False
    for match in _OPERATION.finditer(data):
        written, operator, end = match.groups()
        if operator in _OF_TEXT:
            operands = _READ.get(operator, _plain)(written)
            if operands is None:
                return None
            # pypdf ends a line after the first string of what nothing has placed.
            if operator == b"TJ" and not placed:
                return None
            placed = operator in _PLACE or (placed and operator not in _UNPLACE)
            found.append((operands, operator))
        elif operator is None:
            return found if end is not None and not written.strip() else None
    return None


def _plain(operands: bytes) -> list[Any] | None:
    """Operands that are names, numbers and strings; None where there are others."""
    if not operands:
        return []
    if b"[" in operands or b"<<" in operands:
        return None
    return [
        float(number) if number else NameObject(name) if name else ByteStringObject.fromhex(digits)
        for digits, name, number in _TOKEN.findall(operands.decode())
    ]


def _matrix(operands: bytes) -> list[Any] | None:
    """Those of Tm and cm; None for what leaves text no size: then pypdf parts every string from
    the next.
    """
    try:
        a, b, c, d, _, _ = matrix = [float(number) for number in operands.split()]
    except ValueError:
        return None
    return matrix if a * d != b * c else None


@lru_cache(maxsize=256)
def _face(operands: bytes) -> list[Any] | None:
    """Those of Tf, which nobody changes; None for a face without a size."""
    face = _plain(operands) or []
    return face if len(face) == 2 and isinstance(face[1], float) and face[1] > 0 else None


def _shown(operands: bytes) -> list[Any] | None:
    """Those of TJ: strings, and by how much what follows is moved back, in thousandths of an em.

    Strings are put together where nothing moves on between them; what they were moved back in all
    stands behind them, for it is the width of the whole that counts.
    """
    array = operands.strip().decode()
    if not array.startswith("[") or array.find("]") != len(array) - 1:
        return None
    shown: list[Any] = []
    glyphs: str | None = None
    back = 0.0
    # One more that moves on, and is taken off again, brings the last strings out.
    for digits, number in (*_PIECE.findall(array.replace(">0<", "")), _MOVES_ON):
        moved = float(number) if number else 0.0
        if not number:
            glyphs = (glyphs or "") + digits
        elif moved >= 0:
            back += moved
        else:
            shown += [] if glyphs is None else [ByteStringObject.fromhex(glyphs)]
            shown += [back, moved]
            glyphs, back = None, 0.0
    return [ArrayObject(shown[:-1])]


_READ: Mapping[bytes, Callable[[bytes], list[Any] | None]] = {
    b"TJ": _shown,
    b"Tm": _matrix,
    b"cm": _matrix,
    b"Tf": _face,
}
"""How the operands of an operator are read, where not as those of any."""
