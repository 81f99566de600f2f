"""`resume-pdf verify`: the proof of a PDF that is there, alone or against its source."""

from __future__ import annotations

import sys
from argparse import Namespace

from ..diagnostics import Diagnostic, Severity
from ..proof import Check, Proof, examine
from ..source import Source
from ..verification import Verification, verify
from .bounds import limits, time_limit
from .report import Reporter, WrongUse
from .sources import open_pdf, open_source
from .terminal import paint, shows_symbols


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Reports check by check; the exit status is 1 if one failed."""
    _check_use(arguments)
    held = limits(arguments)
    pdf = open_pdf(arguments.pdf, held)
    source = open_source(arguments.source, held) if arguments.source else None
    verification = None
    with time_limit(arguments.timeout):
        if source is not None:
            verification = verify(
                pdf,
                source,
                layout=arguments.layout,
                style=arguments.style,
                variables=dict(arguments.variables),
                audiences=arguments.audiences,
                limits=held,
                progress=reporter.progress,
            )
        proof = verification.proof if verification else examine(pdf)
    if arguments.format == "json":
        reporter.json(_as_object(arguments.pdf, proof, source, verification))
    else:
        _tell(arguments.pdf, proof, source, verification, reporter)
    worst = max((one.severity for one in proof.diagnostics), default=Severity.INFO)
    return int(worst >= (Severity.WARNING if arguments.strict else Severity.ERROR))


def _check_use(arguments: Namespace) -> None:
    if arguments.source is None:
        options = {
            "layout": "layout",
            "style": "style",
            "audiences": "audience",
            "variables": "set",
        }
        for option, name in options.items():
            if getattr(arguments, option):
                raise WrongUse(f"--{name} says how a source is set: name it with --source")
    if arguments.pdf == "-" and arguments.source == "-":
        raise WrongUse("the PDF and the source cannot both come from standard input")


# ── Text ─────────────────────────────────────────────────────────────────────────────────

_ASKED = {
    "file": "can be read",
    "pages": "number of pages",
    "words": "every word once, in order",
    "source": "every word of the source",
    "edition": "what is shown is as written",
    "unbroken": "dates, addresses and numbers in one piece",
    "links": "links lead where they should",
    "fonts": "fonts embedded, with Unicode maps",
    "glyphs": "every glyph stands for a character",
    "metadata": "title, author, language, tags, outline",
    "size": "size of the file",
    "hidden": "nothing hidden",
    "contrast": "contrast of the text",
}
_ASKED_ALONE = {
    "words": "readers find the same text",
    "links": "links are absolute",
}


def _tell(
    name: str,
    proof: Proof,
    source: Source | None,
    verification: Verification | None,
    reporter: Reporter,
) -> None:
    held_to = ""
    if verification and source:
        held_to = (
            f", held to {source.name}, layout {verification.layout}, style {verification.style}"
        )
    reporter.line(f"{name}: {_counted(proof.pages, 'page')}, {proof.size / 1000:.0f} kB{held_to}")
    asked = _ASKED if source else {**_ASKED, **_ASKED_ALONE}
    for check in proof.checks:
        found = f" ({check.found})" if check.passed and check.found else ""
        reporter.line(f"  {_mark(check)} {asked.get(check.name, check.name)}{found}")
        for one in check.diagnostics:
            place = ""
            if source and one.span:
                place = "{}:{}:{}: ".format(source.name, *source.position(one.span.start))
            reporter.line(f"      {place}{one.message}")
    failed = sum(not check.passed for check in proof.checks)
    if verification and verification.left_out:
        reporter.line(f"  left out by this layout: {_counted(verification.left_out, 'thing')}")
    summary = f"{failed} of {_counted(len(proof.checks), 'check')} failed" if failed else "good"
    reporter.line(f"{name}: {summary}")


def _mark(check: Check) -> str:
    symbol, word = ("✓", "good:  ") if check.passed else ("✗", "failed:")
    mark = symbol if shows_symbols(sys.stdout) else word
    return paint(mark, "green" if check.passed else "red", sys.stdout)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


# ── JSON ─────────────────────────────────────────────────────────────────────────────────


def _as_object(
    name: str, proof: Proof, source: Source | None, verification: Verification | None
) -> dict[str, object]:
    return {
        "file": name,
        "passed": proof.passed,
        "pages": proof.pages,
        "size": proof.size,
        "source": source.name if source else None,
        "layout": verification.layout if verification else None,
        "style": verification.style if verification else None,
        "checks": [
            {
                "name": check.name,
                "passed": check.passed,
                "found": check.found,
                "diagnostics": [_diagnostic(one, source) for one in check.diagnostics],
            }
            for check in proof.checks
        ],
    }


def _diagnostic(one: Diagnostic, source: Source | None) -> dict[str, object]:
    line, column = source.position(one.span.start) if source and one.span else (None, None)
    return {
        "code": one.code,
        "severity": one.severity.name.lower(),
        "message": one.message,
        "line": line,
        "column": column,
    }
