"""The parts of the benchmark. Each yields what it does, and returns its raw measurements."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from itertools import islice, product
from string import ascii_lowercase
from typing import Any, TypeAlias

from . import process
from .contenders import Command, peers, resume_pdf
from .places import LONG, ORIGINAL, ROOT, SHORT, SUBJECT, WORK, Content, environment, program
from .saves import previewed, watched

Raw: TypeAlias = dict[str, Any]
Part: TypeAlias = Generator[str, None, Raw]


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are done; `warm_up` rounds are thrown away."""

    rounds: int
    warm_up: int
    warm_rounds: int
    renders: int
    files: int
    factors: tuple[int, ...]

    def of(self, rounds: int) -> Effort:
        """The same with another number of rounds."""
        return replace(self, rounds=rounds)


# On two cores at rest, a good ten minutes.
THOROUGH = Effort(rounds=6, warm_up=1, warm_rounds=30, renders=500, files=100, factors=(1, 4, 16))
QUICK = Effort(rounds=3, warm_up=1, warm_rounds=5, renders=50, files=12, factors=(1, 4))


def rows() -> Table:
    """Commands by what they make and who makes it; those of one row are compared."""
    able = [peer for peer in peers() if not peer.missing]

    def row(content: Content, *layouts: str) -> dict[str, Command]:
        others = {peer.name: peer.command(content) for peer in able}
        return {"resume-pdf": resume_pdf(content, *layouts), **others}

    return {
        "short, one page": row(SHORT, "onepage"),
        "long, in full": row(LONG, "full"),
        "original, one page": {"resume-pdf": resume_pdf(ORIGINAL, "onepage")},
        "original, in full": row(ORIGINAL, "full"),
        "original, both": {"resume-pdf": resume_pdf(ORIGINAL, "onepage", "full")},
    }


def cold(effort: Effort) -> Part:
    """Seconds of whole processes, by the clock and of the processor."""
    return (yield from _timed(rows(), effort.warm_up, effort.rounds))


def memory(effort: Effort) -> Part:
    """Bytes at the highest."""
    if not process.can_see_memory():
        yield "left out, this system does not tell"
        return {}
    return (yield from _in_rounds(rows(), process.peak, 0, max(1, effort.rounds // 5)))


def startup(effort: Effort) -> Part:
    """Seconds of what should answer at once, beside a render."""
    command = program(SUBJECT, "resume-pdf")
    measured: dict[str, Command] = {
        "render": resume_pdf(SHORT, "onepage"),
        "--help": (command, "--help"),
        "render --help": (command, "render", "--help"),
        "--version": (command, "--version"),
        "python alone": (program(SUBJECT, "python"), "-c", ""),
    }
    row = {"start-up": measured}
    return (yield from _timed(row, effort.warm_up, effort.rounds))


def warm(effort: Effort) -> Part:
    """Seconds from a saved file to its new page, in `preview` and in `watch`."""
    found = {}
    for name, content, layout in (
        ("short, one page", SHORT, "onepage"),
        ("original, one page", ORIGINAL, "onepage"),
        ("original, in full", ORIGINAL, "full"),
    ):
        yield f"{name}, in preview"
        taken, working = previewed(content, layout, effort.warm_rounds)
        yield f"{name}, in watch"
        in_watch = watched(content, layout, effort.warm_rounds)
        found[name] = {"preview": taken, "watch": in_watch, "work alone": working}
    return found


def growth(effort: Effort) -> Part:
    """Bytes that a process has, with how many renders are behind it."""
    if not process.can_see_memory():
        yield "left out, this system does not tell"
        return {}
    found = {}
    fewer = effort.renders * 2 // 5
    for name, content, what, renders in (
        ("short, one page", SHORT, "same", effort.renders),
        ("original, both", ORIGINAL, "same", fewer),
        ("short, a style that is edited", SHORT, "edited", fewer),
        ("short, every style in turn", SHORT, "styles", fewer),
    ):
        yield f"{name}, {renders} renders"
        layouts = ("onepage", "full") if name.endswith("both") else ("onepage",)
        found[name] = _inside("growth", content.markdown, what, renders, *layouts)
    return found


def linear(effort: Effort) -> Part:
    """Seconds of a warm build by how often the content stands in the résumé."""
    yield f"every layout and style, content × {', '.join(map(str, effort.factors))}"
    return {"combinations": _inside("linear", SHORT.markdown, *effort.factors)}


def batch(effort: Effort) -> Part:
    """Seconds for a folder of short résumés, by one warm process and by a pool."""
    folder, made = WORK / "many", WORK / "many-pdfs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _, rest = SHORT.markdown.read_text("utf-8").split("\n", 1)
    for number, letters in enumerate(islice(product(ascii_lowercase, repeat=3), effort.files)):
        name = f"Odile {''.join(letters).capitalize()}"
        (folder / f"{number:03}.md").write_text(f"# {name}\n{rest}", "utf-8")
    command = (program(SUBJECT, "resume-pdf"), "render", folder, "--layout", "onepage")
    commands: dict[str, Command] = {
        f"--jobs {jobs}": (*command, "--jobs", str(jobs), "--output", made)
        for jobs in sorted({1, os.cpu_count() or 1})
    }
    row = {f"{effort.files} short résumés": commands}
    return (yield from _timed(row, 0, max(1, effort.rounds // 3)))


PARTS: dict[str, Callable[[Effort], Part]] = {
    "cold": cold,
    "memory": memory,
    "startup": startup,
    "warm": warm,
    "growth": growth,
    "batch": batch,
    "linear": linear,
}


Table: TypeAlias = dict[str, dict[str, Command]]


def _timed(table: Table, warm_up: int, rounds: int) -> Part:
    taken = yield from _in_rounds(table, process.taken, warm_up, rounds)
    return {
        clock: {
            row: {name: [getattr(one, clock) for one in values] for name, values in named.items()}
            for row, named in taken.items()
        }
        for clock in ("wall", "processor")
    }


def _in_rounds(table: Table, measure: Callable[[Command], Any], warm_up: int, rounds: int) -> Part:
    """Each row's contenders in turn, round by round: what `measure` gives of each, by row."""
    found: Raw = {row: {name: [] for name in commands} for row, commands in table.items()}
    for number in range(warm_up + rounds):
        yield f"round {number + 1} of {warm_up + rounds}{' (warm-up)' * (number < warm_up)}"
        for row, commands in table.items():
            # Whoever runs first may find the machine in another state than whoever runs last.
            turned = number % len(commands)
            order = [*list(commands)[turned:], *list(commands)[:turned]]
            for name in order:
                value = measure(commands[name])
                if number >= warm_up:
                    found[row][name].append(value)
    return found


def _inside(measure: str, *arguments: object) -> Any:
    script = ROOT / "benchmarks" / "inside.py"
    command: Command = (program(SUBJECT, "python"), script, measure, *map(str, arguments))
    done = subprocess.run(
        [*process.offline(), *command], cwd=WORK, env=environment(), capture_output=True, text=True
    )
    if done.returncode:
        raise process.Failed.of(command, done)
    return json.loads(done.stdout)
