"""A second process for one run of the command, which shares what the first has loaded so far.

It is forked before anything large is loaded and while there is one thread, so that each of the two
loads alone what it needs: this one typesetting, that one the reader and the programs that prove.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn, ParamSpec, TypeVar

from ..tasks import answer, manner_of_death, packed, result_of
from .bounds import GRACE
from .process import cores

P = ParamSpec("P")
T = TypeVar("T")

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM")
_ENDING = {getattr(signal, name) for name in _NAMES if hasattr(signal, name)}  # not on Windows
_LENGTH = 8  # bytes that say how many follow


@contextlib.contextmanager
def second_process(seconds: float) -> Iterator[Executor | None]:
    """A process beside this one that ends with it, and soon after `seconds` whatever it is at;
    None where it would not help, or may not be.
    """
    try:
        process = Beside(seconds) if _may_be_forked() else None
    except OSError:  # There may be no more processes, or no more files: all can be done here.
        process = None
    try:
        yield process
    finally:
        if process:
            process.shutdown()


def _may_be_forked() -> bool:
    # Elsewhere the system's own libraries do not bear it, or there is no such thing. What holds
    # threads by now, or Pango, which has some of its own, is no command that has just begun.
    begins = threading.active_count() == 1 and "weasyprint" not in sys.modules
    return sys.platform == "linux" and begins and cores() > 1


class Beside(Executor):
    """One process that carries out tasks in their order. Answers are received when one is asked
    for, by the thread that asks. Raises `OSError` where no process can be started.
    """

    def __init__(self, seconds: float) -> None:
        to_do, self._tasks = _pipe()
        self._answers, done = _pipe()
        try:
            with _signals_waiting():
                self._pid = os.fork()
                if not self._pid:
                    _serve(to_do, done, (self._tasks, self._answers), seconds)
        except OSError:
            self._tasks.close()
            self._answers.close()
            raise
        finally:
            to_do.close()
            done.close()
        self._awaited: deque[Future[Any]] = deque()
        self._death = ""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Gives out one task; what it is made of and what it returns must be picklable."""
        future: Future[T] = _Awaited(self)
        task = packed(fn, args, kwargs)
        self._awaited.append(future)
        with contextlib.suppress(BrokenPipeError):  # It died, as is told of every answer.
            _send(self._tasks, task)
        return future

    def receive(self) -> None:
        """Waits for the next answer."""
        received = _received(self._answers)
        future = self._awaited.popleft()
        if received is None:
            self._death = self._death or self._buried()
            future.set_exception(BrokenExecutor(self._death))
            return
        try:
            future.set_result(result_of(received))
        except Exception as error:
            future.set_exception(error)

    def shutdown(self, wait: bool = True, **_: object) -> None:
        """Ends the process at once, whatever it is at: nobody asks any more. Its memory is some
        milliseconds in going; without `wait` call it again afterwards.
        """
        with contextlib.suppress(BrokenPipeError):
            self._tasks.close()
        self._answers.close()
        if not self._death:
            os.kill(self._pid, signal.SIGKILL)
            self._death = self._buried() if wait else ""

    def _buried(self) -> str:
        """How it ended, once it has."""
        _, status = os.waitpid(self._pid, 0)
        return manner_of_death(os.waitstatus_to_exitcode(status))


class _Awaited(Future[T]):
    def __init__(self, process: Beside) -> None:
        super().__init__()
        self._process = process

    def result(self, timeout: float | None = None) -> T:
        while not self.done():
            self._process.receive()
        return super().result(timeout)


@contextlib.contextmanager
def _signals_waiting() -> Iterator[None]:
    """Has no signal end this process within, nor what is forked from it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    tasks: BinaryIO, answers: BinaryIO, ends: Iterable[BinaryIO], seconds: float
) -> NoReturn:
    """What the process does: task after task. Nothing of the one that it was forked from may run
    in it afterwards, whose files, `ends` of pipes, signals and clean-up are not its own.
    """
    try:
        for end in ends:
            end.close()
        _be_ended(seconds)
        queue: SimpleQueue[bytes] = SimpleQueue()
        # Tasks are taken in whatever it is at: else each could wait for the other to read.
        threading.Thread(target=_take_in, args=(tasks, queue), daemon=True).start()
        while True:
            _send(answers, answer(queue.get()))
    finally:
        os._exit(1)


def _be_ended(seconds: float) -> None:
    """Has the system end this process by the signals that end any, and after its time."""
    # An interrupt at the terminal reaches both processes; it is the other that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ENDING - {signal.SIGINT}:
        if signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    if seconds != float("inf"):
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)


def _take_in(tasks: BinaryIO, queue: SimpleQueue[bytes]) -> None:
    while (task := _received(tasks)) is not None:
        queue.put(task)
    os._exit(0)  # Nobody asks any more, or whoever did has died.


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


def _send(pipe: BinaryIO, message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH, "little"))
    pipe.write(message)
    pipe.flush()


def _received(pipe: BinaryIO) -> bytes | None:
    """The next message; None where the other end is closed, within one as well."""
    length = int.from_bytes(pipe.read(_LENGTH), "little")
    message = pipe.read(length)
    return message if length and len(message) == length else None
