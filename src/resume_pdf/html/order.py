"""The order in which a layout says things: the letterhead's lines, the fields of a head."""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import NamedTuple

from ..document import (
    Content,
    Document,
    Entry,
    Field,
    Heading,
    LetterheadItem,
    Paragraph,
    Person,
    Section,
    Table,
    Text,
    plain,
    walk,
)
from ..record import replace
from ..source import Span
from ..theme import Layout
from .references import numbered


def arranged(document: Document, layout: Layout) -> Document:
    """The document in the order in which `layout` says it; arranged twice is arranged once.

    The name always stands in the letterhead. "gathered" puts every contact there that no shown
    block says. Where the layout has an order for heads, each begins with what leads it. Where it
    numbers publications, these are lists with numbers.
    """
    person = document.person
    if person.name and all(item.role != "name" for item in person.letterhead):
        here = Span(0, 0)
        name = LetterheadItem("name", (Text(person.name, here),), here)
        person = replace(person, letterhead=(name, *person.letterhead))
    sections = document.sections
    if layout.letterhead == "gathered":
        person = replace(person, letterhead=_gathered(person, sections))
    if layout.head:
        sections = tuple(
            replace(section, content=tuple(_reordered(part, layout) for part in section.content))
            for section in sections
        )
    return numbered(replace(document, person=person, sections=sections), layout)


def _gathered(person: Person, sections: tuple[Section, ...]) -> tuple[LetterheadItem, ...]:
    """Name, headline, contacts, notes; with the contacts that stand nowhere else."""
    items = list(person.letterhead)
    said = {item.contact.target or item.contact.text for item in items if item.contact}
    shown = [span for section in sections for span in _shown(section)]
    for contact in person.contacts:
        stands = any(s.start <= contact.span.start and contact.span.end <= s.end for s in shown)
        if not stands and (contact.target or contact.text) not in said:
            said.add(contact.target or contact.text)
            text = (Text(contact.text, contact.span),)
            items.append(LetterheadItem("contact", text, contact.span, contact=contact))
    order = ("name", "headline", "contact", "note")
    return tuple(sorted(items, key=lambda item: order.index(item.role)))


def _shown(section: Section) -> list[Span]:
    spans: list[Span] = []
    for node in walk(section.content):
        if isinstance(node, Entry):
            spans.extend(field.span for field in node.head)
        elif isinstance(node, Paragraph | Heading | Table):
            spans.append(node.span)
    return spans


def _reordered(part: Content, layout: Layout) -> Content:
    if not isinstance(part, Entry):
        return part
    order = {role: place for place, role in enumerate(layout.head)}
    lead = _lead(part.head)

    def place(field: Field) -> int:
        return order.get("lead" if field is lead and "lead" in order else field.role, len(order))

    head = tuple(sorted(part.head, key=place))
    content = tuple(_reordered(inner, layout) for inner in part.content)
    return replace(part, head=head, content=content)


def _lead(head: tuple[Field, ...]) -> Field | None:
    """The field that names the entry: its title or organisation, else whatever is first."""
    naming = (field for field in head if field.role in ("title", "organization"))
    return next(naming, head[0] if head else None)


class Head(NamedTuple):
    """A head as it is set: `before` and `lead` share the heading, `after` the line below."""

    before: tuple[Field, ...]
    lead: Field
    after: tuple[Field, ...]


def head(entry: Entry) -> Head | None:
    """The head of an entry in its own order; None without one."""
    lead = _lead(entry.head)
    if lead is None:
        return None
    place = entry.head.index(lead)
    return Head(entry.head[:place], lead, entry.head[place + 1 :])


def titled(letterhead: tuple[LetterheadItem, ...]) -> LetterheadItem | None:
    """What stands as the page's one first-level heading: the name, else the headline, a note."""
    for role in ("name", "headline", "note"):
        for item in letterhead:
            if item.role == role:
                return item
    return None


def runs(items: tuple[LetterheadItem, ...]) -> list[tuple[str, list[LetterheadItem]]]:
    """The letterhead cut into runs of one role, so that contacts in a row share a line."""
    return [(role, list(run)) for role, run in groupby(items, key=lambda item: item.role)]


_ROW = 84
"""Average characters that a line of contacts holds in every style, in its narrowest setting."""


def rows(items: list[LetterheadItem]) -> list[list[LetterheadItem]]:
    """Contacts in rows of much the same length, each short enough to stay on one line.

    Left to itself a line ends where it is full, with a separator that separates nothing.
    """
    lengths = [len(plain((*item.label, *item.inlines))) + _SEPARATOR for item in items]
    count = ceil(sum(lengths) / _ROW)
    found: list[list[LetterheadItem]] = [[]]
    width = 0
    for item, length in zip(items, lengths, strict=True):
        full = width + length - _SEPARATOR > _ROW or (
            len(found) < count and width + length / 2 > sum(lengths) / count
        )
        if found[-1] and full:
            found.append([])
            width = 0
        found[-1].append(item)
        width += length
    return found


_SEPARATOR = len(" · ")
