"""What each line of a page is: name, section title, head of an entry, item, text.

In: lines without furniture. Out: the same, each with its kind. Titles are told by being set
apart: those of sections all alike, as the known ones among them are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile
from typing import Literal, NamedTuple

from ..printed import PrintedLine
from ..record import Record
from .heads import YEAR, may_follow, may_lead, pieces

Kind = Literal["name", "letterhead", "section", "head", "fields", "item", "text"]
"""A head may go on in a line of fields below it."""

CLOSE = 1.2
"""In lines of running text: what is farther from the line above is a block of its own."""


_LARGER = 1.05
_LONGEST_TITLE = 80
_SAME_SIZE = 0.2  # pt
_STEP = 3.0  # pt
_SURELY_ONE_LINE = 400.0  # pt, less than any page's measure
_OPEN = re.compile(r"\d\s*[-–—]\s*(?!\S*\d)")  # "2019 – present", in whatever language
_FAR = 9999
_MARK = re.compile(r"\s*([•▪◦‣∙■–]|☐|☑|\d{1,2}\.)\s+(?=\S)")


class Classed(Record):
    """A line and what it is. `gap` is the distance of its baseline from that of the line above,
    in lines of running text; 0 at the top of a page.
    """

    line: PrintedLine
    kind: Kind
    gap: float
    level: int = 0


class _Look(NamedTuple):
    size: float
    bold: bool
    italic: bool
    capitals: bool
    colour: tuple[int, int, int]


def body_size(lines: Sequence[PrintedLine]) -> float:
    """The size of running text, in pt."""
    return _commonest((line.size, len(line.text)) for line in lines) if lines else 0.0


def classed(
    lines: Sequence[PrintedLine], size: float, is_section_title: Callable[[str], bool]
) -> list[Classed]:
    """Each line with its kind; `size` is that of running text."""
    if not lines:
        return []
    gaps = _gaps(lines, size)
    looks = _section_looks(lines, size, is_section_title)
    start = next((n for n, line in enumerate(lines) if _look(line) in looks), len(lines))
    top = max((line.size for line in lines[:start]), default=0.0)
    own_lines = _have_own_lines(list(zip(lines, gaps, strict=True))[start:], size)
    found: list[Classed] = []
    for number, (line, gap) in enumerate(zip(lines, gaps, strict=True)):
        last = found[-1].kind if found else None
        kind: Kind = "text"
        if number < start:
            unnamed = all(one.kind != "name" for one in found)
            kind = "name" if line.size == top and (unnamed or last == "name") else "letterhead"
        elif _look(line) in looks:
            kind = "section"
        elif mark(line):
            kind = "item"
        elif last == "head" and 0 < gap <= CLOSE and _is_bold_field(found[-1].line, line, size):
            kind = "fields"
        elif may_lead(line, size):
            kind = "head"
        elif (
            (last == "head" or (own_lines and last == "fields"))
            and 0 < gap <= CLOSE
            and may_follow(line, size)
        ):
            kind = "fields"
        found.append(Classed(line, kind, gap))
    return _levelled(found, size)


def _have_own_lines(lines: Sequence[tuple[PrintedLine, float]], size: float) -> bool:
    """Whether each field of a head has a line of its own: no line of a head holds several."""
    heads = [line for line, _ in lines if may_lead(line, size)]
    below = [
        line
        for (above, _), (line, gap) in pairwise(lines)
        if may_lead(above, size) and 0 < gap <= CLOSE and may_follow(line, size)
    ]
    return not any(len(pieces(line, size)) > 1 for line in (*heads, *below))


def _is_bold_field(above: PrintedLine, line: PrintedLine, size: float) -> bool:
    """Whether a bold line right under a dated head is no head but a field its author made bold: it
    has no date, begins where the head does, and the head had room for its words.
    """
    return (
        any(piece.dated for piece in pieces(above, size))
        and not any(piece.dated for piece in pieces(line, size))
        and abs(_edge(line) - _edge(above)) < _STEP
        and (above.right - above.left) + (line.right - line.left) < _SURELY_ONE_LINE
    )


def mark(line: PrintedLine) -> str:
    """The bullet, number or box that a line begins with."""
    begins = _MARK.match(line.text)
    return begins[1] if begins else ""


def _commonest(weighed: object) -> float:
    weights: Counter[float] = Counter()
    for value, weight in weighed:  # type: ignore[attr-defined]
        weights[value] += weight
    return weights.most_common(1)[0][0]


def _gaps(lines: Sequence[PrintedLine], size: float) -> list[float]:
    raw = [0.0] + [
        below.baseline - above.baseline if below.page == above.page else 0.0
        for above, below in pairwise(lines)
    ]
    usual = [
        (round(gap, 1), 1)
        for gap, line in zip(raw, lines, strict=True)
        if line.size == size and 0.9 * size < gap < 2 * size
    ]
    line_height = _commonest(usual) if usual else 1.3 * size
    return [gap / line_height for gap in raw]


def _look(line: PrintedLine) -> _Look | None:
    """How a whole line looks; None where it is set in several ways."""
    looks = {(run.size, run.bold, run.italic, run.colour) for run in line.runs if run.text.strip()}
    if len(looks) != 1 or len(line.text) > _LONGEST_TITLE:
        return None
    ((size, bold, italic, colour),) = looks
    return _Look(size, bold, italic, line.text == line.text.upper(), colour)


def _section_looks(
    lines: Sequence[PrintedLine], size: float, is_section_title: Callable[[str], bool]
) -> set[_Look]:
    """How section titles look: as most of the known ones do, in capitals by their style or not."""
    votes: Counter[_Look] = Counter()
    ordinary = Counter(look for line in lines if (look := _look(line)))
    for line in lines[1:]:
        look = _look(line)
        if look and not mark(line) and is_section_title(line.text.strip().rstrip(":")):
            votes[look] += 1
    if not votes:
        apart = [look for look in ordinary if look.size > size * _LARGER]
        return {max(apart[1:], key=lambda look: look.size)} if apart[1:] else set()
    best = max(votes, key=lambda look: (votes[look], look.bold, look.size))
    return {look for look in ordinary if look == best or _alike(look, best, votes)}


def _alike(look: _Look, best: _Look, votes: Counter[_Look]) -> bool:
    """A title without lower-case letters ("2020") looks as its fellows do."""
    return look._replace(capitals=False) == best._replace(capitals=False) and (
        look.capitals or (votes[look] > 0 and not best.capitals)
    )


def _levelled(found: Sequence[Classed], body: float) -> list[Classed]:
    """Within a section, heads that stand further in, or are of smaller type, stand below those
    whose years hold theirs: the roles at one employer, but not the next employer.
    """
    levelled: list[Classed] = []
    above: list[tuple[float, float, range | None]] = []
    for number, one in enumerate(found):
        level = 0
        if one.kind == "section":
            above = []
        elif one.kind == "head":
            size = max((run.size for run in one.line.runs if run.bold), default=body)
            edge, years = _edge(one.line), _years(found[number:])
            above = [
                (other, beside, held)
                for other, beside, held in above
                if (other > size + _SAME_SIZE or beside < edge - _STEP)
                and (not years or not held or _holds(held, years))
            ]
            level = len(above)
            above.append((size, edge, years))
        levelled.append(Classed(one.line, one.kind, one.gap, level))
    return levelled


def _edge(line: PrintedLine) -> float:
    """How far in a line begins, in pt; from the right where it runs from there."""
    letters = [unicodedata.bidirectional(character) for character in line.text]
    from_the_right = letters.count("R") + letters.count("AL") > letters.count("L")
    return -line.right if from_the_right else line.left


def _years(head: Sequence[Classed]) -> range | None:
    """From the first to the last year in a head and the lines of fields below it."""
    own = [head[0], *takewhile(lambda one: one.kind == "fields", head[1:])]
    years = [int(year) for one in own for year in YEAR.findall(one.line.text)]
    if not years:
        return None
    text = " ".join(one.line.text for one in own)
    lasts = len(years) == 1 and _OPEN.search(text)
    return range(min(years), (_FAR if lasts else max(years)) + 1)


def _holds(years: range, others: range) -> bool:
    return years.start <= others.start and others.stop <= years.stop
