"""How pages end: measured from the laid-out boxes, told where it is not as a printer would have it.

In: the document shown and its `Measurement`. Out: a `Check` with a warning for each heading parted
from what it heads, each line and each short item torn in two, and each page left half empty.
Nothing here forbids publishing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..diagnostics import Diagnostic
from ..document import (
    CodeBlock,
    Content,
    Definition,
    Document,
    Entry,
    Footnote,
    Heading,
    Item,
    Paragraph,
    Quote,
    Section,
    Table,
    key,
    plain,
    walk,
)
from ..measurement import Extent, Measurement
from ..record import Record
from ..source import Span
from .report import Check, counted

NEARLY_EMPTY = 1 / 6
"""The part of a page's height under which the last page is hardly worth its paper."""
HALF_EMPTY = 1 / 2
"""The part of its height to which every other page is filled at least."""
SHORTEST_SPLIT = 3
"""The number of lines from which an item may stand on two pages."""

_Node = Section | Content | Item | Definition


def check_paging(document: Document, measurement: Measurement) -> Check:
    """How the pages of `document` end, but for where the author ended them."""
    nodes = [node for section in document.sections for node in (section, *walk(section.content))]
    paging = _Paging(nodes, measurement)
    breaks = measurement.pages - 1
    return Check(
        "paging",
        breaks,
        counted(breaks, "page break") if breaks else "",
        (*paging.stranded(), *paging.torn(), *paging.empty()) if breaks else (),
    )


class _Leaf(Record):
    """Something that stands on the page itself: the `text` of a heading, or what it heads.

    `end` is the place in the source up to which it heads what follows.
    """

    text: str | None
    span: Span
    parts: tuple[Extent, ...]
    end: int


class _Paging:
    def __init__(self, nodes: list[_Node], measurement: Measurement) -> None:
        self._nodes = nodes
        self._measurement = measurement
        self._begun = {
            self._parts(key(node))[0].page
            for node in nodes
            if node.marks.page_break and self._parts(key(node))
        }
        """The pages that begin where the author wanted."""

    def _parts(self, name: str) -> tuple[Extent, ...]:
        return self._measurement.extents.get(name, ())

    def stranded(self) -> Iterator[Diagnostic]:
        """Headings that end a page, with nothing of what they head."""
        leaves = list(self._leaves())
        for heading, after in pairwise(leaves):
            page, begins = heading.parts[-1].page, after.parts[0].page
            heads = heading.text is not None and after.span.start < heading.end
            if heads and page < begins and begins not in self._begun:
                yield Diagnostic(
                    "page-heading-stranded",
                    f"“{heading.text}” ends page {page}; what it heads begins page {begins}",
                    heading.span,
                    "put a page-break mark above it",
                )

    def _leaves(self) -> Iterator[_Leaf]:
        ends = {
            key(block): node.span.end
            for node in self._nodes
            if isinstance(node, Item | Quote | Definition | Footnote)
            for block in node.blocks
        }
        for node in self._nodes:
            text: str | None = None
            name, end = key(node), node.span.end
            match node:
                case Section(title=title) if title:
                    text, name = plain(title), f"{name}-head"
                case Entry(head=head) if head:
                    text, name = " · ".join(plain(field.inlines) for field in head), f"{name}-head"
                case Heading(inlines=inlines):
                    text = plain(inlines)
                    end = ends.get(name, end)
                case Paragraph() | CodeBlock() | Table():
                    pass
                case _:
                    continue
            if parts := self._parts(name):
                yield _Leaf(text, node.span, parts, end)

    def torn(self) -> Iterator[Diagnostic]:
        """Paragraphs of which one line stands alone, and short items on two pages."""
        for node in self._nodes:
            parts = self._parts(key(node))
            if len(parts) < 2:
                continue
            where = f"pages {parts[0].page} and {parts[-1].page}"
            if isinstance(node, Paragraph) and any(len(part.lines) == 1 for part in parts):
                yield Diagnostic(
                    "page-line-alone",
                    f"one line of a paragraph stands alone, between {where}",
                    node.span,
                )
            elif isinstance(node, Item) and self._lines(node) < SHORTEST_SPLIT:
                yield Diagnostic(
                    "page-item-split", f"an item of two lines stands on {where}", node.span
                )

    def _lines(self, item: Item) -> int:
        return sum(
            len(part.lines)
            for node in walk(item.blocks)
            if isinstance(node, Paragraph)
            for part in self._parts(key(node))
        )

    def empty(self) -> Iterator[Diagnostic]:
        """Pages less than half full, and a last one with hardly anything."""
        *others, last = enumerate(self._measurement.fills, 1)
        for page, fill in others:
            if fill < HALF_EMPTY and page + 1 not in self._begun:
                yield Diagnostic(
                    "page-half-empty",
                    f"page {page} is filled to {fill:.0%} only, for what follows cannot be parted",
                )
        page, fill = last
        if fill < NEARLY_EMPTY and page not in self._begun:
            yield Diagnostic(
                "page-nearly-empty",
                f"the last page, {page}, is filled to {fill:.0%} only",
                hint=f"leave a few lines out, or ask for --pages {page - 1}",
            )
