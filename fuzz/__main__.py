"""Look for inputs that break what must hold: as many as are wanted, for as long as there is time.

    python -m fuzz                          # every property, a thousand inputs each
    python -m fuzz render --inputs 10000 --jobs 4
    python -m fuzz reader fix --minutes 30 --seed 7
    python -m fuzz reader --coverage --minutes 30   # guided by coverage (pip install atheris)

A finding is made as small as it can be and written to a file. Mend the fault, then keep the file
in tests/fuzz/findings, named for its symptom: the tests try all of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .hunting import Tally

BATCH = 100  # inputs; Hypothesis plans anew, and small ones come first, in each


def main() -> int:
    """Run the properties; 1 where one of them did not hold."""
    options = _options()
    if options.coverage:
        from .guided import run

        return run(options.properties[0], options.inputs, options.minutes, options.findings)
    # Not before: coverage is of what is imported under its eyes.
    from .hunting import PROPERTIES, Tally

    end = time.monotonic() + 60 * options.minutes if options.minutes else float("inf")
    found = 0
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as processes:
        for name in options.properties or PROPERTIES:
            total = Tally()
            for tally in _each(processes, name, options, end):
                total += tally
                print(f"{name}: {total}", flush=True)
            found += total.found
    return int(found > 0)


def _each(
    processes: Executor, name: str, options: argparse.Namespace, end: float
) -> Iterator[Tally]:
    """What came of each batch, until all inputs are tried or the time is up."""
    from .hunting import hunt

    starts = iter(range(0, options.inputs, BATCH))
    waiting: deque[Future[Tally]] = deque()
    while True:
        for start in islice(starts, options.jobs - len(waiting)) if time.monotonic() < end else ():
            inputs = min(BATCH, options.inputs - start)
            number = options.seed + start // BATCH
            waiting.append(
                processes.submit(hunt, name, number, inputs, options.bound, options.findings)
            )
        if not waiting:
            return
        yield waiting.popleft().result()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("properties", nargs="*", metavar="PROPERTY", help="default: all")
    parser.add_argument("--inputs", type=int, default=1000, help="for each (default: 1000)")
    parser.add_argument("--minutes", type=float, help="stop after these, in all")
    parser.add_argument("--seed", type=int, default=0, help="where to begin (default: 0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--bound", type=float, default=30, help="CPU seconds for one input")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder for them")
    parser.add_argument("--coverage", action="store_true", help="guided by coverage, one property")
    options = parser.parse_args()
    if options.coverage and len(options.properties) != 1:
        parser.error("--coverage drives one property: name it")
    return options


if __name__ == "__main__":
    sys.exit(main())
