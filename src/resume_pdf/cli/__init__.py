"""The command `resume-pdf`: arguments, printing, exit statuses. Nothing else in the project prints.

Exit status: 0 good; 2 wrong use; 1 any other failure, and warnings under --strict; 130 interrupted,
141 nobody reads the output any more.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from io import TextIOWrapper

from ..diagnostics import ResumeError
from .arguments import parser
from .ending import Ended, ended_tidily, occupy_closed_streams, silence
from .process import collect_rarely, end_at_once, heed_plain
from .report import Reporter, WrongUse

# What a shell says of a process that the signal ended.
_INTERRUPTED = 128 + signal.SIGINT
_BROKEN_PIPE = 128 + 13  # SIGPIPE, which Windows does not have
_DOCTOR = "resume-pdf doctor tells what is missing, and how to install it"
_WRONG_USE = {"unknown-layout", "unknown-style", "unknown-property", "property-invalid"}


def command() -> int:
    """What the installed command runs: `main`, in a process that is its own."""
    status = main()
    end_at_once()
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with `argv` (default: the process's arguments); returns the exit status."""
    collect_rarely()
    occupy_closed_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        # What the terminal's encoding lacks is written as an escape; standard error does so anyway.
        sys.stdout.reconfigure(errors="backslashreplace")
    reporter = Reporter()
    try:
        with ended_tidily():
            try:
                return _run(argv, reporter)
            finally:
                reporter.flush()
    except Ended as ended:
        return 128 + ended.number
    except BrokenPipeError:
        # Whoever read our output has gone.
        silence(sys.stdout, sys.stderr)
        return _BROKEN_PIPE
    except ResumeError as error:  # of the last flush
        silence(sys.stdout)
        reporter.diagnostic(error.diagnostic, None)
        return 1


def _run(argv: Sequence[str] | None, reporter: Reporter) -> int:
    try:
        arguments = _parser().parse_args(argv)
        reporter.quiet = getattr(arguments, "quiet", False)
        heed_plain()
        with _memory(arguments):
            return int(arguments.run(arguments, reporter))
    except WrongUse as error:
        reporter.fail(str(error))
        return 2
    except ResumeError as error:
        reporter.diagnostic(error.diagnostic, error.source)
        return 2 if error.diagnostic.code in _WRONG_USE else 1
    except KeyboardInterrupt:
        reporter.fail("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        raise
    except ImportError as error:
        reporter.fail(str(error), hint=_DOCTOR)
        return 1
    except Exception as error:
        reporter.mistake(error)
        return 1
    finally:
        reporter.close()


def _parser() -> argparse.ArgumentParser:
    """The parser; asked by a shell for completions, it answers these and ends the process."""
    made = parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(made, always_complete_options="long")
    return made


def _memory(arguments: Namespace) -> AbstractContextManager[None]:
    """What the command may take of it; imported for those alone that have such a bound."""
    if not hasattr(arguments, "max_memory"):
        return nullcontext()
    from .bounds import memory_limit

    return memory_limit(arguments.max_memory)
