"""How the command is ended from outside, and the streams it is started with."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

TYPE_CHECKING = False  # `typing` takes longer to load than the rest of --help
if TYPE_CHECKING:
    from types import FrameType
    from typing import TextIO

_ENDING = ("SIGTERM", "SIGHUP")  # Windows lacks the second.


class Ended(BaseException):
    """Another process, or the terminal as it closes, asks this one to end by signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def ended_tidily() -> Iterator[None]:
    """Has `Ended` raised for a signal that would end the process as it stands, as Ctrl-C raises
    `KeyboardInterrupt`: what cleans up after itself then does. What is ignored (nohup) stays so.
    """
    before = {}
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            with contextlib.suppress(ValueError):  # not in the main thread
                before[number] = signal.signal(number, _raise)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(number: int, _: FrameType | None) -> None:
    raise Ended(number)


def end_by(number: int) -> None:
    """Ends the process by a signal, so that whoever started it learns by which: a shell stops its
    loop at Ctrl-C only for a command that died of it.
    """
    if os.name == "posix":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def occupy_closed_streams() -> None:
    """Has the numbers of closed standard streams (`2>&-`) lead nowhere. Else the next file that is
    opened would take such a number, and a library's warning would end in a PDF.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        # To print to None is to print to standard output.
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


@contextlib.contextmanager
def to_stdout() -> Iterator[None]:
    """Turns what keeps standard output from being written into an error of the run."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from ..diagnostics import ResumeError

        reason = error.strerror or str(error)
        raise ResumeError(
            "output-unwritable", f"cannot write to standard output: {reason}"
        ) from error


def silence(*streams: TextIO | None) -> None:
    """Has streams that cannot be written any more lead nowhere: Python flushes them as it ends."""
    for stream in streams:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]
