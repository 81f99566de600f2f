"""The lines of a PDF as PDFium finds them, with what their glyphs look like.

In: the bytes of a PDF. Out: `PrintedLine`s in the order in which PDFium reads. Only what is
painted is asked: no tags, no metadata, no attachment. A run of text with nothing to be seen in
it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_double
from typing import Any

from ..patterns import lazy
from ..printed import PrintedLine, Run
from ..record import Record, replace
from .paint import font_name, named, text_of
from .pdfium import opened

_ITALIC = lazy("italic|oblique", re.IGNORECASE)
_BLACK = (0, 0, 0)
_WIDE = 2.0  # of the type size: a gap that sets two pieces of a line apart
_LOWERED = 0.4  # of the type size: indices and exponents are on their line
_HYPHENS = "\ufffe\x02"


def printed(pdf: bytes) -> tuple[PrintedLine, ...]:
    """The lines of every page. Raises PDFium's `PdfiumError` where it is no PDF."""
    lines: list[PrintedLine] = []
    with opened(pdf) as document:
        for number, page in enumerate(document, 1):
            _, bottom, _, top = page.get_cropbox()
            for glyphs in _lines(page):
                lines.append(_line(glyphs, number, max(top, bottom)))
            page.close()
    return tuple(lines)


class _Look(Record):
    size: float
    bold: bool
    italic: bool
    colour: tuple[int, int, int]


_UNKNOWN = _Look(0.0, bold=False, italic=False, colour=_BLACK)


class _Glyph(Record):
    text: str
    look: _Look
    left: float
    right: float
    baseline: float


def _lines(page: Any) -> Iterator[list[_Glyph]]:
    """The glyphs of each line, parted at its wide gaps.

    Lines are told by their baselines: PDFium ends one as well where a face changes.
    """
    line: list[_Glyph] = []
    for glyph in _glyphs(page):
        last = line[-1] if line else None
        if last and glyph.text != " " and not _is_beside(last, glyph):
            yield line
            line = []
        if glyph.text != " ":
            line.append(glyph)
        elif line:
            line.append(replace(line[-1], text=" "))
    if line:
        yield line


def _is_beside(last: _Glyph, glyph: _Glyph) -> bool:
    return (
        abs(glyph.baseline - last.baseline) < _LOWERED * glyph.look.size
        and abs(glyph.left - last.right) < _WIDE * glyph.look.size
    )


def _glyphs(page: Any) -> Iterator[_Glyph]:
    """Every glyph and space in PDFium's order; where a space stands is not told."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    looks: dict[int, _Look] = {}
    x, y = c_double(), c_double()
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for index in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(textpage.raw, index))
        handle = pdfium.FPDFText_GetTextObject(textpage.raw, index)
        name = named(handle)
        if character in "\r\n":
            continue
        if not name or character.isspace():
            yield _Glyph(" ", _UNKNOWN, 0.0, 0.0, 0.0)
            continue
        if name not in looks:
            looks[name] = _look(handle)
        pdfium.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
        character = "-" if character in _HYPHENS else character
        yield _Glyph(character, looks[name], left.value, right.value, y.value)
    textpage.close()


def _look(handle: Any) -> _Look:
    import pypdfium2.raw as pdfium

    text = text_of(handle)
    italic = bool(_ITALIC.search(font_name(pdfium.FPDFTextObj_GetFont(handle))))
    return _Look(round(text.size, 1), text.bold, italic, text.colour or _BLACK)


def _line(glyphs: list[_Glyph], page: int, height: float) -> PrintedLine:
    while len(glyphs) > 1 and glyphs[-1].text == " ":
        glyphs.pop()
    runs: list[Run] = []
    for glyph in glyphs:
        look = glyph.look
        if runs and (glyph.text == " " or _look_of(runs[-1]) == look):
            runs[-1] = Run(
                runs[-1].text + glyph.text,
                *_parts(look if glyph.text != " " else _look_of(runs[-1])),
            )
        else:
            runs.append(Run(glyph.text, *_parts(look)))
    return PrintedLine(
        page=page,
        runs=tuple(runs),
        left=min(glyph.left for glyph in glyphs),
        right=max(glyph.right for glyph in glyphs),
        baseline=height - glyphs[0].baseline,
    )


def _look_of(run: Run) -> _Look:
    return _Look(run.size, run.bold, run.italic, run.colour)


def _parts(look: _Look) -> tuple[float, bool, bool, tuple[int, int, int]]:
    return look.size, look.bold, look.italic, look.colour
