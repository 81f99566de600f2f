"""Why a page is as it is: `--explain` as a table, `--report` as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..diagnostics import ResumeError
from ..edition import Verdict
from ..pipeline import Build, Rendering
from ..publish import publish
from ..source import Source, Span
from .findings import as_objects
from .report import shorten

_WIDTH = 60  # of the words of a block


def table(rendering: Rendering, source: Source) -> Iterator[str]:
    """Every block in the author's order: source line, height, value, verdict and its words."""
    verdicts = rendering.edition.verdicts
    if not verdicts:
        yield "  no limit of pages: everything stands that is not marked otherwise"
        return
    yield f"  {'line':>5}  {'height':>9}  {'value':>8}  {'verdict':<9}  block"
    for verdict in verdicts:
        line, _ = source.position(verdict.span.start)
        yield (
            f"  {line:>5}  {verdict.height:>6.1f} pt  {verdict.value:>8.2f}  "
            f"{_verdict(verdict):<9}  {verdict.what}: {shorten(verdict.text, _WIDTH)}"
        )


def _verdict(verdict: Verdict) -> str:
    return "required" if verdict.required and verdict.shown == "whole" else verdict.shown


def write_report(path: str, resumes: Sequence[dict[str, Any]]) -> None:
    """Writes the accounts of builds, made by `as_object`, as JSON.

    docs/onepage.md tells the keys. Raises `ResumeError` "output-unwritable".
    """
    text = json.dumps({"resumes": resumes}, ensure_ascii=False, indent=2)
    try:
        publish((text + "\n").encode(), Path(path), follow=True)
    except ResumeError as error:
        found = error.diagnostic
        raise ResumeError(found.code, found.message, hint="name another file") from error


def as_object(build: Build, paths: dict[str, str]) -> dict[str, Any]:
    """The account of one build; `paths` are those of its PDFs, by layout."""
    source = build.source
    return {
        "source": source.name,
        "diagnostics": as_objects(build.diagnostics, source),
        "pdfs": [_pdf(one, paths.get(one.layout), source) for one in build.renderings],
    }


def _pdf(rendering: Rendering, path: str | None, source: Source) -> dict[str, Any]:
    edition, proof = rendering.edition, rendering.proof
    measurement = rendering.expectation.measurement
    return {
        "file": path,
        "layout": rendering.layout,
        "style": rendering.style,
        "paper": rendering.paper,
        "pages": proof.pages,
        "fills": [round(fill, 3) for fill in measurement.fills] if measurement else [],
        "layouts": edition.layouts,
        "variables": dict(edition.variables),
        "proof": {
            "passed": proof.passed,
            "checks": [check.found for check in proof.checks if check.found],
        },
        "diagnostics": as_objects(rendering.diagnostics, source),
        "omissions": [
            {
                **_lines(source, omission.span),
                "what": omission.what,
                "reason": omission.reason,
                "text": omission.text,
            }
            for omission in edition.omissions
        ],
        "blocks": [
            {
                **_lines(source, verdict.span),
                "what": verdict.what,
                "height": verdict.height,
                "value": round(verdict.value, 3),
                "required": verdict.required,
                "shown": verdict.shown,
                "text": verdict.text,
            }
            for verdict in edition.verdicts
        ],
    }


def _lines(source: Source, span: Span) -> dict[str, int]:
    end = max(span.start, span.end - 1)
    return {"line": source.position(span.start)[0], "endLine": source.position(end)[0]}
