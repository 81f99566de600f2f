"""Saves a last page on which hardly anything stands, by setting all pages a little tighter.

Where no budget says how many pages there are, nothing is chosen and nothing priced: the pages
are laid out as the style has them, and again only if less than a sixth of the last one is used.
"""

from __future__ import annotations

from ..document import Document, key, walk
from ..edition import Edition
from ..measurement import Measurement
from ..record import replace
from ..theme import Style
from .fit import Measure
from .spacing import TIGHTEST, Spacing

NEARLY_EMPTY = 1 / 6
"""The part of a page's height under which it is not worth a page."""

_FULL = 0.99  # of the pages that are left: they seldom end just where they could


def tightened(edition: Edition, style: Style, measure: Measure) -> Edition:
    """`edition` as it is, or set tighter where that takes a page less: one layout, or two or three.

    Leading and gaps keep to the style's bounds, and go no further towards them than they must.
    """
    measured = measure(edition)
    if not _worth_saving(measured, edition.document):
        return replace(edition, layouts=1)
    spacing = Spacing.of(style)
    tightest = replace(edition, variables=spacing.variables(TIGHTEST), layouts=2)
    saved = measure(tightest)
    if saved.pages >= measured.pages:
        return replace(edition, layouts=2)
    needed = _pages(measured) - _FULL * (measured.pages - 1)
    part = needed / (_pages(measured) - _pages(saved))
    if part >= 1:
        return replace(tightest, layouts=2)
    gentler = replace(edition, variables=spacing.variables(part * TIGHTEST), layouts=3)
    return gentler if measure(gentler).pages < measured.pages else replace(tightest, layouts=3)


def _pages(measured: Measurement) -> float:
    """How many pages are used, the last one counted as far as it is."""
    return measured.pages - 1 + measured.fill


def _worth_saving(measured: Measurement, document: Document) -> bool:
    return (
        measured.pages > 1
        and measured.fill < NEARLY_EMPTY
        and not any(
            node.marks.page_break and measured.extents[key(node)][0].page == measured.pages
            for section in document.sections
            for node in (section, *walk(section.content))
            if key(node) in measured.extents
        )
    )
