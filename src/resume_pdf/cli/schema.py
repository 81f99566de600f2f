"""`resume-pdf schema`: the JSON Schema of the front matter."""

from __future__ import annotations

from argparse import Namespace

from ..reader.syntax.settings import schema
from .report import Reporter


def run(arguments: Namespace, reporter: Reporter) -> int:  # noqa: ARG001 - as every command's
    """Prints it."""
    reporter.json(schema())
    return 0
