"""Fits a document on a number of pages: prices it, chooses, fills the page, has it confirmed.

In: a document without anything unwanted, a page budget, a style, and a way to lay pages out.
Out: a `Choice`, whose edition a real layout has shown to fit. Errors: `ResumeError`
"page-overfull" where what must stand does not fit even at the smallest type.

A résumé takes two layouts: everything on one tall page for the prices, and the page chosen, to be
sure. A third mends a page that came out otherwise than its prices said, and there never is a
fourth. What smaller type would cost is reckoned from the prices at the style's own size.
"""

from __future__ import annotations

from bisect import bisect_left
from math import ceil, floor
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
_DOUBT = 0.03
"""The part of the room by which prices may be wrong; what exceeds it by more is not even tried."""


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
    return fitting.confirmed(fitting.planned())


class _Plan(Record):
    """What is to stand on pages of type of one `size`; `room` is their height together, in pt."""

    size: float
    own: Prices
    tightest: Prices
    room: float
    selection: Selection


class _Trial(Record):
    """A plan as pages that were laid out: `used` pt high, `error` more than their prices say."""

    choice: Choice
    openness: float
    fits: bool
    used: float
    error: float


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

    def planned(self) -> _Plan:
        """The choice by the prices of everything, which takes one layout."""
        everything = without_breaks(with_short_forms(self._document))
        if self._gathered:
            everything = with_gathered(everything)
        self._priced = self._lay_out(Edition(self._layout, everything), tall=True)
        return self._plan(self._style.size.own)

    def _plan(self, largest: float, spare: float = 0.0) -> _Plan:
        """The choice at the largest size of type up to `largest` at which all that must stand
        does, or else at the smallest; `spare` pt of the room are left out of account.
        """
        plan = self._plan_at(largest, spare)
        if plan.selection.complete or largest <= self._smallest:
            return plan
        tenths = range(ceil(largest * 10 - 1e-6) - 1, floor(self._smallest * 10 + 1e-6), -1)
        sizes = [*(tenth / 10 for tenth in tenths), self._smallest]
        enough = bisect_left(
            sizes[:-1], True, key=lambda size: self._plan_at(size, spare).selection.complete
        )
        return self._plan_at(sizes[enough], spare)

    def _plan_at(self, size: float, spare: float) -> _Plan:
        own = prices(self._units, self._priced, size / self._style.size.own)
        # Where a page ends a line or two stay empty, for what must not be parted.
        room = self._pages * own.page - (self._pages - 1) * 2 * own.line - spare
        tightest = self._spacing.tightest(own)
        return _Plan(size, own, tightest, room, select(self._units, own, tightest, room))

    # ── Filling the page ─────────────────────────────────────────────────────────────────

    def confirmed(self, plan: _Plan) -> Choice:
        """The plan as pages that were laid out and counted, opened up to fill them."""
        overfull = plan.selection.overfull > _DOUBT * plan.room
        trial = None if overfull else self._tried(plan)
        if trial and not trial.fits:
            plan, error = self._narrower(plan, trial)
            trial = self._tried(plan, error)
        elif trial and trial.used < _GOOD * plan.room and trial.openness < OPENEST:
            again = self._tried(plan, trial.error)
            if again.fits and again.used > trial.used:
                trial = again
        if not (trial and trial.fits):
            raise account.overfull(
                self._units, plan.tightest, plan.selection, self._pages, plan.size
            )
        edition = replace(trial.choice.edition, layouts=self._count)
        return replace(trial.choice, edition=edition)

    def _narrower(self, plan: _Plan, trial: _Trial) -> tuple[_Plan, float]:
        """A plan in place of one that did not fit, and by how much it will exceed its prices.

        The next layout is the last, so a line is left for what may be wrong with it: the gap at
        the top of a page counts for nothing, and what ends a page may be another piece.
        """
        error = max(trial.error, trial.used - plan.room) + plan.own.line
        tightest = self._spacing.height(plan.own.sum(plan.selection.taken), TIGHTEST)
        if tightest + error <= plan.room:
            return plan, error
        return self._plan(plan.size, error), 0.0

    def _tried(self, plan: _Plan, error: float = 0.0) -> _Trial:
        openness = self._openness(plan, error)
        choice = self._choice(plan, openness)
        measured = self._lay_out(choice.edition)
        before = min(measured.pages, self._pages) - 1  # What these leave empty is lost.
        used = plan.own.page * (before + sum(measured.fills[before:]))
        expected = self._spacing.height(plan.own.sum(plan.selection.taken), openness)
        return _Trial(choice, openness, measured.pages <= self._pages, used, used - expected)

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
