"""Arguments of `resume-pdf check`."""

from __future__ import annotations

from .common import Commands, add_bounds, add_command, add_format, add_manners, add_sources


def add(commands: Commands) -> None:
    """Adds `check`."""
    command = add_command(
        commands,
        "check",
        description="Says of a résumé what is wrong, where, and what to write instead.",
        examples=(
            "resume-pdf check",
            "resume-pdf check resume.md --fix",
            "resume-pdf check --format sarif > resume.sarif",
        ),
    )
    add_sources(command, "Markdown file, - for standard input")
    add_format(command, "sarif")
    command.add_argument(
        "--fix",
        action="store_true",
        help="show what has one safe mend as a diff, ask, and write it",
    )
    command.add_argument("--yes", action="store_true", help="with --fix: write without asking")
    add_bounds(command)
    add_manners(command)
