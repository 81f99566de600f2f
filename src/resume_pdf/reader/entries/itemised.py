"""Entries told as list items, definitions or rows of a table.

In: a list, definitions or a table of a section. Out: the same with a `Draft` for each part that
tells its dates; the other parts stay together as what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...document import (
    Block,
    Cell,
    Definition,
    Definitions,
    Inlines,
    Item,
    List,
    Paragraph,
    Table,
    plain,
)
from ...record import replace
from ..lexicon.dates import tells_digits
from ..syntax.inlines import lines, spanning
from .absorb import LONGEST_ENTRY_LINE, LONGEST_LINE, is_prose
from .drafts import Draft, of_paragraph
from .heads import dissect

# ── Lists ────────────────────────────────────────────────────────────────────────────────


def of_list(block: List, languages: Sequence[str]) -> Iterator[Block | Draft]:
    """Items that tell their dates as drafts; the others stay together as lists."""
    kept: list[Item] = []
    for item in block.items:
        count = item_head(item, languages)
        if count is None:
            kept.append(item)
            continue
        if kept:
            yield _sublist(block, kept)
            kept = []
        first = item.blocks[0]
        assert isinstance(first, Paragraph)
        draft = of_paragraph(first, count, languages)
        draft.form = "item"
        draft.marks = item.marks if item.marks != block.marks else block.marks
        draft.content.extend(item.blocks[1:])
        yield draft
    if len(kept) == len(block.items):
        yield block
    elif kept:
        yield _sublist(block, kept)


def _sublist(block: List, items: list[Item]) -> List:
    return replace(block, items=tuple(items), span=items[0].span.cover(items[-1].span))


def item_head(item: Item, languages: Sequence[str]) -> int | None:
    """How many lines of an item are the head of an entry; None if it tells none.

    A bullet that only mentions a time is none: the dates begin the line or are set apart.
    """
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return None
    head = lines(first.inlines)[:3]
    for number, line in enumerate(head, 1):
        text = plain(line).strip()
        if len(text) > LONGEST_ENTRY_LINE:
            return None
        if not tells_digits(text):
            continue
        pieces = dissect([line], languages)
        if pieces.period is None or (not pieces.content and len(head) == 1):
            continue
        dates = next(piece for piece in pieces.pieces if piece.period is not None)
        leading = dates is pieces.pieces[0]
        before = plain(line)[: dates.start]
        apart = leading or dates.text[:1] in "([（" or not re.search(r"[\w’']\s*$", before)
        if apart and not is_prose(text):
            return number
    return None


# ── Definitions ──────────────────────────────────────────────────────────────────────────


def of_definitions(block: Definitions, languages: Sequence[str]) -> Iterator[Block | Draft]:
    """Definitions that tell their dates as drafts; the others stay together."""
    kept: list[Definition] = []
    for definition in block.items:
        head = _definition_head(definition, languages)
        if head is None:
            kept.append(definition)
            continue
        if kept:
            yield _subdefinitions(block, kept)
            kept = []
        taken, rest = head
        marks = definition.marks if definition.marks != block.marks else block.marks
        span = spanning(taken[0]).cover(spanning(taken[-1]))
        yield Draft(taken, span, "definition", languages, marks=marks, content=list(rest))
    if len(kept) == len(block.items):
        yield block
    elif kept:
        yield _subdefinitions(block, kept)


def _subdefinitions(block: Definitions, items: list[Definition]) -> Definitions:
    return replace(block, items=tuple(items), span=items[0].span.cover(items[-1].span))


def _definition_head(
    definition: Definition, languages: Sequence[str]
) -> tuple[list[Inlines], tuple[Block, ...]] | None:
    """The term, and the definition's first paragraph if it is short; None if there are no dates.

    A definition is wrapped like prose, so its line ends mean nothing.
    """
    if not definition.term or len(plain(definition.term)) > LONGEST_LINE:
        return None
    taken, rest = [definition.term], definition.blocks
    first = rest[0] if rest else None
    if isinstance(first, Paragraph) and len(plain(first.inlines)) <= LONGEST_ENTRY_LINE:
        taken.append(first.inlines)
        rest = rest[1:]
    dated = dissect(taken, languages).period is not None
    return (taken, rest) if dated else None


# ── Tables ───────────────────────────────────────────────────────────────────────────────


def of_table(table: Table, languages: Sequence[str]) -> Iterator[Block | Draft]:
    """A table with a column of dates, a row an entry; its header stays, as a table of its own."""
    column = _date_column(table, languages)
    if column is None:
        yield table
        return
    if table.header and any(plain(cell.inlines).strip() for cell in table.header):
        span = table.header[0].span.cover(table.header[-1].span)
        yield replace(table, rows=(), span=span)
    kept: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if column < len(row) and dissect([row[column].inlines], languages).period is not None:
            if kept:
                yield _subtable(table, kept)
                kept = []
            yield _of_row(table, row, languages)
        else:
            kept.append(row)
    if kept:
        yield _subtable(table, kept)


def _date_column(table: Table, languages: Sequence[str]) -> int | None:
    """The column in which most rows hold dates and nothing else."""
    width = max((len(row) for row in table.rows), default=0)
    for column in range(min(width, 8)):
        cells = [row[column].inlines for row in table.rows if column < len(row)]
        dates = 0
        for cell in cells:
            if len(plain(cell)) <= 60:
                head = dissect([cell], languages)
                dates += head.period is not None and not head.content
        if width > 1 and 2 * dates > len(table.rows):
            return column
    return None


def _of_row(table: Table, row: tuple[Cell, ...], languages: Sequence[str]) -> Draft:
    head: list[Inlines] = []
    body: list[Block] = []
    for cell in row:
        if not plain(cell.inlines).strip():
            continue
        if body or len(plain(cell.inlines)) > LONGEST_LINE / 2 + 20:
            body.append(Paragraph(cell.inlines, cell.span))
        else:
            head.extend(line for line in lines(cell.inlines) if plain(line).strip())
    if not head:
        # Every cell is long: the first is the head all the same, so that the entry has one.
        first = body.pop(0)
        assert isinstance(first, Paragraph)
        head.append(first.inlines)
    span = spanning(head[0]).cover(spanning(head[-1]))
    return Draft(head, span, "row", languages, marks=table.marks, content=list(body))


def _subtable(table: Table, rows: list[tuple[Cell, ...]]) -> Table:
    cells = [cell for row in rows for cell in row]
    span = cells[0].span.cover(cells[-1].span) if cells else table.span
    return Table(None, tuple(rows), span, table.marks)
