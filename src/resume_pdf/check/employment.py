"""Jobs that overlap, and time between jobs of which nothing is said.

In: a `Document` and today's date. Out: `date-overlap` and `date-gap`, for information. Only what
is certain counts: "2019" may begin in December and end in January, so that the years 2018–2019
and 2019–2021 neither overlap nor leave a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic
from ..document import Content, Date, Document, Entry, Period, key
from ..record import Record
from ..source import Span
from ..words import words

_EVER = 12 * 10_000
_LONGEST_NAME, _MOST_NAMED = 40, 3

LONGEST_GAP = 3
"""Months between two jobs of which nobody asks."""

# Time spent on these is no gap; a project or a talk beside work would hide one.
_ALSO_BUSY = frozenset({"education", "teaching", "service", "training", "volunteering"})


class _Stint(Record):
    """A period in months since year 0: the earliest and latest month for either end."""

    entry: Entry
    period: Period
    employer: str
    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int


def check(document: Document, today: Date) -> Iterator[Diagnostic]:
    """Overlaps and gaps over all sections of work experience."""
    jobs: list[_Stint] = []
    others: list[_Stint] = []
    for section in document.sections:
        if section.kind == "experience":
            jobs.extend(_stints(section.content, None, today))
        elif section.kind in _ALSO_BUSY:
            others.extend(_stints(section.content, None, today))
    yield from _overlaps(jobs)
    yield from _gaps(jobs, others)


def _stints(content: Iterable[Content], employer: str | None, today: Date) -> Iterator[_Stint]:
    """The dated entries; roles within an entry belong to its employer, whatever they name."""
    for entry in content:
        if not isinstance(entry, Entry):
            continue
        own = employer
        if own is None and (entry.organization or entry.period):
            own = " ".join(words(entry.organization or "")) or key(entry)
        if entry.period and own is not None:
            yield from _stint(entry, entry.period, own, today)
        yield from _stints(entry.content, own, today)


def _stint(entry: Entry, period: Period, employer: str, today: Date) -> Iterator[_Stint]:
    start, end = period.start, today if period.end == "present" else period.end
    if start is None or end is None:
        return  # When it began or ended is anyone's guess.
    # What still lasts is certain until today, and may last for ever.
    latest_end = _EVER if period.end == "present" else _last(end)
    stint = _Stint(entry, period, employer, _first(start), _last(start), _first(end), latest_end)
    if stint.earliest_start <= stint.latest_end:
        yield stint


def _first(date: Date) -> int:
    return date.year * 12 + (date.month or 1)


def _last(date: Date) -> int:
    return date.year * 12 + (date.month or 12)


def _overlaps(jobs: list[_Stint]) -> Iterator[Diagnostic]:
    """For every job, the later ones at other employers that began before it ended.

    A job that overlaps with several is told of at the one of them that had longest to go: beside
    a practice of twenty years, one word is enough.
    """
    # Of the jobs begun so far, that of each employer which ends last; two employers are enough.
    running: dict[str, _Stint] = {}
    found: dict[Span, list[tuple[_Stint, int]]] = {}
    for job in sorted(jobs, key=lambda job: (job.latest_start, job.period.span)):
        others = [other for name, other in running.items() if name != job.employer]
        other = max(others, key=lambda other: other.earliest_end, default=None)
        if other:
            months = min(job.earliest_end, other.earliest_end) - job.latest_start
            if months > 0:
                found.setdefault(other.period.span, []).append((job, months))
        known = running.get(job.employer)
        if known is None or known.earliest_end < job.earliest_end:
            running[job.employer] = job
        longest = sorted(running.values(), key=lambda job: job.earliest_end)[-2:]
        running = {job.employer: job for job in longest}
    for place, later in found.items():
        names = list(dict.fromkeys(_name(job) for job, _ in later))
        if len(names) == 1:
            message = f"overlaps with {names[0]} by {_months(max(months for _, months in later))}"
        else:
            more = " and others" if len(names) > _MOST_NAMED else ""
            message = f"overlaps with {', '.join(names[:_MOST_NAMED])}{more}"
        hint = "nothing to do if you held them at one time; else correct the dates"
        yield Diagnostic("date-overlap", message, place, hint)


def _gaps(jobs: list[_Stint], others: list[_Stint]) -> Iterator[Diagnostic]:
    """Every job with more than `LONGEST_GAP` free months before it."""
    reached: _Stint | None = None  # of what began so far, what may have lasted longest
    worked = False
    working = frozenset(map(id, jobs))
    for stint in sorted([*jobs, *others], key=lambda stint: stint.earliest_start):
        is_job = id(stint) in working
        if is_job and worked and reached:
            free = stint.earliest_start - reached.latest_end - 1
            if free > LONGEST_GAP:
                yield Diagnostic(
                    "date-gap",
                    f"nothing is said of the {_months(free)} between {_name(reached)} "
                    f"(to {reached.period.end}) and {_name(stint)} (from {stint.period.start})",
                    stint.period.span,
                    "nothing to do, unless you want to say what you did",
                )
        worked = worked or is_job
        if reached is None or stint.latest_end > reached.latest_end:
            reached = stint


def _name(stint: _Stint) -> str:
    entry = stint.entry
    name = entry.organization or entry.title or "another entry"
    return f"“{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + '…'}”"


def _months(count: int) -> str:
    if count >= 24:
        return f"{round(count / 12)} years"
    return "a month" if count == 1 else f"{count} months"
