"""Arguments of `resume-pdf read`."""

from __future__ import annotations

from .common import Commands, add_bounds, add_command, add_format, add_manners, add_pdf


def add(commands: Commands) -> None:
    """Adds `read`."""
    command = add_command(
        commands,
        "read",
        description="Prints the text of a PDF in order, and the fields that can be told from the "
        "page alone: person, sections, jobs, education, skills.",
        examples=(
            "resume-pdf read output/jane-doe-resume.pdf",
            "resume-pdf read output/jane-doe-resume.pdf --source resume.md",
        ),
    )
    add_pdf(command)
    command.add_argument(
        "--source", metavar="SOURCE", help="compare with this Markdown file, - for standard input"
    )
    add_format(command)
    add_bounds(command)
    add_manners(command)
