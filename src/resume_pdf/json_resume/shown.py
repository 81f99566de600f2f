"""What an edition shows of what was understood: the model may know more than its page says."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import (
    CodeBlock,
    Contact,
    Document,
    Entry,
    Heading,
    Paragraph,
    Section,
    Table,
    plain,
    walk,
)
from ..record import replace
from ..source import Span
from ..words import said_by, words


def contacts_shown(document: Document) -> Iterator[Contact]:
    """The contacts that stand somewhere on the page; what was left out may have held others."""
    person = document.person
    yield from (item.contact for item in person.letterhead if item.contact)
    spans = [item.span for item in person.letterhead]
    for node in walk(part for section in document.sections for part in section.content):
        if isinstance(node, Entry):
            spans += [field.span for field in node.head]
        elif isinstance(node, Paragraph | Heading | CodeBlock | Table):
            spans.append(node.span)
    for contact in person.contacts:
        here = contact.span
        if any(span.start <= here.start and here.end <= span.end for span in spans):
            yield contact


def entries_shown(section: Section) -> Iterator[Entry]:
    """Its entries, knowing only what they say: a title may have stood in a line now left out."""
    for entry in section.entries:
        texts = [(plain(section.title), section.span), *said_by([entry])]
        told = {word for text, _ in texts for word in words(text)}
        yield _known(entry, told, [span for _, span in texts[1:]])


def _known(entry: Entry, told: set[str], spans: list[Span]) -> Entry:
    def known(text: str | None) -> str | None:
        return text if text and told.issuperset(words(text)) else None

    period = entry.period
    if period and not any(s.start <= period.span.end and period.span.start <= s.end for s in spans):
        period = None
    return replace(
        entry,
        title=known(entry.title),
        organization=known(entry.organization),
        location=known(entry.location),
        period=period,
        content=tuple(
            _known(part, told, spans) if isinstance(part, Entry) else part for part in entry.content
        ),
    )
