"""The account of a choice: a verdict on every piece, and what has to be said about it."""

from __future__ import annotations

from math import ceil

from ..diagnostics import Diagnostic, ResumeError
from ..edition import Verdict
from .pricing import Prices
from .select import Selection
from .units import Duty, Piece, Units

_LONGEST_NAMED = 3


def verdicts(units: Units, prices: Prices, selection: Selection) -> tuple[Verdict, ...]:
    """What became of each piece, in the author's order."""
    return tuple(_verdict(piece, prices, selection) for piece in units.pieces.values())


def _verdict(piece: Piece, prices: Prices, selection: Selection) -> Verdict:
    taken = [unit.place in selection.taken for unit in piece.units]
    return Verdict(
        what=piece.what,
        text=piece.text,
        span=piece.span,
        height=_height(piece, prices),
        value=piece.units[0].value,
        required=piece.units[0].duty > Duty.NONE,
        shown="whole" if all(taken) else "shortened" if any(taken) else "left out",
    )


def dropped(units: Units, selection: Selection, pages: int) -> tuple[Diagnostic, ...]:
    """A warning for each line that should always stand and found no room."""
    places = {unit.place for unit in selection.dropped}
    return tuple(
        Diagnostic(
            "page-required-dropped",
            f"no room on {_pages(pages)} even for “{_brief(piece.text)}”",
            piece.span,
            "leave something else out with an omit mark, or allow another page",
        )
        for piece in units.pieces.values()
        if piece.units[0].place in places
    )


def overfull(
    units: Units, prices: Prices, selection: Selection, pages: int, size: float
) -> ResumeError:
    """The error that what must stand does not fit."""
    kept = sorted(
        (piece for piece in units.pieces.values() if piece.units[0].duty == Duty.ALWAYS),
        key=lambda piece: -_height(piece, prices),
    )
    longest = "; ".join(
        f"“{_brief(piece.text)}” ({_lines(_height(piece, prices), prices)})"
        for piece in kept[:_LONGEST_NAMED]
    )
    return ResumeError(
        "page-overfull",
        f"what must stand is {_lines(selection.overfull, prices)} too long for {_pages(pages)}, "
        f"even at {size:g} pt" + (f"; the longest: {longest}" if longest else ""),
        kept[0].span if kept else None,
        "take a keep mark off, or give a short form",
    )


def _height(piece: Piece, prices: Prices) -> float:
    return round(sum(prices.units[unit.place].total for unit in piece.units), 2)


def _lines(height: float, prices: Prices) -> str:
    count = max(1, ceil(height / prices.line - 0.2))
    return f"{count} {'line' if count == 1 else 'lines'}"


def _pages(count: int) -> str:
    return "one page" if count == 1 else f"{count} pages"


def _brief(text: str, width: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
