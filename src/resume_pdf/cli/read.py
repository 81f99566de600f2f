"""`resume-pdf read`: what a machine reads in a PDF, beside what the source says."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from ..machine import Fields, Pair, compared, fields, machine_reading
from ..outline import OutlineEntry
from ..reader import read
from ..record import to_builtins
from .bounds import limits, time_limit
from .report import Reporter, WrongUse
from .sources import open_pdf, open_source
from .terminal import shows_symbols


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Prints text and fields; the exit status is 1 on differences with --strict."""
    if arguments.pdf == "-" and arguments.source == "-":
        raise WrongUse("the PDF and the source cannot both come from standard input")
    held = limits(arguments)
    pdf = open_pdf(arguments.pdf, held)
    source = open_source(arguments.source, held) if arguments.source else None
    pairs: tuple[Pair, ...] | None = None
    with time_limit(arguments.timeout):
        reading = machine_reading(pdf)
        if source:
            pairs = compared(reading.fields, fields(read(source).document))
    if arguments.format == "json":
        found = {
            "file": arguments.pdf,
            "text": reading.pages,
            "fields": to_builtins(reading.fields),
            "comparison": None
            if pairs is None
            else [{**to_builtins(pair), "sign": pair.sign} for pair in pairs],
        }
        reporter.json(found)
    else:
        for line in _text(reading.pages):
            reporter.result(line)
        shown = _fields(reading.fields) if pairs is None else _side_by_side(pairs)
        for line in shown:
            reporter.result(line)
    return int(arguments.strict and any(pair.sign != "same" for pair in pairs or ()))


def _text(pages: Sequence[str]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        yield f"── text of page {number} ──"
        yield from page.split("\n")
    yield ""


def _fields(found: Fields) -> Iterator[str]:
    yield "── fields ──"
    rows = [
        ("name", [found.name or "(none found)"]),
        ("e-mail", found.emails),
        ("phone", found.phones),
        ("address", found.urls),
        ("section", found.sections),
        ("job", [_told(entry) for entry in found.jobs]),
        ("education", [_told(entry) for entry in found.education]),
        ("skills", found.skills),
    ]
    for what, values in rows:
        for value in values:
            yield f"{what:<10} {value}"


def _told(entry: OutlineEntry) -> str:
    dates = " – ".join(date for date in (entry["start"], entry["end"]) if date)
    parts = (entry["title"], entry["organization"], entry["location"], dates)
    return " | ".join(part for part in parts if part)


_WIDTH = 44
_SIGNS = {"same": "=", "differs": "≠", "source only": "−", "page only": "+"}
_NOTHING = "(nothing)"


def _side_by_side(pairs: Sequence[Pair]) -> Iterator[str]:
    """A row a field: how it compares, what it is, what the page says, what the source says."""
    signs = _SIGNS if shows_symbols(sys.stdout) else {sign: f"{sign:<11}" for sign in _SIGNS}
    labels = max((len(pair.what) for pair in pairs), default=0)
    empty = f"{'':<{len(signs['same'])}} {'':<{labels}}"
    yield f"{empty}  {'the page':<{_WIDTH}}  the source"
    for pair in pairs:
        first, *more = zip(*_columns(pair), strict=True)
        yield f"{signs[pair.sign]} {pair.what:<{labels}}  {first[0]:<{_WIDTH}}  {first[1]}".rstrip()
        for left, right in more:
            yield f"{empty}  {left:<{_WIDTH}}  {right}".rstrip()
    same = sum(pair.sign == "same" for pair in pairs)
    yield f"{same} of {len(pairs)} fields are the same"


def _columns(pair: Pair) -> tuple[list[str], list[str]]:
    page, source = (_folded(text or _NOTHING) for text in (pair.page, pair.source))
    height = max(len(page), len(source))
    return page + [""] * (height - len(page)), source + [""] * (height - len(source))


def _folded(text: str) -> list[str]:
    """`text` in lines of a column's width."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
