"""Findings as a SARIF log (OASIS SARIF 2.1.0): code hosts and editors show them in the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..diagnostics import CODES, Diagnostic, Severity
from ..explanations import explanation, summary
from ..fixes import Edit, fixes
from ..source import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(found: Sequence[tuple[Source | None, Sequence[Diagnostic]]]) -> dict[str, Any]:
    """The log of one run: its findings source by source, their fixes, and the rules they are of."""
    codes = list(dict.fromkeys(one.code for _, of_source in found for one in of_source))
    driver = {
        "name": "resume-pdf",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    results = []
    for source, of_source in found:
        edits = fixes(source, of_source) if source else {}
        for one in of_source:
            results.append(_result(one, codes.index(one.code), source, edits.get(one)))
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    text = explanation(code)
    return {
        "id": code,
        "shortDescription": {"text": summary(code)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[CODES[code]]},
    }


def _result(
    found: Diagnostic, index: int, source: Source | None, edit: Edit | None
) -> dict[str, Any]:
    hint = f"\n{found.hint}" if found.hint else ""
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": found.message + hint},
    }
    if source is None:
        return result
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(source)}}
    # An empty span is about the file as a whole.
    if found.span and found.span.start < found.span.end:
        place["region"] = _region(found.span, source)
    result["locations"] = [{"physicalLocation": place}]
    if edit:
        replacement = {
            "deletedRegion": _region(edit.span, source),
            "insertedContent": {"text": edit.text},
        }
        change = {"artifactLocation": {"uri": _uri(source)}, "replacements": [replacement]}
        fix = {"description": {"text": found.hint or found.message}, "artifactChanges": [change]}
        result["fixes"] = [fix]
    return result


def _region(span: Span, source: Source) -> dict[str, int]:
    """Lines and columns from 1, columns in characters, the end exclusive."""
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _uri(source: Source) -> str:
    """Relative where the file was named so, as code hosts resolve it from the repository's root."""
    path = source.path
    if path is None:
        return quote(source.name)
    return path.as_uri() if path.is_absolute() else quote(Path(path).as_posix())
