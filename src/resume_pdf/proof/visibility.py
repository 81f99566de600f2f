"""Whether a reader of the page can see what a machine reads, and see it well.

In: a file, the words that should stand in it. Out: two checks, of hidden text and of contrast.
A text is beyond doubt where it is painted in one plain colour on one plain ground, in a size to
be read, within its page, and nothing is painted over it. Every other is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ..colour import WHITE, contrast, hexadecimal, needed, readable
from ..diagnostics import Diagnostic
from ..record import Record
from ..source import Span
from .file import File
from .paint import Box, Painted, PaintedText, PaintedThing, painted
from .pdfium import opened
from .report import Check, counted
from .sight import Sight, looked_at
from .wording import Word, comparable

if TYPE_CHECKING:
    from pypdf import PageObject

_SMALLEST = 4.0  # pt; no print is smaller
_RULE = 1.3  # pt; underlines and rules cross the box of a text without hiding it
_COLOURLESS = 1.1
_SEEN = 0.7
_COMPARISONS = 500_000
_SHOWN = 10


class _Finding(Record):
    """`why` a text is not seen (or not well)."""

    code: str
    why: str
    text: str
    page: int


def covered(file: File) -> frozenset[int]:
    """The numbers of the pages that have layers or annotations (any but links) over what they
    paint.
    """
    has_layers = "/OCProperties" in file.catalog
    return frozenset(
        number for number, page in enumerate(file.pages, 1) if has_layers or _is_annotated(page)
    )


def _is_annotated(page: PageObject) -> bool:
    annotations = page.get("/Annots")
    return annotations is not None and any(
        note.get_object().get("/Subtype") != "/Link" for note in annotations.get_object()
    )


def check_visibility(
    expected: Sequence[Word], file: File, covered: Collection[int]
) -> tuple[Check, Check]:
    """Nothing is hidden; contrast is 4.5:1 at least, 3:1 for large text (WCAG 2.2, 1.4.3).

    All of a page that is `covered` is looked at.
    """
    doubtful = [
        number
        for number, page in enumerate(file.seen, 1)
        if number in covered or _doubtful(page.painted, page.paper) != set()
    ]
    found = list(_on_pages(file, doubtful, covered)) if doubtful else []
    texts = sum(len(page.painted.texts) for page in file.seen)
    return (
        Check("hidden", texts, "", tuple(_diagnosed("proof-hidden", found, expected))),
        Check("contrast", texts, "", tuple(_diagnosed("proof-contrast", found, expected))),
    )


def _on_pages(file: File, numbers: Sequence[int], covered: Collection[int]) -> Iterator[_Finding]:
    """What is wrong with the doubtful texts of these pages."""
    with opened(file.data) as document:
        for number in numbers:
            page = document[number - 1]
            whole = number in covered
            names = None if whole else _doubtful(painted(page), Box(*page.get_cropbox()))
            yield from _findings(looked_at(page, names), number)
            page.close()


# ── What is beyond doubt ─────────────────────────────────────────────────────────────────


def _doubtful(on_page: Painted, paper: Box) -> Collection[int] | None:
    """The names of the texts that must be looked at; None: all."""
    if on_page.nested or len(on_page.texts) * len(on_page.things) > _COMPARISONS:
        return None
    return {text.name for text in on_page.texts if not _is_clear(text, on_page.things, paper)}


def _is_clear(text: PaintedText, things: Sequence[PaintedThing], paper: Box) -> bool:
    if (
        text.unpainted
        or text.colour is None
        or not text.plain
        or text.opacity < 1
        or text.size < _SMALLEST
        or not paper.holds(text.box)
        or (text.clip is not None and not text.clip.holds(text.box))
    ):
        return False
    grounds = {WHITE}
    for thing in things:
        framed = thing.hole is not None and thing.hole.holds(text.box)
        if framed or not thing.box.meets(text.box, _RULE):
            continue
        if thing.place > text.place or thing.colour is None:
            return False
        if thing.is_box and thing.box.holds(text.box):
            grounds = {thing.colour}
        else:
            grounds.add(thing.colour)
    least = needed(text.size, bold=text.bold)
    return all(contrast(text.colour, ground) >= least for ground in grounds)


# ── What is seen ─────────────────────────────────────────────────────────────────────────


def _findings(sights: Sequence[Sight], page: int) -> Iterator[_Finding]:
    """What is wrong with words that were looked at; neighbours of one fault are told together."""
    last: _Finding | None = None
    for sight in sights:
        judged = _judged(sight)
        finding = _Finding(*judged, sight.text, page) if judged and comparable(sight.text) else None
        if finding and last and (finding.code, finding.why) == (last.code, last.why):
            last = _Finding(last.code, last.why, f"{last.text} {finding.text}", page)
            continue
        if last:
            yield last
        last = finding
    if last:
        yield last


def _judged(sight: Sight) -> tuple[str, str] | None:
    """Code and reason; None for a word that is seen well."""
    run = sight.run
    if run.unpainted:
        return "proof-hidden", "is not painted (text render mode)"
    if run.size < _SMALLEST:
        return "proof-hidden", f"is {run.size:.1f} pt small"
    if not sight.on_page:
        return "proof-hidden", "lies off the page"
    seen = contrast(sight.ink, sight.ground)
    if sight.visible < _SEEN:
        hidden = run.colour is not None and contrast(run.colour, sight.ground) < _COLOURLESS
        if hidden or run.opacity < 1:
            return "proof-hidden", "has the colour of its ground"
        return "proof-hidden", "is covered or cut off"
    least = needed(run.size, bold=run.bold)
    if seen < least:
        colours = f"({hexadecimal(sight.ink)} on {hexadecimal(sight.ground)})"
        # Rounded down: 4.49 is not 4.5.
        why = f"has a contrast of {int(seen * 10) / 10:g}:1 {colours}, not {least:g}:1"
        if sight.ground == WHITE:
            why += f"; the nearest that passes is {hexadecimal(readable(sight.ink, least))}"
        return "proof-contrast", why
    return None


# ── What is told ─────────────────────────────────────────────────────────────────────────


def _diagnosed(
    code: str, found: Sequence[_Finding], expected: Sequence[Word]
) -> Iterator[Diagnostic]:
    """One diagnostic a reason and page would drown nobody: the rest are counted."""
    own = [finding for finding in found if finding.code == code]
    texts = [word.text for word in expected]
    for finding in own[:_SHOWN]:
        words = comparable(finding.text)
        message = f"“{_cut(finding.text)}” {finding.why} (page {finding.page})"
        yield Diagnostic(code, message, _place(words, expected, texts))
    if len(own) > _SHOWN:
        yield Diagnostic(code, f"and {counted(len(own) - _SHOWN, 'more text')} of the kind")


def _place(words: Sequence[str], expected: Sequence[Word], texts: Sequence[str]) -> Span | None:
    """Where these words stand in the source, if they do."""
    for length in (len(words), min(len(words), 3)):
        for start in range(len(texts) - length + 1):
            if texts[start] == words[0] and texts[start : start + length] == words[:length]:
                return expected[start].span
    return None


def _cut(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[:width].rstrip() + " …"
