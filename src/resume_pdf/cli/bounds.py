"""The time and the memory that the command gives a résumé. The process is the command's: no library
module touches these.

Time: a signal raises `limit-time` wherever Python runs, and again each second, should a library
have swallowed it. Where Python does not come to run, in a library written in C, a thread ends the
process two seconds later. Windows has no such signal: there the thread is all.
Memory: the system refuses more; on Windows and macOS, which do not, there is no bound.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from ..diagnostics import ResumeError
from ..limits import LIMITS, Limits
from ..record import replace

GRACE = 2.0
"""Seconds after which a process ends that did not heed its bound of time."""

_AGAIN = 1.0  # seconds


class _TimeUp(BaseException):
    """No `Exception`, which much catches that has nothing to do with it."""


def limits(arguments: Namespace) -> Limits:
    """What is to be held beside time and memory."""
    found = replace(LIMITS, pages=_whole(arguments.max_pages))
    if arguments.max_size is None:
        return found
    size = _whole(arguments.max_size * 1_000_000)
    return replace(found, source=size, pdf=size)


def _whole(number: float) -> int:
    return int(min(number, sys.maxsize))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises `ResumeError` "limit-time" when what is within takes longer."""
    if seconds == float("inf") or threading.current_thread() is not threading.main_thread():
        yield
        return
    last = threading.Timer(seconds + GRACE, _give_up, (seconds,))
    last.daemon = True
    try:
        last.start()
    except RuntimeError as error:  # as Python tells that there is no memory for one more
        raise MemoryError from error
    try:
        with _quietly(), _alarm(seconds):
            yield
    except _TimeUp:
        raise _time_up(seconds) from None
    finally:
        last.cancel()


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    running, rang = True, False

    def ring(*_: object) -> None:
        nonlocal rang
        if running:
            rang = True
            raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
        if rang:  # and it was swallowed: what came of it may lack something.
            raise _TimeUp
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _quietly() -> Iterator[None]:
    """Nothing is said of these errors where they cannot be raised; they will be met elsewhere."""
    before = sys.unraisablehook

    def hook(found: sys.UnraisableHookArgs) -> None:
        if not issubclass(found.exc_type, _TimeUp | MemoryError):
            before(found)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _time_up(seconds: float) -> ResumeError:
    return ResumeError(
        "limit-time",
        f"it took longer than {seconds:g} s, and was given up",
        hint="if it is to take so long, allow more with --timeout SECONDS",
    )


def _give_up(seconds: float) -> None:
    found = _time_up(seconds).diagnostic
    sys.stderr.write(f"resume-pdf: error[{found.code}]: {found.message}\n  hint: {found.hint}\n")
    sys.stderr.flush()
    # Nothing else that runs at the end of Python: libraries would be taken down that are at work.
    if folder := sys.modules.get("resume_pdf.typeset.folder"):
        folder.take_away()
    os._exit(1)


@contextmanager
def memory_limit(megabytes: float) -> Iterator[None]:
    """Raises `ResumeError` "limit-memory" when the process wants more than so much."""
    before = limit_memory(megabytes)
    try:
        with _quietly():
            yield
    except MemoryError:
        raise ResumeError(
            "limit-memory",
            f"it wanted more memory than {megabytes:g} MB",
            hint="if it is to have so much, allow more with --max-memory MB",
        ) from None
    finally:
        if before is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, before)


def limit_memory(megabytes: float) -> tuple[int, int] | None:
    """Sets the limit and returns the one before; None where there is none to be set."""
    if megabytes == float("inf") or sys.platform in ("win32", "darwin"):
        return None
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = (one for one in before if one != resource.RLIM_INFINITY)
    resource.setrlimit(
        resource.RLIMIT_DATA, (min(int(megabytes * 1_000_000), *lowest, sys.maxsize), before[1])
    )
    return before
