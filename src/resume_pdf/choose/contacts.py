"""Takes contacts out of the body for a layout that gathers them all in the letterhead.

In: a document. Out: it without the lines and bullets that say a contact and hardly anything else
(such a layout shows every contact at the top that stands nowhere below), and an `Omission`
for the words that go with them: a label, the title of a section that held nothing more.
"""

from __future__ import annotations

from collections import Counter

from ..document import (
    Contact,
    Definition,
    Document,
    Entry,
    Item,
    LetterheadItem,
    Paragraph,
    Section,
    Table,
    Text,
    plain,
)
from ..edition import Omission
from ..record import replace
from ..words import words
from .tree import Node, children, omitted, said_in, with_children

_LABEL = 3
"""As many words may go with a contact for the two to be a line of contacts and not prose."""


def without_gathered(document: Document) -> tuple[Document, tuple[Omission, ...]]:
    """`document` without contacts below its letterhead, and the words left out with them."""
    gathering = _Gathering(document)
    kept = (gathering.rest_of(section) for section in document.sections)
    sections = tuple(section for section in kept if isinstance(section, Section))
    return replace(document, sections=sections), tuple(gathering.omissions)


def with_gathered(document: Document) -> Document:
    """`document` with every contact in its letterhead, as it is where none stands below."""
    person = document.person
    said = {_name(item.contact) for item in person.letterhead if item.contact}
    others = {_name(one): one for one in person.contacts if _name(one) not in said}
    items = (
        LetterheadItem("contact", (Text(one.text, one.span),), one.span, contact=one)
        for one in others.values()
    )
    return replace(document, person=replace(person, letterhead=(*person.letterhead, *items)))


class _Gathering:
    def __init__(self, document: Document) -> None:
        letterhead = document.person.letterhead
        self._said = {_name(item.contact) for item in letterhead if item.contact}
        self._contacts = document.person.contacts
        self.omissions: list[Omission] = []

    def rest_of(self, node: Node) -> Node | None:
        """What stays of a node; None for nothing."""
        if isinstance(node, Paragraph | Item | Table | Definition) and self._is_contact(node):
            return None
        below = children(node)
        kept = [stays for child in below if (stays := self.rest_of(child)) is not None]
        if below and not kept and not isinstance(node, Entry | Definition):
            title = plain(node.title) if isinstance(node, Section) else ""
            self.omissions += omitted(node, "layout", title)
            return None
        return with_children(node, kept)

    def _is_contact(self, node: Node) -> bool:
        """Whether a node is a line of contacts; if so it is left out, and recorded."""
        start, end = node.span.start, node.span.end
        held = [one for one in self._contacts if start <= one.span.start and one.span.end <= end]
        if not held or node.marks.keep:
            return False
        gathered: Counter[str] = Counter()
        others = words(said_in(node))
        moved = {_name(one): one for one in held if _name(one) not in self._said}
        for contact in moved.values():
            gathered.update(words(contact.text))
        rest = []
        for word in others:
            if gathered[word]:
                gathered[word] -= 1
            else:
                rest.append(word)
        repeated = [word for one in held if one not in moved.values() for word in words(one.text)]
        if len(rest) - len(repeated) > _LABEL * len(held):
            return False
        self._said |= moved.keys()
        self.omissions += omitted(node, "layout", " ".join(rest))
        return True


def _name(contact: Contact) -> str:
    return contact.target or contact.text
