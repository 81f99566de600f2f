"""What the command understands. Imports only what `--help` needs, so that help comes at once.

A module a command (or a group of them), each with `add`; what several share is in `common`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

from ... import __version__
from .commands import COMMANDS
from .parsing import Parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def parser(argv: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser of the command that `argv` begins with, of their list where `argv` asks for no
    more, else of all; parsed arguments have `run`, the function to call.
    """
    top = Parser(
        prog="resume-pdf",
        description="Typesets a Markdown résumé as PDFs and proves each by reading it back.",
        epilog="resume-pdf COMMAND --help tells more of each, with examples.",
    )
    top.add_argument("--version", action="version", version=f"resume-pdf {__version__}")
    first = argv[0] if argv else None
    listed = argv is not None and first in (None, "-h", "--help")
    parser_class: Any = _Listed if listed else Parser
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=parser_class
    )
    if listed:
        for name, (_, summary) in COMMANDS.items():
            commands.add_parser(name, help=summary)
    elif first != "--version":
        all_of_them = [module for module, _ in COMMANDS.values()]
        for module in [COMMANDS[first][0]] if first in COMMANDS else dict.fromkeys(all_of_them):
            import_module(f".{module}", __name__).add(commands)
    return top


class _Listed:
    """In place of the parser of a command that is only listed."""

    def __init__(self, **_: object) -> None:
        pass
