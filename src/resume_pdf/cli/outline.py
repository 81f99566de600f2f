"""`resume-pdf outline`: how the Markdown was understood."""

from __future__ import annotations

from argparse import Namespace

from ..diagnostics import Severity
from ..outline import outline, tree
from ..reader import read
from .bounds import limits, time_limit
from .report import Reporter
from .sources import open_source


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Prints the outline; the exit status is 1 on errors (on warnings with --strict)."""
    source = open_source(arguments.source, limits(arguments))
    with time_limit(arguments.timeout):
        reading = read(source)
    if arguments.format == "json":
        reporter.json(outline(reading.document))
    else:
        for line in tree(reading.document).rstrip("\n").split("\n"):
            reporter.result(line)
    reporter.diagnostics(reading.diagnostics, source)
    worst = max((found.severity for found in reading.diagnostics), default=Severity.INFO)
    return int(worst >= (Severity.WARNING if arguments.strict else Severity.ERROR))
