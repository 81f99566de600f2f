"""Look for inputs that break what must hold: as many as are wanted, for as long as there is time.

    python -m fuzz                          # every property, a thousand inputs each
    python -m fuzz render --inputs 10000
    python -m fuzz reader fix --minutes 30 --seed 7
    python -m fuzz reader --coverage --minutes 30   # guided by coverage (pip install atheris)

A finding is made as small as it can be and written to a file. Mend the fault, then keep the file
in tests/fuzz/findings, named for its symptom: the tests try all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

BATCH = 100  # inputs; Hypothesis plans anew, and small ones come first, in each


class Overdue(Exception):
    """One input took more than its bound."""


def main() -> int:
    """Run the properties; 1 where one of them did not hold."""
    options = _options()
    if options.coverage:
        from .guided import run

        return run(options.properties[0], options.minutes, options.findings)
    from .properties import PROPERTIES

    started = time.monotonic()
    found = 0
    for name in options.properties or PROPERTIES:
        hunt = _Hunt(name, PROPERTIES[name], options.bound, options.findings)
        number = 0
        while hunt.tried < options.inputs and not (
            options.minutes and time.monotonic() - started > 60 * options.minutes
        ):
            hunt.batch(options.seed + number, min(BATCH, options.inputs - hunt.tried))
            number += 1
            print(hunt, flush=True)
        found += hunt.found
    return int(found > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("properties", nargs="*", metavar="PROPERTY", help="default: all")
    parser.add_argument("--inputs", type=int, default=1000, help="for each (default: 1000)")
    parser.add_argument("--minutes", type=float, help="stop after these, in all")
    parser.add_argument("--seed", type=int, default=0, help="where to begin (default: 0)")
    parser.add_argument("--bound", type=float, default=30, help="CPU seconds for one input")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder for them")
    parser.add_argument("--coverage", action="store_true", help="guided by coverage, one property")
    return parser.parse_args()


class _Hunt:
    """The search for inputs for which one property does not hold."""

    def __init__(self, name: str, one: Any, bound: float, folder: Path) -> None:
        self.name, self.one, self.bound, self.folder = name, one, bound, folder
        self.tried = self.found = 0
        self.shrinking = False
        self.slowest = 0.0
        self.failing: tuple[Any, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.tried} inputs, {self.found} found, slowest {self.slowest:.1f} s"

    def batch(self, number: int, inputs: int) -> None:
        """Tries so many inputs; what fails is made small, told and kept."""
        test = given(self.one.inputs())(self._try)
        wanted = settings(
            max_examples=inputs,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            report_multiple_bugs=False,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        )
        self.shrinking = False
        try:
            seed(number)(wanted(test))()
        except Exception as error:
            self.found += 1
            self._keep(error)

    def _try(self, value: tuple[Any, ...]) -> None:
        started = time.process_time()
        self.tried += not self.shrinking
        try:
            within(self.bound, lambda: self.one.holds(*value))
        except Exception:
            # Hypothesis makes it small in many tries, of which the last is the smallest.
            self.failing, self.shrinking = value, True
            raise
        self.slowest = max(self.slowest, time.process_time() - started)

    def _keep(self, error: Exception) -> None:
        first, *rest = self.failing
        data = first if isinstance(first, bytes) else first.encode()
        self.folder.mkdir(exist_ok=True)
        digest = hashlib.sha256(data).hexdigest()[:8]
        path = self.folder / f"{self.name}-{digest}{self.one.ending}"
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


if __name__ == "__main__":
    sys.exit(main())
