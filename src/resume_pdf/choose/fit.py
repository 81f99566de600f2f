"""Fits a document on a number of pages: prices it, chooses, fills the page, has it confirmed.

In: a document without anything unwanted, a page budget, a style, and a way to lay pages out.
Out: a `Choice`, whose edition a real layout has shown to fit. Errors: `ResumeError`
"page-overfull" where what must stand does not fit even at the smallest type.

An ordinary résumé takes two layouts: everything on one tall page for the prices, and the page
chosen, to be sure. A third mends a page that came out otherwise than its prices said. Only where
what must stand is too much at the style's own size of type do more follow.
"""

from __future__ import annotations

from typing import Protocol

from ..diagnostics import Diagnostic
from ..document import Document
from ..edition import Edition
from ..measurement import Measurement
from ..properties import SMALLEST_TYPE
from ..record import Record, replace
from ..theme import Layout, Style
from . import account
from .contacts import with_gathered
from .pricing import Prices, prices
from .prune import pruned, with_short_forms, without_breaks
from .select import Selection, select
from .spacing import OPENEST, OWN, TIGHTEST, Spacing
from .units import Units, units_of

_AIM, _NEAR, _FULL = 0.985, 0.97, 0.997
"""Parts of the room: what a page is opened up to, what is as good as full, and what is full."""
_GOOD = 0.95
_LAYOUTS = 6  # at most, to confirm; one or two are the rule


class Measure(Protocol):
    """Lays an edition out with its `variables` and tells where everything stands.

    `tall` asks for one page as long as it takes, without a break, on which everything keeps its
    place from the top; `content_bottom` is then still that of the paper.
    """

    def __call__(self, edition: Edition, *, tall: bool = False) -> Measurement:
        """The measurement of the edition's pages."""


class Choice(Record):
    """What a layout shows, and what there is to say about it."""

    edition: Edition
    diagnostics: tuple[Diagnostic, ...] = ()


def fit(document: Document, layout: Layout, pages: int, style: Style, measure: Measure) -> Choice:
    """The best `pages` pages of `document`."""
    fitting = _Fitting(document, layout, pages, style, measure)
    plan = fitting.planned()
    if not plan.selection.complete:
        plan = fitting.smaller(plan)
    return fitting.confirmed(plan)


class _Plan(Record):
    """What is to stand on pages of type of one `size`; `room` is their height together, in pt."""

    size: float
    own: Prices
    tightest: Prices
    room: float
    selection: Selection


class _Fitting:
    def __init__(
        self, document: Document, layout: Layout, pages: int, style: Style, measure: Measure
    ) -> None:
        self._document = document
        self._layout = layout.name
        self._pages = pages
        self._measure = measure
        self._gathered = layout.letterhead == "gathered"
        self._units: Units = units_of(document, gathered=self._gathered)
        self._style = style
        self._spacing = Spacing.of(style)
        self._smallest = min(style.size.own, max(SMALLEST_TYPE, style.size.low))
        self._count = 0

    # ── Choosing ─────────────────────────────────────────────────────────────────────────

    def planned(self, size: float | None = None) -> _Plan:
        """The choice by the prices at one size of type (none: the style's own): one layout."""
        size = size or self._style.size.own
        everything = without_breaks(with_short_forms(self._document))
        if self._gathered:
            everything = with_gathered(everything)
        measured = self._lay_out(
            Edition(self._layout, everything, variables=self._variables(size)), tall=True
        )
        own = prices(self._units, measured)
        # Where a page ends a line or two stay empty, for what must not be parted.
        room = self._pages * own.page - (self._pages - 1) * 2 * own.line
        tightest = self._spacing.tightest(own)
        return _Plan(size, own, tightest, room, select(self._units, own, tightest, room))

    def smaller(self, plan: _Plan) -> _Plan:
        """The choice at the largest size of type at which all that must stand does, if any."""
        if self._smallest >= plan.size:
            return plan
        smallest = self.planned(self._smallest)
        saved = plan.selection.required - smallest.selection.required
        if not smallest.selection.complete or saved <= 0:
            return smallest
        part = (smallest.room - smallest.selection.required) / saved
        size = int((self._smallest + part * (plan.size - self._smallest)) * 10) / 10
        if self._smallest < size < plan.size:
            between = self.planned(size)
            if between.selection.complete:
                return between
        return smallest

    def _narrower(self, plan: _Plan, room: float) -> _Plan:
        selection = select(self._units, plan.own, plan.tightest, room)
        narrower = replace(plan, room=room, selection=selection)
        return narrower if selection.complete else self.smaller(narrower)

    # ── Filling the page ─────────────────────────────────────────────────────────────────

    def confirmed(self, plan: _Plan) -> Choice:
        """The plan as pages that were laid out and counted, opened up to fill them."""
        best: Choice | None = None
        error = most = 0.0
        for _ in range(_LAYOUTS):
            if plan.selection.overfull:
                break
            openness = self._openness(plan, error)
            choice = self._choice(plan, openness)
            measured = self._lay_out(choice.edition)
            used = (measured.pages - 1) * plan.own.page + measured.text_bottom
            used -= measured.content_top
            error = used - self._spacing.height(plan.own.sum(plan.selection.taken), openness)
            if measured.pages <= self._pages:
                better = best is None or used > most
                if better:
                    best, most = choice, used
                if not better or used >= _GOOD * plan.room or openness >= OPENEST:
                    break
            elif best:
                break
            elif openness <= TIGHTEST:
                plan, error = self._narrower(plan, plan.room - (used - plan.room)), 0.0
        if best is None:
            raise account.overfull(
                self._units, plan.tightest, plan.selection, self._pages, plan.size
            )
        return replace(best, edition=replace(best.edition, layouts=self._count))

    def _openness(self, plan: _Plan, error: float) -> float:
        """How open to set the pages, which are `error` pt higher than their prices say."""
        taken = plan.selection.taken
        height = plan.own.sum(taken)
        own = (height.total + error) / plan.room
        if _NEAR <= own <= _FULL:
            return OWN
        aim = _AIM if own < _NEAR else _FULL
        openness = self._spacing.openness(height, aim * plan.room - error)
        opening = self._units.opening
        if openness > OWN and opening in taken:
            above = plan.own.sum(place for place in taken if place <= opening)
            if above.total <= plan.own.top_third:
                openness = min(openness, self._spacing.openness(above, _FULL * plan.own.top_third))
        return max(openness, OWN) if own < _NEAR else openness

    def _choice(self, plan: _Plan, openness: float) -> Choice:
        document, omissions = pruned(self._document, self._units, plan.selection.taken)
        edition = Edition(
            self._layout,
            document if self._pages > 1 else without_breaks(document),
            omissions,
            {**self._variables(plan.size), **self._spacing.variables(openness)},
            account.verdicts(self._units, plan.own, plan.selection),
        )
        return Choice(edition, account.dropped(self._units, plan.selection, self._pages))

    def _variables(self, size: float) -> dict[str, str]:
        return {} if size == self._style.size.own else {"size": f"{size:g}"}

    def _lay_out(self, edition: Edition, *, tall: bool = False) -> Measurement:
        self._count += 1
        return self._measure(edition, tall=tall)
