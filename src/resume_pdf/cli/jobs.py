"""The processes that render many résumés. What they do process-wide is decided here."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
import signal
from contextlib import AbstractContextManager, nullcontext

from ..workers import Workers
from .process import collect_rarely


def jobs_for(sources: int, asked: int | None) -> int:
    """How many processes to use: `asked`, by default the cores there are; never more than work."""
    return max(1, min(sources, asked or _cores()))


def executor(jobs: int) -> AbstractContextManager[Workers | None]:
    """That many processes, in a context that ends them; None for the one that is running."""
    if jobs == 1:
        return nullcontext()
    return Workers(jobs, context=_context(), initializer=collect_rarely)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Forked from one that has loaded everything, where that can be: they share its memory."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.preloaded"])
    # An interrupt at the terminal is for this process alone. Ignored here, it stays so in what is
    # started meanwhile.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        multiprocessing.forkserver.ensure_running()
    except OSError:  # The path of the folder for temporary files is too long for a socket.
        return multiprocessing.get_context("spawn")
    finally:
        signal.signal(signal.SIGINT, before)
    return context
