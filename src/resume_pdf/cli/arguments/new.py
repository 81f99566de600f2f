"""Arguments of `resume-pdf new`."""

from __future__ import annotations

from ...starters import languages
from .common import Commands, add_command, add_quiet


def add(commands: Commands) -> None:
    """Adds `new`."""
    command = add_command(
        commands,
        "new",
        description="Writes a short résumé with notes that explain it, to be written over. A file "
        "that is there already is left alone.",
        examples=("resume-pdf new", "resume-pdf new lebenslauf.md --language de"),
    )
    command.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="resume.md",
        help="file to write, - for standard output (default: resume.md)",
    )
    command.add_argument(
        "--language",
        choices=languages(),
        default="en",
        metavar="LANGUAGE",
        help="language of the résumé: %(choices)s (default: en)",
    )
    command.add_argument(
        "--academic",
        action="store_true",
        help="one with publications, talks, grants and teaching",
    )
    add_quiet(command)
