"""`resume-pdf explain`: what a message means and what to do about it."""

from __future__ import annotations

from argparse import Namespace

from ..diagnostics import CODES
from ..explanations import explanation, summary
from .report import Reporter, shorten


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Prints what docs/diagnostics.md says of a code, or a line of each."""
    if arguments.code:
        reporter.result(f"{arguments.code}")
        reporter.result("")
        for line in explanation(arguments.code).split("\n"):
            reporter.result(line)
        return 0
    width = max(map(len, CODES))
    for code in CODES:
        reporter.result(f"{code:<{width}}  {shorten(summary(code), 98 - width)}")
    return 0
