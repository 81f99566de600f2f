"""Saves a last page on which hardly anything stands, by setting all pages a little tighter.

Where no budget says how many pages there are, nothing is chosen and nothing priced: the pages
are laid out as the style has them, and again only if less than a sixth of the last one is used,
they are no more than ten, and `breaking` reckons that they would be fewer.
"""

from __future__ import annotations

from ..document import Document, key, walk
from ..edition import Edition
from ..measurement import Measurement
from ..record import replace
from ..theme import Style
from .breaking import chunks, pages_of
from .fit import Measure
from .spacing import TIGHTEST, Spacing

NEARLY_EMPTY = 1 / 6
"""The part of a page's height under which it is not worth a page."""
MOST_PAGES = 10
"""Of more pages one is not worth another look for all."""

_STEPS = 20
_RESERVE = 0.01  # of each page, most of a line: for an end that comes higher than reckoned


def tightened(edition: Edition, style: Style, measure: Measure) -> Edition:
    """`edition` as it is, or set tighter where that takes a page less: one layout or two, and a
    third where the second came out otherwise than it was reckoned.

    Leading and gaps keep to the style's bounds, and go no further towards them than they must.
    """
    measured = measure(edition)
    edition = replace(edition, layouts=1)
    if not _worth_saving(measured, edition.document):
        return edition
    spacing = Spacing.of(style)
    gentlest = _gentlest(measured, edition.document, spacing)
    tries = [] if gentlest is None else [gentlest, TIGHTEST]
    for openness in dict.fromkeys(tries):
        edition = replace(edition, layouts=edition.layouts + 1)
        tighter = replace(edition, variables=spacing.variables(openness))
        if measure(tighter).pages < measured.pages:
            return tighter
    return edition


def _gentlest(measured: Measurement, document: Document, spacing: Spacing) -> float | None:
    """The spacing nearest to the style's own at which there should be a page less, if any."""
    pieces = chunks(measured, document)
    height = measured.content_bottom - measured.content_top
    for reserve in (_RESERVE, 0.0):
        for step in range(1, _STEPS + 1):
            openness = TIGHTEST * step / _STEPS
            factors = spacing.factors(openness)
            if pages_of(pieces, (1 - reserve) * height, *factors) < measured.pages:
                return openness
    return None


def _worth_saving(measured: Measurement, document: Document) -> bool:
    return (
        1 < measured.pages <= MOST_PAGES
        and measured.fill < NEARLY_EMPTY
        and not any(
            node.marks.page_break and measured.extents[key(node)][0].page == measured.pages
            for section in document.sections
            for node in (section, *walk(section.content))
            if key(node) in measured.extents
        )
    )
