"""The form in which words are looked up in the tables: without case, accents and odd characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from ...patterns import lazy

# Characters that differ between scripts and keyboards, each as the one the patterns know: one for
# one, so that offsets stay true.
_SAME = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **{0x0660 + digit: str(digit) for digit in range(10)},
    **{0x06F0 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys((0x00A0, 0x202F, 0x2007, 0x3000, 0x200E, 0x200F, 0x061C, 0xFFFC, 0xFEFF), " "),
    **dict.fromkeys((0x2018, 0x2019, 0x02BC, 0x00B4, 0x05F3), "'"),
    ord("．"): ".",
    ord("／"): "/",
    ord("－"): "-",
}
_ODD = lazy(f"[{''.join(map(chr, _SAME))}]")
# Accents of Latin, Greek and Cyrillic letters; vowel and hamza signs of Arabic.
_ACCENT = lazy("[\u0300-\u036f\u064b-\u0655\u0670]")

_SHORT = 80


def normal(text: str) -> str:
    """`text` with digits, spaces and apostrophes of one kind; every offset stays the same."""
    return text if text.isascii() else _ODD.sub(_same, text)


def _same(odd: re.Match[str]) -> str:
    return _SAME[ord(odd[0])]


def bare(text: str) -> str:
    """`text` without case, accents and needless space."""
    return _bare_short(text) if len(text) <= _SHORT else _bare(text)


def _bare(text: str) -> str:
    return " ".join(_without_accents(text).split())


def bare_each(texts: Sequence[str]) -> list[str]:
    """`bare` of each of a table's texts, which have no needless space: all of them at once."""
    return _without_accents("\n".join(texts)).split("\n") if texts else []


def _without_accents(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", normal(text).casefold())
    return unicodedata.normalize("NFC", _ACCENT.sub("", parts))


# The same short words are asked for again and again; long texts are not worth the room.
_bare_short = lru_cache(maxsize=32768)(_bare)


def folded(word: str) -> str:
    """A word as the tables are searched: as `bare`, and without brackets and final full stops."""
    return bare(word).strip(" ()[]（）.")
