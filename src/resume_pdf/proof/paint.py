"""What a page paints, in the order in which it does.

In: a page open in PDFium. Out: its texts and whatever else lies over or under them. Coordinates
are those of the page, in pt from its lower left corner.
"""

from __future__ import annotations

import re
from ctypes import addressof, c_float, c_int, c_uint, create_string_buffer
from itertools import pairwise
from typing import Any, NamedTuple

from ..colour import Colour
from ..patterns import lazy
from ..record import Record

_OPAQUE = 255
_RECTANGLE = 5  # segments: to a corner, and from it round
_EVEN_ODD = 1  # FPDF_FILLMODE_ALTERNATE
_BOLD = lazy("bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box, slack: float = 0.5) -> bool:
        """Whether `other` lies in it, but for `slack` at each edge."""
        return (
            self.left <= other.left + slack
            and self.bottom <= other.bottom + slack
            and self.right >= other.right - slack
            and self.top >= other.top - slack
        )

    def meets(self, other: Box, at_least: float) -> bool:
        """Whether the two share more than `at_least` in either direction."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > at_least
            and min(self.top, other.top) - max(self.bottom, other.bottom) > at_least
        )


NOTHING = Box(0, 0, 0, 0)


class PaintedText(Record):
    """A run of text. `place` is its number among all that the page paints, `size` in pt as it
    shows; `colour` is None for a pattern; `plain` is False where it mixes with its ground; `clip`
    is what it is cut to.
    """

    name: int
    handle: Any
    place: int
    box: Box
    size: float
    bold: bool
    colour: Colour | None
    opacity: float
    unpainted: bool
    plain: bool
    clip: Box | None


class PaintedThing(Record):
    """A shape or an image. `colour` is None where it is not one opaque colour, `is_box` tells that
    it fills its `box`; of a frame, `hole` is what it leaves free.
    """

    place: int
    box: Box
    colour: Colour | None
    is_box: bool
    hole: Box | None = None


class Painted(Record):
    """`nested` tells that there are groups with painted things of their own in them."""

    texts: tuple[PaintedText, ...]
    things: tuple[PaintedThing, ...]
    nested: bool


def named(handle: Any) -> int:
    """What tells one painted object from another; 0 is none."""
    return addressof(handle.contents) if handle else 0


def painted(page: Any) -> Painted:
    """What `page` paints."""
    import pypdfium2.raw as pdfium

    texts: list[PaintedText] = []
    things: list[PaintedThing] = []
    nested = False
    fonts: dict[int, bool] = {}
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        handle = pdfium.FPDFPage_GetObject(page.raw, place)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(_text(handle, place, fonts))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            things.append(_path(handle, place))
        else:
            nested = nested or kind == pdfium.FPDF_PAGEOBJ_FORM
            things.append(PaintedThing(place, _box(handle), None, is_box=False))
    return Painted(tuple(texts), tuple(things), nested)


def text_of(handle: Any, place: int = 0) -> PaintedText:
    """One text by its handle."""
    return _text(handle, place, {})


def _text(handle: Any, place: int, fonts: dict[int, bool]) -> PaintedText:
    import pypdfium2.raw as pdfium

    size, matrix = c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    # A text may be narrowed to nothing as well as lowered.
    scale = min(_length(matrix.a, matrix.b), _length(matrix.c, matrix.d))
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    stroked = mode in (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    colour, opacity = _colour(handle, stroked=stroked)
    font = pdfium.FPDFTextObj_GetFont(handle)
    font_called = named(font)
    if font_called not in fonts:
        fonts[font_called] = is_bold(font)
    return PaintedText(
        name=named(handle),
        handle=handle,
        place=place,
        box=_box(handle),
        size=abs(size.value) * scale,
        bold=fonts[font_called],
        colour=colour,
        opacity=opacity,
        unpainted=mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP),
        plain=not pdfium.FPDFPageObj_HasTransparency(handle),
        clip=_clip(handle),
    )


def _length(x: float, y: float) -> float:
    return float((x * x + y * y) ** 0.5)


def is_bold(font: Any) -> bool:
    """Whether a font's name or weight says that it is bold."""
    import pypdfium2.raw as pdfium

    return bool(_BOLD.search(font_name(font))) or (pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT)


def font_name(font: Any) -> str:
    """The PostScript name of a font."""
    import pypdfium2.raw as pdfium

    name = create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", "replace")


def _path(handle: Any, place: int) -> PaintedThing:
    import pypdfium2.raw as pdfium

    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    colour, _ = _colour(handle, stroked=False)
    if not fill.value or stroke.value or pdfium.FPDFPageObj_HasTransparency(handle):
        colour = None
    boxes = _rectangles(handle) if colour is not None else []
    inner, outer = boxes if len(boxes) == 2 else (None, None)
    if inner and outer and inner.holds(outer):
        inner, outer = outer, inner
    framed = inner and outer and outer.holds(inner) and fill.value == _EVEN_ODD
    return PaintedThing(
        place=place,
        box=_cut_to(_clip(handle), _box(handle)),
        colour=colour,
        is_box=len(boxes) == 1 and _clip(handle) != NOTHING,
        hole=inner if framed else None,
    )


def _cut_to(clip: Box | None, box: Box) -> Box:
    """What a clip leaves of a shape; the whole of it where that is not sure."""
    if clip is None or clip == NOTHING:
        return box
    return Box(
        max(clip.left, box.left),
        max(clip.bottom, box.bottom),
        min(clip.right, box.right),
        min(clip.top, box.top),
    )


def _rectangles(handle: Any) -> list[Box]:
    """The rectangles along the axes that a path is made of; none where it has other parts."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    if (matrix.b or matrix.c) and (matrix.a or matrix.d):
        return []
    parts: list[list[tuple[float, float]]] = []
    x, y = c_float(), c_float()
    for number in range(pdfium.FPDFPath_CountSegments(handle)):
        if number >= _RECTANGLE * 2:
            return []
        segment = pdfium.FPDFPath_GetPathSegment(handle, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        match pdfium.FPDFPathSegment_GetType(segment):
            case pdfium.FPDF_SEGMENT_MOVETO:
                parts.append([point])
            case pdfium.FPDF_SEGMENT_LINETO if parts:
                parts[-1].append(point)
            case _:
                return []
    boxes = [_rectangle(points) for points in parts]
    return [box for box in boxes if box] if all(boxes) else []


def _rectangle(points: list[tuple[float, float]]) -> Box | None:
    across, up = sorted({x for x, _ in points}), sorted({y for _, y in points})
    straight = all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    if len(across) != 2 or len(up) != 2 or len(set(points)) != 4 or not straight:
        return None
    return Box(across[0], up[0], across[1], up[1])


def _colour(handle: Any, *, stroked: bool) -> tuple[Colour | None, float]:
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(_OPAQUE)
    get = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    known = get(handle, red, green, blue, alpha)
    return (red.value, green.value, blue.value) if known else None, alpha.value / _OPAQUE


def _box(handle: Any) -> Box:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _clip(handle: Any) -> Box | None:
    """What a clip lets through; None without one, `NOTHING` for one that is no rectangle."""
    import pypdfium2.raw as pdfium

    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return None
    boxes: list[Box] = []
    x, y = c_float(), c_float()
    for path in range(count):
        points: list[tuple[float, float]] = []
        segments = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if segments > _RECTANGLE:
            return NOTHING
        for number in range(segments):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        across, up = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
        boxes.append(Box(min(across), min(up), max(across), max(up)))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(max(lefts), max(bottoms), min(rights), min(tops))
