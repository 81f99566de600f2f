"""What each unit costs, in points, read from one layout of everything on one tall page.

In a single column heights add up, so the price of a piece is the distance from the bottom of
what stands before it to its own bottom: its text, and the gap above it. The prices of all units
and the letterhead add up to the height of the page exactly; with units left out the sum is off
by the difference between one kind of gap and another. Lines are filled greedily, so the first
sentences of a paragraph break alike with or without the rest, and a sentence costs the lines it
adds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from math import ceil

from ..document import key
from ..measurement import Extent, Measurement
from ..record import Record, replace
from .tree import children
from .units import Piece, Units, short_form

_LINE = 13.0  # pt, where no paragraph was measured


class Height(Record):
    """A height in pt as what grows with the leading and what grows with the gaps."""

    text: float = 0.0
    gap: float = 0.0

    def __add__(self, other: Height) -> Height:
        return Height(self.text + other.text, self.gap + other.gap)

    @property
    def total(self) -> float:
        """Both together."""
        return self.text + self.gap


class Prices(Record):
    """The price of each unit by its place, of the letterhead, and what there is to spend.

    `page` is the height between a page's margins, `top_third` the part of it that lies in the top
    third of the sheet, `line` the height of a line of body text.
    """

    units: tuple[Height, ...]
    letterhead: Height
    page: float
    top_third: float
    line: float

    def sum(self, places: Iterable[int]) -> Height:
        """What these units cost together with the letterhead."""
        text, gap = self.letterhead.text, self.letterhead.gap
        for place in places:
            text += self.units[place].text
            gap += self.units[place].gap
        return Height(text, gap)

    def scaled(self, text: float, gap: float) -> Prices:
        """The prices with lines and gaps so many times as high."""
        return replace(
            self,
            units=tuple(Height(one.text * text, one.gap * gap) for one in self.units),
            letterhead=Height(self.letterhead.text * text, self.letterhead.gap * gap),
            line=self.line * text,
        )


def prices(units: Units, measured: Measurement, scale: float = 1.0) -> Prices:
    """The prices of `units`, of which every one stands on the page that was `measured`.

    At another `scale` than that of the page, they are those of type so many times as large, with
    lines that hold more or less: on the average as many characters as the room is wider.
    """
    extents = {name: parts[0] for name, parts in measured.extents.items()}
    top = measured.content_top
    page, cursor = 1, _letterhead_bottom(extents, top)
    letterhead = Height(text=cursor - top)
    found: dict[int, Height] = {}
    lines = Height()
    for piece in units.pieces.values():
        extent = _extent(piece, extents)
        if extent is None:
            continue
        if extent.page != page:
            page, cursor = extent.page, top
        short = _short_extent(piece, extents)
        # A short form is set below the whole, which may be the body of an entry around both.
        bottom = min(extent.bottom, short.top) if short else extent.bottom
        gap, text = max(0.0, extent.top - cursor), bottom - max(extent.top, cursor)
        cursor = short.bottom if short else bottom
        if short:
            heights = [short.height, max(0.0, text - short.height)]
        elif piece.form == "prose":
            filled = _filled(extent.lines, scale)
            text *= len(filled) / len(extent.lines) if filled else 1
            heights = _sentence_heights(piece, text, filled)
            lines += Height(text, len(filled))
        else:
            heights = [text]
        for unit, height in zip(piece.units, heights, strict=True):
            found[unit.place] = Height(max(0.0, height), gap)
            gap = 0.0
    own = Prices(
        units=tuple(found.get(unit.place, Height()) for unit in units.all),
        letterhead=letterhead,
        page=measured.content_bottom - top,
        top_third=(top + measured.content_bottom) / 3 - top,
        line=lines.text / lines.gap if lines.gap else _LINE,
    )
    return own if scale == 1 else own.scaled(scale, scale)


def _filled(lines: tuple[int, ...], scale: float) -> tuple[int, ...]:
    """The same text in lines of type so many times as large."""
    if scale == 1 or len(lines) < 2 or not lines[-2]:
        return lines
    width = lines[-2] / (len(lines) - 1) / scale
    return tuple(min(int(width * n), lines[-1]) for n in range(1, ceil(lines[-1] / width) + 1))


def _letterhead_bottom(extents: Mapping[str, Extent], top: float) -> float:
    return max(
        (extent.bottom for name, extent in extents.items() if name.startswith("letterhead")),
        default=top,
    )


def _extent(piece: Piece, extents: Mapping[str, Extent]) -> Extent | None:
    """Where a piece stands. A head ends where what is under it begins, unless it is marked."""
    node = piece.node
    if piece.form != "head" or piece.key in extents:
        return extents.get(key(node) if piece.form == "choice" else piece.key)
    extent = extents.get(key(node))
    if extent is None:
        return None
    below = (extents[key(child)].top for child in children(node) if key(child) in extents)
    return replace(extent, bottom=min(below, default=extent.bottom))


def _short_extent(piece: Piece, extents: Mapping[str, Extent]) -> Extent | None:
    short = short_form(piece.node) if piece.form == "choice" else None
    return extents.get(key(short)) if short else None


def _sentence_heights(piece: Piece, height: float, lines: tuple[int, ...]) -> list[float]:
    """What each sentence adds, the lines being `height` together.

    `lines` counts the characters up to each line's end, white space left out. A bullet or a number
    before the text counts there and not in the sentences.
    """
    if not lines:
        return [height] + [0.0] * (len(piece.units) - 1)
    sentences = (piece.text[since:end] for since, end in pairwise((0, *piece.ends)))
    own = list(accumulate(len("".join(sentence.split())) for sentence in sentences))
    before = max(0, lines[-1] - own[-1])
    needed = [min(bisect_left(lines, before + end), len(lines) - 1) + 1 for end in own]
    needed[-1] = len(lines)
    return [height * (upto - since) / len(lines) for since, upto in pairwise((0, *needed))]
