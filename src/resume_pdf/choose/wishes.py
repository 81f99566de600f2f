"""Takes off what the author wants left off, before any question of room.

In: a document, the layout's name, the audiences asked for. Out: the document without what is
marked `omit` for this layout or is meant for other audiences alone, and an `Omission` for each
piece taken off. What was only a frame around such pieces (a section's title, a list) goes with
the last of them, and a footnote with the last text that refers to it.
"""

from __future__ import annotations

from ..document import (
    ALL_LAYOUTS,
    Definition,
    Document,
    Entry,
    Footnote,
    List,
    Marks,
    Section,
    plain,
)
from ..edition import Omission, Reason
from ..record import replace
from .tree import Node, children, notes_in, omitted, said_in, with_children, wordless


def without_unwanted(
    document: Document, layout: str, audiences: frozenset[str]
) -> tuple[Document, tuple[Omission, ...]]:
    """`document` as its author wants `layout` to start from, and what was taken off."""
    wishes = _Wishes(layout, audiences)
    sections = wishes.granted(document.sections)
    orphans = _notes_referred_to(document.sections) - _notes_referred_to(sections)
    if orphans:
        wishes.orphans = orphans
        sections = wishes.granted(sections)
    return replace(document, sections=sections), tuple(
        sorted(wishes.omissions, key=lambda omission: omission.span)
    )


def _notes_referred_to(sections: tuple[Section, ...]) -> frozenset[int]:
    return frozenset(number for section in sections for number in notes_in(section))


class _Wishes:
    def __init__(self, layout: str, audiences: frozenset[str]) -> None:
        self._layout = layout
        self._audiences = audiences
        self.orphans: frozenset[int] = frozenset()
        self.omissions: list[Omission] = []

    def granted(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        kept = (self._granted(section) for section in sections)
        return tuple(section for section in kept if isinstance(section, Section))

    def _granted(self, node: Node) -> Node | None:
        """`node` without what is unwanted in it; None when nothing of it stays."""
        reason = self._refusal(node)
        if reason:
            self.omissions += omitted(node, reason)
            return None
        below = children(node)
        kept: list[Node] = []
        for place, child in enumerate(below):
            if (stays := self._granted(child)) is not None:
                kept.append(stays)
            elif isinstance(node, List) and node.start is not None and wordless(said_in(child)):
                # It says no word but its number.
                number = str(node.start + place)
                reason = self._refusal(child) or "author"
                self.omissions.append(Omission("item", number, child.span, reason))
        if below and not kept and not isinstance(node, Entry | Definition):
            title = plain(node.title) if isinstance(node, Section) else ""
            self.omissions += omitted(node, "author", title)
            return None
        return with_children(node, kept)

    def _refusal(self, node: Node) -> Reason | None:
        marks: Marks = node.marks
        if not marks.omit.isdisjoint((ALL_LAYOUTS, self._layout)):
            return "author"
        if self._audiences and marks.audiences and marks.audiences.isdisjoint(self._audiences):
            return "audience"
        if isinstance(node, Footnote) and node.number in self.orphans:
            return "author"
        return None
