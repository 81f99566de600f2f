"""The dates of a line of a head: those that stand apart from its words.

In: the line, as inlines. Out: `Dated` stretches with the period that each tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ...document import Date, Inlines, Period, plain
from ...patterns import lazy
from ...record import Record
from ..lexicon.dates import find_periods, tells_digits
from ..syntax.inlines import runs

BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】"}
# Dashes or dots that fill a line up to its other end are no dash of a range.
_LEADERS = lazy(r"[-–—_]{4,}|[.·]{4,}")


def joined(periods: Sequence[Period]) -> Period | None:
    """One period from the first start to the last end of several."""
    if not periods:
        return None
    if len(periods) == 1:
        return periods[0]
    # A single date among several is a whole term: it starts and ends there.
    starts = [start for period in periods if (start := period.start or _date(period.end))]
    ends = [period.end or period.start for period in periods]
    last: Date | Literal["present"] | None = max(
        (end for end in ends if isinstance(end, Date)), default=None
    )
    if "present" in ends:
        last = "present"
    span = periods[0].span
    for period in periods[1:]:
        span = span.cover(period.span)
    return Period(min(starts, default=None), last, span)


def _date(end: Date | str | None) -> Date | None:
    return end if isinstance(end, Date) else None


class Dated(Record):
    """A stretch of a line that tells a time."""

    start: int
    end: int
    period: Period


def dates_in(line: Inlines, languages: Sequence[str]) -> list[Dated]:
    """The dates of a line that stand apart from its words, brackets around them included.

    A date counts that begins or ends the line, or stands between separators, in brackets or in a
    style of its own: "in the 2019 season we" is prose.
    """
    text = plain(line)
    if not tells_digits(text):
        return []
    found: list[Dated] = []
    edges = {edge for run in runs(line) for edge in (run.start, run.end)}
    for told in find_periods(_LEADERS.sub(_blank, text), languages):
        period = Period(told.start, told.end, told.span)
        start, end = told.start_offset, told.end_offset
        start, end, bracketed = _bracketed(text, start, end)
        before, after = text[:start].rstrip(), text[end:].lstrip()
        apart_before = not before or parted(text[:start]) or (start in edges)
        apart_after = not after or _parted_after(text[end:]) or (end in edges)
        at_edge = not before or not after
        if bracketed or at_edge or (apart_before and apart_after):
            found.append(Dated(start, end, period))
    return _neighbours_joined(found, text)


def _blank(leaders: re.Match[str]) -> str:
    return " " * len(leaders[0])


def parted(before: str) -> bool:
    """Does a text end with a separator or an open bracket?"""
    return bool(
        re.search(r"[|¦,;:·•(\[/、，：（]\s*$|\s[-–—~]+\s*$|\s{3,}$|[\t\u2003]\s*$", before)
    )


def _parted_after(after: str) -> bool:
    return bool(re.match(r"\s*[|¦,;:·•)\]/、，：）.]|\s+[-–—~]+\s|\s{3,}|\s*[\t\u2003]", after))


def _bracketed(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """The range with the brackets that hold nothing else of weight."""
    left, right = text[:start].rstrip(), text[end:].lstrip()
    if left and BRACKETS.get(left[-1]):
        if right.startswith(BRACKETS[left[-1]]):
            return len(left) - 1, len(text) - len(right) + 1, True
        # "(2010 – 2012, Lyon)", "(Remote, since 2020)": dates within brackets with more.
        return start, end, BRACKETS[left[-1]] in right
    inside = left.rfind("(") > left.rfind(")") and ")" in right
    return start, end, inside and parted(text[:start]) and _parted_after(text[end:])


def _neighbours_joined(found: list[Dated], text: str) -> list[Dated]:
    """Dates with nothing but separators between them as one."""
    result: list[Dated] = []
    for dated in found:
        if result and not re.search(r"\w", text[result[-1].end : dated.start]):
            before = result.pop()
            period = joined([before.period, dated.period])
            assert period is not None
            dated = Dated(before.start, dated.end, period)
        result.append(dated)
    return result
