"""`resume-pdf render`: builds, publishes what passed its proof, and reports."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..diagnostics import ResumeError, Severity
from ..manuscript import read_manuscript
from ..source import Source
from .beside import second_process
from .bounds import time_limit
from .making import TO_STDOUT, check_use, is_folder, options_of, path_of
from .process import leave_machine_faces
from .report import Reporter, WrongUse, shorten
from .sources import expand, open_source

if TYPE_CHECKING:
    from ..pipeline import Build, Rendering


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Renders every source in every layout; the exit status is 1 if any of them failed."""
    sources = expand(arguments.sources)
    check_use(arguments, len(sources))
    as_json = arguments.format == "json"
    if as_json and arguments.output == TO_STDOUT:
        raise WrongUse("standard output cannot carry a PDF and JSON: name another --output")
    if as_json and arguments.explain:
        raise WrongUse("--explain is a table; without it the JSON tells the same")
    reporter.to_stderr = arguments.output == TO_STDOUT
    options = options_of(arguments)
    held = options["limits"]
    contacts = open_source(arguments.contact, held) if arguments.contact else None
    builds: Iterable[Build | None]
    if list(sources) == arguments.sources and len(sources) == 1:
        source = open_source(arguments.sources[0], held)
        builds = _build_one(source, contacts, arguments.timeout, options, reporter)
    else:
        from .jobs import executor, jobs_for
        from .many import build_many

        processes = executor(jobs_for(len(sources), arguments.jobs), arguments)
        builds = build_many(sources, processes, contacts, options, reporter)
    status = 0
    # Beside the JSON, standard error still has the warnings and errors.
    reporter.quiet = reporter.quiet or as_json
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
        if arguments.report or as_json:
            from .account import as_object

            account.append(as_object(built, paths))
    if as_json:
        reporter.json({"resumes": account})
    if arguments.report:
        from .account import write_report

        write_report(arguments.report, account)
    return status


def _build_one(
    source: Source,
    contacts: Source | None,
    timeout: float,
    options: dict[str, Any],
    reporter: Reporter,
) -> Iterator[Build]:
    """Builds one source within `timeout` s, with a second process where that can be had; it goes
    while what was built is published.
    """
    with second_process(timeout) as beside:
        with time_limit(timeout):
            limits = options["limits"]
            read = beside.submit(read_manuscript, source, contacts, limits) if beside else None
            # Imported here: the second process, which is at work by now, has no use for all of it.
            from ..pipeline import build

            leave_machine_faces()
            built = build(
                source,
                contacts=contacts,
                beside=beside,
                read=read,
                progress=reporter.progress,
                **options,
            )
        if beside:
            beside.shutdown(wait=False)
        yield built


def _finish(built: Build, arguments: Namespace, reporter: Reporter) -> tuple[int, dict[str, str]]:
    """Publishes and reports one source's PDFs; returns the exit status, and what was published
    of each layout.
    """
    from ..publish import publish  # not before the second process is forked, as is the pipeline

    published: dict[str, str] = {}
    reporter.diagnostics(built.diagnostics, built.source)
    for rendering in built.renderings:
        reporter.diagnostics(rendering.diagnostics, built.source)
        path = path_of(arguments.output, rendering)
        if not rendering.good:
            kept = f"; {path} is as it was" if path.exists() else ""
            reporter.fail(f"{path} is not published: the PDF failed its proof{kept}")
        elif arguments.output == TO_STDOUT:
            reporter.data(rendering.pdf)
            published[rendering.layout] = "<stdout>"
        else:
            publish(rendering.pdf, path, follow=not is_folder(arguments.output))
            published[rendering.layout] = str(path)
        if rendering.good:
            _account(published[rendering.layout], rendering, built.source, reporter)
        if arguments.explain:
            from .account import table

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
