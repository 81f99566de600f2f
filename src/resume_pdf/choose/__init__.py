"""The choice: which part of a résumé a layout shows.

In: a `Document`, a `Layout`, a `Style`, the audiences asked for, and a way to lay pages out. Out: a
`Choice`, an `Edition` that says what it leaves out and why, and diagnostics. Without a page
budget everything is shown that the author does not mark otherwise, set a little tighter where
that saves a page; with one, the best that fits. docs/onepage.md states the rule, and `select`
proves what it promises.
"""

from __future__ import annotations

from collections.abc import Collection

from ..document import Document
from ..edition import Edition, Omission
from ..record import replace
from ..theme import Layout, Style
from .contacts import without_gathered
from .fit import Choice, Measure, fit
from .prune import without_wordless
from .tighten import tightened
from .wishes import without_unwanted

__all__ = ["Choice", "Measure", "choose"]


def choose(
    document: Document,
    layout: Layout,
    style: Style,
    audiences: Collection[str],
    measure: Measure,
) -> Choice:
    """The edition of `document` that `layout` shows to `audiences` (none named: to everybody).

    Without a page budget all that is wanted is laid out, at most three times. Raises `ResumeError`
    "page-overfull" when what must stand does not fit on that many pages.
    """
    wanted, unwanted = without_unwanted(document, layout.name, frozenset(audiences))
    if layout.pages is None:
        return Choice(tightened(Edition(layout.name, wanted, unwanted), style, measure))
    gathered: tuple[Omission, ...] = ()
    if layout.letterhead == "gathered":
        wanted, gathered = without_gathered(wanted)
    choice = fit(without_wordless(wanted), layout, layout.pages, style, measure)
    account = (*unwanted, *gathered, *choice.edition.omissions)
    omissions = sorted(account, key=lambda omission: omission.span)
    return replace(choice, edition=replace(choice.edition, omissions=tuple(omissions)))
