"""Arguments of `resume-pdf doctor`."""

from __future__ import annotations

from .common import Commands, add_command, add_format, add_quiet


def add(commands: Commands) -> None:
    """Adds `doctor`."""
    command = add_command(
        commands,
        "doctor",
        description="Looks at everything that rendering needs, and sets and proves a page. The "
        "exit status is 1 if something is missing.",
        examples=("resume-pdf doctor", "resume-pdf doctor --format json"),
    )
    command.add_argument(
        "--output",
        metavar="FOLDER",
        default="output",
        help="folder that must be one to write to (default: output)",
    )
    add_format(command)
    add_quiet(command)
