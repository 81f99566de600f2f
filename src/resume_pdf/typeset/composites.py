"""A TrueType font file with further glyphs, put together of those that it has.

In: the bytes of a font file with a `glyf` table, and the glyphs it is to get. Out: the bytes of one
that has them. Its tables are worked on as bytes (OpenType 1.9.1): fontTools makes an object of each
of some thousand glyphs, nearly all of them empty, which takes as long as all else of a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from struct import Struct, pack, pack_into, unpack, unpack_from
from typing import NamedTuple

_OUTLINE = Struct(">5h")  # how many contours, the least x and y, the greatest
_COMPONENT = Struct(">HHhh")
_IN_WORDS, _BY_PLACE, _MORE = 0x0001, 0x0002, 0x0020
_LARGEST = 0xFFFF


class Part(NamedTuple):
    """A glyph of a face, and how far right and up it stands, in units of the em."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """A glyph to be made: of what, and how wide it is, in units of the em."""

    parts: tuple[Part, ...]
    width: int


def with_composites(font: bytes, glyphs: Mapping[int, Composite]) -> bytes:
    """`font` with `glyphs` by number, each above those that it has; the numbers between show
    nothing.

    Raises `struct.error` for what no such file can hold: a part 32,768 units off, or so many wide.
    """
    from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

    reader = SFNTReader(BytesIO(font))
    tables = {tag: bytearray(reader[tag]) for tag in reader.tables}
    outlines, places = tables["glyf"], _places(tables)
    numbers = range(len(places) - 1, max(glyphs) + 1)
    del outlines[places[-1] :]
    metrics = []
    for number in numbers:
        width = left = 0
        if number in glyphs:
            width = glyphs[number].width
            outline, left = _outline(glyphs[number].parts, outlines, places)
            outlines += outline
        metrics.append((width, left))
        places.append(len(outlines))
    tables["loca"][:] = pack(f">{len(places)}I", *places)
    pack_into(">h", tables["head"], 50, 1)  # indexToLocFormat: four bytes each
    _append(metrics, tables["hmtx"], tables["hhea"], numbers.start)
    if "vmtx" in tables:
        _append([(0, 0)] * len(numbers), tables["vmtx"], tables["vhea"], numbers.start)
    _bound(tables["maxp"], numbers.stop, max(len(one.parts) for one in glyphs.values()))
    written = BytesIO()
    writer = SFNTWriter(written, len(tables), reader.sfntVersion)
    for tag, content in tables.items():
        writer[tag] = bytes(content)
    writer.close()
    return written.getvalue()


def _places(tables: Mapping[str, bytearray]) -> list[int]:
    """Where each outline begins, and where the last one ends."""
    places = tables["loca"]
    (is_long,) = unpack_from(">h", tables["head"], 50)
    if is_long:
        return list(unpack(f">{len(places) // 4}I", places))
    return [2 * place for place in unpack(f">{len(places) // 2}H", places)]


def _outline(
    parts: Sequence[Part], outlines: bytearray, places: Sequence[int]
) -> tuple[bytes, int]:
    """That of a glyph made of `parts`, and where it begins from the left."""
    shown = [part for part in parts if places[part.glyph] < places[part.glyph + 1]]
    if not shown:
        return b"", 0
    boxes = []
    for part in shown:
        _, left, bottom, right, top = _OUTLINE.unpack_from(outlines, places[part.glyph])
        boxes.append((left + part.x, bottom + part.y, right + part.x, top + part.y))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    outline = _OUTLINE.pack(-1, min(lefts), min(bottoms), max(rights), max(tops))
    for left_over, part in zip(range(len(shown))[::-1], shown, strict=True):
        flags = _IN_WORDS | _BY_PLACE | (_MORE if left_over else 0)
        outline += _COMPONENT.pack(flags, *part)
    return outline, min(lefts)


def _append(
    further: Sequence[tuple[int, int]], metrics: bytearray, header: bytearray, count: int
) -> None:
    """Adds widths and bearings of glyphs to those of the `count` that are there."""
    # Beyond numberOfHMetrics there are bearings alone: all glyphs are as wide as the last before.
    (wide,) = unpack_from(">H", header, 34)
    width, bearings = metrics[4 * wide - 4 : 4 * wide - 2], metrics[4 * wide :]
    del metrics[4 * wide :]
    for place in range(0, 2 * (count - wide), 2):
        metrics += width + bearings[place : place + 2]
    for one in further:
        metrics += pack(">Hh", *one)
    (widest,) = unpack_from(">H", header, 10)
    pack_into(">H", header, 10, max(widest, *(width for width, _ in further)))
    pack_into(">H", header, 34, count + len(further))


def _bound(maxp: bytearray, count: int, parts: int) -> None:
    """Says that there are `count` glyphs, some of which are made of as many as `parts`."""
    points, contours, *composed = unpack_from(">4H", maxp, 6)
    composed = [
        min(parts * max(of_one, of_several), _LARGEST)
        for of_one, of_several in zip((points, contours), composed, strict=True)
    ]
    elements, depth = unpack_from(">2H", maxp, 28)
    pack_into(">H", maxp, 4, count)
    pack_into(">2H", maxp, 10, *composed)
    pack_into(">2H", maxp, 28, max(elements, parts), depth + 1)
