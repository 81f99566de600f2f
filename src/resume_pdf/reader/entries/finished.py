"""Makes entries of drafts: heads understood, roles under their employers, gaps filled.

In: the drafts of all sections. Out: `Entry`s. What a head does not say is looked for in the first
lines of the body (the words stay there) and in the employer's head above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...diagnostics import Diagnostic
from ...document import (
    ENTRY_KINDS,
    Content,
    Date,
    Definitions,
    Entry,
    Field,
    Inlines,
    List,
    Paragraph,
    Period,
    Table,
    plain,
)
from ...patterns import lazy
from ...record import Record, replace
from ..lexicon.dates import misspelt_month, period_looks_broken
from ..lexicon.likeness import degree, organization, title
from ..lexicon.vocabulary import entry_label
from ..syntax.inlines import Run, cut, lines, runs, spanning, trim
from .drafts import Draft, Parts, text, walk
from .heads import Head
from .roles import Context, Habits, Understood, habits, understand

# A score from which on a text surely names a role, a degree or an organisation.
SURE = 1.0


class Above(Record):
    """What an entry takes over from the one it stands in."""

    title: str | None = None
    organization: str | None = None
    location: str | None = None
    period: Period | None = None


NOTHING_ABOVE = Above()


def learn(sections: list[tuple[str, Parts]]) -> Habits:
    """The habits of a résumé, from the drafts of all its sections with their kinds.

    Marks the drafts that are topics on the way.
    """
    _mark_topics(draft for _, parts in sections for draft in walk(parts))
    return habits(
        (draft.head, Context(kind, above_roles=_is_employer(draft, _roles_beneath(draft))))
        for kind, parts in sections
        for draft in _understandable(kind, parts)
    )


def _mark_topics(drafts: Iterable[Draft]) -> None:
    undated = [draft for draft in drafts if draft.form == "heading" and draft.head.period is None]
    times = Counter(text(draft).casefold() for draft in undated)
    for draft in undated:
        draft.topic = times[text(draft).casefold()] > 1


def _understandable(kind: str, parts: Parts) -> Iterator[Draft]:
    for draft in walk(parts):
        if kind in ENTRY_KINDS or draft.head.period is not None:
            yield draft


def finished(
    parts: Parts, kind: str, learned: Habits, diagnostics: list[Diagnostic]
) -> tuple[Content, ...]:
    """The blocks and drafts of a section as its content."""
    return _finished(parts, kind, learned, diagnostics, NOTHING_ABOVE)


def _finished(
    parts: Parts, kind: str, learned: Habits, diagnostics: list[Diagnostic], above: Above
) -> tuple[Content, ...]:
    roles = set(_roles(parts))
    return tuple(
        _entry(part, kind, learned, diagnostics, above, is_role=part in roles)
        if isinstance(part, Draft)
        else part
        for part in parts
    )


def _roles_beneath(draft: Draft) -> list[Draft]:
    return _roles(draft.content)


def _roles(parts: Parts) -> list[Draft]:
    """The drafts that tell a post of their own: dated, named like one, or beside such ones.

    "Responsibilities" under an employer is a heading inside the entry, and none of these.
    """
    drafts = [part for part in parts if isinstance(part, Draft) and not part.topic]
    dated = [draft for draft in drafts if draft.head.period is not None or _roles(draft.content)]
    if dated:
        return drafts
    named = {draft.level for draft in drafts if title(text(draft)) >= SURE}
    return [draft for draft in drafts if draft.level in named]


def _entry(
    draft: Draft,
    kind: str,
    learned: Habits,
    diagnostics: list[Diagnostic],
    above: Above,
    *,
    is_role: bool,
) -> Entry:
    if (not is_role and above is not NOTHING_ABOVE) or (
        kind not in ENTRY_KINDS and draft.head.period is None
    ):
        said = _topic(draft)
        inherited = NOTHING_ABOVE
    else:
        roles_beneath = _roles_beneath(draft)
        context = Context(
            kind,
            above_roles=_is_employer(draft, roles_beneath),
            beneath_employer=above.organization is not None,
            title_below=_title_below(draft, kind, roles_beneath)
            or (above.title is not None and above.organization is None),
        )
        if roles_beneath and not context.above_roles and draft.head.period is None:
            said = _group(draft)
        else:
            said = understand(draft.head, context, learned)
        _check_dates(draft, diagnostics)
        said = _single_date(said, kind)
        said = _inherited(_from_body(said, draft, kind, roles_beneath), above)
        inherited = Above(
            # A dated post keeps its title to itself; an undated one is told over its items.
            said.title if draft.head.period is None else None,
            said.organization,
            said.location,
            said.period,
        )
    # A line of the head may stand below the heading that begins it.
    place = draft.whole()
    for field in said.fields:
        place = place.cover(field.span)
    return Entry(
        said.fields,
        _finished(draft.content, kind, learned, diagnostics, inherited),
        place,
        said.title,
        said.organization,
        said.location,
        said.period,
        draft.marks,
    )


def _is_employer(draft: Draft, roles_beneath: list[Draft]) -> bool:
    """Is a draft with roles beneath it an employer, or a heading over posts of all kinds?

    An employer has dates, or roles beneath that name nothing but the role.
    """
    if not roles_beneath:
        return False
    if draft.head.period is not None or organization(text(draft)) >= SURE:
        return True
    return draft.form == "line" or all(
        role.form == "heading" and len(role.head.content) == 1 for role in roles_beneath
    )


def _group(draft: Draft) -> Understood:
    """A heading over several posts: what it says is their title, if it surely is one."""
    topic = _topic(draft)
    return topic if title(text(draft)) >= SURE else replace(topic, title=None)


def _topic(draft: Draft) -> Understood:
    """A heading inside a section or entry that tells no post: a title over a body."""
    fields = tuple(
        Field("title", line, spanning(line)) for line in draft.lines if plain(line).strip()
    )
    return Understood(fields, text(draft) or None, None, None, None)


# ── What the head leaves open ────────────────────────────────────────────────────────────


def _single_date(said: Understood, kind: str) -> Understood:
    """A single date is the end of a degree, and both ends of a post, project or course."""
    period = said.period
    if period is None:
        return said
    start, end = period.start, period.end
    if kind == "education":
        if start is not None and start == end:
            start = None
        elif end is None:
            start, end = None, start
    elif start is None and isinstance(end, Date):
        start = end
    elif end is None and start is not None:
        end = start
    return replace(said, period=Period(start, end, period.span))


def _inherited(said: Understood, above: Above) -> Understood:
    own_organization = said.organization is not None
    return replace(
        said,
        title=said.title or above.title,
        organization=said.organization or above.organization,
        location=said.location or (None if own_organization else above.location),
        period=said.period or above.period,
    )


def _title_below(draft: Draft, kind: str, roles_beneath: list[Draft]) -> bool:
    """Do the first words of the body surely name the role (or degree)?"""
    if roles_beneath or kind == "projects":
        return False
    return any(
        label == "title" or (label is None and _named(value, kind))
        for label, value in map(_labelled, _body_phrases(draft))
    )


def _named(phrase: str, kind: str) -> bool:
    named = degree(phrase) if kind == "education" else title(phrase)
    return named >= SURE and organization(phrase) < named


def _from_body(said: Understood, draft: Draft, kind: str, roles_beneath: list[Draft]) -> Understood:
    """Look for a missing title (or organisation) in what stands right beneath the head."""
    if roles_beneath or said.period is None:
        return said
    for candidate in _body_phrases(draft):
        label, value = _labelled(candidate)
        if label == "title" and said.title is None:
            said = replace(said, title=value)
        elif label == "organization" and said.organization is None:
            said = replace(said, organization=value)
        elif label == "location" and said.location is None:
            said = replace(said, location=value)
        elif label is None and said.title is None and kind != "projects" and _named(value, kind):
            said = replace(said, title=value)
    return said


_PHRASE_END = lazy(r"[.;!?。；](?:\s|$)|\s[—–]\s|[:：]\s")
_LONGEST_PHRASE = 60


def _body_phrases(draft: Draft) -> Iterator[str]:
    """The phrases that may name a role: the first of the body, and its first short bullets."""
    for number, part in enumerate(draft.content[:2]):
        if isinstance(part, Paragraph) and number == 0:
            first = lines(part.inlines)[:1]
            if first:
                yield from _phrase(first[0])
        elif isinstance(part, List):
            for item in part.items[:4]:
                block = item.blocks[0] if item.blocks else None
                if isinstance(block, Paragraph) and len(plain(block.inlines)) <= 80:
                    yield from _phrase(block.inlines)
        elif isinstance(part, Definitions | Table | Draft):
            return


def _phrase(line: Inlines) -> Iterator[str]:
    """The first phrase of a line: what is set in bold or italics at its start, or up to a stop."""
    said = plain(line)
    styled = runs(line)[:1]
    if styled and {"strong", "emphasis"} & set(styled[0].styles) and styled[0].end < len(said):
        end = max((run.end for run in _leading_styled(line)), default=styled[0].end)
        phrase = said[styled[0].start : end]
    elif entry_label(re.split(r"[:：]", said, maxsplit=1)[0].strip()):
        phrase = said
    else:
        stop = _PHRASE_END.search(said)
        phrase = said[: stop.start()] if stop else said
    start, end = trim(phrase, 0, len(phrase))
    phrase = " ".join(phrase[start:end].split())
    if 0 < len(phrase) <= _LONGEST_PHRASE:
        yield phrase


def _leading_styled(line: Inlines) -> Iterator[Run]:
    for run in runs(line):
        if not {"strong", "emphasis"} & set(run.styles):
            return
        yield run


def _labelled(phrase: str) -> tuple[str | None, str]:
    match = re.match(r"\s*([^:：]{1,40}?)\s*[:：]\s*(.+)", phrase)
    role = entry_label(match[1]) if match else None
    return (role, match[2]) if match and role else (None, phrase)


# ── Dates that cannot be right ───────────────────────────────────────────────────────────


def _check_dates(draft: Draft, diagnostics: list[Diagnostic]) -> None:
    head: Head = draft.head
    for piece in head.pieces:
        period = piece.period
        if period is None:
            continue
        if isinstance(period.end, Date) and period.start and _after(period.start, period.end):
            diagnostics.append(
                Diagnostic(
                    "date-order",
                    f"this ends ({period.end}) before it starts ({period.start})",
                    period.span,
                    "swap the dates, or correct the one that is wrong",
                )
            )
    # Where dates were found, a month that was not is the one thing that goes unnoticed.
    look = period_looks_broken if head.period is None else misspelt_month
    for line in head.lines:
        broken = look(plain(line), draft.languages)
        part = cut(line, *broken) if broken else ()
        if part:
            diagnostics.append(
                Diagnostic(
                    "date-unreadable",
                    f"“{plain(part)}” cannot be read as dates"
                    if head.period is None
                    else f"“{plain(part)}” names no month; only the year is read",
                    spanning(part),
                    "write them as “May 2019 – June 2021”",
                )
            )


def _after(start: Date, end: Date) -> bool:
    """Does a start lie after an end? A year alone holds all its months."""
    if start.month and end.month:
        return start > end
    return start.year > end.year
