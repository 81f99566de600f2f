"""Finds the times that a text tells: months, years, ranges, open ends, in many languages.

In: text and the languages to read it in. Out: `FoundPeriod`s with their places in the text, in
order. What words mean is in data/dates.jsonc; month names come from Unicode CLDR,
read for the languages asked for only. The time taken is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ...document import Date
from ...patterns import lazy
from ...record import Record
from ...source import Span
from .datenumbers import Token
from .datetokens import tokens
from .datewords import words_of
from .folding import normal
from .misdated import misspelt_month, period_looks_broken

__all__ = ["FoundPeriod", "find_periods", "misspelt_month", "period_looks_broken", "tells_digits"]


_DIGIT = lazy(r"\d")


class FoundPeriod(Record):
    """A date or a range of dates, from `start_offset` up to `end_offset` of the text.

    A date alone ("May 2019") has `single` set, no `start`, and stands in `end`: the caller knows
    whether it is the end of a degree or the whole of a job. `exact` is False where the text says
    less than a month or year (a season, a quarter) or more than is kept. `expected` is set where
    the text says that the end lies ahead.
    """

    start_offset: int
    end_offset: int
    start: Date | None
    end: Date | Literal["present"] | None
    exact: bool = True
    single: bool = False
    expected: bool = False

    @property
    def span(self) -> Span:
        """The place in the text as a span (of the text, not of the source)."""
        return Span(self.start_offset, self.end_offset)


def tells_digits(text: str) -> bool:
    """Is there a digit of any script in a text? Every date has one: that of its year."""
    return _DIGIT.search(text) is not None


def find_periods(text: str, languages: Sequence[str]) -> tuple[FoundPeriod, ...]:
    """Every date and range of dates in `text`, in order.

    `languages` are BCP 47 tags; the first decides between 3/4/2019 as March and as April. Digits
    may be Arabic-Indic or full-width; a bare year counts from 1900 to 2100.
    """
    if not tells_digits(text):
        return ()
    plain_text = normal(text)
    words = words_of(tuple(dict.fromkeys(languages)))
    return tuple(_Reading(plain_text, list(tokens(plain_text, words))).periods())


class _Reading:
    """Puts the tokens of one text together."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def periods(self) -> Iterator[FoundPeriod]:
        at, done = 0, 0
        while at < len(self.tokens):
            token = self.tokens[at]
            found = None
            if token.kind in ("date", "open"):
                found = self._period(at, done)
            if found is None:
                at += 1
            else:
                period, at = found
                done = at
                yield period

    def _near(self, left: int, right: int) -> bool:
        """Whether two tokens follow one another with nothing but space between."""
        if not (left >= 0 and right < len(self.tokens)):
            return False
        between = self.text[self.tokens[left].end : self.tokens[right].start]
        if self.tokens[left].kind in ("from", "since", "until", "to", "expected"):
            between = between.strip(":：")
        return not between.strip()

    def _range(self, at: int) -> tuple[int, int] | None:
        """The token that ends the range which token `at` starts, and the last joining one."""
        joint = at + 1
        while (
            joint < len(self.tokens)
            and joint - at <= 3
            and self._near(joint - 1, joint)
            and self._joins(joint)
        ):
            joint += 1
        if joint == at + 1 or not self._near(joint - 1, joint):
            return None
        return joint, joint - 1

    def _joins(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind in ("since", "from"):
            return token.weak  # a word that means "to" as well
        return token.kind in ("dash", "slash", "to", "until", "after")

    def _period(self, at: int, done: int) -> tuple[FoundPeriod, int] | None:
        """The period that begins with the date or open end at `at`, and the token after it."""
        first = self.tokens[at]
        before = self._before(at, done)
        led = before.kind if before is not None else None
        begin = before.start if before is not None and led in ("from", "since") else first.start
        reach = self._range(at)
        ended = self._ended(first, *reach) if reach is not None else None
        if ended is not None:
            start, end, exact, last = ended
            return self._finish(begin, last, start, end, exact)
        if first.kind != "date" or first.year is None:
            return None
        if first.until is not None:
            return self._finish(begin, at, first.date, first.until, first.exact)
        opened = self._opened(at)
        if opened is not None:
            return self._finish(begin, opened, first.date, "present", first.exact)
        if first.weak:
            return None
        if led == "since":
            return self._finish(begin, at, first.date, "present", first.exact)
        if before is not None and led in ("until", "dash"):
            return self._finish(before.start, at, None, first.date, first.exact)
        if self._near(at, at + 1) and self.tokens[at + 1].kind == "upto":
            return self._finish(first.start, at + 1, None, first.date, first.exact)
        return self._single(at, before)

    def _before(self, at: int, done: int) -> Token | None:
        """The word that leads the date at `at` in: since, from, until, expected."""
        if at - 1 < done or not self._near(at - 1, at):
            return None
        token = self.tokens[at - 1]
        if token.kind == "dash":
            # "(–2019)": an end without a start. Any other dash before a date only parts it.
            attached = token.end == self.tokens[at].start
            lead = self.text[max(0, token.start - 3) : token.start].rstrip()[-1:]
            return token if attached and lead in ("(", "[", "（") else None
        if token.kind == "to" and not token.weak:
            return None
        return token if token.kind in ("since", "from", "until", "expected") else None

    def _ended(
        self, first: Token, target: int, joint: int
    ) -> tuple[Date | None, Date | Literal["present"], bool, int] | None:
        """Start, end, exactness and last token of the range from `first` to token `target`."""
        last = self.tokens[target]
        if last.kind == "open":
            if first.kind != "date" or first.year is None:
                return None
            return first.date, "present", first.exact, target
        if first.kind == "open":
            # "Present – May 2021", the newest first.
            if (
                last.kind == "date"
                and last.year is not None
                and not last.weak
                and (self.tokens[joint].kind == "dash")
            ):
                return last.date, "present", last.exact, target
            return None
        attached = first.end == self.tokens[joint].start and last.start == self.tokens[joint].end
        if last.kind == "number":
            # "Sept 2012-15"; "May 4 – 6" is none, its day lacks a year.
            if last.short is None or first.year is None or not attached:
                return None
            year = first.year - first.year % 100 + last.short
            if year <= first.year:
                return None
            return first.date, Date(year), first.exact, target
        if last.kind != "date":
            return None
        exact = first.exact and last.exact
        if last.year is None:
            if first.year is None or first.until or not last.month or last.month < first.month:
                return None
            return first.date, Date(first.year, last.month), exact, target
        end = last.until or last.date
        if self.tokens[joint].kind == "slash" and first.bare != last.bare:
            return None
        if first.year is not None and not (first.weak and first.short is not None and last.day):
            return first.date, end, exact, target
        # "May – Aug. 2013", "Nov 30 – Dec 2, 2022": one year for both, or the one before it.
        year = last.year - (1 if first.month and first.month > last.month > 0 else 0)
        return Date(year, first.month), end, exact, target

    def _opened(self, at: int) -> int | None:
        """The last token of "2024-", "2019 – present", "2019年から": a start without an end."""
        if not self._near(at, at + 1):
            return None
        token, date = self.tokens[at + 1], self.tokens[at]
        closed = not self.text[token.end : token.end + 1].strip()
        if token.kind == "open":
            tail = self.text[token.end : token.end + 80].lstrip()
            return None if tail[:1].isalnum() else at + 1
        if token.kind == "after":
            return at + 1
        if token.kind == "to" and token.lasting:
            return at + 1
        if token.kind != "dash" or date.weak:
            return None
        attached = token.start == date.end
        tail = self.text[token.end : token.end + 80].lstrip()
        at_end = not tail or tail[0] in ")]）】:：,;|·•、，；/"
        mark = self.text[token.start : token.end]
        if at_end or (attached and closed and mark in ("-", "–", "--")):
            return at + 1
        return None

    def _single(self, at: int, before: Token | None) -> tuple[FoundPeriod, int] | None:
        token = self.tokens[at]
        ahead = before is not None and before.kind == "expected"
        after = self._near(at, at + 1) and self.tokens[at + 1].kind == "expected"
        if token.bare and not (ahead or after) and not self._stands_apart(at):
            return None
        start = before.start if ahead and before is not None else token.start
        return self._finish(start, at, None, token.date, token.exact, single=True, expected=ahead)

    def _stands_apart(self, at: int) -> bool:
        """Whether a bare year is set off from the words around it, as a date is."""
        token = self.tokens[at]
        for other in (at - 1, at + 1):
            if 0 <= other < len(self.tokens) and self.tokens[other].kind == "number":
                left, right = sorted((token, self.tokens[other]), key=lambda one: one.start)
                if self.text[left.end : right.start] == " ":
                    return False  # a group of digits in a longer number
        left_text = self.text[max(0, token.start - 40) : token.start]
        right_text = self.text[token.end : token.end + 40]
        free_left = not left_text.strip() or bool(
            re.search(r"[^\w\s'’.]\s*$|\s{2,}$|\t$", left_text)
        )
        free_right = not right_text.strip() or bool(re.match(r"\s*[^\w\s]|\s{2,}|\t", right_text))
        following = right_text.lstrip()[:1]
        if free_left and free_right:
            return True
        if free_left:
            # "2014 Award" begins with its year; "2000 servers" counts.
            return not (following.islower() and (token.year or 0) % 100 == 0)
        return free_right or not following.islower() or bool(_IN_BEFORE.search(left_text))

    def _finish(
        self,
        start_offset: int,
        last: int,
        start: Date | None,
        end: Date | Literal["present"] | None,
        exact: bool,
        *,
        single: bool = False,
        expected: bool = False,
    ) -> tuple[FoundPeriod, int]:
        """The period, with an "(expected)" that follows it taken in."""
        if self._near(last, last + 1) and self.tokens[last + 1].kind in ("expected", "upto"):
            last += 1
            expected = expected or self.tokens[last].kind == "expected"
        period = FoundPeriod(
            start_offset, self.tokens[last].end, start, end, exact, single, expected
        )
        return period, last + 1


# "in 2014 for the best paper": a preposition marks a year in running text.
_IN_BEFORE = lazy(r"(?:^|\W)(?:in|im|en|em|nel|w|в|у|i|v|um|um|op|año|year|jahr)\s$", re.IGNORECASE)
