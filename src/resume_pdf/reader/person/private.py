"""Contacts that an author keeps out of the résumé's file, which may be public.

In: a file that gives contacts as a front matter does (`phone: …`), with or without its fences.
Out: letterhead items, and the person with them. They have no place in the résumé's file: their
spans are empty, and differ only so that each has a key of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...diagnostics import ResumeError
from ...document import LetterheadItem, Person, Text
from ...record import replace
from ...source import Source, Span
from ..syntax import front_matter
from .meeting import told_contacts


def private_contacts(file: Source, region: str | None) -> tuple[LetterheadItem, ...]:
    """The contacts that `file` gives. Raises `ResumeError` "contacts-missing" for none."""
    front = front_matter.read(file)
    if not front.data:
        file = Source(f"---\n{file.text}\n---\n", file.name)
        front = front_matter.read(file)
    found = [item for item in told_contacts(front, file, region) if item.contact]
    if not found:
        raise ResumeError(
            "contacts-missing",
            f"{file.name} gives no contact",
            hint="write one a line, as in a front matter: phone: +44 20 7946 0123",
        )
    return tuple(_without_place(item, Span(n, n)) for n, item in enumerate(found, 1))


def with_contacts(person: Person, items: Sequence[LetterheadItem]) -> Person:
    """The person with more contacts, after those that stand in the letterhead."""
    known = {contact.target or contact.text for contact in person.contacts}
    new = [
        item
        for item in items
        if item.contact and (item.contact.target or item.contact.text) not in known
    ]
    letterhead = person.letterhead
    at = max(
        (n for n, item in enumerate(letterhead, 1) if item.role != "note"), default=len(letterhead)
    )
    return replace(
        person,
        letterhead=(*letterhead[:at], *new, *letterhead[at:]),
        contacts=(*person.contacts, *(item.contact for item in new if item.contact)),
    )


def _without_place(item: LetterheadItem, span: Span) -> LetterheadItem:
    assert item.contact
    return replace(
        item,
        inlines=(Text(item.contact.text, span),),
        span=span,
        contact=replace(item.contact, span=span),
    )
