"""What can be seen of a page's text, by looking: the page is drawn with it and without.

In: a page open in PDFium, the texts in question. Out: each of their words with the colours in
which it stands. This is dear, and the last word on whatever cannot be told from what is painted:
images, groups, blending, shapes over text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from ctypes import c_double, c_int
from operator import sub
from typing import Any

from ..colour import Colour, over
from ..record import Record
from .paint import Box, PaintedText, named, text_of

_SCALE = 2  # pixels a point
_CHANNELS = 3
_UNSEEN = 16  # of 255: the greatest difference that no one sees
_COVERED = 0.5
_GAP = 0.15  # of the type size: what parts two words at the least


class Sight(Record):
    """A word (or the part of one in one run of text) as it is seen. `visible` is how much of it
    is, 0 to 1; `ink` and `ground` are its colours. `on_page` tells whether it is on it at all.
    """

    text: str
    run: PaintedText
    visible: float
    on_page: bool
    ink: Colour
    ground: Colour


def looked_at(page: Any, names: Collection[int] | None) -> list[Sight]:
    """The words of the texts called so (`paint.named`), of every text without."""
    import pypdfium2.raw as pdfium

    words = list(_words(page, names))
    runs = {run.name: run for run, _, _ in words}
    with_text = _drawn(page)
    for run in runs.values():
        pdfium.FPDFPageObj_SetIsActive(run.handle, False)
    without = _drawn(page)
    for run in runs.values():
        pdfium.FPDFPageObj_SetIsActive(run.handle, True)
    return [_sight(page, *word, with_text, without) for word in words]


def _words(
    page: Any, names: Collection[int] | None
) -> Iterator[tuple[PaintedText, str, list[Box]]]:
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    runs: dict[int, PaintedText] = {}
    name, text, boxes = 0, "", list[Box]()
    for index in range(textpage.count_chars()):
        handle = pdfium.FPDFText_GetTextObject(textpage.raw, index)
        here = named(handle)
        if not here:
            continue  # PDFium's own: the gap tells whether there is a space
        character = chr(pdfium.FPDFText_GetUnicode(textpage.raw, index))
        box = _box(textpage, index)
        goes_on = here == name and boxes and box.left - boxes[-1].right < _GAP * runs[name].size
        if text and not (goes_on and _is_ink(character)):
            yield runs[name], text, boxes
            text, boxes = "", []
        name = here
        if _is_ink(character) and (names is None or here in names):
            if here not in runs:
                runs[here] = text_of(handle)
            text += character
            boxes.append(box)
    if text:
        yield runs[name], text, boxes
    textpage.close()


def _is_ink(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] not in "CZ"


def _box(textpage: Any, index: int) -> Box:
    import pypdfium2.raw as pdfium

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
    return Box(left.value, bottom.value, right.value, top.value)


class _Drawing(Record):
    data: memoryview
    stride: int
    width: int
    height: int

    def rows(self, left: int, top: int, right: int, bottom: int) -> bytes:
        """The bytes of a rectangle of pixels, row by row."""
        return b"".join(
            self.data[row * self.stride + left * _CHANNELS : row * self.stride + right * _CHANNELS]
            for row in range(top, bottom)
        )


def _drawn(page: Any) -> _Drawing:
    bitmap = page.render(scale=_SCALE, force_bitmap_format=_bgr())
    data = memoryview(bitmap.buffer).cast("B")
    return _Drawing(data, bitmap.stride, bitmap.width, bitmap.height)


def _bgr() -> int:
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDFBitmap_BGR)


def _sight(
    page: Any,
    run: PaintedText,
    text: str,
    boxes: list[Box],
    with_text: _Drawing,
    without: _Drawing,
) -> Sight:
    seen = on_page = greatest = 0
    ink = ground = (0, 0, 0)
    for box in boxes:
        left, top, right, bottom = _pixels(page, box, with_text)
        if left >= right or top >= bottom:
            continue
        on_page += 1
        drawn, behind = (
            with_text.rows(left, top, right, bottom),
            without.rows(left, top, right, bottom),
        )
        differences = bytes(map(abs, map(sub, drawn, behind)))
        difference = max(differences)
        seen += difference > _UNSEEN
        if difference >= greatest:
            greatest = difference
            at = differences.index(difference) // _CHANNELS * _CHANNELS
            blue, green, red = drawn[at : at + _CHANNELS]
            ink = (red, green, blue)
            blue, green, red = behind[at : at + _CHANNELS]
            ground = (red, green, blue)
    if run.colour is not None:
        # Thin strokes are drawn lighter than they are: the colour they are painted in counts,
        # unless something lies over them.
        painted = over(run.colour, ground, run.opacity)
        due = max(abs(one - other) for one, other in zip(painted, ground, strict=True))
        if greatest >= _COVERED * due:
            ink = painted
    return Sight(text, run, seen / len(boxes), on_page > 0, ink, ground)


def _pixels(page: Any, box: Box, drawing: _Drawing) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box in the drawing, cut to its edges."""
    import pypdfium2.raw as pdfium

    across, down = list[int](), list[int]()
    x, y = c_int(), c_int()
    for corner in ((box.left, box.bottom), (box.right, box.top)):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, drawing.width, drawing.height, 0, *corner, x, y)
        across.append(x.value)
        down.append(y.value)
    return (
        max(min(across), 0),
        max(min(down), 0),
        min(max(across) + 1, drawing.width),
        min(max(down) + 1, drawing.height),
    )
