"""Dates, e-mail addresses and phone numbers, which are no use in two pieces.

In: an edition's document and what the readers found. Out: a check that each stands whole within a
line, as often as it is written. In lines with right-to-left text no reader gives a number's groups
in a dependable order: there all of them in one line is enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from ..diagnostics import Diagnostic
from ..document import Break, Content, Document, Entry, plain, walk
from ..patterns import lazy
from ..record import Record
from ..source import Span
from ..words import is_beyond_latin, said
from .report import Check, counted
from .text import ReadBack
from .wording import Line, comparable, has_right_to_left, runs_right_to_left

# Without a slash: "https://example.org/@ada/x.html" is none.
_EMAIL = lazy(r"[^\s/<>()\[\]{}|,;:“”\"]+@[^\s/<>()\[\]{}|,;:“”\"]+\.\w+")
_HYPHENS = lazy("[\u2010-\u2015\u2212]")
_DASHES = lazy(r"\s*[\-\u2010-\u2015\u2212~〜～]+\s*")
_PART = lazy(r"\w+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\u200e\u200f\ufeff"))
_LONGEST_DATES = 40
_LONGEST_ADDRESS = 60  # in characters: a longer one may fit no line

Kind = Literal["date", "e-mail address", "phone number"]
_PLURALS = {"date": "dates", "e-mail address": "e-mail addresses", "phone number": "phone numbers"}


class _Value(Record):
    """`times` is how often it is said."""

    kind: Kind
    text: str
    span: Span
    times: int


def check_unbroken(document: Document, readings: Sequence[ReadBack]) -> Check:
    """Dates, e-mail addresses and phone numbers stand whole in a line."""
    pieces = list(said(document))
    values = list(_values(document, pieces))
    from_the_right = runs_right_to_left(document.language)
    mixed = from_the_right or any(has_right_to_left(text) for text, _ in pieces)
    diagnostics: list[Diagnostic] = []
    flat = cache(_flat)  # for now: readers find most lines alike
    for read in readings:
        if mixed and not read.reader.orders_words:
            continue
        exact = "\n".join(flat(line.text, exactly=True) for line in read.lines)
        loose = "\n".join(flat(line.text, exactly=False) for line in read.lines)
        for value in values:
            exactly = value.kind == "e-mail address"
            if (exact if exactly else loose).count(_flat(value.text, exactly)) >= value.times:
                continue
            anywhere = from_the_right and value.kind == "date"
            if mixed and _in_mixed_lines(value.text, read.lines, anywhere) >= value.times:
                continue
            message = f"the {value.kind} “{value.text}” does not stand whole in a line"
            diagnostics.append(
                Diagnostic("proof-broken", f"{message} ({read.reader.name})", value.span)
            )
    kinds = Counter(value.kind for value in values)
    found = ", ".join(counted(number, kind, _PLURALS[kind]) for kind, number in kinds.items())
    whole = f"{found} unbroken" if values and not diagnostics else ""
    return Check("unbroken", len(values), whole, tuple(diagnostics))


def _values(document: Document, pieces: Sequence[tuple[str, Span]]) -> Iterator[_Value]:
    found: dict[tuple[Kind, str], Span] = {}
    for text, span in pieces:
        for match in _EMAIL.finditer(text) if "@" in text else ():
            if len(match[0]) <= _LONGEST_ADDRESS:
                found.setdefault(("e-mail address", match[0]), span)
    for contact in document.person.contacts:
        if contact.kind == "phone":
            found.setdefault(("phone number", contact.text), contact.span)
    dates = [date for section in document.sections for date in _dates(section.content)]
    for text, span in dates:
        found.setdefault(("date", text), span)
    # A date in a sentence may end a line as any words may.
    where = {"date": dates, "e-mail address": pieces, "phone number": pieces}
    written = {
        kind: "\n".join(_flat(piece, kind == "e-mail address") for piece, _ in where[kind])
        for kind in {kind for kind, _ in found}
    }
    for (kind, text), span in found.items():
        sought = _flat(text, kind == "e-mail address")
        times = written[kind].count(sought) if sought else 0
        if times:
            yield _Value(kind, text, span, times)


def _dates(content: Sequence[Content]) -> Iterator[tuple[str, Span]]:
    for node in walk(content):
        for field in node.head if isinstance(node, Entry) else ():
            text = plain(field.inlines).strip()
            parted = any(isinstance(inline, Break) for inline in field.inlines)
            if field.role == "dates" and len(text) <= _LONGEST_DATES and not parted:
                yield text, field.span


def _flat(text: str, exactly: bool) -> str:
    """`text` in one form of letters, dashes and spaces; not `exactly`: without spaces around a
    dash, which the one between two dates may gain or lose.
    """
    if text.isascii():
        text = text.lower()
        text = text if exactly or not ("-" in text or "~" in text) else _DASHES.sub("-", text)
    else:
        text = unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold()
        text = _HYPHENS.sub("-", text) if exactly else _DASHES.sub("-", text)
        text = _around_unspaced().sub("", text) if is_beyond_latin(text) else text
    return " ".join(text.split())


@cache
def _around_unspaced() -> re.Pattern[str]:
    """Readers see a gap where two faces meet, "2019年" as "2019 年"; such scripts have none."""
    return re.compile(r"\s+(?=[\u3000-\u9fff])|(?<=[\u3000-\u9fff])\s+")


def _in_mixed_lines(value: str, lines: Sequence[Line], anywhere: bool) -> int:
    """In how many lines with right-to-left text (or any) the parts of `value` all stand."""
    sought = Counter(_parts(comparable(value)))
    return sum(
        sought <= Counter(_parts(line.words))
        for line in lines
        if anywhere or has_right_to_left(line.text)
    )


def _parts(words: Iterable[str]) -> Iterator[str]:
    """What words are put together of: "a@b.org" may be read as "org.b@a", "+44" as "44+"."""
    for word in words:
        yield from _PART.findall(word)
