"""Runs one command and tells how long it took, or how much memory it and its children had."""

from __future__ import annotations

import contextlib
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .places import WORK, environment

_PAUSE = 0.002  # seconds between two looks at the memory


class Failed(Exception):
    """A command did not do what it was called for."""

    @classmethod
    def of(cls, command: Sequence[str | Path], done: subprocess.CompletedProcess[str]) -> Failed:
        """With how it ended, even if it printed nothing, and what it printed."""
        called = " ".join(map(str, command))
        return cls(f"{called}: status {done.returncode}\n{done.stdout}{done.stderr}".strip())


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds from a command's start to its end, and those that processors worked for it.

    `processor` has its children's that it waited for; it hardly depends on what else is running.
    """

    wall: float
    processor: float


def taken(command: Sequence[str | Path]) -> Taken:
    """How long a command takes."""
    worked, started = _worked(), time.perf_counter()
    done = subprocess.run(
        [*offline(), *command], cwd=WORK, env=environment(), capture_output=True, text=True
    )
    found = Taken(time.perf_counter() - started, _worked() - worked)
    if done.returncode:
        raise Failed.of(command, done)
    return found


def _worked() -> float:
    """The processor time of all children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def peak(command: Sequence[str | Path]) -> int:
    """The most memory, in bytes, that a command and all its children held at a time.

    What processes share counts once: the proportional sizes are added up. A process that was at
    its highest between two looks counts with that, where it is more than the sum.
    """
    running = subprocess.Popen(
        [*offline(), *command],
        cwd=WORK,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    highest = 0
    while running.poll() is None:
        sizes = [_sizes(process) for process in _tree(running.pid)]
        together = sum(size for size, _ in sizes)
        highest = max([highest, together, *(most for _, most in sizes)])
        time.sleep(_PAUSE)
    if running.returncode:
        raise Failed(f"{' '.join(map(str, command))}: status {running.returncode}")
    return highest


def can_see_memory() -> bool:
    """Whether this system tells what `peak` asks for (Linux does)."""
    return sys.platform == "linux"


@cache
def offline() -> tuple[str, ...]:
    """What runs a command without a network, so that none is kept waiting by it; may be nothing."""
    for wrapper in (("unshare", "--net"), ("unshare", "--map-root-user", "--net")):
        if (
            shutil.which("unshare")
            and not subprocess.run([*wrapper, "true"], capture_output=True).returncode
        ):
            return wrapper
    return ()


def _tree(process: int) -> Iterator[int]:
    yield process
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _sizes(process: int) -> tuple[int, int]:
    """The proportional size of a process now, and the most its resident size was, in bytes."""
    try:
        now = Path(f"/proc/{process}/smaps_rollup").read_text()
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0, 0
    return _field(now, "Pss"), _field(status, "VmHWM")


def _field(status: str, name: str) -> int:
    for line in status.splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0  # It has ended.
