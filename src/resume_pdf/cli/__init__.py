"""The command `resume-pdf`: arguments, printing, exit statuses. Nothing else in the project prints.

Exit status: 0 good; 2 wrong use; 1 any other failure, and warnings under --strict.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from ..diagnostics import ResumeError
from .arguments import parser
from .report import Reporter, WrongUse

_WRONG_USE = {"unknown-layout", "unknown-style", "unknown-property", "property-invalid"}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with `argv` (default: the process's arguments); returns the exit status."""
    collect_rarely()
    arguments = parser().parse_args(argv)
    reporter = Reporter(quiet=getattr(arguments, "quiet", False))
    try:
        return int(arguments.run(arguments, reporter))
    except WrongUse as error:
        reporter.fail(str(error))
        return 2
    except ResumeError as error:
        reporter.diagnostic(error.diagnostic, error.source)
        return 2 if error.diagnostic.code in _WRONG_USE else 1
    except KeyboardInterrupt:
        reporter.fail("interrupted")
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        reporter.mistake(error)
        return 1
    finally:
        reporter.close()


def collect_rarely() -> None:
    """Boxes and blocks live to the end of the run: looking for garbage among them costs a fifth."""
    gc.set_threshold(50_000, 20, 100)
