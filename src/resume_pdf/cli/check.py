"""`resume-pdf check`: what there is to say about a résumé, and what can be mended of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from ..advice import advice, in_order
from ..diagnostics import Diagnostic, ResumeError, Severity
from ..fixes import difference, fixes, mended, write
from ..reader import read, read_letter
from ..record import replace
from ..source import Source
from .bounds import limits, time_limit
from .findings import as_objects
from .report import Reporter, WrongUse
from .sarif import sarif
from .sources import open_source


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Reports, mends with --fix; the exit status is 1 on errors (on warnings with --strict)."""
    _check_use(arguments)
    everything = [_looked_at(argument, arguments, reporter) for argument in arguments.sources]
    shown = [
        (source, [one for one in found if one.severity > Severity.INFO or not arguments.quiet])
        for source, found in everything
    ]
    if arguments.format == "json":
        reporter.json([item for source, found in shown for item in as_objects(found, source)])
    elif arguments.format == "sarif":
        reporter.json(sarif(shown))
    else:
        for source, found in shown:
            for one in found:
                reporter.diagnostic(one, source)
        reporter.line(_summary([one for _, found in shown for one in found]))
    worst = max((one.severity for _, found in everything for one in found), default=Severity.INFO)
    return int(worst >= (Severity.WARNING if arguments.strict else Severity.ERROR))


def _looked_at(
    argument: str, arguments: Namespace, reporter: Reporter
) -> tuple[Source | None, list[Diagnostic]]:
    """One source and what there is to say of it, after it was mended where that was asked for."""
    source: Source | None = None
    try:
        source = open_source(argument, limits(arguments))
        found = _found(source, arguments.timeout)
        if arguments.fix and _fix(source, found, arguments, reporter):
            source = open_source(argument, limits(arguments))
            found = _found(source, arguments.timeout)
    except ResumeError as error:
        return error.source or source, [error.diagnostic]
    return source, found


def _check_use(arguments: Namespace) -> None:
    if arguments.yes and not arguments.fix:
        raise WrongUse("--yes goes with --fix")
    if arguments.fix and "-" in arguments.sources:
        raise WrongUse("--fix mends a file; standard input is none")
    if arguments.sources.count("-") > 1:
        raise WrongUse("standard input can be read once")
    if arguments.fix and arguments.format != "text":
        name = arguments.format.upper()
        raise WrongUse(
            f"--fix shows a diff, which is no {name}; without it the {name} has the fixes"
        )


def _found(source: Source, seconds: float) -> list[Diagnostic]:
    """What reader and check say, each thing once, in the order of their places."""
    with time_limit(seconds):
        reading = read(source)
        if any(one.code == "source-is-letter" for one in reading.diagnostics):
            reading = read_letter(source)
        found = advice(reading.document, source, date.today())
    return in_order((*reading.diagnostics, *found))


# ── Output ───────────────────────────────────────────────────────────────────────────────


_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _summary(found: Iterable[Diagnostic]) -> str:
    """A last line such as "2 errors, 1 warning"."""
    counts = Counter(one.severity for one in found)
    parts = [
        f"{counts[severity]} {noun}{'' if counts[severity] == 1 else 's'}"
        for severity, noun in _NOUNS.items()
        if counts[severity]
    ]
    return ", ".join(parts) or "nothing to mend"


# ── Mending ──────────────────────────────────────────────────────────────────────────────


# A line that is mended may bring to light what is to be mended in the next.
_ROUNDS = 5


def _fix(
    source: Source, found: Sequence[Diagnostic], arguments: Namespace, reporter: Reporter
) -> bool:
    """Shows what would change and, if it is wanted, writes it; tells whether it did."""
    better, count = source, 0
    for _ in range(_ROUNDS):
        edits = set(fixes(better, found).values())
        if not edits:
            break
        better, count = replace(better, text=mended(better, edits)), count + len(edits)
        found = _found(better, arguments.timeout)
    if not count:
        return False
    for line in difference(source, better.text):
        reporter.result(line)
    things = "1 thing" if count == 1 else f"{count} things"
    if not arguments.yes:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            reporter.result(f"{things} can be mended: add --yes to write this to {source.name}")
            return False
        if not _agreed(f"Mend {things} in {source.name}? [y/N] "):
            return False
    write(source, better.text)
    reporter.result(f"mended {things} in {source.name}")
    return True


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False
