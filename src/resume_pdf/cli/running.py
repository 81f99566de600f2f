"""One run of a command whose arguments are known, and what is told of what ended it early."""

from __future__ import annotations

import signal
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext

from ..diagnostics import ResumeError
from .process import heed_plain
from .report import Reporter, WrongUse

# What a shell says of a process that the signal ended.
_INTERRUPTED = 128 + signal.SIGINT
_DOCTOR = "resume-pdf doctor tells what is missing, and how to install it"
_WRONG_USE = {"unknown-layout", "unknown-style", "unknown-property", "property-invalid"}


def run(arguments: Namespace) -> int:
    """Runs the command that `arguments` stand for; returns the exit status."""
    reporter = Reporter(quiet=getattr(arguments, "quiet", False))
    try:
        heed_plain()
        with _memory(arguments):
            return int(arguments.run(arguments, reporter))
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        return tell(error, reporter)
    finally:
        reporter.close()


def tell(error: Exception | KeyboardInterrupt, reporter: Reporter) -> int:
    """Tells what a run ended with; returns the exit status."""
    match error:
        case WrongUse():
            reporter.fail(str(error))
            return 2
        case ResumeError():
            reporter.diagnostic(error.diagnostic, error.source)
            return 2 if error.diagnostic.code in _WRONG_USE else 1
        case KeyboardInterrupt():
            reporter.fail("interrupted")
            return _INTERRUPTED
        case ImportError():
            reporter.fail(str(error), hint=_DOCTOR)
        case _:
            reporter.mistake(error)
    return 1


def _memory(arguments: Namespace) -> AbstractContextManager[None]:
    """What the command may take of it; imported for those alone that have such a bound."""
    if not hasattr(arguments, "max_memory"):
        return nullcontext()
    from .bounds import memory_limit

    return memory_limit(arguments.max_memory)
