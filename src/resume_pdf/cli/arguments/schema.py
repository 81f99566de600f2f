"""Arguments of `resume-pdf schema`."""

from __future__ import annotations

from .common import Commands, add_command


def add(commands: Commands) -> None:
    """Adds `schema`."""
    add_command(
        commands,
        "schema",
        description="Prints the JSON Schema (draft-07) of a résumé's front matter. An editor that "
        "knows it completes keys and marks mistakes; docs/writing.md tells how.",
        examples=("resume-pdf schema > resume.schema.json",),
    )
