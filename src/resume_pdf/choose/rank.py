"""How much each piece of a résumé is worth, as one number that can be explained.

The author's priority goes before everything: each step of it counts 1000, more than all
defaults together. Without marks a piece is worth what its kind of section is worth, of which

- each later job (degree, project) at the same place takes 8 %: the latest counts in full;
- each block above it in its entry, and each bullet above it in its list, takes 10 %;
- each sentence before it in its paragraph takes 15 %;
- each of the front matter's keywords that a sentence says adds 10 %, up to three of them.

So the newest job is told at length and older ones ever more briefly, while the first bullet of
an older job still goes before the tenth of the newest. The value of a piece depends on what
stands before it, never on what comes after: a bullet added at the end moves no other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..document import Date, Entry, Period, Section, key
from ..words import words

PRIORITY = 1000.0

# By the kinds of data/sections.jsonc.
_WORTH = {
    "experience": 100.0,
    "summary": 95.0,
    "education": 95.0,
    "contact": 95.0,
    "skills": 90.0,
    "certificates": 80.0,
    "languages": 80.0,
    "projects": 80.0,
    "leadership": 70.0,
    "awards": 65.0,
    "patents": 65.0,
    "publications": 65.0,
    "talks": 55.0,
    "volunteering": 55.0,
    "courses": 45.0,
    "memberships": 45.0,
    "service": 45.0,
    "interests": 35.0,
    "personal": 35.0,
    "references": 20.0,
}
_OTHER = 60.0

_OLDER, _LOWER, _LATER = 0.92, 0.9, 0.85
_KEYWORD, _KEYWORDS_COUNTED = 1.1, 3


def worth_of_section(section: Section) -> float:
    """What the first piece of a section is worth, out of 100, by its kind.

    "Systems Experience" and its like tell of experience, but of no job: a section of that kind
    without entries counts as any other.
    """
    if section.kind == "experience" and not section.entries:
        return _OTHER
    return _WORTH.get(section.kind, _OTHER)


def value(worth: float, priority: int, age: int = 0, place: int = 0, sentence: int = 0) -> float:
    """The value of a piece; `age`, `place` and `sentence` count from 0."""
    default = worth * _OLDER**age * _LOWER**place * _LATER**sentence
    return PRIORITY * priority + round(default, 3)


class Keywords:
    """The words by which the author wants to be found."""

    def __init__(self, keywords: Iterable[str]) -> None:
        self._keywords = {f" {' '.join(found)} " for word in keywords if (found := words(word))}

    def factor(self, text: str) -> float:
        """What a text gains by saying some of them."""
        if not self._keywords:
            return 1.0
        said = f" {' '.join(words(text))} "
        count = sum(keyword in said for keyword in self._keywords)
        return float(_KEYWORD ** min(count, _KEYWORDS_COUNTED))


# ── Recency ──────────────────────────────────────────────────────────────────────────────

_ONGOING = (9999, 12)


def recency(period: Period | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """A key by which periods sort from the oldest to the latest: by their end, then their start.

    A period whose end is not said counts as ended when it started.
    """
    if period is None:
        return (0, 0), (0, 0)
    start = _month(period.start) if period.start else (0, 0)
    if period.end is None:
        return start, start
    return (_ONGOING if isinstance(period.end, str) else _month(period.end)), start


def _month(date: Date) -> tuple[int, int]:
    return date.year, date.month or 12


def ages(sections: Sequence[Section]) -> dict[str, int]:
    """How many entries are later than each (0 for the latest), by `document.key`.

    An entry with dated ones in it (an employer with several roles) is as old as the latest of
    them; one without a date is a step older than the entry before it.
    """
    dated = [
        entry
        for section in sections
        for entry in _entries(section.entries)
        if entry.period and not any(inner.period for inner in _entries(entry.entries))
    ]
    latest_first = sorted(dated, key=lambda entry: recency(entry.period), reverse=True)
    rank = {key(entry): place for place, entry in enumerate(latest_first)}
    found: dict[str, int] = {}

    def count(entries: Iterable[Entry], before: int) -> None:
        for entry in entries:
            within = [rank[name] for one in _entries((entry,)) if (name := key(one)) in rank]
            before = min(within, default=before + 1)
            found[key(entry)] = before
            count(entry.entries, before - 1)

    for section in sections:
        count(section.entries, -1)
    return found


def _entries(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _entries(entry.entries)
