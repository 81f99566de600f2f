"""Dates written in more than one way.

In: a `Document` and its `Source`. Out: one `date-style-mixed`, at the first date that is not
written as most are. Years alone go with every style, and any separator with any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..document import Date, Document, Entry, Period, walk
from ..source import Source, Span

# In this order, each taken out of the text before the next is looked for.
_STYLES = {
    "East Asian": re.compile(r"\d{2,4}\s*[年년]\s*\d{1,2}\s*[月월]"),
    "year first": re.compile(r"(?<!\d)\d{4}\s?[-‐‑/.]\s?\d{1,2}(?!\d)"),
    "month first": re.compile(r"(?<!\d)(?:\d{1,2}[./-])?\d{1,2}\s?[-‐‑/.]\s?\d{4}(?!\d)"),
    "name": re.compile(r"[^\W\d_]{3,}\.?,?[ /\u00a0]*(?:\d{1,2},?\s+)?['’]?\d{2,4}"),
}


def check(document: Document, source: Source) -> Iterator[Diagnostic]:
    """A word for the first date in a style that is not the commonest."""
    written: dict[str, list[tuple[Span, str]]] = {}
    for span, style, text in _written(document, source):
        written.setdefault(style, []).append((span, text))
    if len(written) < 2:
        return
    # Of equals the style that comes first in the file is taken for the author's.
    common, *rest = sorted(written.values(), key=lambda dates: (-len(dates), dates[0][0]))
    span, text = min(date for dates in rest for date in dates)
    others = ", ".join(f"“{dates[0][1]}” ({_times(len(dates))})" for dates in written.values())
    yield Diagnostic(
        "date-style-mixed",
        f"dates are written in {len(written)} ways: {others}",
        span,
        f"write “{text}” in the way of “{common[0][1]}”",
    )


def _written(document: Document, source: Source) -> Iterator[tuple[Span, str, str]]:
    """The place, style and text of every date that names a month, in the author's order."""
    for period in _periods(document):
        text = source.text[period.span.start : period.span.end]
        for style, pattern in _STYLES.items():
            found = pattern.search(text)
            if found:
                start = period.span.start + found.start()
                yield Span(start, start + len(found[0])), style, " ".join(found[0].split())
                text = pattern.sub(lambda date: " " * len(date[0]), text)


def _periods(document: Document) -> Iterator[Period]:
    """Every period that names a month, once (roles take over that of their employer)."""
    done: set[Span] = set()
    for section in document.sections:
        for node in walk(section.content):
            if not isinstance(node, Entry) or node.period is None or node.period.span in done:
                continue
            done.add(node.period.span)
            dates = (node.period.start, node.period.end)
            if any(isinstance(date, Date) and date.month for date in dates):
                yield node.period


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
