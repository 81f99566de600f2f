"""The direction of text, and the region whose letter forms it takes.

Where the page runs from the right, Latin words and telephone numbers run from the left. WeasyPrint
orders the boxes of a line in the direction of their paragraph, whatever is in them, so each such
run is set as one box that says its own direction.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ..document import Document
from ..words import said

Direction = Literal["ltr", "rtl"]

_FROM_THE_RIGHT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"}
)
_FROM_THE_RIGHT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})

_STRONG = "[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]"
_JOINED = r"[^\s()\[\]{}«»\"“”‘’,;!?·|–—\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u2026\u3000-\u303f]"
_URL = r"https?://[^\s\u0590-\u08ff]+(?<![.,:;!?)])"
_WORD = rf"(?:{_URL}|(?![:'/&=_~\-])(?={_JOINED}{{0,60}}{_STRONG}){_JOINED}+(?<![.:']))"
_NUMBER = r"\d[\d.,:/]*(?<=\d)[%+]?"
_BETWEEN = r"(?:[ \u00a0]+(?:[·|/&+,;→–—\-]+[ \u00a0]+)?|[·|,;–—]+[ \u00a0]*)"
_PHRASE = rf"{_WORD}(?:{_BETWEEN}(?:{_WORD}|{_NUMBER}))*"
# Telephone numbers, whose groups would else be set from the right; ranges of dates are.
_PHONE = (
    r"(?<!\d)(?:\+|\(\+?\d|0(?=\d))"
    r"(?:[\d().\-/\u2010\u2011]|[ \u00a0\u202f](?=[\d(])){6,22}(?<=\d)(?![\w@.])"
)
_MARK = "\u200f"  # RIGHT-TO-LEFT MARK


class Run(NamedTuple):
    """A run of text; `ltr` where it runs from the left on a page that runs from the right."""

    text: str
    ltr: bool = False


def direction(language: str) -> Direction:
    """The direction of a page in `language`, a BCP 47 tag."""
    primary, *others = language.lower().split("-")
    scripts = [one for one in others if len(one) == 4 and one.isalpha()]
    from_the_right = (
        scripts[0] in _FROM_THE_RIGHT_SCRIPTS if scripts else primary in _FROM_THE_RIGHT
    )
    return "rtl" if from_the_right else "ltr"


def directed(text: str, page: Direction) -> list[Run]:
    """`text` cut into runs of one direction each, on a page that runs as `page` says.

    White space stays with what runs as the page does; at the end of the others it would stand on
    the wrong side.
    """
    if page == "ltr":
        return [Run(text)]
    runs: list[Run] = []
    done = 0
    for start, end in from_the_left(text):
        runs += [Run(text[done:start]), Run(text[start:end], ltr=True)]
        done = end
    runs.append(Run(text[done:]))
    # White space alone is not painted; beside a mark that shows nothing it is.
    return [Run(_MARK + run.text) if run.text.isspace() else run for run in runs if run.text]


def from_the_left(text: str) -> list[tuple[int, int]]:
    """Where in `text` on a page from the right is what runs from the left, without white space
    around it.
    """
    return [match.span() for match in _from_the_left().finditer(text)]


@cache
def _from_the_left() -> re.Pattern[str]:
    """Latin words, numbers after them and what stands between them (UAX #9, rules W7, N0 and N1).

    Its ranges are long to compile, and most pages run from the left.
    """
    return re.compile(rf"{_PHRASE}(?:{_BETWEEN}(?:{_PHRASE}|\({_PHRASE}\)))*|{_PHONE}")


def regional(document: Document) -> str:
    """The language of a document, Chinese with its region, where one character has other forms.

    Where the author does not say which, the characters do, by the national sets they belong to.
    """
    language = document.language
    primary, _, rest = language.partition("-")
    if primary.lower() != "zh" or len(rest) == 2:
        return language
    if rest.lower() in ("hans", "hant"):
        return "zh-CN" if rest.lower() == "hans" else "zh-TW"
    text = "".join(text for text, _ in said(document))
    simplified, traditional = (
        len(text.encode(standard, "ignore").decode(standard)) for standard in ("gb2312", "big5")
    )
    return "zh-TW" if traditional > simplified else "zh-CN"
