"""Two long lists of words, and where they differ.

In: what should stand and what stands. Out: the gaps between what both have in common, in order.
Never quadratic in the length of the lists: groups of words that occur once in each pin them
together first, and only the short stretches between are compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ..record import Record

_PINNED = 3
_COMPARABLE = 250_000


class Gap(Record):
    """`expected[start:end]` stands where `found[found_start:found_end]` was found; either may
    be empty, not both.
    """

    start: int
    end: int
    found_start: int
    found_end: int


def gaps(expected: Sequence[str], found: Sequence[str]) -> list[Gap]:
    """Where `found` differs from `expected`."""
    whole = _trimmed(expected, found, Gap(0, len(expected), 0, len(found)))
    return [
        gap
        for part in _between_pins(expected, found, whole)
        for gap in _finer(expected, found, part)
    ]


def _trimmed(expected: Sequence[str], found: Sequence[str], gap: Gap) -> Gap:
    """`gap` without the words both sides begin and end with."""
    start, end, found_start, found_end = gap.start, gap.end, gap.found_start, gap.found_end
    while start < end and found_start < found_end and expected[start] == found[found_start]:
        start, found_start = start + 1, found_start + 1
    while start < end and found_start < found_end and expected[end - 1] == found[found_end - 1]:
        end, found_end = end - 1, found_end - 1
    return Gap(start, end, found_start, found_end)


def _between_pins(expected: Sequence[str], found: Sequence[str], gap: Gap) -> Iterator[Gap]:
    start, found_start = gap.start, gap.found_start
    for pin, found_pin in _pins(expected, found, gap):
        yield Gap(start, pin, found_start, found_pin)
        start, found_start = pin + 1, found_pin + 1
    yield Gap(start, gap.end, found_start, gap.found_end)


def _pins(expected: Sequence[str], found: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Places of word groups that occur once on each side, the longest run in common order
    (patience sorting).
    """
    places = _unique_groups(expected, gap.start, gap.end)
    found_places = _unique_groups(found, gap.found_start, gap.found_end)
    pairs = sorted(
        (place, found_places[group]) for group, place in places.items() if group in found_places
    )
    piles: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for index, (_, found_place) in enumerate(pairs):
        pile = bisect_left(piles, found_place)
        previous.append(tops[pile - 1] if pile else -1)
        if pile == len(piles):
            piles.append(found_place)
            tops.append(index)
        else:
            piles[pile], tops[pile] = found_place, index
    chain: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _unique_groups(text: Sequence[str], start: int, end: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    for place in range(start, end - _PINNED + 1):
        group = tuple(text[place : place + _PINNED])
        if group in places:
            repeated.add(group)
        places[group] = place
    return {group: place for group, place in places.items() if group not in repeated}


def _finer(expected: Sequence[str], found: Sequence[str], part: Gap) -> Iterator[Gap]:
    gap = _trimmed(expected, found, part)
    width, found_width = gap.end - gap.start, gap.found_end - gap.found_start
    if not width and not found_width:
        return
    if not width or not found_width or width * found_width > _COMPARABLE:
        yield gap
        return
    matcher = SequenceMatcher(
        None,
        expected[gap.start : gap.end],
        found[gap.found_start : gap.found_end],
        autojunk=False,
    )
    for tag, start, end, found_start, found_end in matcher.get_opcodes():
        if tag != "equal":
            yield Gap(
                gap.start + start,
                gap.start + end,
                gap.found_start + found_start,
                gap.found_start + found_end,
            )
