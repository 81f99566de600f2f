"""Builds the documents that are laid out: one to be priced, one to be shown.

Nothing is reworded: whole nodes are taken out, trailing sentences are cut off, and the author's
short form stands for its node where the whole did not fit. Of what is left out the largest
node is recorded once, not each of its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..document import Document, Entry, Item, List, Paragraph, Rule, Section, key, plain
from ..edition import Omission
from ..record import replace
from ..source import Span
from ..words import said_by
from .sentences import cut
from .tree import Node, children, omitted, said_in, with_children, wordless
from .units import Piece, Units, head_key, short_form

_Change = Callable[[Node], tuple[Node, ...]]

# ── Before the choice ────────────────────────────────────────────────────────────────────


def without_breaks(document: Document) -> Document:
    """Without the author's page breaks."""
    return _changed(document, _without_break)


def without_wordless(document: Document) -> Document:
    """Without what takes room and says nothing: rules, empty items and paragraphs."""
    return _changed(document, _if_it_says_anything)


def with_short_forms(document: Document) -> Document:
    """With every short form set below what it can stand for, so that both are priced."""
    return _changed(document, _and_its_short_form)


def _changed(document: Document, change: _Change) -> Document:
    def visited(node: Node) -> tuple[Node, ...]:
        below = [new for child in children(node) for new in visited(child)]
        return change(with_children(node, below))

    sections: Any = [new for section in document.sections for new in visited(section)]
    return replace(document, sections=tuple(sections))


def _without_break(node: Node) -> tuple[Node, ...]:
    if not node.marks.page_break:
        return (node,)
    return (replace(node, marks=replace(node.marks, page_break=False)),)


def _if_it_says_anything(node: Node) -> tuple[Node, ...]:
    empty = isinstance(node, Rule) or (
        isinstance(node, Item | List | Paragraph) and wordless(said_in(node))
    )
    return () if empty else (node,)


def _and_its_short_form(node: Node) -> tuple[Node, ...]:
    short = short_form(node)
    if short is None:
        return (node,)
    match node:
        case Section() | Entry():
            return (with_children(node, [*children(node), short]),)
        case Item():
            return node, Item((short,), short.span)
        case _:
            return node, short


# ── After it ─────────────────────────────────────────────────────────────────────────────


def pruned(
    document: Document, units: Units, taken: frozenset[int]
) -> tuple[Document, tuple[Omission, ...]]:
    """`document` with its letterhead and the units taken, and the account of the rest."""
    pruner = _Pruner(units, taken)
    sections: Any = pruner.kept_of(document.sections)
    return replace(document, sections=sections), tuple(pruner.omissions)


class _Pruner:
    def __init__(self, units: Units, taken: frozenset[int]) -> None:
        self._pieces = units.pieces
        self._taken = taken
        self.omissions: list[Omission] = []

    def kept_of(self, nodes: Sequence[Node]) -> tuple[Node, ...]:
        return tuple(kept for node in nodes if (kept := self._kept(node)) is not None)

    def _kept(self, node: Node) -> Node | None:
        """What stays of a node; None for nothing."""
        head = self._pieces.get(head_key(node)) if isinstance(node, Section | Entry) else None
        if head and not self._count(head):
            self._left_out(node)
            return None
        piece = self._pieces.get(key(node))
        if piece is None:
            return self._kept_frame(node, headed=head is not None)
        count = self._count(piece)
        if piece.form == "choice" and count < len(piece.units):
            return self._shortened(node, by_hand=count > 0)
        if not count:
            self._left_out(node)
            return None
        if isinstance(node, Paragraph) and count < len(piece.units):
            return self._cut(node, piece.ends[count - 1])
        return node

    def _count(self, piece: Piece) -> int:
        return sum(unit.place in self._taken for unit in piece.units)

    def _left_out(self, node: Node) -> None:
        bare = isinstance(node, Section) and not children(node)
        self.omissions += omitted(node, "layout" if bare else "room")

    def _kept_frame(self, node: Node, *, headed: bool) -> Node | None:
        """A node that only holds others, with those that stay."""
        before = len(self.omissions)
        kept = self._kept_items(node) if isinstance(node, List) else self.kept_of(children(node))
        if not kept and not headed:
            del self.omissions[before:]
            self._left_out(node)
            return None
        return with_children(node, kept)

    def _kept_items(self, listed: List) -> tuple[Node, ...]:
        """The items that stay; with one of an ordered list its number is left out."""
        kept: list[Node] = []
        for number, item in enumerate(listed.items, listed.start or 0):
            if stays := self._kept(item):
                kept.append(stays)
            elif listed.start is not None:
                gone = self.omissions.pop()
                self.omissions.append(replace(gone, text=f"{number} {gone.text}"))
        return tuple(kept)

    def _shortened(self, node: Node, *, by_hand: bool) -> Node | None:
        """A node in its author's short form; without that nothing of it, or its head alone."""
        short = short_form(node) if by_hand else None
        if isinstance(node, Section | Entry):
            text = " ".join(text for text, _ in said_by(node.content))
            self.omissions += omitted(node, "room", text)
            return with_children(node, [short] if short else [])
        if short is None:
            self._left_out(node)
            return None
        self.omissions += omitted(node, "room")
        return with_children(node, [short]) if isinstance(node, Item) else short

    def _cut(self, paragraph: Paragraph, end: int) -> Paragraph:
        """A paragraph without the sentences after `end`."""
        kept, rest = cut(paragraph.inlines, end)
        where = Span(min(rest[0].span.start, paragraph.span.end), paragraph.span.end)
        self.omissions.append(Omission("sentences", plain(rest), where, "room"))
        return replace(paragraph, inlines=kept)
