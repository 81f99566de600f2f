"""Arguments of `resume-pdf watch`."""

from __future__ import annotations

from .common import Commands, add_bounds, add_command, add_quiet, add_sources
from .render import add_making


def add(commands: Commands) -> None:
    """Adds `watch`."""
    command = add_command(
        commands,
        "watch",
        description="Renders résumés, and again whenever they, their styles or their layouts are "
        "saved: a line each time. While something is wrong the last good PDF stays. Ctrl-C ends "
        "it.",
        examples=("resume-pdf watch", "resume-pdf watch resume.md --layout onepage"),
    )
    add_sources(command, "Markdown file")
    add_making(command)
    add_bounds(command)
    add_quiet(command)
