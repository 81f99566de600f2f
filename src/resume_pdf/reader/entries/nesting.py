"""How the headings of a section nest into entries: by level, and by what they say.

In: the blocks of a section. Out: blocks and `Draft`s in the author's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...document import Block, Date, Heading, Paragraph, Period
from .absorb import absorb
from .drafts import Draft, Parts


def nested(
    blocks: Iterable[Block], section_level: int, languages: Sequence[str], *, listed: bool = False
) -> tuple[Parts, list[Draft]]:
    """The blocks of a section with headings as drafts, by level and by what they say.

    Also the drafts whose heading stands at the level of the section itself, or above it. In a
    section that is `listed`, of publications or talks, several paragraphs under a heading are
    several of them.
    """
    root: Parts = []
    stack: list[Draft] = []
    misplaced: list[Draft] = []
    for block in blocks:
        if not isinstance(block, Heading):
            (stack[-1].content if stack else root).append(block)
            continue
        if stack:
            _close(stack[-1], listed=listed)
        draft = Draft([block.inlines], block.span, "heading", languages, block.level, block.marks)
        if stack and _continues(draft, stack[-1]):
            stack[-1].lines.append(block.inlines)
            continue
        if block.level <= section_level:
            misplaced.append(draft)
        if stack and _is_role_of(draft, stack[-1]):
            # A role written above the level of its employer still belongs to it.
            draft.level = stack[-1].level + 1
        while stack and (stack[-1].level >= draft.level or _another_time(draft, stack[-1])):
            stack.pop()
        (stack[-1].content if stack else root).append(draft)
        stack.append(draft)
    if stack:
        _close(stack[-1], listed=listed)
    return root, misplaced


def _close(draft: Draft, *, listed: bool) -> None:
    if not listed or sum(isinstance(part, Paragraph) for part in draft.content) < 2:
        absorb(draft)


def _continues(draft: Draft, before: Draft) -> bool:
    """Is this heading the dates of the one right above it: two headings, one entry?"""
    return (
        not before.content
        and before.head.period is None
        and draft.head.period is not None
        and not draft.head.content
    )


def _is_role_of(draft: Draft, employer: Draft) -> bool:
    """Is this heading, too high for it, the role at the employer whose heading has no text yet?"""
    return (
        draft.level < employer.level
        and not employer.content
        and len(employer.lines) == 1
        and employer.head.period is not None
        and draft.head.period is None
    )


def _another_time(draft: Draft, above: Draft) -> bool:
    """Does the entry lie outside the time of the one it would stand in? A role never does."""
    inner, outer = draft.head.period, above.head.period
    return inner is not None and outer is not None and outside(inner, outer)


def outside(inner: Period, outer: Period) -> bool:
    """Does a period lie wholly before or after another, at most touching it?"""
    begins, ends = _edge(inner.start or inner.end), _edge(inner.end or inner.start)
    opened, closed = _edge(outer.start or outer.end), _edge(outer.end or outer.start)
    return (ends <= opened and begins < opened) or (begins >= closed and ends > closed)


def _edge(date: Date | str | None) -> int:
    return date.year if isinstance(date, Date) else 9999
