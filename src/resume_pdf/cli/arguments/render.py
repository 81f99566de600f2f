"""Arguments of `resume-pdf render`."""

from __future__ import annotations

import argparse

from .common import (
    Commands,
    add_audiences,
    add_bounds,
    add_command,
    add_format,
    add_manners,
    add_sources,
    add_variables,
    complete,
    count,
    layouts,
    styles,
)


def add(commands: Commands) -> None:
    """Adds `render`."""
    command = add_command(
        commands,
        "render",
        description="Renders résumés as PDFs. A PDF that fails its proof is not published.",
        examples=(
            "resume-pdf render",
            "resume-pdf render resume.md --layout onepage --paper letter --output jane.pdf",
            "resume-pdf render . --output pdfs",
            "resume-pdf render --set accent=#0a5532 --set size=9.5",
        ),
    )
    add_sources(command, "Markdown file, folder of such, - for standard input")
    add_making(command)
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
    command.add_argument(
        "--jobs",
        metavar="N",
        type=count,
        help="how many to render at a time (default: as many as there are processor cores)",
    )
    add_bounds(command)
    add_format(command)
    add_manners(command)


def add_making(command: argparse.ArgumentParser) -> None:
    """What PDFs are to be made, and where to put them."""
    layout = command.add_argument(
        "--layout",
        dest="layouts",
        metavar="NAME",
        action="append",
        help="layout, may be given again (default: onepage and full)",
    )
    complete(layout, layouts)
    add_look(command)
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


def add_look(command: argparse.ArgumentParser) -> None:
    """How a PDF is to look, and what is to be in it."""
    style = command.add_argument(
        "--style", metavar="NAME", help="style (default: the front matter's)"
    )
    complete(style, styles)
    command.add_argument(
        "--paper",
        choices=("a4", "letter"),
        help="paper (default: the front matter's, else letter for North America, else a4)",
    )
    command.add_argument(
        "--pages",
        metavar="N",
        type=count,
        help="how many pages each PDF may take (default: the layout's)",
    )
    add_variables(command)
    add_audiences(command, "leave out what is marked for other audiences alone")
    photo = command.add_mutually_exclusive_group()
    photo.add_argument(
        "--photo", metavar="FILE", help="photograph (default: the front matter's, else none)"
    )
    photo.add_argument("--no-photo", action="store_true", help="leave the photograph out")
    command.add_argument(
        "--contact",
        metavar="FILE",
        help="file with further contacts (phone: …), kept out of the résumé",
    )
