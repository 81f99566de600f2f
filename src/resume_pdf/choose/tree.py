"""A résumé as a tree, so that the choice can treat every kind of node alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import is_
from typing import Any

from ..document import (
    Block,
    Definition,
    Definitions,
    Entry,
    Footnote,
    FootnoteMark,
    Heading,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Styled,
    Table,
    plain,
)
from ..edition import Omission, Reason
from ..record import replace
from ..words import said_by, words

Node = Section | Entry | Block | Item | Definition


def children(node: Node) -> Sequence[Node]:
    """The nodes directly below, in the author's order."""
    match node:
        case Section() | Entry():
            return node.content
        case List() | Definitions():
            return node.items
        case Item() | Definition() | Quote() | Footnote():
            return node.blocks
        case _:
            return ()


def with_children(node: Node, below: Iterable[Node]) -> Node:
    """`node` with other nodes below it, each of a type that may stand there."""
    parts: Any = tuple(below)
    if len(parts) == len(children(node)) and all(map(is_, parts, children(node))):
        return node
    match node:
        case Section() | Entry():
            return replace(node, content=parts)
        case List() | Definitions():
            return replace(node, items=parts)
        case Item() | Definition() | Quote() | Footnote():
            return replace(node, blocks=parts)
        case _:
            return node


def subtree(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first, in the author's order."""
    stack = [node]
    while stack:
        found = stack.pop()
        yield found
        stack.extend(reversed(children(found)))


def said_in(node: Node) -> str:
    """All that a node says, as written; an item of an ordered list without its number."""
    match node:
        case Section():
            own, content = [plain(node.title)], said_by(node.content)
        case Item():
            own, content = [], said_by(node.blocks)
        case Definition():
            own, content = [plain(node.term)], said_by(node.blocks)
        case _:
            own, content = [], said_by((node,))
    return " ".join([*own, *(text for text, _ in content)]).strip()


def name_of(node: Node) -> str:
    """What a node is called in an account."""
    return type(node).__name__.lower()


def omitted(node: Node, reason: Reason, text: str | None = None) -> tuple[Omission, ...]:
    """The record of leaving out `node`, or only its own `text`; none where there are no words."""
    text = said_in(node) if text is None else text
    return () if wordless(text) else (Omission(name_of(node), text, node.span, reason),)


def wordless(text: str) -> bool:
    """Whether a text says no word."""
    return not any(map(str.isalnum, text)) and not words(text)


def notes_in(node: Node) -> frozenset[int]:
    """The numbers of the footnotes that a node and all below it refer to."""
    return frozenset(
        number
        for below in subtree(node)
        for inlines in _inlines_of(below)
        for number in marks_in(inlines)
    )


def marks_in(inlines: Inlines) -> Iterator[int]:
    """The numbers of the footnotes that inlines refer to."""
    for inline in inlines:
        match inline:
            case FootnoteMark(number):
                yield number
            case Styled() | Link():
                yield from marks_in(inline.children)


def _inlines_of(node: Node) -> Iterator[Inlines]:
    match node:
        case Section():
            yield node.title
        case Entry():
            yield from (field.inlines for field in node.head)
        case Paragraph() | Heading():
            yield node.inlines
        case Definition():
            yield node.term
        case Table():
            for row in (node.header or (), *node.rows):
                yield from (cell.inlines for cell in row)
