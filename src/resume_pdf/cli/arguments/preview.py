"""Arguments of `resume-pdf preview`."""

from __future__ import annotations

import argparse

from .common import Commands, add_bounds, add_command, add_quiet, add_source, complete, layouts
from .render import add_look


def add(commands: Commands) -> None:
    """Adds `preview`."""
    command = add_command(
        commands,
        "preview",
        description="Shows the PDF in a browser as it will be, anew at each save, with what is "
        "found and what is left out beside it. Serves on this machine only. Ctrl-C ends it.",
        examples=("resume-pdf preview", "resume-pdf preview resume.md --layout full --no-open"),
    )
    add_source(command, "Markdown file")
    layout = command.add_argument(
        "--layout",
        metavar="NAME",
        default="onepage",
        help="layout to begin with (default: onepage)",
    )
    complete(layout, layouts)
    add_look(command)
    command.add_argument(
        "--port", type=_port, default=0, metavar="N", help="port (default: any that is free)"
    )
    command.add_argument(
        "--open",
        action=argparse.BooleanOptionalAction,
        help="open the browser, or do not (default: where there is a screen)",
    )
    command.add_argument(
        "--editor",
        metavar="NAME|URL",
        help="what opens a finding's line: vscode, vscodium, cursor, zed, sublime, idea, textmate, "
        "or an address with {file}, {line} and {column}",
    )
    add_bounds(command)
    add_quiet(command)


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


_port.__name__ = "port"  # what argparse calls it: "invalid port value"
