"""Processes for many tasks, of which each may die without the others.

`concurrent.futures.ProcessPoolExecutor` gives up every task when one of its processes dies, and
does not tell which task it was. Here only the task that the dead process worked on fails, with
the reason, and another process takes its place.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from .held import remove, remove_left, share, temporary_folder
from .tasks import answer, manner_of_death, packed, result_of

P = ParamSpec("P")
T = TypeVar("T")


class Workers(Executor):
    """At most `count` processes at a time, started as tasks come and kept for further ones.

    `context` says how they start (default: "spawn"; "forkserver" serves as well, "fork" does not,
    since it would hand each one's pipe to the next). `initializer` is called in each before its
    first task. A task whose process dies raises `BrokenProcessPool`; one that takes longer than
    `seconds` raises `TimeoutError`, and its process is killed. Their temporary files go to
    one folder, removed with them, or by the last of them where this process is killed; left by an
    exception, they are killed at once.
    """

    def __init__(
        self,
        count: int,
        *,
        context: BaseContext | None = None,
        initializer: Callable[[], None] | None = None,
        seconds: float = float("inf"),
    ) -> None:
        self._seconds = seconds
        self._context = context or multiprocessing.get_context("spawn")
        self._initializer = initializer
        self._folder, lock = temporary_folder("work")
        self._cleanup = weakref.finalize(self, remove, self._folder, lock)
        # A thread waits for each process; it takes whichever is free, and starts one if none is.
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="resume-pdf-worker")
        self._idle: list[_Worker] = []
        self._living: set[_Worker] = set()
        self._killed = False
        self._lock = Lock()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Gives out one task; what it is made of and what it returns must be picklable."""
        return self._threads.submit(self._run, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the processes after what they are at, or after all tasks, as any executor does."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            for worker in self._living:
                worker.dismiss()
            for worker in self._living:
                worker.join()
            self._cleanup()

    def kill(self) -> None:
        """Ends the processes now; what they were at is lost, what waited is cancelled."""
        with self._lock:
            self._killed = True
            for worker in self._living:
                worker.kill()
        self.shutdown(cancel_futures=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.shutdown() if kind is None else self.kill()

    def _run(self, fn: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        worker = self._free()
        try:
            result: T = worker.call(fn, args, kwargs, self._seconds)
        finally:
            with self._lock:
                if worker.ended is None:
                    self._idle.append(worker)
                else:
                    self._living.discard(worker)
        return result

    def _free(self) -> _Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        worker = _Worker(self._context, self._initializer, str(self._folder))
        with self._lock:
            self._living.add(worker)
            if self._killed:  # meanwhile
                worker.kill()
        return worker


class _Worker:
    """One process and this end of the pipe to it. `ended` says how it died, None while it lives."""

    def __init__(
        self, context: BaseContext, initializer: Callable[[], None] | None, folder: str
    ) -> None:
        self.ended: str | None = None
        self._pipe, theirs = context.Pipe()
        # Daemons are ended with this process, however it ends short of being killed; should it
        # be, they find the pipe closed.
        self._process = context.Process(  # type: ignore[attr-defined]  # every real context has it
            target=_serve, args=(theirs, initializer, folder), daemon=True
        )
        self._process.start()
        theirs.close()

    def call(
        self, fn: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any], seconds: float
    ) -> T:
        task = packed(fn, args, kwargs)
        try:
            self._pipe.send_bytes(task)
            in_time = self._pipe.poll(None if seconds == float("inf") else seconds)
            answered = self._pipe.recv_bytes() if in_time else None
        except (EOFError, OSError) as error:
            self._process.join()
            self.ended = manner_of_death(self._process.exitcode)
            raise BrokenProcessPool(self.ended) from error
        if answered is None:
            self.kill()
            self._process.join()
            self.ended = f"it took longer than {seconds:g} s"
            raise TimeoutError(self.ended)
        result: T = result_of(answered)
        return result

    def dismiss(self) -> None:
        """Lets it go: it ends after what it is at."""
        with contextlib.suppress(OSError):
            self._pipe.send_bytes(_GOODBYE)
        self._pipe.close()

    def join(self) -> None:
        self._process.join()

    def kill(self) -> None:
        self._process.kill()


_GOODBYE = b""  # for a task, which is never empty


def _serve(
    pipe: Connection[bytes, bytes], initializer: Callable[[], None] | None, folder: str
) -> None:
    """What a process does: task after task, until it is let go."""
    # An interrupt at the terminal reaches every process; whoever started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lock = share(Path(folder))
    tempfile.tempdir = folder
    if initializer:
        initializer()
    try:
        while (task := pipe.recv_bytes()) != _GOODBYE:
            pipe.send_bytes(answer(task))
    except (EOFError, OSError):
        # Whoever started them was killed: the last of them takes the folder away. That process
        # may hold it for a moment yet, for what it had open is closed in no order.
        os.close(lock)
        remove_left(Path(folder), wait=True)
