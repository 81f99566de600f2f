"""What the command understands. Imports only what `--help` needs, so that help comes at once.

A module a command (or a group of them), each with `add`; what several share is in `common`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

from ... import __version__
from .parsing import Parser

_MODULES = {  # of every command, in the order of --help
    "new": "new",
    "render": "render",
    "preview": "preview",
    "watch": "watch",
    "outline": "outline",
    "check": "check",
    "verify": "verify",
    "read": "read",
    "styles": "customize",
    "layouts": "customize",
    "customize": "customize",
    "explain": "explain",
    "schema": "schema",
    "completion": "completion",
    "doctor": "doctor",
}


def parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the command that `argv` begins with, or of all where it begins with none;
    parsed arguments have `run`, the function to call.
    """
    top = Parser(
        prog="resume-pdf",
        description="Typesets a Markdown résumé as PDFs and proves each by reading it back.",
        epilog="resume-pdf COMMAND --help tells more of each, with examples.",
    )
    top.add_argument("--version", action="version", version=f"resume-pdf {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _modules(argv):
        import_module(f".{module}", __name__).add(commands)
    return top


def _modules(argv: Sequence[str]) -> Sequence[str]:
    first = argv[0] if argv else ""
    if first == "--version":
        return ()
    return (_MODULES[first],) if first in _MODULES else tuple(dict.fromkeys(_MODULES.values()))
