"""Draws inputs for one property, tries each, and keeps what breaks it."""

from __future__ import annotations

import gc
import hashlib
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from .properties import PROPERTIES

__all__ = ["PROPERTIES", "Overdue", "Tally", "hunt", "within"]


class Overdue(Exception):
    """One input took more than its bound."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many inputs were tried and found to break something; the slowest took so many seconds."""

    tried: int = 0
    found: int = 0
    slowest: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.tried + other.tried, self.found + other.found, max(self.slowest, other.slowest)
        )

    def __str__(self) -> str:
        return f"{self.tried} inputs, {self.found} found, slowest {self.slowest:.1f} s"


def hunt(name: str, number: int, inputs: int, bound: float, folder: Path) -> Tally:
    """Tries so many inputs from that seed; what fails is made small, told and kept."""
    one = PROPERTIES[name]
    tried, slowest = 0, 0.0
    failing: tuple[Any, ...] = ()

    def attempt(value: tuple[Any, ...]) -> None:
        nonlocal tried, slowest, failing
        started = time.process_time()
        tried += not failing
        try:
            within(bound, lambda: one.holds(*value))
        except Exception:
            # Hypothesis makes it small in many tries, of which the last is the smallest.
            failing = value
            raise
        slowest = max(slowest, time.process_time() - started)

    wanted = settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    gc.set_threshold(50_000, 20, 100)  # as the command does
    try:
        seed(number)(wanted(given(one.inputs())(attempt)))()
    except Exception as error:
        _keep(failing, f"{name}-", one.ending, folder, error)
        return Tally(tried, 1, slowest)
    return Tally(tried, 0, slowest)


def _keep(
    failing: tuple[Any, ...], start: str, ending: str, folder: Path, error: Exception
) -> None:
    first, *rest = failing
    data = first if isinstance(first, bytes) else first.encode()
    folder.mkdir(exist_ok=True)
    path = folder / f"{start}{hashlib.sha256(data).hexdigest()[:8]}{ending}"
    path.write_bytes(data)
    print(f"FOUND {path} {' '.join(map(str, rest))}")
    print("".join(traceback.format_exception(error, limit=-3))[-2500:], flush=True)


def within(seconds: float, call: Callable[[], None]) -> None:
    """Calls it; raises `Overdue` where it takes more CPU time than `seconds`."""

    def overdue(_number: int, _frame: FrameType | None) -> None:
        raise Overdue(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, overdue)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        call()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
