"""What the command understands. Imports only what `--help` needs, so that help comes at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from .. import __version__


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command; parsed arguments have `run`, the function to call."""
    top = argparse.ArgumentParser(
        prog="resume-pdf",
        description="Typesets a Markdown résumé as PDFs and proves each by reading it back.",
        epilog="example: resume-pdf render resume.md --layout onepage",
    )
    top.add_argument("--version", action="version", version=f"resume-pdf {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _render(commands)
    _outline(commands)
    _check(commands)
    _verify(commands)
    _read(commands)
    return top


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _render(commands: _Commands) -> None:
    command = commands.add_parser(
        "render",
        help="make the PDFs",
        description="Renders résumés as PDFs. A PDF that fails its proof is not published.",
        epilog="example: resume-pdf render --layout onepage --paper letter --output jane.pdf",
    )
    command.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        default=["resume.md"],
        help="Markdown file, - for standard input (default: resume.md)",
    )
    command.add_argument(
        "--layout",
        dest="layouts",
        metavar="NAME",
        action="append",
        help="layout, may be given again (default: onepage and full)",
    )
    command.add_argument("--style", metavar="NAME", help="style (default: the front matter's)")
    command.add_argument(
        "--paper",
        choices=("a4", "letter"),
        help="paper (default: the front matter's, else letter for North America, else a4)",
    )
    command.add_argument(
        "--pages",
        metavar="N",
        type=_count,
        help="how many pages each PDF may take (default: the layout's)",
    )
    command.add_argument(
        "--audience",
        dest="audiences",
        metavar="NAME",
        action="append",
        default=[],
        help="leave out what is marked for other audiences alone; may be given again",
    )
    command.add_argument(
        "--contact",
        metavar="FILE",
        help="file with further contacts (phone: …), kept out of the résumé",
    )
    command.add_argument(
        "--standard",
        choices=("a3a+ua1", "a4f+ua2"),
        default="a3a+ua1",
        help="what the PDF conforms to: PDF/A-3a and PDF/UA-1 (default), or PDF/A-4f and PDF/UA-2",
    )
    command.add_argument(
        "--no-attachment",
        dest="attachment",
        action="store_false",
        help="leave out resume.json, the content in JSON Resume form",
    )
    command.add_argument(
        "--output",
        metavar="PATH",
        default="output",
        help="folder, or a file ending in .pdf, or - for standard output (default: output)",
    )
    command.add_argument(
        "--explain",
        action="store_true",
        help="show for every block why it stands or is left out, with its height and value",
    )
    command.add_argument(
        "--report",
        metavar="FILE",
        help="write the account of every PDF to this file, as JSON",
    )
    _common(command)
    command.set_defaults(run=_later("render"))


def _outline(commands: _Commands) -> None:
    command = commands.add_parser(
        "outline",
        help="show how a résumé is understood",
        description="Prints how the Markdown was understood: person, sections, entries, dates.",
        epilog="example: resume-pdf outline resume.md --format json",
    )
    _source(command)
    _format(command)
    _common(command)
    command.set_defaults(run=_later("outline"))


def _check(commands: _Commands) -> None:
    command = commands.add_parser(
        "check",
        help="say what could be better, and mend what is sure",
        description="Says of a résumé what is wrong, where, and what to write instead.",
        epilog="example: resume-pdf check resume.md --fix",
    )
    _source(command)
    _format(command)
    command.add_argument(
        "--fix",
        action="store_true",
        help="show what has one safe mend as a diff, ask, and write it",
    )
    command.add_argument("--yes", action="store_true", help="with --fix: write without asking")
    _common(command)
    command.set_defaults(run=_later("check"))


def _verify(commands: _Commands) -> None:
    command = commands.add_parser(
        "verify",
        help="prove a PDF that is there",
        description="Reads a PDF back and checks it: alone, or against the résumé it was made of.",
        epilog="example: resume-pdf verify output/jane-doe-resume.pdf --source resume.md",
    )
    _pdf(command)
    command.add_argument("--source", metavar="SOURCE", help="Markdown file, - for standard input")
    command.add_argument("--layout", metavar="NAME", help="layout (default: whichever fits best)")
    command.add_argument("--style", metavar="NAME", help="style (default: whichever fits best)")
    command.add_argument(
        "--audience",
        dest="audiences",
        metavar="NAME",
        action="append",
        default=[],
        help="the audience the PDF was made for; may be given again",
    )
    _format(command)
    _common(command)
    command.set_defaults(run=_later("verify"))


def _read(commands: _Commands) -> None:
    command = commands.add_parser(
        "read",
        help="show what a machine reads in a PDF",
        description="Prints the text of a PDF in order, and the fields that can be told from the "
        "page alone: person, sections, jobs, education, skills.",
        epilog="example: resume-pdf read output/jane-doe-resume.pdf --source resume.md",
    )
    _pdf(command)
    command.add_argument(
        "--source", metavar="SOURCE", help="compare with this Markdown file, - for standard input"
    )
    _format(command)
    _common(command)
    command.set_defaults(run=_later("read"))


def _count(text: str) -> int:
    """A whole number from 1; argparse turns the error into wrong use."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_count.__name__ = "number of pages"  # what argparse calls it: "invalid number of pages value"


def _pdf(command: argparse.ArgumentParser) -> None:
    command.add_argument("pdf", metavar="FILE.pdf", help="PDF file, - for standard input")


def _source(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        default="resume.md",
        help="Markdown file, - for standard input (default: resume.md)",
    )


def _format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument("--quiet", action="store_true", help="print only warnings and errors")


def _later(name: str) -> Callable[..., int]:
    """The `run` of a command's module, imported when it is called."""

    def run(*arguments: object) -> int:
        status: int = import_module(f".{name}", __package__).run(*arguments)
        return status

    return run
