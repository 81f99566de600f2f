"""`resume-pdf doctor`: what this machine lacks, and what to do about it."""

from __future__ import annotations

import platform
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from .. import __version__
from ..doctor import Finding, examine
from ..record import to_builtins
from .report import Reporter
from .terminal import paint


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Reports thing by thing; the exit status is 1 if one that is needed is not as it should be."""
    findings = tuple(examine(Path(arguments.output)))
    good = all(finding.state != "wrong" for finding in findings)
    if arguments.format == "json":
        reporter.json(
            {
                "version": __version__,
                "system": _system(),
                "good": good,
                "findings": [to_builtins(finding) for finding in findings],
            }
        )
    else:
        for line in _text(findings, quiet=arguments.quiet):
            reporter.result(line)
    return int(not good)


_WORDS = {"good": "good", "poor": "slow", "note": "note", "wrong": "wrong"}
_COLOURS = {"good": "green", "poor": "yellow", "note": "cyan", "wrong": "red"}


def _text(findings: Sequence[Finding], *, quiet: bool) -> Iterator[str]:
    if not quiet:
        yield f"resume-pdf {__version__} on {_system()}"
    for finding in findings:
        if quiet and finding.state in ("good", "note"):
            continue
        word = paint(f"{_WORDS[finding.state]:<5}", _COLOURS[finding.state], sys.stdout)
        yield f"  {word}  {finding.name}: {finding.found}"
        if finding.advice:
            yield f"         do: {finding.advice}"
    wrong = sum(finding.state == "wrong" for finding in findings)
    if wrong:
        yield "1 thing is wrong" if wrong == 1 else f"{wrong} things are wrong"
    elif not quiet:
        yield "everything that is needed is there"


def _system() -> str:
    name = f"{platform.system()} {platform.release()}"
    with suppress(OSError):
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    if version := platform.mac_ver()[0]:
        name = f"macOS {version}"
    return f"{name} ({platform.machine()})"
