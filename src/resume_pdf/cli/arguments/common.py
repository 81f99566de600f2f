"""What the arguments of several commands are made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from importlib import import_module

from .commands import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Commands, name: str, *, description: str, examples: tuple[str, ...]
) -> argparse.ArgumentParser:
    """A command whose `run` is that of the module `cli/NAME.py` (`a-b` → `a_b`).

    Each of `examples` is a whole command line that works in a folder with a `resume.md` (a test
    runs them).
    """
    _, summary = COMMANDS[name]
    command = commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog="\n".join(("examples:", *(f"  {example}" for example in examples))),
    )
    command.set_defaults(run=_later(name.replace("-", "_")), command=name)
    return command


def complete(
    action: argparse.Action, names: Callable[[argparse.Namespace, str], Iterable[str]]
) -> argparse.Action:
    """Makes a shell complete what is given for `action`: from what stands before it and its first
    letters.
    """

    def completer(
        prefix: str, parsed_args: argparse.Namespace, **_: object
    ) -> Iterable[str]:  # by the names that argcomplete calls it with
        return names(parsed_args, prefix)

    action.completer = completer  # type: ignore[attr-defined]
    return action


def layouts(arguments: argparse.Namespace, _: str) -> Iterable[str]:
    """The names that --layout takes."""
    from ...theme import layout_names

    return layout_names(_beside(arguments))


def styles(arguments: argparse.Namespace, _: str) -> Iterable[str]:
    """The names that --style takes."""
    from ...theme import style_names

    return style_names(_beside(arguments))


def _beside(arguments: argparse.Namespace) -> tuple[Path, ...]:
    """The folders of the sources that stand on the command line."""
    from pathlib import Path

    named = getattr(arguments, "sources", None) or [getattr(arguments, "source", None)]
    return tuple(Path(one).parent for one in named if one)


def files(*endings: str) -> Callable[[argparse.Namespace, str], Iterable[str]]:
    """Files that end so, and folders."""

    def names(_: argparse.Namespace, prefix: str) -> Iterable[str]:
        from argcomplete.completers import FilesCompleter

        return FilesCompleter(endings)(prefix)

    return names


_MARKDOWN = files(".md", ".markdown")


def add_source(
    command: argparse.ArgumentParser, help: str = "Markdown file, - for standard input"
) -> None:
    """One résumé, by default `resume.md`."""
    source = command.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        default="resume.md",
        help=f"{help} (default: resume.md)",
    )
    complete(source, _MARKDOWN)


def add_sources(command: argparse.ArgumentParser, help: str) -> None:
    """Several résumés, by default `resume.md` alone."""
    sources = command.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        default=["resume.md"],
        help=f"{help} (default: resume.md)",
    )
    complete(sources, _MARKDOWN)


def add_pdf(command: argparse.ArgumentParser) -> None:
    """One PDF."""
    pdf = command.add_argument("pdf", metavar="FILE.pdf", help="PDF file, - for standard input")
    complete(pdf, files(".pdf"))


def add_audiences(command: argparse.ArgumentParser, help: str) -> None:
    """For whom what is marked is shown; may be given again."""
    command.add_argument(
        "--audience",
        dest="audiences",
        metavar="NAME",
        action="append",
        default=[],
        help=f"{help}; may be given again",
    )


def add_variables(command: argparse.ArgumentParser) -> None:
    """--set NAME=VALUE, a custom property of the style; may be given again."""
    command.add_argument(
        "--set",
        dest="variables",
        metavar="NAME=VALUE",
        type=_variable,
        action="append",
        default=[],
        help="a property of the style: accent=#0a5, size=10.2, face=…; may be given again",
    )


def add_format(command: argparse.ArgumentParser, *more: str) -> None:
    """--format text, json or one of `more`."""
    command.add_argument(
        "--format", choices=("text", "json", *more), default="text", help="default: text"
    )


def add_manners(command: argparse.ArgumentParser) -> None:
    """--strict and --quiet."""
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    add_quiet(command)


def add_quiet(command: argparse.ArgumentParser) -> None:
    """--quiet alone, for a command that has nothing to warn of."""
    command.add_argument("--quiet", action="store_true", help="print only warnings and errors")


def add_bounds(command: argparse.ArgumentParser) -> None:
    """--timeout, --max-memory, --max-size and --max-pages: what a stranger's file may ask for."""
    bounds = command.add_argument_group("bounds, generous; 0 takes one away")
    bounds.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_amount,
        default=120.0,
        help="give up on a résumé after so long (default: 120)",
    )
    bounds.add_argument(
        "--max-memory",
        metavar="MB",
        type=_amount,
        default=2000.0,
        help="how much memory to take (default: 2000)",
    )
    bounds.add_argument(
        "--max-size",
        metavar="MB",
        type=_amount,
        help="how large a file to read (default: 2, a PDF 50)",
    )
    bounds.add_argument(
        "--max-pages",
        metavar="N",
        type=_amount,
        default=200.0,
        help="how many pages a PDF may have (default: 200)",
    )


def count(text: str) -> int:
    """A whole number from 1; argparse turns the error into wrong use."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


count.__name__ = "whole number from 1"  # argparse: "invalid whole number from 1 value: '0'"


def _amount(text: str) -> float:
    """A number from 0, which is for none at all."""
    number = float(text)
    if not 0 <= number < float("inf"):
        raise ValueError(text)
    return number or float("inf")


_amount.__name__ = "number from 0"


def _variable(text: str) -> tuple[str, str]:
    """NAME and VALUE; the dashes that CSS has before the name may stand there."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"give NAME=VALUE, such as accent=#0a5, not {text!r}")
    return name.strip().removeprefix("--"), value.strip()


def _later(module: str) -> Callable[..., int]:
    """The `run` of a command's module, imported when it is called."""

    def run(*arguments: object) -> int:
        status: int = import_module(f"..{module}", __package__).run(*arguments)
        return status

    return run
