"""Dates written in digits: 2019, 2019-05, 05/2019, 6.3.2011, 2012–15.

In: a run of digits and the marks between them. Out: a `Token` at 0, or None for no date.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ...document import Date
from ...patterns import lazy
from ...record import Record

Kind = Literal[
    "date", "open", "since", "from", "to", "until", "dash", "slash", "after", "upto",
    "expected", "number",
]  # fmt: skip


class Token(Record):
    """A date or a word about dates.

    A date may lack its year (`year` None: "May" of "May – June 2018"); `weak` ones count only in
    a range; `short` is a two-digit number that may be the end of a range or the day of a month;
    `bare` is a year alone. `until` is the end of a range written as one ("2012-15").
    """

    kind: Kind
    start: int
    end: int
    year: int | None = None
    month: int = 0
    until: Date | None = None
    weak: bool = False
    bare: bool = False
    exact: bool = True
    day: bool = False
    short: int | None = None
    lasting: bool = False

    @property
    def date(self) -> Date:
        """The date itself; only for one that has its year."""
        assert self.year is not None
        return Date(self.year, self.month)


YEAR = r"(?:19\d\d|20\d\d|2100)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DASH = lazy(r"[-–—−‐‑‒~〜～]{1,3}")
_ONE_DATE = tuple(
    lazy(pattern)
    for pattern in (
        rf"(?P<y>{YEAR})",
        rf"(?P<y>{YEAR})(?P<s>[-/.])(?P<m>{_MONTH})(?:(?P=s)(?P<d>{_DAY}))?",
        rf"(?P<m>{_MONTH})[-/.](?P<y>{YEAR})",
        rf"(?P<a>\d\d?)(?P<s>[-/.])(?P<b>\d\d?)(?P=s)(?P<y>{YEAR})",
        r"(?P<m>0[1-9]|1[0-2])[/.](?P<yy>\d\d)",
    )
)
_YEAR_AND_SHORT = lazy(rf"(?P<y>{YEAR})(?P<dash>[-/–—−‐‑‒~〜～]{{1,3}})(?P<yy>\d\d)")
_MONTHS_OF_A_YEAR = lazy(
    rf"(?P<a>{_MONTH})[-–](?P<b>{_MONTH})[./](?P<y>{YEAR})"
    rf"|(?P<y2>{YEAR})[./](?P<a2>{_MONTH})[-–~〜～](?P<b2>{_MONTH})"
)
# Longer runs of digits and marks are numbers of another kind.
_LONGEST_NUMBER = 25


def century(short: int) -> int:
    """Two digits as a year: up to 49 of this century, from 50 of the last."""
    return short + (2000 if short < 50 else 1900)


def _one_date(text: str, month_first: bool) -> Token | None:
    """A number such as 2019, 2019-05, 05/2019 or 6.3.2011 as a token at 0."""
    for pattern in _ONE_DATE:
        match = pattern.fullmatch(text)
        if not match:
            continue
        said = match.groupdict()
        if said.get("yy"):
            year = century(int(said["yy"]))
            return Token("date", 0, len(text), year, int(said["m"]), weak=True)
        year = int(said["y"])
        if said.get("a"):
            first, second = int(said["a"]), int(said["b"])
            by_month = first <= 12 and (second > 12 or (month_first and said["s"] == "/"))
            day, month = (second, first) if by_month else (first, second)
            if not (1 <= month <= 12 and 1 <= day <= 31):
                return None
            return Token("date", 0, len(text), year, month, day=True, exact=False)
        month = int(said.get("m") or 0)
        day_said = bool(said.get("d"))
        return Token(
            "date", 0, len(text), year, month, bare=month == 0, day=day_said, exact=not day_said
        )
    return None


def _year_to_short(text: str, years_of_two: bool) -> Token | None:
    """2012-15, 2019/20, 2008–09: from year to year; not 2019-05, which is a month."""
    match = _YEAR_AND_SHORT.fullmatch(text)
    if not match:
        return None
    year, short = int(match["y"]), int(match["yy"])
    last = year - year % 100 + short
    if last < year and short < 10 and year % 100 > 90:
        last += 100  # 1998-02
    # With a plain hyphen or a slash a number up to 12 is a month, as ISO 8601 has it, unless
    # the text shows by another pair that its hyphens lead to years.
    month_like = 1 <= short <= 12 and match["dash"] in "-/" and not years_of_two
    if last <= year or month_like:
        return None
    return Token("date", 0, len(text), year, until=Date(last), exact=True)


@lru_cache(maxsize=4096)
def number(text: str, month_first: bool, years_of_two: bool) -> Token | None:
    """Everything written in digits without a space, as a token at 0; None for no date."""
    if len(text) > _LONGEST_NUMBER:
        return None
    found = _year_to_short(text, years_of_two) or _one_date(text, month_first)
    if found:
        return found
    months = _MONTHS_OF_A_YEAR.fullmatch(text)
    if months:
        year = int(months["y"] or months["y2"])
        first, last = int(months["a"] or months["a2"]), int(months["b"] or months["b2"])
        if first < last:
            return Token("date", 0, len(text), year, first, until=Date(year, last))
    best: Token | None = None
    for dash in _DASH.finditer(text):
        first_date = _one_date(text[: dash.start()], month_first)
        rest = text[dash.end() :]
        last_date = _one_date(rest, month_first) or _year_to_short(rest, years_of_two)
        if first_date is None or last_date is None:
            continue
        pair = Token(
            "date", 0, len(text), first_date.year, first_date.month,
            until=last_date.until or last_date.date,
            exact=first_date.exact and last_date.exact,
        )  # fmt: skip
        if bool(first_date.month) == bool(last_date.month):
            return pair
        best = best or pair
    return best
