"""The parser that every command is parsed by: its help, and what it says of wrong use."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator

TYPE_CHECKING = False  # As in `ending`, and so in what else --help loads.
if TYPE_CHECKING:
    from typing import Any, NoReturn


class HelpFormatter(argparse.HelpFormatter):
    """Wraps prose to the terminal, and keeps indented lines, the examples, as they are."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, width=_columns() - 2, **options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        wrap = super()._fill_text
        return "\n".join(
            line if line.startswith(" ") else wrap(line, width, indent)
            for line in text.splitlines()
        )


class Parser(argparse.ArgumentParser):
    """A parser that takes no option by its first letters, so that a new one breaks no script, and
    ends wrong use with the next step.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=HelpFormatter, **options)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Prints help or version; argparse would say nothing where it cannot."""
        if file is not sys.stdout or file is None:
            super()._print_message(message, file)
            return
        from ..ending import to_stdout

        with to_stdout():
            file.write(message)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and what to do, and exits with 2."""
        self.print_usage(sys.stderr)
        hint = f"{self.prog} --help tells more, with examples"
        if near := _nearest(message, self):
            hint = f"did you mean {near}?"
        self.exit(2, f"{self.prog}: error: {message}\n  hint: {hint}\n")


def _columns() -> int:
    """How many characters wide the terminal is, as `shutil.get_terminal_size` tells it: to load
    that takes as long as all that is ours of --help.
    """
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def _nearest(message: str, parser: argparse.ArgumentParser) -> str | None:
    """The choice or the option that an unknown one in argparse's message was meant to be."""
    if wrong := re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message):
        known = re.findall(r"'?([^',\s]+)'?", wrong[2])
    elif wrong := re.search(r"unrecognized arguments: (--[^\s=]+)", message):
        known = list(_options(parser))
    else:
        return None
    from ...misspelt import nearest

    return nearest(wrong[1], known)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The long options of a parser and all parsers below it."""
    for action in parser._actions:
        yield from (option for option in action.option_strings if option.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _options(below)
