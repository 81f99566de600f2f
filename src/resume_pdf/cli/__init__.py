"""The command `resume-pdf`: arguments, printing, exit statuses. Nothing else in the project prints.

Exit status: 0 good; 2 wrong use; 1 any other failure, and warnings under --strict; 130 interrupted,
141 nobody reads the output any more.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from ..frames import roomy
from .arguments import parser
from .ending import Ended, ended_tidily, occupy_closed_streams, silence, to_stdout
from .process import collect_rarely

# What a shell says of a process that the signal ended.
_BROKEN_PIPE = 128 + 13  # SIGPIPE, which Windows does not have


@roomy
def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with `argv` (default: the process's arguments); returns the exit status."""
    collect_rarely()
    occupy_closed_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        # What the terminal's encoding lacks is written as an escape; standard error does so anyway.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with ended_tidily():
            try:
                return _run(argv)
            finally:
                if sys.stdout is not None:
                    with to_stdout():
                        sys.stdout.flush()
    except Ended as ended:
        return 128 + ended.number
    except BrokenPipeError:
        # Whoever read our output has gone.
        silence(sys.stdout, sys.stderr)
        return _BROKEN_PIPE
    except Exception as error:
        from ..diagnostics import ResumeError

        if not isinstance(error, ResumeError):
            raise
        silence(sys.stdout)  # It is of the last flush.
        return _tell(error)


def _run(argv: Sequence[str] | None) -> int:
    try:
        argv = sys.argv[1:] if argv is None else argv
        arguments = _parser(argv).parse_args(argv)
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        return _tell(error)
    # Imported here: --help and --version have ended by now, and need none of it.
    from .running import run

    return run(arguments)


def _tell(error: Exception | KeyboardInterrupt) -> int:
    from .report import Reporter
    from .running import tell

    return tell(error, Reporter())


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for `argv`; asked by a shell for completions, it answers these and ends the
    process.
    """
    if "_ARGCOMPLETE" not in os.environ:
        return parser(argv)
    import argcomplete

    argcomplete.autocomplete(made := parser(), always_complete_options="long")
    return made
