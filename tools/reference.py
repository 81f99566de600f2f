"""Writes what the command understands, from the parser itself: docs/cli.md and the manual page.

    python tools/reference.py

The two files are what this prints; a test compares them.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from resume_pdf import __version__
from resume_pdf.cli.arguments import parser

ROOT = Path(__file__).parents[1]
_STATUSES = (
    ("0", "good"),
    ("1", "something failed: what was not published or written is as it was; with --strict also "
     "where there is a warning"),
    ("2", "wrong use: nothing was done"),
    ("130", "interrupted (Ctrl-C)"),
    ("141", "whoever read the output has gone"),
)  # fmt: skip
_ENVIRONMENT = (
    ("NO_COLOR", "set to anything: no colours"),
    ("FORCE_COLOR, CLICOLOR_FORCE", "set, but for 0: colours in a pipe, too"),
    ("CLICOLOR", "set to 0: no colours"),
    ("SOURCE_DATE_EPOCH", "seconds since 1970, the date of PDFs whose résumé gives none"),
    ("RESUME_PDF_PLAIN", "set to anything: takes no short cuts, to see whether one is at fault"),
    ("RESUME_PDF_DEBUG", "set to anything: a mistake of the program shows where it happened"),
)
_STREAMS = (
    "Results go to standard output, messages to standard error. A SOURCE, FILE or PATH that is `-` "
    "stands for standard input or output. After `--` nothing is taken for an option."
)


def commands() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command: its whole name, its summary and its parser, those below it after it."""
    yield from _below(parser())


def _below(above: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in above._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                command = action.choices[choice.dest]
                yield command.prog, choice.help or "", command
                yield from _below(command)


def arguments(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """How each argument is written, and what it does."""
    for action in command._actions:
        if isinstance(action, (argparse._HelpAction, argparse._SubParsersAction)):
            continue
        choices = f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest
        value = "" if action.nargs == 0 else str(action.metavar or choices)
        written = ", ".join(f"{option} {value}".strip() for option in action.option_strings)
        listed = ", ".join(map(str, action.choices or ()))
        known = {**vars(action), "prog": command.prog, "choices": listed}
        help = (action.help or "") % known
        yield written or value, help


def usage(command: argparse.ArgumentParser) -> str:
    """The usage on one line."""
    formatter = argparse.HelpFormatter(command.prog, width=10_000)
    groups = command._mutually_exclusive_groups
    formatter.add_usage(command.usage, command._actions, groups)
    return formatter.format_help().strip().removeprefix("usage: ")


def examples(command: argparse.ArgumentParser) -> Sequence[str]:
    """Whole command lines."""
    return re.findall(r"^  (\S.*)$", command.epilog or "", re.M)


def markdown() -> str:
    """docs/cli.md."""
    return "\n".join(_markdown()) + "\n"


def _markdown() -> Iterator[str]:
    yield "# The command line"
    yield ""
    yield "Written by `python tools/reference.py` from what the command itself understands."
    yield ""
    yield from textwrap.wrap(_STREAMS, 100)
    yield ""
    for name, summary, command in commands():
        yield f"## `{name}`"
        yield ""
        yield from textwrap.wrap(command.description or f"{summary}.", 100)
        yield ""
        yield "```text"
        yield from textwrap.wrap(
            usage(command), 100, subsequent_indent="    ", break_on_hyphens=False
        )
        yield "```"
        yield ""
        rows = list(arguments(command))
        if rows:
            yield "| argument | |"
            yield "|---|---|"
            yield from (f"| `{written}` | {help} |" for written, help in rows)
            yield ""
        if found := examples(command):
            yield "```sh"
            yield from found
            yield "```"
            yield ""
    yield "## Exit status"
    yield ""
    yield "| status | |"
    yield "|---|---|"
    yield from (f"| {status} | {meaning} |" for status, meaning in _STATUSES)
    yield ""
    yield "## Environment"
    yield ""
    yield "| variable | |"
    yield "|---|---|"
    yield from (f"| `{name}` | {meaning} |" for name, meaning in _ENVIRONMENT)


def manual() -> str:
    """The manual page, in the macros of man(7)."""
    return "\n".join(_manual()) + "\n"


def _manual() -> Iterator[str]:
    top = parser()
    yield f'.TH RESUME\\-PDF 1 "" "resume\\-pdf {__version__}" "User Commands"'
    yield ".SH NAME"
    yield "resume\\-pdf \\- typeset a Markdown résumé as proved PDFs"
    yield ".SH SYNOPSIS"
    yield ".B resume\\-pdf"
    yield ".I COMMAND"
    yield "[arguments]"
    yield ".SH DESCRIPTION"
    yield _roff(top.description or "")
    yield ".PP"
    yield _roff(_STREAMS.replace("`", ""))
    yield ".SH COMMANDS"
    for name, summary, command in commands():
        yield f'.SS "{_roff(name)}"'
        yield _roff(command.description or f"{summary}.")
        yield ".PP"
        yield _roff(usage(command))
        for written, help in arguments(command):
            yield ".TP"
            yield f'.B "{_roff(written)}"'
            yield _roff(help)
        if found := examples(command):
            yield ".PP"
            yield "Examples:"
            yield ".PP"
            yield ".nf"
            yield from (f"    {_roff(example)}" for example in found)
            yield ".fi"
    for title, rows in (("EXIT STATUS", _STATUSES), ("ENVIRONMENT", _ENVIRONMENT)):
        yield f'.SH "{title}"'
        for name, meaning in rows:
            yield ".TP"
            yield f'.B "{_roff(name)}"'
            yield _roff(meaning)


def _roff(text: str) -> str:
    """`text` as roff takes it as it is: no line of it a request, no hyphen a dash."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


FILES = {
    ROOT / "docs" / "cli.md": markdown,
    ROOT / "docs" / "resume-pdf.1": manual,
}

if __name__ == "__main__":
    for path, made in FILES.items():
        path.write_text(made(), "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
