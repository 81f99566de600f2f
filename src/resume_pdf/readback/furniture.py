"""Running heads, page numbers and footers, told by what they say and where.

In: the lines of all pages. Out: those that are not furniture. Furniture stands above or below
all else on its page, and is a page number, the first line of the document once more, or what
another page has in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..printed import PrintedLine

_NUMBER = re.compile(r"\W*(?:\w+\s+)?\d{1,3}(?:\s*(?:/|\w{1,5})\s*\d{1,3})?\W*")
_FIGURES = re.compile(r"\d+")
_NEAR = 1.0  # pt: lines this near share a line of the page


def without_furniture(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """`lines` without the furniture of their pages."""
    pages = sorted({line.page for line in lines})
    if len(pages) < 2:
        return list(lines)
    edges = {page: _edges([line for line in lines if line.page == page]) for page in pages}
    repeated = Counter(
        text for page in pages for text in {_recognised(line) for line in edges[page]}
    )
    first = " ".join(lines[0].text.split())
    return [
        line
        for line in lines
        if line not in edges[line.page]
        or not (
            repeated[_recognised(line)] > 1
            or _NUMBER.fullmatch(line.text)
            or (line.page > pages[0] and " ".join(line.text.split()) == first)
        )
    ]


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The topmost and the lowest pieces of a page's text."""
    top, bottom = min(one.baseline for one in lines), max(one.baseline for one in lines)
    return [line for line in lines if line.baseline - top < _NEAR or bottom - line.baseline < _NEAR]


def _recognised(line: PrintedLine) -> tuple[str, float]:
    """What is the same on all pages; the name as a title is larger than as a running head."""
    return _FIGURES.sub("0", " ".join(line.text.split())), line.size
