"""Reckons how many pages something takes at another spacing, from its pages at the style's own.

Lines break at the same words at every leading, so every line is where it was in the text, and only
the ends of pages move. They come where styles/base.css lets them: no head is parted from what it
heads, and no line of a paragraph stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..document import Document, Item, Paragraph, key, walk
from ..measurement import Extent, Measurement
from ..record import Record, replace
from .pricing import Height

_TOGETHER = 2  # lines at an end of a paragraph
_ROUNDING = 0.01  # pt


class _Block(Record):
    """Lines of text without a gap between them, from one page to that or another."""

    key: str
    page: int
    last_page: int
    top: float
    bottom: float
    height: float
    lines: int


class Chunk(Record):
    """What stands on one page: its height, and the gap `before` it, at the top of a page too."""

    height: Height
    before: float


def chunks(measured: Measurement, document: Document) -> tuple[Chunk, ...]:
    """What was measured of `document`, in pieces that no page ends within."""
    bound = frozenset(_bound(document))
    blocks = list(_blocks(measured))
    gaps = _gaps(blocks, measured.content_top)
    found: list[Chunk] = []
    held: Chunk | None = None  # what heads the next block
    for number, (block, gap) in enumerate(zip(blocks, gaps, strict=True)):
        for place, lines in enumerate(_parts(block.lines)):
            text = block.height * lines / block.lines
            chunk = Chunk(Height(text), 0.0 if place else gap)
            if held:
                inner = Height(text, chunk.before)
                chunk, held = Chunk(held.height + inner, held.before), None
            found.append(chunk)
        if _heads(block, blocks[number + 1 : number + 2], bound):
            held = found.pop()
    return (*found, held) if held else tuple(found)


def pages_of(chunks: Iterable[Chunk], height: float, text: float, gap: float) -> int:
    """How many pages of this `height` (pt) they take, with lines and gaps so many times as high."""
    pages, end = 1, 0.0
    for chunk in chunks:
        own = chunk.height.text * text + (chunk.before + chunk.height.gap) * gap
        if end and end + own > height + _ROUNDING:
            pages, end = pages + 1, 0.0
        end += own
    return pages


def _blocks(measured: Measurement) -> Iterator[_Block]:
    """All that holds lines, from the top; what stands side by side is one block."""
    parts = [
        (part.page, part.top, name, part)
        for name, extents in measured.extents.items()
        for part in extents
        if part.lines
    ]
    block: _Block | None = None
    for _, _, name, part in sorted(parts, key=lambda one: one[:2]):
        if block and block.key == name:  # from one page to the next
            block = _joined(block, part)
        elif block and block.last_page == part.page and part.top < block.bottom - _ROUNDING:
            bottom = max(block.bottom, part.bottom)
            block = replace(block, bottom=bottom, height=bottom - block.top, lines=1)
        else:
            if block:
                yield block
            block = _block(name, part)
    if block:
        yield block


def _block(key: str, part: Extent) -> _Block:
    lines = len(part.lines)
    return _Block(key, part.page, part.page, part.top, part.bottom, part.height, lines)


def _joined(block: _Block, part: Extent) -> _Block:
    height, lines = block.height + part.height, block.lines + len(part.lines)
    return replace(block, last_page=part.page, bottom=part.bottom, height=height, lines=lines)


def _gaps(blocks: list[_Block], top: float) -> Iterator[float]:
    """What is above each: WeasyPrint leaves a gap at the top of a page as it is."""
    if blocks:
        yield max(0.0, blocks[0].top - top)
    for above, block in pairwise(blocks):
        begins = above.last_page != block.page
        yield max(0.0, block.top - (top if begins else above.bottom))


def _parts(lines: int) -> Iterator[int]:
    """So many lines as what may be parted: two at either end stay together."""
    if lines < 2 * _TOGETHER:
        yield lines
    else:
        yield from (_TOGETHER, *[1] * (lines - 2 * _TOGETHER), _TOGETHER)


def _bound(document: Document) -> Iterator[str]:
    """What goes with the block after it, beside heads: keywords, and an item's text above more."""
    for section in document.sections:
        for node in walk(section.content):
            if isinstance(node, Paragraph) and node.role == "keywords":
                yield key(node)
            elif isinstance(node, Item) and len(node.blocks) > 1:
                yield key(node.blocks[0])


def _heads(block: _Block, below: list[_Block], bound: frozenset[str]) -> bool:
    """Whether a block goes with what is below it, being `bound` or the head that it is under."""
    if not below:
        return False
    if not block.key.endswith("-head"):
        return block.key in bound and not below[0].key.endswith("-head")
    *_, end, _ = block.key.split("-")
    start = below[0].key.removesuffix("-head").split("-")[-2]
    return int(start) < int(end)
