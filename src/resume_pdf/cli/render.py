"""`resume-pdf render`: builds, publishes what passed its proof, and reports."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..diagnostics import ResumeError, Severity
from ..pipeline import DEFAULT_LAYOUTS, Build, Rendering, build
from ..publish import publish
from ..source import Source
from .account import as_object, table, write_report
from .report import Reporter, WrongUse, shorten
from .sources import expand, open_source

_TO_STDOUT = "-"


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Renders every source in every layout; the exit status is 1 if any of them failed."""
    layouts = tuple(arguments.layouts or DEFAULT_LAYOUTS)
    sources = expand(arguments.sources)
    _check_use(arguments, layouts, len(sources))
    reporter.to_stderr = arguments.output == _TO_STDOUT
    contacts = open_source(arguments.contact) if arguments.contact else None
    options = {
        "layouts": layouts,
        "style": arguments.style,
        "paper": arguments.paper,
        "pages": arguments.pages,
        "variables": dict(arguments.variables),
        "audiences": arguments.audiences,
        "standard": arguments.standard,
        "attachment": arguments.attachment,
        "date": _source_date(),
    }
    builds: Iterable[Build | None]
    if list(sources) == arguments.sources and len(sources) == 1:
        source = open_source(arguments.sources[0])
        builds = [build(source, contacts=contacts, progress=reporter.progress, **options)]
    else:
        from .many import build_many

        builds = build_many(sources, arguments.jobs, contacts, options, reporter)
    status = 0
    account: list[dict[str, Any]] = []
    for built in builds:
        if built is None:
            status = 1
            continue
        try:
            failed, paths = _finish(built, arguments, reporter)
        except ResumeError as error:
            reporter.diagnostic(error.diagnostic, built.source)
            status = 1
            continue
        status = max(status, failed)
        if arguments.report:
            account.append(as_object(built, paths))
    if arguments.report:
        write_report(arguments.report, account)
    return status


def _check_use(arguments: Namespace, layouts: tuple[str, ...], sources: int) -> None:
    """What can be known to be wrong before anything is read."""
    for what, given in (("source", arguments.sources), ("layout", layouts)):
        twice = [name for name, count in Counter(given).items() if count > 1]
        if twice:
            raise WrongUse(f"the {what} {twice[0]} is named twice: both would go to one path")
    if arguments.standard == "a4f+ua2" and not arguments.attachment:
        raise WrongUse("PDF/A-4f must hold a file: leave out --no-attachment")
    count = sources * len(layouts)
    if count > 1 and not _is_folder(arguments.output):
        where = "standard output" if arguments.output == _TO_STDOUT else arguments.output
        raise WrongUse(
            f"{count} PDFs cannot go to one path, {where}: name one source and one --layout, "
            "or a folder"
        )


def _source_date() -> str | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), in seconds since 1970, as ISO 8601."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUse(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch}") from error


def _is_folder(output: str) -> bool:
    return output != _TO_STDOUT and (
        Path(output).is_dir() or Path(output).suffix.casefold() != ".pdf"
    )


def _path(output: str, rendering: Rendering) -> Path:
    return Path(output) / rendering.file_name if _is_folder(output) else Path(output)


def _finish(built: Build, arguments: Namespace, reporter: Reporter) -> tuple[int, dict[str, str]]:
    """Publishes and reports one source's PDFs; returns the exit status, and what was published
    of each layout.
    """
    published: dict[str, str] = {}
    reporter.diagnostics(built.diagnostics, built.source)
    for rendering in built.renderings:
        reporter.diagnostics(rendering.diagnostics, built.source)
        path = _path(arguments.output, rendering)
        if not rendering.good:
            kept = f"; {path} is as it was" if path.exists() else ""
            reporter.fail(f"{path} is not published: the PDF failed its proof{kept}")
        elif arguments.output == _TO_STDOUT:
            reporter.data(rendering.pdf)
            published[rendering.layout] = "<stdout>"
        else:
            publish(rendering.pdf, path, follow=not _is_folder(arguments.output))
            published[rendering.layout] = str(path)
        if rendering.good:
            _account(published[rendering.layout], rendering, built.source, reporter)
        if arguments.explain:
            for line in table(rendering, built.source):
                reporter.line(line)
    worst = max((found.severity for found in built.all_diagnostics), default=Severity.INFO)
    worst_allowed = Severity.INFO if arguments.strict else Severity.WARNING
    return int(worst > worst_allowed), published


def _account(name: str, rendering: Rendering, source: Source, reporter: Reporter) -> None:
    """What was made, what the proof found, and what was left out."""
    proof = rendering.proof
    reporter.line(
        f"{name}: {proof.pages} {'page' if proof.pages == 1 else 'pages'}, "
        f"{_PAPER_NAMES[rendering.paper]}, {proof.size / 1000:.0f} kB, {rendering.seconds:.2f} s"
    )
    reporter.line(f"  proof: {proof.summary}")
    omissions = rendering.edition.omissions
    if omissions:
        reporter.line(f"  left out: {len(omissions)}")
    for omission in omissions:
        line, _ = source.position(omission.span.start)
        reporter.line(
            f"    {source.name}:{line}: {omission.what}: {shorten(omission.text)}"
            f"{_REASONS[omission.reason]}"
        )


_PAPER_NAMES = {"a4": "A4", "letter": "Letter"}
_REASONS = {
    "room": "",
    "author": " (as marked)",
    "audience": " (for another audience)",
    "layout": " (not shown by this layout)",
}
