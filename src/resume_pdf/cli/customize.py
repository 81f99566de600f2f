"""`resume-pdf customize`: copies a style or a layout beside the résumé."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from ..customize import copy_layout, copy_style
from ..diagnostics import ResumeError
from .report import Reporter, WrongUse


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Copies, tells what was written and what to try next."""
    folder = Path(arguments.source).parent
    try:
        if arguments.what == "style":
            written = copy_style(arguments.name, folder, arguments.new)
        else:
            written = copy_layout(arguments.name, folder, arguments.new, arguments.parts)
    except ValueError as error:
        raise WrongUse(str(error)) from error
    except ResumeError as error:
        if error.diagnostic.code != "output-exists":
            raise
        raise ResumeError(
            "output-exists", str(error), hint="give the copy another name with --as"
        ) from error
    for path in written:
        reporter.line(f"wrote {path}")
    source = "" if arguments.source == "resume.md" else f" {shlex.quote(arguments.source)}"
    name = arguments.new or arguments.name
    reporter.line(f"next: change it, then resume-pdf render{source} --{arguments.what} {name}")
    return 0
