"""Shorter ways through pypdf: when they may be taken, and what is plainly written enough for them.

`objects` and `operations` rest on how pypdf keeps objects and what it looks at in a page's
content. They hold for the versions they were tried with; any other reads everything by itself.
What it finds is the same.
"""

from __future__ import annotations

from functools import cache

from ..postponed import Statement, is_installed, postponed

_TRIED = ("7.1.1",)

_PICTURES: tuple[Statement, ...] = (("pypdf._page", "PIL.Image"),)
_WRITING: tuple[Statement, ...] = (
    ("pypdf.generic._font", "fontTools.ttLib"),
    ("pypdf._writer", "generic._appearance_stream"),
)
_DESCRIPTIONS: tuple[Statement, ...] = (
    ("pypdf._doc_common", "xmp"),
    ("pypdf._reader", "xmp"),
    ("pypdf._writer", "xmp"),
)
_CIPHERS: tuple[Statement, ...] = (
    ("pypdf", "_crypt_providers"),
    ("pypdf._encryption", "pypdf._crypt_providers"),
)
_GLYPH_NAMES: tuple[Statement, ...] = (
    ("pypdf._codecs", "adobe_glyphs"),
    ("pypdf.generic._font", "_codecs.adobe_glyphs"),
)

_plain = False


def known() -> bool:
    """Whether pypdf is of a version that they were tried with, and they may be taken. If so, it is
    imported, without what it imports for pictures, ciphers and XMP, for writing text and for fonts
    whose characters have names alone: forty milliseconds.
    """
    if _plain or not is_installed("pypdf", _TRIED):
        return False
    _load()
    return True


@cache
def _load() -> None:
    """Once: Python's import is another while it runs, and `known` is asked for every PDF."""
    with postponed(_PICTURES, _WRITING, _DESCRIPTIONS, _CIPHERS, _GLYPH_NAMES):
        import pypdf  # noqa: F401 - whoever asks imports from it
    from .objects import remember_fonts

    remember_fonts()


def read_plainly() -> None:
    """Has pypdf read everything by itself from now on."""
    global _plain  # of the process, as that of `typeset.shortcuts` is
    _plain = True


# Regular expressions of what both read (ISO 32000-2, 7.2 and 7.3), without what pypdf reads in
# some way of its own: comments, escapes in names, numbers too long for one.
WHITE = b" \t\r\n\f"
SPACE = b"[" + WHITE + b"]"
END = rb"(?=[ \t\r\n\f\[\]<>/(]|\Z)"
NUMBER = rb"[+-]?(?:[0-9]{1,9}+(?:\.[0-9]{0,19}+)?|\.[0-9]{1,19}+)" + END
NAME = rb"/[!\"$&'*-.0-;=?-Z\\^-z|~]{1,99}+" + END
