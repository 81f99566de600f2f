"""Diagnostics for JSON, as `check`, `render` and its account give them."""

from __future__ import annotations

from collections.abc import Iterable

from ..diagnostics import Diagnostic
from ..fixes import fixes
from ..source import Source, Span


def as_objects(found: Iterable[Diagnostic], source: Source | None) -> list[dict[str, object]]:
    """The findings for JSON; lines and columns from 1, columns in characters, ends exclusive."""
    found = list(found)
    edits = fixes(source, found) if source else {}
    objects: list[dict[str, object]] = []
    for one in found:
        item: dict[str, object] = {
            "file": source.name if source else None,
            **_range(source, one.span),
            "code": one.code,
            "severity": one.severity.name.lower(),
            "message": one.message,
            "hint": one.hint,
        }
        if one in edits:
            item["fix"] = {**_range(source, edits[one].span), "text": edits[one].text}
        objects.append(item)
    return objects


def _range(source: Source | None, span: Span | None) -> dict[str, int | None]:
    if source is None or span is None:
        return dict.fromkeys(("line", "column", "endLine", "endColumn"))
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}
