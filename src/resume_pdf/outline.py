"""How a résumé was understood, for a person to check and for programs to read.

In: a `Document`. Out: a plain object (`outline`, ready for JSON) or a tree of text (`tree`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict

from .document import (
    ENTRY_KINDS,
    Content,
    Date,
    Document,
    Entry,
    Link,
    Person,
    Section,
    plain,
)

UNKNOWN_KINDS = frozenset({"", "other", "summary"})


class OutlineEntry(TypedDict):
    """One role: dates as YYYY, YYYY-MM or "present"; None is not said."""

    section: str | None
    organization: str | None
    title: str | None
    start: str | None
    end: str | None
    location: str | None


class Outline(TypedDict):
    """What a careful reader gets out of a résumé."""

    name: str | None
    emails: list[str]
    phones: list[str]
    urls: list[str]
    sections: list[str]
    entries: list[OutlineEntry]


def outline(document: Document) -> Outline:
    """The person, the sections' titles and the dated entries of a résumé, in its order."""
    return {
        "name": document.person.name,
        "emails": list(document.person.reached_by("email")),
        "phones": list(document.person.reached_by("phone")),
        "urls": _urls(document),
        "sections": [title for section in document.sections if (title := _title(section))],
        "entries": [
            _outlined(entry, _title(section) or None)
            for section in document.sections
            for entry in listed(section)
        ],
    }


def listed(section: Section) -> Iterator[Entry]:
    """The entries of a section that stand for a post, a study or a project of some time.

    An employer with its roles beneath is told by the roles alone, unless it has a title too.
    """
    if section.kind in ENTRY_KINDS | UNKNOWN_KINDS:
        yield from _listed(section.content)


def _listed(content: Iterable[Content]) -> Iterator[Entry]:
    for node in content:
        if isinstance(node, Entry):
            beneath = list(_listed(node.content))
            if node.period is not None and (node.title is not None or not beneath):
                yield node
            yield from beneath


def _title(section: Section) -> str:
    return " ".join(plain(section.title).split())


def _outlined(entry: Entry, section: str | None) -> OutlineEntry:
    period = entry.period
    return {
        "section": section,
        "organization": entry.organization,
        "title": entry.title,
        "start": _date(period.start) if period else None,
        "end": _date(period.end) if period else None,
        "location": entry.location,
    }


def _date(date: Date | str | None) -> str | None:
    return None if date is None else str(date)


def _urls(document: Document) -> list[str]:
    """The person's addresses on the web: a link's target, else the text as it was written."""
    found: list[str] = []
    for contact in document.person.contacts:
        if contact.kind != "url":
            continue
        made_up = contact.target in (f"https://{contact.text}", f"http://{contact.text}")
        written = made_up and contact.target not in _targets(document.person)
        found.append(contact.text if written or contact.target is None else contact.target)
    return list(dict.fromkeys(found))


def _targets(person: Person) -> set[str]:
    return {
        inline.target
        for item in person.letterhead
        for inline in item.inlines
        if isinstance(inline, Link) and inline.target
    }


# ── The tree ─────────────────────────────────────────────────────────────────────────────


def tree(document: Document) -> str:
    """The same as a tree of text: the person, then every section with its entries."""
    person = document.person
    rows = [person.name or "(no name found)"]
    if person.headline:
        rows.append(f"│  {person.headline}")
    rows.extend(
        f"│  {contact.kind}: {contact.target if contact.kind == 'url' else contact.text}"
        for contact in person.contacts
    )
    for section in document.sections:
        rows.append(f"├─ {_title(section) or '(without a title)'}  [{section.kind or 'other'}]")
        rows.extend(_branches(section.content, "│  "))
    return "\n".join(rows) + "\n"


def _branches(content: Iterable[Content], indent: str) -> Iterator[str]:
    entries = [node for node in content if isinstance(node, Entry)]
    for entry in entries:
        last = entry is entries[-1]
        yield f"{indent}{'└─' if last else '├─'} {_summary(entry)}"
        yield from _branches(entry.content, indent + ("   " if last else "│  "))


def _summary(entry: Entry) -> str:
    """One line: title, organisation, location, dates; what is not known is left out."""
    known = [part for part in (entry.title, entry.organization, entry.location) if part]
    if entry.period is not None:
        dates = [_date(entry.period.start), _date(entry.period.end)]
        known.append(" – ".join(dict.fromkeys(date for date in dates if date)))
    return " | ".join(known) or "(nothing understood)"
