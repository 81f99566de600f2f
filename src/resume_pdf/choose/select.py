"""Which units a page takes: in the order of their value, each that still fits.

What must stand is taken first. Where that alone is too much, the oldest jobs' lines give way
first, then the oldest education; what the author marked to be kept, and the latest job, never.
Then every other unit, the most valuable first and equal ones in the author's order, is taken if
and only if it fits with all it needs into what those before it left. This keeps three promises:

1. *A higher priority never removes a unit.* Prices are not negative, so whatever fits into a set
   of units fits into every subset. Let u be taken at its old turn. Up to its new, earlier turn the
   order is what it was, so what is taken by then is part of what was taken at the old turn, and u
   fits. Nor does u lose a later sentence s: a unit x that was taken before s is still taken, for
   x, u and all that went before x were taken together; and one that did not fit then, does not
   fit now. So s meets what it met before.
2. *A new unit of lowest value moves no other.* Its turn is the last; when it comes, all others
   have been decided, and a value does not depend on what stands after it in the document.
3. *Nothing stands in the place of something more valuable* that could have fitted: that was
   refused only because it did not fit beside what is more valuable still.

The same holds with a second purse: what stands above the work history may only cost so much that
its opening stands in the top third of the sheet, or, where all that follows leaves more of the page
empty, so much as fills it. How much follows is summed without what the author gave a low priority,
and so does not change with the turn of anything, nor with a new piece of low priority.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from ..record import Record
from .pricing import Prices
from .units import Duty, Unit, Units

_SPARE = 0.97  # of the top third: the rest is left for leading and gaps to open up


class Selection(Record):
    """The places of the units taken, and the units that had to stand but found no room.

    `required` is the height of all that must stand, `overfull` by how much what never gives way
    exceeds the room (0 where it fits); both in pt, at the tightest.
    """

    taken: frozenset[int]
    dropped: tuple[Unit, ...]
    required: float
    overfull: float

    @property
    def complete(self) -> bool:
        """Whether all that must stand does."""
        return not self.dropped and not self.overfull


def select(units: Units, own: Prices, tightest: Prices, room: float) -> Selection:
    """Fills `room`, in pt with the letterhead.

    What must stand is held against the `tightest` prices that leading and gaps allow, everything
    else against those of the style's `own`.
    """
    taken: set[int] = set()
    wanted: set[int] = set()
    dropped: list[Unit] = []
    spent = tightest.letterhead.total
    for unit in sorted(units.all, key=lambda unit: (-unit.duty, -unit.value, unit.place)):
        if not unit.duty:
            break
        needed = _missing(unit.place, units, taken)
        wanted |= needed
        more = sum(tightest.units[place].total for place in needed)
        # Once one gave way all after it do: a history is cut at its far end, without holes.
        if unit.duty < Duty.ALWAYS and (dropped or spent + more > room):
            dropped.append(unit)
        else:
            taken |= needed
            spent += more
    required = tightest.sum(taken | wanted).total
    overfull = max(0.0, spent - room)
    _fill(units, own, room, taken, frozenset(unit.place for unit in dropped))
    return Selection(frozenset(taken), tuple(dropped), required, overfull)


def _fill(units: Units, own: Prices, room: float, taken: set[int], dropped: frozenset[int]) -> None:
    """Adds to `taken` what still fits, in the order of value."""
    opening = units.opening if units.opening in taken else None

    def cost(places: Iterable[int]) -> tuple[float, float]:
        """Of the whole page, and of what stands above the work history with its first head."""
        heights = {place: own.units[place].total for place in places}
        above = (height for place, height in heights.items() if place <= (opening or 0))
        return sum(heights.values()), sum(above)

    spent, above = (own.letterhead.total + part for part in cost(taken))
    limit = inf
    if opening is not None:
        below = (u.place for u in units.all if u.place > opening and u.value >= 0)
        limit = max(above, _SPARE * own.top_third, room - cost(below)[0])
    for unit in sorted(units.all, key=lambda unit: (-unit.value, unit.place)):
        if unit.follower or unit.place in taken:
            continue
        needed = _missing(unit.place, units, taken)
        more, more_above = cost(needed)
        if spent + more <= room and above + more_above <= limit and needed.isdisjoint(dropped):
            taken |= needed
            spent, above = spent + more, above + more_above


def _missing(place: int, units: Units, taken: set[int]) -> set[int]:
    """A unit and all that it needs, without what is taken already."""
    found: set[int] = set()
    waiting = [place]
    while waiting:
        one = waiting.pop()
        if one not in taken and one not in found:
            found.add(one)
            waiting.extend(units.all[one].needs)
    return found
