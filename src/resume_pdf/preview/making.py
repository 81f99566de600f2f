"""What the worker process of a preview does: makes one edition, reads a PDF as a machine does.

In: an `Order`. Out: `Made`, plain data that goes from process to process and to the page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from ..advice import advice, beside, in_order
from ..batch import kept_press
from ..check.passages import inlines, passages
from ..diagnostics import Diagnostic, ResumeError, Severity
from ..document import Document, Image
from ..limits import LIMITS, Limits
from ..load import load
from ..machine import machine_reading
from ..manuscript import read_manuscript
from ..pipeline import Rendering, build
from ..proof import page_sizes
from ..record import Record, to_builtins
from ..source import Source, Span


class View(Record):
    """What is looked at. Without a style or a paper they are those of the front matter."""

    layout: str
    style: str | None = None
    paper: str | None = None


class Order(Record, kw_only=True):
    """One edition to be made; the options are those of `build`."""

    source: Path
    contacts: Path | None = None
    view: View
    pages: int | None = None
    variables: Mapping[str, str]
    photo: Path | Literal[False] | None = None
    audiences: tuple[str, ...] = ()
    limits: Limits = LIMITS


class Finding(Record):
    """A diagnostic; `line` and `column` from 1, None where it has no place in the source."""

    severity: str
    code: str
    message: str
    hint: str | None = None
    line: int | None = None
    column: int | None = None


class LeftOut(Record):
    """What the edition does not show, and why; `text` is cut to a screen's width or two."""

    what: str
    text: str
    reason: str
    line: int
    column: int


class Proved(Record, kw_only=True):
    """An edition whose PDF passed its proof; `sizes` of its pages in pt, `seconds` it took.

    `key` names it in addresses: another PDF has another.
    """

    key: str
    pdf: bytes
    file_name: str
    layout: str
    style: str
    paper: str
    sizes: tuple[tuple[float, float], ...]
    checks: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


class Made(Record, kw_only=True):
    """What came of an order: `proved` is None where there is no PDF to show.

    `pictures` are the files that the document shows, None where it could not be read.
    """

    findings: tuple[Finding, ...]
    proved: Proved | None = None
    pictures: tuple[Path, ...] | None = None
    seconds: float = 0.0


def make(order: Order) -> Made:
    """Reads, sets and proves; whatever is wrong with the files is among the findings."""
    started = perf_counter()
    source: Source | None = None
    try:
        source = load(order.source, order.limits.source)
        contacts = load(order.contacts, order.limits.source) if order.contacts else None
        manuscript = read_manuscript(source, contacts, order.limits)
        document = manuscript.reading.document
        built = build(
            manuscript,
            layouts=(order.view.layout,),
            style=order.view.style,
            paper=order.view.paper,
            pages=order.pages,
            variables=order.variables,
            photo=order.photo,
            audiences=order.audiences,
            limits=order.limits,
            press=kept_press(),
        )
    except ResumeError as error:
        return Made(
            findings=_findings((error.diagnostic,), error.source or source),
            seconds=perf_counter() - started,
        )
    advised = advice(document, source, date.today())
    good = [one for one in built.renderings if one.good]
    return Made(
        findings=_findings((*built.all_diagnostics, *advised), source),
        proved=_proved(good[0], source) if good else None,
        pictures=_pictures(document, source, order.photo),
        seconds=perf_counter() - started,
    )


def tidy(_: None) -> None:
    """Frees what made pages left, while nobody waits: else memory grows until it is stopped for."""
    gc.collect()


def read_as_machine(pdf: bytes) -> dict[str, Any]:
    """The text of each page in the order in which a machine reads it, and the fields it finds."""
    reading = machine_reading(pdf)
    return {"pages": reading.pages, "fields": to_builtins(reading.fields)}


def _findings(found: Iterable[Diagnostic], source: Source | None) -> tuple[Finding, ...]:
    return tuple(_finding(one, source) for one in in_order(found))


def _finding(found: Diagnostic, source: Source | None) -> Finding:
    line = column = None
    if source and found.span and found.span != Span(0, 0):  # which concerns the whole file
        line, column = source.position(found.span.start)
    severity = "note" if found.severity is Severity.INFO else found.severity.name.lower()
    return Finding(severity, found.code, found.message, found.hint, line, column)


_LONGEST = 300  # characters that are shown of what was left out


def _proved(rendering: Rendering, source: Source) -> Proved:
    def left_out() -> Iterable[LeftOut]:
        for one in rendering.edition.omissions:
            text = " ".join(one.text.split())
            shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
            yield LeftOut(one.what, shown, one.reason, *source.position(one.span.start))

    return Proved(
        key=sha256(rendering.pdf).hexdigest()[:16],
        pdf=rendering.pdf,
        file_name=rendering.file_name,
        layout=rendering.layout,
        style=rendering.style,
        paper=rendering.paper,
        sizes=page_sizes(rendering.pdf),
        checks=tuple(check.found for check in rendering.proof.checks if check.found),
        left_out=tuple(left_out()),
    )


def _pictures(
    document: Document, source: Source, photo: Path | Literal[False] | None
) -> tuple[Path, ...]:
    named = [one.source for one in inlines(passages(document)) if isinstance(one, Image)]
    if document.settings.photo:
        named.append(document.settings.photo.path)
    found = [beside(source, name) for name in named]
    return tuple(path for path in (*found, photo) if path)
