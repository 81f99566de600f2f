"""Arguments of `resume-pdf verify`."""

from __future__ import annotations

from .common import (
    Commands,
    add_audiences,
    add_bounds,
    add_command,
    add_format,
    add_manners,
    add_pdf,
    add_variables,
    complete,
    layouts,
    styles,
)


def add(commands: Commands) -> None:
    """Adds `verify`."""
    command = add_command(
        commands,
        "verify",
        description="Reads a PDF back and checks it: alone, or against the résumé it was made of.",
        examples=(
            "resume-pdf verify output/jane-doe-resume.pdf",
            "resume-pdf verify output/jane-doe-resume.pdf --source resume.md",
        ),
    )
    add_pdf(command)
    command.add_argument("--source", metavar="SOURCE", help="Markdown file, - for standard input")
    layout = command.add_argument(
        "--layout", metavar="NAME", help="layout (default: whichever fits best)"
    )
    complete(layout, layouts)
    style = command.add_argument(
        "--style", metavar="NAME", help="style (default: whichever fits best)"
    )
    complete(style, styles)
    add_variables(command)
    add_audiences(command, "the audience the PDF was made for")
    add_format(command)
    add_bounds(command)
    add_manners(command)
