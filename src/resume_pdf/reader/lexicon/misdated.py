"""Finds what looks like a date and cannot be read as one, for the author to mend."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...patterns import lazy
from .datenumbers import YEAR
from .datewords import Words, words_of
from .folding import folded, normal

_NAMED_YEAR = lazy(rf"(?<![\w'’])([^\W\d_]{{3,14}})\.?,?\s{{1,3}}{YEAR}(?!\w)")
_SHORT_NAME = 5
_LETTER_IN_YEAR = lazy(r"(?<![\w.])(?=[\doOlI]{0,3}\d)[12lI][09oO][\doOlI]{2}(?!\w)")
_NO_SUCH_MONTH = lazy(
    rf"(?<![\w./:,-])(?:(?:00|1[3-9]|[2-9]\d)[/.]{YEAR}|{YEAR}[/.](?:00|1[3-9]|[2-9]\d)"
    rf"|\d\d?\.(?:00|1[3-9]|[2-9]\d)\.{YEAR}|(?:00|3[2-9]|[4-9]\d)\.\d\d?\.{YEAR}"
    rf"|{YEAR}-(?:00|1[3-9]|[2-9]\d)-\d\d)(?![\w/]|[.,-]\d)"
)
_YEAR_OF_ODD_LENGTH = lazy(rf"(?<!\w){YEAR}\s?[-–—]\s?(?:\d{{3}}|\d{{5}})(?![\w.,/-])")


def period_looks_broken(text: str, languages: Sequence[str]) -> tuple[int, int] | None:
    """Where in the head of an entry something looks like a date and cannot be one, or None.

    Found are a month that is misspelt by a letter ("Jnauary 2019"), one that does not exist
    ("13/2019"), a letter for a digit ("2O19"), and a year with a digit too few or too many.
    """
    plain_text = normal(text)
    words = words_of(tuple(dict.fromkeys(languages)))
    found: list[tuple[int, int]] = []
    month = _misspelt_month(plain_text, words)
    if month:
        found.append(month)
    for match in _LETTER_IN_YEAR.finditer(plain_text):
        if not match[0].isdigit():
            found.append(match.span())
            break
    for match in _NO_SUCH_MONTH.finditer(plain_text):
        # 2019/20 is the years 2019 and 2020.
        pair = re.fullmatch(r"(\d{4})[/.](\d\d)", match[0])
        if not (pair and int(pair[2]) > int(pair[1]) % 100):
            found.append(match.span())
            break
    odd = _YEAR_OF_ODD_LENGTH.search(plain_text)
    if odd:
        found.append(odd.span())
    return min(found, default=None)


def misspelt_month(text: str, languages: Sequence[str]) -> tuple[int, int] | None:
    """Where a year follows what is nearly the name of a month ("Juen 2021"), or None."""
    return _misspelt_month(normal(text), words_of(tuple(dict.fromkeys(languages))))


def _misspelt_month(text: str, words: Words) -> tuple[int, int] | None:
    for match in _NAMED_YEAR.finditer(text):
        name = folded(match[1])
        if name not in words.months and name not in words.kinds and _misspelt(name, words):
            return match.span()
    return None


def _misspelt(word: str, words: Words) -> bool:
    """Whether a word is one letter away from the full name of a month, not merely an ending.

    Of a short name, which many words come near, only with two later letters exchanged ("Mya").
    """
    return any(
        word[0] == name[0] and sorted(word) == sorted(name) and _one_slip_apart(word, name)
        if len(name) < _SHORT_NAME
        else len(word) + 1 >= _SHORT_NAME
        and not word.startswith(name)
        and not name.startswith(word)
        and not word.endswith(name)  # a joined preposition, as Hebrew has them
        and _one_slip_apart(word, name)
        for name in words.months
    )


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter missing, too many, wrong, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    left, right = one[at:], other[at:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
