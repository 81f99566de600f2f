"""Arguments of `resume-pdf outline`."""

from __future__ import annotations

from .common import Commands, add_bounds, add_command, add_format, add_manners, add_source


def add(commands: Commands) -> None:
    """Adds `outline`."""
    command = add_command(
        commands,
        "outline",
        description="Prints how the Markdown was understood: person, sections, entries, dates.",
        examples=("resume-pdf outline", "resume-pdf outline resume.md --format json"),
    )
    add_source(command)
    add_format(command)
    add_bounds(command)
    add_manners(command)
