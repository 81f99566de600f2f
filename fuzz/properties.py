"""What holds for any input at all. Each property takes an input and raises where it does not hold.

A `ResumeError` is an answer; any other exception is a finding.
"""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from resume_pdf.check import check
from resume_pdf.cli.findings import as_objects
from resume_pdf.diagnostics import CODES, Diagnostic, ResumeError, Severity
from resume_pdf.document import Date, walk
from resume_pdf.fixes import fixes, mended
from resume_pdf.load import decode
from resume_pdf.machine import machine_reading
from resume_pdf.outline import outline, tree
from resume_pdf.pipeline import Press, build
from resume_pdf.proof import compare_with_source, examine
from resume_pdf.reader import Reading, read, visible_words
from resume_pdf.record import replace
from resume_pdf.source import Source
from resume_pdf.theme import layout_names, style_names
from resume_pdf.words import said, words

from . import grammar

# What an author may be told instead of getting a PDF; every other error would be a fault of ours.
AUTHORS = frozenset(
    {"front-matter-invalid", "source-empty", "directive-unknown", "contacts-missing"}
    | {"glyph-missing", "unknown-style"}
)
MOST_LAYOUTS = 3  # of a page until it is chosen; docs/onepage.md tells why
_ROUNDS = 8


# ── The reader ───────────────────────────────────────────────────────────────────────────


def reading_keeps_every_word(text: str) -> None:
    """Read, a résumé has its words in order, places within it, and an outline; each time alike."""
    source = Source(text)
    reading = _read(source)
    if reading is None:
        return
    assert reading == read(source), "read twice, and not alike"
    document = reading.document
    comparison = compare_with_source(_placed(reading), visible_words(source, reading.body_start))
    assert comparison.passed, comparison.diagnostics
    for section in document.sections:
        for node in walk(section.content):
            assert node.span.end <= len(text), f"out of the file: {node}"
    found = outline(document)
    assert json.loads(json.dumps(found)) == found
    tree(document).encode()
    _told([*reading.diagnostics, *_checked(reading, source)], source)


def mending_keeps_every_word(text: str) -> None:
    """What `check --fix` writes has the words it had, and leaves itself nothing to mend."""
    source = Source(text)
    for _ in range(_ROUNDS):
        reading = _read(source)
        if reading is None:
            return
        found = [*reading.diagnostics, *_checked(reading, source)]
        better = mended(source, fixes(source, found).values())
        if better == source.text:
            return
        before, after = visible_words(source, reading.body_start), _visible(better)
        assert "".join(word for word, _ in before) == "".join(after), better
        source = replace(source, text=better)
    raise AssertionError("always something more to mend")


def bytes_are_read_or_refused(data: bytes) -> None:
    """Any file is a résumé or a `ResumeError`."""
    try:
        source = decode(data, "cv.md")
    except ResumeError as error:
        _told([error.diagnostic], Source(data.decode("utf-8", "replace")))
        return
    reading = _read(source)
    if reading is not None:
        _told(reading.diagnostics, source)
        visible_words(source, reading.body_start)


def _read(source: Source) -> Reading | None:
    try:
        return read(source)
    except ResumeError as error:
        assert error.diagnostic.code == "front-matter-invalid", error
        _told([error.diagnostic], source)
        return None


def _checked(reading: Reading, source: Source) -> tuple[Diagnostic, ...]:
    found = check(reading.document, source, today=Date(2026, 1), exists=lambda _: False)
    return tuple(found)


def _placed(reading: Reading) -> list[tuple[str, Any]]:
    return [
        (word, span)
        for text, span in said(reading.document)
        if reading.body_start <= span.start < span.end
        for word in words(text)
    ]


def _visible(text: str) -> list[str]:
    source = Source(text)
    reading = _read(source)
    start = reading.body_start if reading else 0
    return [word for word, _ in visible_words(source, start)]


def _told(diagnostics: Iterable[Diagnostic], source: Source) -> None:
    """Each can be shown: its place is in the file, its words can be printed."""
    diagnostics = list(diagnostics)
    for one in diagnostics:
        assert one.code in CODES
        assert one.message
        if one.span is not None:
            assert one.span.end <= len(source.text), one
            source.position(one.span.end)
    json.dumps(as_objects(diagnostics, source)).encode()


# ── The pages ────────────────────────────────────────────────────────────────────────────


@cache
def _press() -> Press:
    # Fonts are given back while there is still an interpreter to do it.
    atexit.register(_press.cache_clear)
    return Press()


def rendering_is_proved(text: str, layout: str = "full", style: str | None = None) -> None:
    """Rendered, a résumé is a PDF that passes its proof, or has a fault that is its author's."""
    built = _built(text, layout, style)
    wrong = [
        found
        for found in (built.all_diagnostics if built else ())
        if found.severity >= Severity.ERROR and found.code not in AUTHORS
    ]
    assert not wrong, wrong
    for rendering in built.renderings if built else ():
        assert rendering.pdf.startswith(b"%PDF-")
        assert rendering.edition.layouts <= MOST_LAYOUTS


def rendering_is_repeated(text: str, layout: str = "full") -> None:
    """The same résumé gives the same bytes."""
    first, second = (_built(text, layout, None) for _ in range(2))
    if first and second:
        assert [one.pdf for one in first.renderings] == [one.pdf for one in second.renderings]


def _built(text: str, layout: str, style: str | None) -> Any:
    source = Source(text)
    try:
        built = build(source, layouts=[layout], style=style, press=_press())
    except ResumeError as error:
        assert error.diagnostic.code in AUTHORS, error.diagnostic
        return None
    _told(built.all_diagnostics, source)
    return built


# ── PDFs ─────────────────────────────────────────────────────────────────────────────────


def pdfs_are_read_or_refused(data: bytes) -> None:
    """Any file is examined; a machine reads it, or it is said why not."""
    for check_ in examine(data).checks:
        assert check_.passed or check_.diagnostics
    try:
        found = machine_reading(data)
    except ResumeError as error:
        assert error.diagnostic.code == "proof-unreadable", error.diagnostic
    else:
        json.dumps(found.pages).encode()


@cache
def whole_pdfs() -> tuple[bytes, ...]:
    """Good PDFs to be damaged."""
    text = (Path(__file__).resolve().parents[1] / "resume.md").read_text("utf-8")
    names = ("onepage", "full")
    return tuple(one.pdf for one in build(Source(text), layouts=names, press=_press()).renderings)


# ── All of them ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Property:
    """`inputs` gives the strategy that draws what `holds` takes; `ending` is that of its files."""

    holds: Callable[..., None]
    inputs: Callable[[], st.SearchStrategy[tuple[Any, ...]]]
    ending: str = ".md"


def _texts(*strategies: st.SearchStrategy[str]) -> Callable[[], st.SearchStrategy[tuple[Any, ...]]]:
    return lambda: st.tuples(st.one_of(*strategies))


PROPERTIES = {
    "reader": Property(reading_keeps_every_word, _texts(grammar.resumes)),
    "front-matter": Property(reading_keeps_every_word, _texts(grammar.headed)),
    "directives": Property(reading_keeps_every_word, _texts(grammar.directives)),
    "fix": Property(mending_keeps_every_word, _texts(grammar.resumes)),
    "bytes": Property(
        bytes_are_read_or_refused,
        lambda: st.tuples(
            st.one_of(
                st.binary(max_size=300),
                st.builds(
                    grammar.damaged_bytes, grammar.resumes.map(str.encode), grammar.bytes_damage
                ),
            )
        ),
    ),
    "render": Property(
        rendering_is_proved,
        lambda: st.tuples(
            grammar.resumes, st.sampled_from(layout_names()), st.sampled_from(style_names())
        ),
    ),
    "repeat": Property(
        rendering_is_repeated, lambda: st.tuples(grammar.resumes, st.sampled_from(layout_names()))
    ),
    "pdf": Property(
        pdfs_are_read_or_refused,
        lambda: st.tuples(
            st.builds(grammar.damaged_bytes, st.sampled_from(whole_pdfs()), grammar.bytes_damage)
        ),
        ".pdf",
    ),
}
