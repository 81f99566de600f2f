"""The processes that render many résumés. What they do process-wide is decided here."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import multiprocessing.util
import signal
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import ParamSpec, TypeVar

from ..held import remove, temporary_folder
from ..workers import Workers
from .bounds import limit_memory, time_limit
from .process import collect_rarely, cores

P = ParamSpec("P")
T = TypeVar("T")


def jobs_for(sources: int, asked: int | None) -> int:
    """How many processes to use: `asked`, by default the cores there are; never more than work."""
    return max(1, min(sources, asked or cores()))


def executor(jobs: int, arguments: Namespace) -> AbstractContextManager[Executor]:
    """That many processes, in a context that ends them, or the one that is running; each thing
    that they do is held to the bounds that `arguments` give.
    """
    if jobs == 1:
        return Here(arguments.timeout)
    return Workers(
        jobs,
        context=_context(),
        initializer=partial(prepare, arguments.max_memory),
        seconds=arguments.timeout,
    )


def prepare(megabytes: float) -> None:
    """Readies a process for work within so much memory."""
    collect_rarely()
    limit_memory(megabytes)


class Here(Executor):
    """Does what it is given in this process, at once, and each thing within `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is done."""
        future: Future[T] = Future()
        try:
            with time_limit(self._seconds):
                future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


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
        with _socket_in_our_folder():
            multiprocessing.forkserver.ensure_running()
    except OSError:  # The path of the folder for temporary files is too long for a socket.
        return multiprocessing.get_context("spawn")
    finally:
        signal.signal(signal.SIGINT, before)
    return context


@contextmanager
def _socket_in_our_folder() -> Iterator[None]:
    """Has the fork server's socket be where the next run takes it away, should this be killed."""
    if sys.platform != "linux":  # Elsewhere its path has no room for one folder more.
        yield
        return
    folder, lock = temporary_folder("server")
    # After multiprocessing has taken away its own (at -100), which it would miss.
    multiprocessing.util.Finalize(None, remove, (folder, lock), exitpriority=-200)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
