"""From trees of Markdown and HTML to the model's blocks.

In: nodes (see html.Node). Out: blocks. Every visible word comes
out once and in order: an element that is not known, or that stands where it cannot, is taken for
what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...document import (
    UNMARKED,
    Block,
    Break,
    Cell,
    CodeBlock,
    Definition,
    Definitions,
    Heading,
    Inlines,
    Item,
    List,
    Marks,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
)
from ...record import replace
from ...source import Span
from .directives import merged
from .html import BLOCKS, DROPPED, Comment, Element, Gap, Node, place_of
from .inline_flow import BlockTypes, Inliner, first_number

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("thead", "tbody", "tfoot"))


class Flow(Inliner):
    """Makes blocks of nodes; `line_of` tells the number of an offset's line."""

    def __init__(
        self,
        marks_of: Callable[[Comment], Marks],
        target_of: Callable[[str, Span], str | None],
        line_of: Callable[[int], int],
    ) -> None:
        super().__init__(marks_of, target_of)
        self.marks_of, self.line_of = marks_of, line_of

    def blocks(self, nodes: Iterable[Node]) -> tuple[tuple[Block, ...], Marks]:
        """The blocks, and the marks of directives that nothing follows."""
        run = _Run(self)
        run.add(nodes)
        run.flush()
        return tuple(run.blocks), run.pending


class _Run:
    """The blocks made so far and the inlines that have not made a paragraph yet."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._inlines: list[Node] = []
        self.blocks: list[Block] = []
        self.pending = UNMARKED
        self._directive_line = 0

    def add(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            match node:
                case Gap():
                    self.flush()
                case Comment():
                    self.mark(self._flow.marks_of(node))
                    self._directive_line = self._flow.line_of(node.end)
                case Element():
                    self._element(node)
                case _ if isinstance(node, BlockTypes):
                    self.flush()
                    self.put(node)
                case _:
                    self._inlines.append(node)

    def mark(self, marks: Marks) -> None:
        self.pending = merged(self.pending, marks)

    def put(self, block: Block) -> None:
        """Add a block, with the marks that wait for one."""
        if self.pending != UNMARKED:
            if self._marks_first_item(block):
                assert isinstance(block, List)
                first = block.items[0]
                first = replace(first, marks=merged(self.pending, first.marks))
                block = replace(block, items=(first, *block.items[1:]))
            else:
                block = replace(block, marks=merged(self.pending, block.marks))
            self.pending = UNMARKED
        self.blocks.append(block)

    def _marks_first_item(self, block: Block) -> bool:
        """Whether a directive on a line between two bullets parted their list."""
        return (
            isinstance(block, List)
            and bool(self.blocks)
            and isinstance(self.blocks[-1], List)
            and self._flow.line_of(self.blocks[-1].span.end) + 1 == self._directive_line
            and self._flow.line_of(block.span.start) == self._directive_line + 1
        )

    def flush(self) -> None:
        """Make a paragraph of the inlines that wait."""
        if not self._inlines:
            return
        inlines, marks = self._flow.inlines(self._inlines)
        self._inlines = []
        self.mark(marks)
        if inlines:
            self.put(Paragraph(inlines, Span(inlines[0].span.start, _end(inlines))))

    def _element(self, element: Element) -> None:
        tag, children = element.tag, element.children
        span = Span(element.start, max(element.start, element.end))
        if tag in DROPPED and element.closed:
            return
        if tag not in BLOCKS or tag == "br":
            if _has_blocks(element):
                self.add(children)
            else:
                self._inlines.append(element)
            return
        self.flush()
        if tag == "hr":
            self.put(Rule(span))
        elif tag in _HEADINGS and not _has_blocks(element):
            inlines, marks = self._flow.inlines(children)
            self.mark(marks)
            self.put(Heading(_HEADINGS[tag], inlines, span))
        elif tag == "pre" and not _has_blocks(element):
            inlines, marks = self._flow.verbatim(children)
            self.mark(marks)
            text = "".join("\n" if isinstance(i, Break) else plain((i,)) for i in inlines)
            if text.strip():
                self.put(CodeBlock(text.strip("\r\n"), span))
        elif tag in _LISTS:
            self._list(element, span)
        elif tag == "dl":
            self._definitions(element, span)
        elif tag == "table":
            self._table(element, span)
        elif tag == "blockquote":
            blocks, marks = self._flow.blocks(children)
            self.mark(marks)
            if blocks:
                self.put(Quote(blocks, span))
        else:
            self.add(children)
        self.flush()

    def _list(self, element: Element, span: Span) -> None:
        start = first_number(element)
        items: list[Item] = []
        begin = span.start

        def finish(end: int) -> None:
            nonlocal items, start
            if items:
                place = Span(begin, max(begin, end))
                self.put(List(tuple(items), place, start if element.tag == "ol" else None))
            start += len(items)
            items = []

        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                blocks, marks = self._flow.blocks(child.children)
                if items:  # what marks the first one marks the list
                    marks, self.pending = merged(self.pending, marks), UNMARKED
                place = Span(child.start, max(child.start, child.end))
                items.append(item(blocks, place, None, marks))
                continue
            outside, marks = self._flow.blocks((child,))
            if outside:
                finish(outside[0].span.start)
                for block in outside:
                    self.put(block)
                begin = outside[-1].span.end
            self.mark(marks)
        finish(span.end)

    def _definitions(self, element: Element, span: Span) -> None:
        found: list[Definition] = []
        for tag, node in _labelled(element.children):
            if tag == "dt":
                term, marks = self._flow.inlines(node.children)
                self.mark(marks)
                found.append(Definition(term, (), Span(node.start, max(node.start, node.end))))
                continue
            blocks, marks = self._flow.blocks(node.children)
            self.mark(marks)
            if found and blocks:
                last = found[-1]
                place = Span(last.span.start, max(last.span.end, node.end))
                found[-1] = replace(last, blocks=(*last.blocks, *blocks), span=place)
            elif blocks:
                found.append(Definition((), blocks, Span(node.start, max(node.start, node.end))))
        if found:
            self.put(Definitions(tuple(found), span))

    def _table(self, element: Element, span: Span) -> None:
        header: tuple[Cell, ...] | None = None
        rows: list[tuple[Cell, ...]] = []
        between: list[Node] = []

        def finish(start: int, end: int) -> None:
            nonlocal header, rows
            if header is not None or rows:
                if header is not None and not any(plain(cell.inlines).strip() for cell in header):
                    header = None
                self.put(Table(header, tuple(rows), Span(start, max(start, end))))
            header, rows = None, []

        start = span.start
        for node in _table_parts(element.children):
            if not (isinstance(node, Element) and node.tag == "tr"):
                between.append(node)
                continue
            outside, marks = self._flow.blocks(between)
            between = []
            if outside:
                finish(start, outside[0].span.start)
                for block in outside:
                    self.put(block)
                start = outside[-1].span.end
            self.mark(marks)
            cells = tuple(self._cells(node))
            if not rows and header is None and _all_headers(node):
                header = cells
            elif cells:
                rows.append(cells)
        outside, marks = self._flow.blocks(between)
        finish(start, outside[0].span.start if outside else span.end)
        self.mark(marks)
        for block in outside:
            self.put(block)

    def _cells(self, row: Element) -> Iterator[Cell]:
        for node in row.children:
            if isinstance(node, Element) and node.tag in _CELLS:
                inlines, marks = self._flow.inlines(node.children)
                self.mark(marks)
                place = Span(node.start, max(node.start, node.end))
                align = node.attributes.get("align", "").lower()
                match align:
                    case "left" | "center" | "right":
                        yield Cell(inlines, place, align)
                    case _:
                        yield Cell(inlines, place)
            else:
                inlines, marks = self._flow.inlines((node,))
                self.mark(marks)
                if inlines:
                    yield Cell(inlines, Span(inlines[0].span.start, _end(inlines)))


def item(blocks: tuple[Block, ...], span: Span, checked: bool | None, marks: Marks) -> Item:
    """An item; what marks the paragraph that it begins with marks it."""
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].marks != UNMARKED:
        marks = merged(blocks[0].marks, marks)
        blocks = (replace(blocks[0], marks=UNMARKED), *blocks[1:])
    return Item(blocks, span, checked, marks)


def _labelled(nodes: Iterable[Node]) -> Iterator[tuple[str, Element]]:
    """The terms and descriptions of a list; what is neither counts as a description."""
    for node in nodes:
        if isinstance(node, Element) and node.tag in ("dt", "dd"):
            yield node.tag, node
        elif isinstance(node, Element) and node.tag == "div":
            yield from _labelled(node.children)
        elif isinstance(node, Element):
            yield "dd", Element("dd", node.start, node.end, children=[node])
        elif not isinstance(node, Gap):
            start, end = place_of(node)
            yield "dd", Element("dd", start, end, children=[node])


def _table_parts(nodes: Iterable[Node]) -> Iterator[Node]:
    """The rows of a table, and what stands between them; a stray cell makes a row."""
    for node in nodes:
        if isinstance(node, Element) and node.tag in _ROWS:
            yield from _table_parts(node.children)
        elif isinstance(node, Element) and node.tag in _CELLS:
            yield Element("tr", node.start, node.end, children=[node])
        else:
            yield node


def _all_headers(row: Element) -> bool:
    cells = [node for node in row.children if isinstance(node, Element)]
    return bool(cells) and all(cell.tag == "th" for cell in cells)


def _has_blocks(element: Element) -> bool:
    """Whether a block stands anywhere in an element, so that it cannot be inlines."""
    for child in element.children:
        if isinstance(child, BlockTypes):
            return True
        if isinstance(child, Element):
            if child.tag in BLOCKS and child.tag not in ("br", "p", "div"):
                return True
            if _has_blocks(child):
                return True
    return False


def _end(inlines: Inlines) -> int:
    return max(inline.span.end for inline in inlines)
