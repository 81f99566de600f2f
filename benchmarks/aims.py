"""What resume-pdf aims at, and how far it is from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

from .samples import growth, ratio, summary

_MIB = 1024 * 1024
_SUBJECT = "resume-pdf"
_Rows: TypeAlias = Mapping[str, Mapping[str, Sequence[float]]]
_Timed: TypeAlias = Mapping[str, _Rows]


@dataclass(frozen=True, slots=True)
class Aim:
    """One bound and what was measured of it."""

    what: str
    bound: str
    measured: str
    met: bool


def aims(parts: Mapping[str, Any]) -> list[Aim]:
    """Those of which something was measured."""
    return [aim for name, judge in _JUDGES.items() if parts.get(name) for aim in judge(parts[name])]


def _at_most(what: str, bound: float, value: float, unit: str = "") -> Aim:
    digits = 0 if bound >= 20 else 2
    return Aim(what, f"≤ {bound:g}{unit}", f"{value:.{digits}f}{unit}", value <= bound)


def _cold(parts: _Timed) -> Iterator[Aim]:
    rows = parts["wall"]
    for what, bound in (("short, one page", 0.75), ("original, in full", 0.9)):
        row = rows[what]
        for peer in row:
            if peer.startswith("RenderCV"):
                of = ratio(row[_SUBJECT], row[peer]).median
                yield _at_most(f"cold, {what}: times {peer}", bound, of)
    one, full, both = (
        rows[f"original, {what}"][_SUBJECT] for what in ("one page", "in full", "both")
    )
    slower = max(one, full, key=lambda values: summary(values).median)
    yield _at_most("cold, both layouts: times the slower alone", 1.6, ratio(both, slower).median)


def _memory(rows: _Rows) -> Iterator[Aim]:
    for what, row in rows.items():
        most = summary(row[_SUBJECT]).median / _MIB
        yield _at_most(f"memory, {what}", 90, most, " MiB")


def _startup(parts: _Timed) -> Iterator[Aim]:
    (row,) = parts["wall"].values()
    for what in ("--help", "--version"):
        of = ratio(row[what], row["render"]).median
        yield _at_most(f"start-up, `{what}`: times a render", 0.1, of)


def _warm(rows: _Rows) -> Iterator[Aim]:
    bounds = {"short, one page": 150, "original, one page": 400, "original, in full": 500}
    for (what, bound), command in product(bounds.items(), ("preview", "watch")):
        value = summary(rows[what][command]).median * 1000
        yield _at_most(f"warm, {what}, in {command}", bound, value, " ms")


def _growth(rows: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[Aim]:
    for what, sizes in rows.items():
        yield _at_most(f"growth a render, {what}", 1, growth(sizes) / 1024, " KiB")


def _batch(parts: _Timed) -> Iterator[Aim]:
    for what, row in parts["wall"].items():
        if len(row) > 1:
            alone, pool = row.values()
            times = ratio(alone, pool).median
            name = list(row)[1]
            yield Aim(f"{what}, `{name}`: as fast", "≥ 1.6", f"{times:.2f}", times >= 1.6)


def _linear(rows: Mapping[str, Any]) -> Iterator[Aim]:
    worst = 0.0
    for one in rows["combinations"]:
        times = {int(factor): summary(values).median for factor, values in one["seconds"].items()}
        least, most = min(times), max(times)
        worst = max(worst, times[most] / times[least])
    bound = most * 18 / 16
    yield _at_most(f"length, {most}× the content: times the time, at worst", bound, worst)


_JUDGES: Mapping[str, Callable[[Any], Iterator[Aim]]] = {
    "cold": _cold,
    "memory": _memory,
    "startup": _startup,
    "warm": _warm,
    "growth": _growth,
    "batch": _batch,
    "linear": _linear,
}
