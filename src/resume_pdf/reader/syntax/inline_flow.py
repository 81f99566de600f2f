"""From trees of Markdown and HTML to the model's inlines.

In: nodes (see html.Node). Out: inlines, whatever stands among the nodes: blocks become lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from ...document import (
    UNMARKED,
    Block,
    Break,
    Code,
    CodeBlock,
    Definitions,
    Footnote,
    FootnoteMark,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    List,
    Marks,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    plain,
)
from ...record import replace
from ...source import Span
from .directives import merged
from .html import BLOCKS, DROPPED, Comment, Element, Gap, Node

Style = Literal["emphasis", "strong", "strikethrough", "superscript", "subscript", "small", "span"]
STYLES: dict[str, Style] = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "sup": "superscript",
    "sub": "subscript",
    "small": "small",
    "span": "span",
}
_CODE = frozenset(("code", "tt", "kbd", "samp"))

BlockTypes = (
    Paragraph,
    Heading,
    List,
    Quote,
    CodeBlock,
    Table,
    Definitions,
    Rule,
    Footnote,
)


class Inliner:
    """Makes inlines of nodes.

    `marks_of` reads the directives of a comment; `target_of` judges the target of a link.
    """

    def __init__(
        self,
        marks_of: Callable[[Comment], Marks],
        target_of: Callable[[str, Span], str | None],
    ) -> None:
        self._marks_of, self._target_of = marks_of, target_of

    def inlines(self, nodes: Iterable[Node]) -> tuple[Inlines, Marks]:
        """The inlines, and the marks of directives among them."""
        inlines, marks = self.verbatim(nodes)
        return _trimmed(inlines), marks

    def verbatim(self, nodes: Iterable[Node]) -> tuple[Inlines, Marks]:
        """As `inlines`, with the white space at the ends: for the middle of a text."""
        marks = UNMARKED
        found: list[Inline] = []
        for part in self._inlines(nodes):
            if isinstance(part, Marks):
                marks = merged(marks, part)
            else:
                found.append(part)
        return _united(found), marks

    def _inlines(self, nodes: Iterable[Node]) -> Iterator[Inline | Marks]:
        for node in nodes:
            match node:
                case Comment():
                    yield self._marks_of(node)
                case Gap():
                    pass
                case Element():
                    yield from self._element(node)
                case _ if isinstance(node, BlockTypes):
                    yield from flattened(node)
                case _:
                    yield node

    def _element(self, element: Element) -> Iterator[Inline | Marks]:
        tag, span = element.tag, Span(element.start, max(element.start, element.end))
        if tag in DROPPED and element.closed:
            return
        if tag == "br":
            yield Break(True, span)
        elif tag == "img":
            attributes = element.attributes
            yield Image(attributes.get("src", "").strip(), attributes.get("alt", ""), span)
        elif tag in BLOCKS:
            yield Break(True, Span(span.start, span.start))
            if tag == "ol":
                yield from self._numbered(element)
            else:
                yield from self._inlines(element.children)
            yield Break(True, Span(span.end, span.end))
        elif tag in STYLES or tag in _CODE or (tag == "a" and "href" in element.attributes):
            children, marks = self.verbatim(element.children)
            yield marks
            for child in children:  # An element that nothing closes ends with its tag.
                span = span.cover(child.span)
            if tag in _CODE:
                yield Code(plain(children), span)
            elif tag in STYLES:
                yield Styled(STYLES[tag], children, span)
            else:
                target = self._target_of(element.attributes["href"], span)
                yield Link(target, tuple(_without_links(children)), span)
        else:
            yield from self._inlines(element.children)

    def _numbered(self, element: Element) -> Iterator[Inline | Marks]:
        number = first_number(element)
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                place = Span(child.start, child.start)
                yield Break(True, place)
                yield Text(f"{number}. ", place)
                yield from self._inlines(child.children)
                number += 1
            else:
                yield from self._inlines((child,))


def flattened(block: Block) -> Iterator[Inline]:
    """What a block says, as inlines, each piece on its own line: for a place without blocks."""
    yield Break(True, Span(block.span.start, block.span.start))
    match block:
        case Paragraph() | Heading():
            yield from block.inlines
        case CodeBlock():
            yield Code(block.text, block.span)
        case List():
            for number, member in enumerate(block.items, block.start or 0):
                if block.start is not None:
                    yield Break(True, Span(member.span.start, member.span.start))
                    yield Text(f"{number}. ", Span(member.span.start, member.span.start))
                    yield from _without_first_break(member.blocks)
                else:
                    yield from _flattened_all(member.blocks)
        case Quote():
            yield from _flattened_all(block.blocks)
        case Footnote():
            yield FootnoteMark(block.number, block.span)
            yield from _flattened_all(block.blocks)
        case Definitions():
            for definition in block.items:
                yield Break(True, Span(definition.span.start, definition.span.start))
                yield from definition.term
                yield from _flattened_all(definition.blocks)
        case Table():
            for row in (block.header or (), *block.rows):
                for cell in row:
                    yield Break(True, Span(cell.span.start, cell.span.start))
                    yield from cell.inlines
        case Rule():
            pass
    yield Break(True, Span(block.span.end, block.span.end))


def _flattened_all(blocks: Iterable[Block]) -> Iterator[Inline]:
    for block in blocks:
        yield from flattened(block)


def _without_first_break(blocks: Iterable[Block]) -> Iterator[Inline]:
    parts = _flattened_all(blocks)
    next(parts, None)
    yield from parts


def _without_links(inlines: Inlines) -> Iterator[Inline]:
    """The inlines with links replaced by their text: no link stands within another."""
    for inline in inlines:
        match inline:
            case Link():
                yield from _without_links(inline.children)
            case Styled():
                yield replace(inline, children=tuple(_without_links(inline.children)))
            case _:
                yield inline


def _trimmed(parts: Inlines) -> Inlines:
    """Without white space at the ends."""
    shown = [number for number, inline in enumerate(parts) if not _blank(inline)]
    found = list(parts[shown[0] : shown[-1] + 1]) if shown else []
    if found and isinstance(found[0], Text):
        found[0] = _stripped(found[0], left=True)
    if found and isinstance(found[-1], Text):
        found[-1] = _stripped(found[-1], right=True)
    return tuple(found)


def _stripped(text: Text, *, left: bool = False, right: bool = False) -> Text:
    start, end = text.span.start, text.span.end
    said = text.text.lstrip(" \t\n") if left else text.text
    as_written = len(text.text) == end - start
    if as_written:
        start += len(text.text) - len(said)
    whole = len(said)
    said = said.rstrip(" \t\n") if right else said
    if as_written:
        end -= whole - len(said)
    return Text(said, Span(start, max(start, end))) if said != text.text else text


def _blank(inline: Inline) -> bool:
    match inline:
        case Break():
            return True
        case Text(text):
            return not text.strip(" \t\n")
        case Styled() | Link():
            return not inline.children
    return False


def _united(inlines: Iterable[Inline]) -> Inlines:
    """Texts joined, breaks as well, and no white space around a break."""
    found: list[Inline] = []
    texts: list[Text] = []

    def finish(*, right: bool) -> None:
        if texts:
            place = texts[0].span.cover(texts[-1].span)
            text = Text("".join(part.text for part in texts), place)
            after_break = bool(found) and isinstance(found[-1], Break)
            text = _stripped(text, left=after_break, right=right)
            texts.clear()
            if text.text:
                found.append(text)

    for inline in inlines:
        match inline:
            case Text():
                if inline.text:
                    texts.append(inline)
            case Styled() | Link() if not inline.children:
                pass
            case Code() if not inline.text:
                pass
            case Break():
                finish(right=True)
                last = found[-1] if found else None
                if isinstance(last, Break):
                    found[-1] = replace(last, hard=last.hard or inline.hard)
                else:
                    found.append(inline)
            case _:
                finish(right=False)
                found.append(inline)
    finish(right=False)
    return tuple(found)


def first_number(element: Element) -> int:
    """The number of the first item of an "ol"."""
    number = element.attributes.get("start", "")
    return int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 1
