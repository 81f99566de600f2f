"""What the command understands. Imports only what `--help` needs, so that help comes at once.

A module a command (or a group of them), each with `add`; what several share is in `common`.
"""

from __future__ import annotations

import argparse

from ... import __version__
from . import (
    check,
    completion,
    customize,
    doctor,
    explain,
    new,
    outline,
    preview,
    read,
    render,
    schema,
    verify,
    watch,
)
from .parsing import Parser

_COMMANDS = (  # in the order of --help
    new,
    render,
    preview,
    watch,
    outline,
    check,
    verify,
    read,
    customize,
    explain,
    schema,
    completion,
    doctor,
)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command; parsed arguments have `run`, the function to call."""
    top = Parser(
        prog="resume-pdf",
        description="Typesets a Markdown résumé as PDFs and proves each by reading it back.",
        epilog="resume-pdf COMMAND --help tells more of each, with examples.",
    )
    top.add_argument("--version", action="version", version=f"resume-pdf {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(commands)
    return top
