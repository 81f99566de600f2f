"""What is made of repeated measurements: medians, their spread, and ratios of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Summary:
    """The median of some values and their quartiles: half of them lie between `low` and `high`."""

    median: float
    low: float
    high: float
    count: int


def summary(values: Sequence[float]) -> Summary:
    """Raises `ValueError` where there are none."""
    if not values:
        raise ValueError("nothing was measured")
    if len(values) == 1:
        return Summary(values[0], values[0], values[0], 1)
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Summary(median(values), low, high, len(values))


def ratio(values: Sequence[float], others: Sequence[float]) -> Summary:
    """How many times `others` are `values`, each to the one of the same round.

    A machine that slows down slows both of a round, so that their ratio holds.
    """
    return summary([value / other for value, other in zip(values, others, strict=True)])


def slope(places: Sequence[float], values: Sequence[float]) -> float:
    """By how much values grow from one place to the next, as the median of all pairs (Theil–Sen).

    A single jump, such as a cache that fills, does not move it.
    """
    rises = [
        (values[j] - values[i]) / (places[j] - places[i])
        for i in range(len(values))
        for j in range(i + 1, len(values))
    ]
    return median(rises)


def growth(sizes: Sequence[tuple[int, int]]) -> float:
    """By how many bytes memory grows with each render, given how many were done and how many bytes
    there were then, time after time.

    The first half does not count: there caches fill, and the memory between what is kept.
    """
    counts, held = zip(*sizes[len(sizes) // 2 :], strict=True)
    return slope(counts, held)
