"""What stands before the first section, as the pieces of a letterhead.

In: the blocks of the head. Out: `Piece`s in the author's order, and the blocks from the first
prose on, which are no letterhead but a summary without a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from ...document import (
    UNMARKED,
    Block,
    Code,
    CodeBlock,
    Contact,
    Definitions,
    Footnote,
    Heading,
    Inlines,
    Item,
    LetterheadItem,
    List,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    plain,
)
from ...patterns import lazy
from ...record import Record, replace
from ...source import Span
from ...words import words
from ..lexicon.vocabulary import contact_label, looks_like_location
from ..syntax.inlines import cut, has_break, lines, spanning, trim, trimmed
from .contacting import contacts_in

# A longer line is prose, unless it holds a contact.
# No letterhead has more lines in one list or table, or more pieces in one paragraph.
_MOST_MEMBERS = 150
_LONGEST_LINE = 120
_LONGEST_OF_CONTACTS = 2000

_SEPARATOR = lazy(
    r"\s*[|¦•·▪●∙‖]\s*|\s+[-–—]{1,2}\s+|\t+|\s{3,}|\s*\u2003\s*|\s*\u3000{2,}\s*|\s*[,;，；]\s+(?=\S*@)"
)
_LABEL = lazy(r"\s*([^\W\d][^:：\n]{0,40}?)\s*[:：](?!//)\s*")


class Piece(Record):
    """One piece of the letterhead in the making: `block` is the number of the block it is of.

    `label` is what kind of thing the author's label says it is; `alone` is whether the piece is
    the whole of its line.
    """

    item: LetterheadItem
    block: int
    heading: bool = False
    alone: bool = False
    says: str | None = None

    @property
    def text(self) -> str:
        """The words of the piece without its label."""
        return " ".join(plain(self.item.inlines).split())


def letterhead(
    blocks: Sequence[Block], region: str | None, *, until: int | None
) -> tuple[list[Piece], tuple[Block, ...]]:
    """The pieces of the head, and the blocks that are no letterhead.

    `until` is the number of the block with the person's name: all before it is letterhead,
    whatever it is, so that the author's order is kept. None: the name does not stand here.
    """
    pieces: list[Piece] = []
    for number, block in enumerate(blocks):
        above_name = until is not None and number < until
        if not above_name and number != until and _is_body(block, region):
            return pieces, tuple(blocks[number:])
        pieces.extend(pieces_of(block, number, region))
    return pieces, ()


def _is_body(block: Block, region: str | None) -> bool:
    """Is a block more than a letterhead holds: prose, code, a mark of the author's?"""
    if block.marks != UNMARKED and not isinstance(block, Heading | Rule):
        return True
    if len(_members(block)) > _MOST_MEMBERS:
        return True
    match block:
        case Heading() | Rule():
            return False
        case Paragraph():
            return any(_is_prose(line, region) for line in _shown_lines(block.inlines))
        case Quote():
            return any(_is_body(inner, region) for inner in block.blocks)
        case List():
            return block.start is not None or any(
                item.checked is not None
                or len(item.blocks) > 1
                or any(_is_body(inner, region) for inner in item.blocks)
                for item in block.items
            )
        case Definitions():
            return any(
                len(definition.blocks) > 1
                or any(_is_body(inner, region) for inner in definition.blocks)
                for definition in block.items
            )
        case Table():
            rows = (block.header or (), *block.rows)
            return any(_is_prose(cell.inlines, region) for row in rows for cell in row)
        case _:
            return True


def _members(block: Block) -> Sequence[object]:
    """What a block holds side by side."""
    match block:
        case Paragraph():
            return block.inlines
        case Quote():
            return block.blocks
        case List() | Definitions():
            return block.items
        case Table():
            return block.rows
    return ()


def _shown_lines(inlines: Inlines) -> tuple[Inlines, ...]:
    """The lines of a paragraph; prose wrapped at some width is one line."""
    found = lines(inlines)
    wrapped = len(found) > 1 and sum(len(plain(line)) > 55 for line in found[:-1]) == len(found) - 1
    return (inlines,) if wrapped else found


def _is_prose(line: Inlines, region: str | None) -> bool:
    text = plain(line).strip()
    if len(text) <= 60:
        return False
    sentences = len(re.findall(r"[^\W\d_]{3}[.!?。](?:\s|$)", text))
    if contacts_in(line, region):
        return len(text) > 4 * _LONGEST_LINE or sentences > 1
    return len(text) > _LONGEST_LINE or sentences > 1


# ── Pieces of blocks ─────────────────────────────────────────────────────────────────────


def pieces_of(block: Block, number: int, region: str | None) -> Iterator[Piece]:
    """The pieces of one block, whatever it is; every word of it is in one of them."""
    match block:
        case Heading():
            for line in lines(block.inlines):
                yield from _of_line(line, number, region, heading=True)
        case Paragraph():
            for line in _shown_lines(block.inlines):
                yield from _of_line(line, number, region)
        case Quote():
            for inner in block.blocks:
                yield from pieces_of(inner, number, region)
        case Footnote():
            yield _note(
                (Text(str(block.number), Span(block.span.start, block.span.start)),), number
            )
            for inner in block.blocks:
                yield from pieces_of(inner, number, region)
        case List():
            for order, item in enumerate(block.items, block.start or 0):
                if block.start is not None:
                    text = item.blocks[0].span.start if item.blocks else item.span.end
                    place = Span(item.span.start, max(item.span.start, text))
                    yield _note((Text(f"{order}.", place),), number)
                yield from _of_item(item, number, region)
        case Table():
            for row in (block.header or (), *block.rows):
                cells = [cell.inlines for cell in row if words(plain(cell.inlines))]
                yield from _of_row(cells, number, region)
        case Definitions():
            for definition in block.items:
                first = definition.blocks[0] if definition.blocks else None
                if isinstance(first, Paragraph) and definition.term:
                    yield from _of_row([definition.term, first.inlines], number, region)
                    rest = definition.blocks[1:]
                else:
                    if definition.term:
                        yield from _of_line(definition.term, number, region)
                    rest = definition.blocks
                for inner in rest:
                    yield from pieces_of(inner, number, region)
        case CodeBlock():
            yield _note((Code(block.text, block.span),), number)
        case Rule():
            return


def _of_item(item: Item, number: int, region: str | None) -> Iterator[Piece]:
    for inner in item.blocks:
        # The line ends of an item are only where it was wrapped, unless they are marked.
        if isinstance(inner, Paragraph) and not has_break(inner.inlines, hard=True):
            yield from _of_line(inner.inlines, number, region)
        else:
            yield from pieces_of(inner, number, region)


def _of_row(cells: Sequence[Inlines], number: int, region: str | None) -> Iterator[Piece]:
    """A row of two cells is a label and its value; of any other number, each for itself."""
    if len(cells) == 2:
        label = " ".join(plain(cells[0]).split()).rstrip(":：")
        values = [line for line in lines(cells[1]) if words(plain(line))]
        if values and len(label) <= 40 and not contacts_in(cells[0], region):
            for at, line in enumerate(values):
                for place, piece in enumerate(_of_line(line, number, region)):
                    says = contact_label(label) or "label"
                    item = piece.item
                    if at == place == 0:
                        span = spanning(cells[0]).cover(item.span)
                        item = replace(
                            item, label=cells[0], inlines=(*item.label, *item.inlines), span=span
                        )
                    yield replace(piece, item=item, says=says, alone=False)
            return
    for cell in cells:
        for line in lines(cell):
            yield from _of_line(line, number, region)


def _note(inlines: Inlines, number: int) -> Piece:
    return Piece(LetterheadItem("note", inlines, spanning(inlines)), number, alone=True)


def _of_line(
    line: Inlines, number: int, region: str | None, *, heading: bool = False
) -> Iterator[Piece]:
    if not words(plain(line)):
        return
    pieces = list(_pieces(line, number, region, heading=heading))
    kept = [
        word
        for piece in pieces
        for word in words(f"{plain(piece.item.label)} {plain(piece.item.inlines)}")
    ]
    # A word may not be lost or broken, whatever the pieces are.
    if kept == words(plain(line)):
        yield from pieces
    else:
        contact = next((one.contact for one in contacts_in(line, region)), None)
        role: Literal["contact", "note"] = "contact" if contact else "note"
        item = LetterheadItem(role, line, spanning(line), contact=contact)
        yield Piece(item, number, heading, alone=True)


def _pieces(line: Inlines, number: int, region: str | None, *, heading: bool) -> Iterator[Piece]:
    text = plain(line)
    found = contacts_in(line, region) if len(text) <= _LONGEST_OF_CONTACTS else []
    labelled = _LABEL.match(text)
    if not found and not (labelled and contact_label(labelled[1])):
        yield _piece(trimmed(line) or line, number, None, heading=heading, alone=True)
        return
    parts = _stretches(text, [(one.start, one.end) for one in found])
    for start, end in parts:
        inside = [one for one in found if start <= one.start < end]
        piece = cut(line, start, end)
        if not piece:
            continue
        contact = inside[0].contact if inside else None
        yield _piece(piece, number, contact, heading=heading, alone=len(parts) == 1)


def _stretches(text: str, contacts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A line of contacts parted at separators, and before the label of a further contact."""
    edges = {0, len(text)}
    cuts: list[tuple[int, int]] = [
        match.span()
        for match in _SEPARATOR.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in contacts)
    ]
    for (_, before), (start, _) in pairwise(contacts):
        between = text[before:start]
        if any(before <= begin and end <= start for begin, end in cuts):
            continue
        # No separator: the words right before a contact are its label, if they end with a colon.
        label = re.search(r"(?:^|\s)(\S[^:：\s]{0,20}[:：]?\s*)$", between)
        place = before + (label.start(1) if label else len(between))
        cuts.append((place, place))
    if contacts:
        first = contacts[0][0]
        label = re.search(r"\s(\w{1,12}[:：]\s*)$", text[:first])
        if label and contact_label(label[1].strip(" :：")):
            cuts.append((label.start(1), label.start(1)))
    parts: list[tuple[int, int]] = []
    position = 0
    for begin, end in sorted(cuts):
        if begin >= position:
            parts.append((position, begin))
            position = end
    parts.append((position, max(edges)))
    trimmed_parts = [trim(text, *span) for span in parts]
    return [(start, end) for (start, end) in trimmed_parts if start < end]


def _piece(
    inlines: Inlines, number: int, contact: Contact | None, *, heading: bool, alone: bool
) -> Piece:
    """A piece with the author's label taken off its front, if it has one."""
    text = plain(inlines)
    labelled = _LABEL.match(text)
    says = contact_label(labelled[1]) if labelled else None
    label: Inlines = ()
    value = inlines
    if labelled and (says or contact is not None) and labelled.end() < len(text):
        label = cut(inlines, 0, labelled.end())
        value = cut(inlines, labelled.end(), len(text))
        if not value:
            label, value = (), inlines
    if contact is None and _is_place(plain(value), says):
        contact = Contact("location", " ".join(plain(value).split()), None, spanning(value))
    role: Literal["contact", "note"] = "contact" if contact is not None else "note"
    item = LetterheadItem(role, value, spanning(inlines), label, contact)
    return Piece(item, number, heading, alone, says)


def _is_place(text: str, says: str | None) -> bool:
    if says is not None:
        return says == "location"
    return len(text) <= 60 and looks_like_location(text.strip()) >= 1
