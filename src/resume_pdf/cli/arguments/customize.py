"""Arguments of `resume-pdf styles`, `layouts` and `customize`."""

from __future__ import annotations

import argparse

from .common import Commands, add_command, add_format, add_quiet, complete, layouts, styles


def add(commands: Commands) -> None:
    """Adds the three."""
    for plural, what in (("styles", "style"), ("layouts", "layout")):
        command = add_command(
            commands,
            plural,
            description=f"Lists the {plural} that --{what} can name: yours, then those that ship.",
            examples=(f"resume-pdf {plural}", f"resume-pdf {plural} --format json"),
        )
        _beside(command, f"résumé whose own {plural} are listed, too (default: resume.md)")
        add_format(command)
        add_quiet(command)
    command = add_command(
        commands,
        "customize",
        description="Copies a style or a layout beside the résumé. Nothing is written over.",
        examples=(
            "resume-pdf customize style classic --as mine",
            "resume-pdf customize layout full --as mine --part entry-head",
        ),
    )
    kinds = command.add_subparsers(title="what to copy", metavar="WHAT", required=True)
    for what in ("style", "layout"):
        kind = kinds.add_parser(what, help=f"copy a {what}")
        name = kind.add_argument("name", metavar="NAME", help=f"the {what}, see resume-pdf {what}s")
        complete(name, styles if what == "style" else layouts)
        _beside(kind, "résumé beside which the copy goes (default: resume.md)")
        kind.add_argument(
            "--as", dest="new", metavar="NEW", help="name of the copy (default: NAME)"
        )
        if what == "layout":
            kind.add_argument(
                "--part",
                dest="parts",
                metavar="PART",
                action="append",
                default=[],
                help="copy a shared template, too, such as entry-head; may be given again",
            )
        add_quiet(kind)
        kind.set_defaults(what=what)


def _beside(command: argparse.ArgumentParser, help: str) -> None:
    command.add_argument("source", metavar="SOURCE", nargs="?", default="resume.md", help=help)
