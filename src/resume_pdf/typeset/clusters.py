"""What shows a piece of text together, drawn as one glyph: a letter and the marks on it.

Where a face has no glyph for "ọ̀" the shaper puts together those of its parts. WeasyPrint 70 gives
the text of all of them to one and none to the others, and keeps of each glyph what it showed first,
on whichever letter that was. It moves back to set a mark upon its letter, and on again, which
readers take for a space; where it raises the mark, what follows is set in the wrong place.

So the face that is embedded gets one more glyph for each such cluster, made of the others where
they stood: it has one text and one width, and nothing moves around it. Text from the right is
turned around by its readers, character by character; there each character gets a glyph of its own,
a mark one that has no width.

Only the glyphs of a `glyf` table are put together by reference; a face without one stays as it is.
This knows the insides of WeasyPrint, so it holds for the version it was tried with alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple
from unicodedata import bidirectional, category

from .composites import Composite, Part, with_composites
from .shortcuts import line_of, made_again
from .shortcuts.drawing import SIZE_IS_RIGHT

_TRIED = ("70.0",)
_MOST_GLYPHS = 0xFFFF
_FARTHEST = 0x3FFF  # units of the em, to be well within what an outline can say
_EMPTY = 0x0FFFFFFF  # what Pango has for a glyph that shows nothing; beyond are those missing
_UPON = frozenset({"Mn", "Me"})
_FROM_RIGHT = frozenset({"R", "AL"})


class _Glyph(NamedTuple):
    """A glyph on a line: how far it moves on, and how far right and down it stands off its place,
    in Pango's units.
    """

    number: int
    width: int
    x: int = 0
    y: int = 0


class _Cluster(NamedTuple):
    """Glyphs that show a text together, from left to right; `start` is its place in its run."""

    start: int
    text: str
    glyphs: tuple[_Glyph, ...]


def draw_clusters_whole(engine: Any) -> None:
    """Has `engine`, the imported WeasyPrint, draw each cluster as one glyph; a second time changes
    nothing.
    """
    from weasyprint.draw import text
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    draw, clean = text.draw_first_line, Font.clean
    if engine.__version__ not in _TRIED or draw.__module__ == __name__:
        return
    if pango.pango_version() < SIZE_IS_RIGHT:
        return

    def draw_first_line(
        stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any
    ) -> Any:
        layout = textbox.pango_layout
        is_cut = overflow == "ellipsis" or ellipsis != "none"  # then it is laid out anew
        if (
            layout.text.isascii()
            or is_cut
            or textbox.style["font_size"] < FROM_UNITS
            or all(_is_plain(*run[1:]) for run in runs(line_of(layout), layout.text))
        ):
            return draw(stream, textbox, overflow, ellipsis, matrix)
        with clusters_whole(stream, made_again(layout), layout.text):
            return draw(stream, textbox, overflow, ellipsis, matrix)

    def runs(line: Any, text: str) -> Iterator[tuple[Any, bytes, list[int], bool]]:
        """Those of a line, with what is written there, where the cluster of each glyph starts
        within that, and whether they run from the right.
        """
        content = text.encode()
        run = line.runs[0]
        while run != ffi.NULL:
            item, glyphs = run.data.item, run.data.glyphs
            written = content[item.offset : item.offset + item.length]
            starts = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
            yield run.data, written, starts, bool(item.analysis.level % 2)
            run = run.next

    @contextmanager
    def clusters_whole(stream: Any, line: Any, text: str) -> Iterator[None]:
        """Has a line show other glyphs in place of its clusters for as long as it is drawn."""
        before, shown = [], []  # which Pango does not own, so it is kept here
        for run, written, starts, from_right in runs(line, text):
            font, size = stream.add_font(run.item.analysis.font)
            if _is_plain(written, starts, from_right) or not _can_get(font, len(written)):
                continue
            glyphs = run.glyphs
            shaped = [
                _Glyph(one.glyph, one.geometry.width, one.geometry.x_offset, one.geometry.y_offset)
                for one in glyphs.glyphs[0 : len(starts)]
            ]
            unit = font.upem * FROM_UNITS / size
            whole = [
                (cluster.start, glyph)
                for cluster in _clusters(shaped, starts, written, from_right)
                for glyph in _drawn(cluster, font, unit, from_right)
            ]
            before.append((glyphs, glyphs.num_glyphs, glyphs.glyphs, glyphs.log_clusters))
            shown.append(
                (
                    ffi.new("PangoGlyphInfo[]", [(one.number, one[1:]) for _, one in whole]),
                    ffi.new("gint[]", [start for start, _ in whole]),
                )
            )
            glyphs.num_glyphs = len(whole)
            glyphs.glyphs, glyphs.log_clusters = shown[-1]
        try:
            yield
        finally:
            for glyphs, count, infos, places in before:
                glyphs.num_glyphs, glyphs.glyphs, glyphs.log_clusters = count, infos, places

    def clean_with_made(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        made = _made_for(font)
        parts = {part.glyph for _, one in made for part in one.parts}
        used = (to_unicode.keys() - made.values()) | parts
        clean(font, dict.fromkeys(used), hinting)
        if made:
            font.file_content = with_composites(
                font.file_content, {number: glyph for (_, glyph), number in made.items()}
            )

    text.draw_first_line, Font.clean = draw_first_line, clean_with_made


def _is_plain(written: bytes, starts: Sequence[int], from_right: bool) -> bool:
    """Whether a run of text shows each character by a glyph of its own, and no marks."""
    if written.isascii():
        return True
    clusters = len({*starts})
    text = written.decode()
    return (
        clusters == len(starts)
        and not any(category(one).startswith("M") for one in {*text})
        and not (from_right and clusters < len(text))
    )


def _clusters(
    glyphs: Sequence[_Glyph], starts: Sequence[int], written: bytes, from_right: bool
) -> Iterator[_Cluster]:
    """Those of a run, from left to right; `starts` are what Pango gives for each of its glyphs.

    To Pango a mark is one by itself. It goes with its letter but in text from the right.
    """
    letters: dict[int, int] = {}
    texts: dict[int, str] = {}
    letter = 0
    for start, end in pairwise((*sorted({*starts}), len(written))):
        text = written[start:end].decode()
        if from_right or not texts or category(text[0]) not in _UPON:
            letter = start
        letters[start] = letter
        texts[letter] = texts.get(letter, "") + text
    placed = zip((letters[start] for start in starts), glyphs, strict=True)
    for start, together in groupby(placed, key=itemgetter(0)):
        yield _Cluster(start, texts[start], tuple(glyph for _, glyph in together))


def _drawn(cluster: _Cluster, font: Any, unit: float, from_right: bool) -> Sequence[_Glyph]:
    """What is drawn for a cluster: its own glyphs if they are right, or such as are made for it.

    `unit` is how many units of the em one of Pango's is.
    """
    glyphs, first = cluster.glyphs, cluster.glyphs[0]
    numbers = [glyph.number for glyph in glyphs]
    if max(numbers) > _EMPTY or min(numbers) == _EMPTY:
        return glyphs
    texts = _texts(cluster, from_right)
    is_one = len(glyphs) == len(texts) == 1 and not (from_right and (first.x or first.y))
    if is_one and font.to_unicode.setdefault(first.number, cluster.text) == cluster.text:
        return glyphs
    parts, place = [], 0
    for glyph in glyphs:
        if glyph.number != _EMPTY:
            x, y = (place + glyph.x) * unit, -glyph.y * unit
            parts.append(Part(glyph.number, round(x), round(y)))
        place += glyph.width
    if max(abs(one) for one in (place * unit, *chain(*(part[1:] for part in parts)))) > _FARTHEST:
        return glyphs
    bearer = next((n for n, (_, width) in enumerate(texts) if width), 0)
    return [
        _Glyph(_number(font, text, parts if n == bearer else [], width * unit), width)
        for n, (text, width) in enumerate(texts)
    ]


def _texts(cluster: _Cluster, from_right: bool) -> list[tuple[str, int]]:
    """What each glyph for a cluster is to show, from left to right, and its width in Pango's units:
    the whole; or in a script from the right its characters, all letters alike, the marks 0.
    """
    text, width = cluster.text, sum(glyph.width for glyph in cluster.glyphs)
    if not (from_right and any(bidirectional(one) in _FROM_RIGHT for one in text)):
        return [(text, width)]
    found = []
    letters = sum(not category(one).startswith("M") for one in text)
    for one in reversed(text):
        share = 0
        if not category(one).startswith("M"):
            share = width // letters
            letters, width = letters - 1, width - share
        found.append((one, share))
    return found


def _number(font: Any, text: str, parts: Sequence[Part], width: float) -> int:
    """That by which WeasyPrint's `font` has a glyph, which it is given if it has none."""
    made = _made_for(font)
    glyph = text, Composite(tuple(parts), max(round(width), 0))
    if glyph not in made:
        # WeasyPrint numbers the characters that are missing by the same sum.
        number = made[glyph] = font.glyph_count + len(font.missing)
        font.glyph_count += 1
        font.to_unicode[number] = text
        font.widths[number] = round(glyph[1].width * 1000 / font.upem)
    return made[glyph]


def _made_for(font: Any) -> dict[tuple[str, Composite], int]:
    """The glyphs that WeasyPrint's `font` is to get, each with what it shows, and their numbers."""
    made: dict[tuple[str, Composite], int] = vars(font).setdefault("made", {})
    return made


def _can_get(font: Any, count: int) -> bool:
    """Whether so many glyphs can be made for a font."""
    is_drawn = not (font.bitmap or font.png or font.svg or font.colr)
    return (
        is_drawn
        and "glyf" in font.tables
        and font.glyph_count + len(font.missing) + count <= _MOST_GLYPHS
    )
