"""Arguments of `resume-pdf explain`."""

from __future__ import annotations

from ...codes import CODES
from .common import Commands, add_command


def add(commands: Commands) -> None:
    """Adds `explain`."""
    command = add_command(
        commands,
        "explain",
        description="Prints what a code such as date-order means, with an example and what to do. "
        "Without a code it lists them all.",
        examples=("resume-pdf explain date-order", "resume-pdf explain"),
    )
    command.add_argument(
        "code",
        metavar="CODE",
        nargs="?",
        choices=tuple(CODES),
        help="the word in square brackets of a message",
    )
