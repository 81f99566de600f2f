"""The way of the data, from a Markdown file to proved PDFs: every stage, in order."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Literal

from .choose import choose
from .coverage import about_fonts
from .diagnostics import Diagnostic, ResumeError, Severity
from .document import Document, Footnote, List, Photo, walk
from .edition import Edition, Picture
from .html import arranged, render, title
from .json_resume import json_resume
from .layout_keys import Reads
from .limits import LIMITS, Limits
from .load import load, too_large
from .look import look_of
from .measurement import Measurement
from .paper import paper_for
from .photograph import developed
from .proof import Check, Expectation, Proof, compare_with_source, prove
from .proof.abridged import check_abridged
from .proof.paging import check_paging
from .publish import file_name
from .reader import Reading, read, read_letter, visible_words
from .record import Record, replace
from .source import Source, Span
from .theme import Layout, Style, as_wished, check_wishes, find_layout, find_style
from .typeset import Pages, Standard, Typesetter
from .words import said, words

DEFAULT_LAYOUTS = ("onepage", "full")
DEFAULT_STYLE = "classic"

# What a proof finds for want of a glyph, which is told once and by itself.
_OF_GLYPHS = frozenset({"proof-glyphs", "proof-words", "proof-broken"})


class Rendering(Record, kw_only=True):
    """One edition as a PDF. Do not publish it unless `good`: then its proof was passed.

    `expectation` is what it was proved against beside the edition; `file_name` is what to call
    it; `seconds` is how long it took, proof included.
    """

    layout: str
    style: str
    paper: str
    file_name: str
    edition: Edition
    expectation: Expectation
    pdf: bytes
    proof: Proof
    diagnostics: tuple[Diagnostic, ...]
    seconds: float

    @property
    def good(self) -> bool:
        """Whether it may be published."""
        return all(found.severity < Severity.ERROR for found in self.diagnostics)


class Build(Record, kw_only=True):
    """What came of one source.

    A layout that could not be rendered has no rendering, but an error among `diagnostics`; these
    are about the source, those of a PDF are with its rendering.
    """

    source: Source
    document: Document
    renderings: tuple[Rendering, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those about the source, and those of every PDF."""
        of_renderings = (found for one in self.renderings for found in one.diagnostics)
        return (*self.diagnostics, *of_renderings)


class Manuscript(Record):
    """A source that has been read, and not been set yet. `contacts` are further ones for it."""

    source: Source
    reading: Reading
    contacts: Source | None = None

    @property
    def is_letter(self) -> bool:
        """Whether it is no résumé, but a letter."""
        return any(one.code == "source-is-letter" for one in self.reading.diagnostics)

    def read_as(self, what: Reads) -> Reading:
        """What a layout makes of it that reads it as that."""
        return read_letter(self.source, self.contacts) if what == "letter" else self.reading

    def file_names(self, layouts: Sequence[str] = DEFAULT_LAYOUTS) -> tuple[str, ...]:
        """What `build` will call its PDFs, in the order of `layouts`.

        Raises `ResumeError` "unknown-layout" or "layout-invalid".
        """
        found = (find_layout(layout, _beside(self.source)) for layout in layouts)
        return tuple(_file_name(self.source, self.read_as(one.reads), one) for one in found)


_STYLES = 8  # that a press keeps: each holds some megabytes


class Press:
    """What is kept from one build to the next: parsed styles and loaded fonts."""

    def __init__(self) -> None:
        self._typesetters: dict[tuple[Path, ...], Typesetter] = {}

    def typesetter(self, style: Style, roots: tuple[Path, ...]) -> Typesetter:
        """A typesetter for `style`, and documents that may read images from `roots`.

        What was loaded for a style serves documents in every folder. Its sheets are read anew when
        they were edited since, its faces when these are others; all is given up when several other
        styles were asked for later.
        """
        kept = self._typesetters.pop(style.sheets, None)
        if kept is None or kept.style != style:
            kept = Typesetter(style, before=kept)
        while len(self._typesetters) >= _STYLES:
            del self._typesetters[next(iter(self._typesetters))]
        self._typesetters[style.sheets] = kept  # as the latest
        return kept.reading(roots)


def read_manuscript(
    source: Source | str | os.PathLike[str],
    contacts: Source | None = None,
    limits: Limits = LIMITS,
) -> Manuscript:
    """Reads a path or a `Source`; `contacts` is a file with further ones, kept out of its own.

    Raises `ResumeError` when it cannot be read.
    """
    if isinstance(source, Source):
        if len(source.text.encode("utf-8", "surrogatepass")) > limits.source:
            raise too_large(source.name, limits.source)
    else:
        source = load(Path(source), limits.source)
    try:
        return Manuscript(source, read(source, contacts), contacts)
    except ResumeError as error:
        error.source = source
        raise


def build(
    source: Manuscript | Source | str | os.PathLike[str],
    *,
    layouts: Sequence[str] = DEFAULT_LAYOUTS,
    style: str | None = None,
    paper: str | None = None,
    pages: int | None = None,
    variables: Mapping[str, str] | None = None,
    photo: Path | Literal[False] | None = None,
    audiences: Collection[str] = (),
    contacts: Source | None = None,
    standard: Standard = "a3a+ua1",
    attachment: bool = True,
    date: str | None = None,
    limits: Limits = LIMITS,
    press: Press | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Build:
    """Renders a résumé in each of `layouts` and proves every PDF.

    `source` is a path, a `Source`, or what was read of one, with its `contacts`; `style` and
    `paper` ("a4", "letter") go before what the front matter says; `pages` is how many pages each
    layout may take, in place of what its layout.toml says; `variables` are custom properties of the
    style by name ("accent" → "#0a5532"), before those of the front matter; `photo` is
    a photograph in place of the front matter's, False for none; `audiences` selects what is marked
    for them; `contacts` is a file with further ones, kept out of the résumé's own.
    `standard` is what the PDFs conform to, `attachment` whether they carry their content as JSON
    Resume, `date` (ISO 8601) theirs where the front matter gives none. `limits` bound what the
    source may ask for, but neither time nor memory. Give the same `press` again to build faster.
    `progress` is told each step. Nothing is written.

    Raises `ResumeError` when the source cannot be read, a layout or style cannot be found, one of
    `variables` cannot be set, or Pango is not installed; `ValueError` for fewer pages than one, and
    for "a4f+ua2" without an attachment, which that standard demands.
    """
    if pages is not None and pages < 1:
        raise ValueError(f"a résumé takes at least one page, not {pages}")
    if standard == "a4f+ua2" and not attachment:
        raise ValueError("PDF/A-4f must hold a file: leave the attachment on")
    press = press or Press()
    progress("reading")
    given = source if isinstance(source, Manuscript) else read_manuscript(source, contacts, limits)
    source, beside = given.source, _beside(given.source)
    document = given.reading.document
    found_layouts = [as_wished(find_layout(name, beside), document.settings) for name in layouts]
    if pages is not None:
        found_layouts = [replace(layout, pages=pages) for layout in found_layouts]
    settings = document.settings
    reads = dict.fromkeys(layout.reads for layout in found_layouts) or {"resume": None}
    readings = {what: given.read_as(what) for what in reads}
    document = next(iter(readings.values())).document
    look = look_of(_style(style, document, beside), settings, variables or {})
    settings = replace(settings, variables=look.variables)
    readings = {
        what: replace(one, document=replace(one.document, settings=settings))
        for what, one in readings.items()
    }
    document = replace(document, settings=settings)
    found_paper = paper or settings.paper or paper_for(document)
    diagnostics = [
        *dict.fromkeys(found for one in readings.values() for found in one.diagnostics),
        *look.diagnostics,
        *check_wishes(settings, beside),
    ]
    renderings: list[Rendering] = []
    if not any(words(text) for text, _ in said(document)):
        diagnostics.append(Diagnostic("source-empty", f"{source.name} shows no word", Span(0, 0)))
        found_layouts = []
    job = _Job(
        source=source,
        readings=readings,
        style=look.style,
        typesetter=press.typesetter(look.loaded, beside),
        paper=found_paper,
        photo=photo,
        audiences=frozenset(audiences),
        standard=standard,
        attachment=attachment,
        date=date,
        # What the caller gives it may have, whatever the bound; what a layout asks for is bound.
        limits=replace(limits, pages=max(limits.pages, pages or 0)),
    )
    for layout in found_layouts:
        progress(f"setting {layout.name}")
        try:
            renderings.append(_render(job, layout))
        except ResumeError as error:
            diagnostics.append(error.diagnostic)
    return Build(
        source=source,
        document=document,
        renderings=tuple(renderings),
        diagnostics=tuple(diagnostics),
    )


class _Job(Record, kw_only=True):
    """What the layouts of one source have in common."""

    source: Source
    readings: Mapping[Reads, Reading]
    style: Style
    typesetter: Typesetter
    paper: str
    photo: Path | Literal[False] | None
    audiences: frozenset[str]
    standard: Standard
    attachment: bool
    date: str | None
    limits: Limits


def _render(job: _Job, layout: Layout) -> Rendering:
    """One layout of one source: chosen, set, written, read back."""
    started = perf_counter()
    source, reading, typesetter = job.source, job.readings[layout.reads], job.typesetter

    photo, about_photo = _photograph(job, layout, reading.document)
    most = job.limits.pages

    # The last two that were laid out, and from what: what was chosen is one of them, nearly always,
    # and need not be set again.
    laid_out: deque[tuple[object, Pages]] = deque(maxlen=2)

    def lay_out(edition: Edition, *, tall: bool = False) -> Pages:
        html = render(edition, layout, job.limits.steps, photo)
        pages = typesetter.lay_out(html, job.paper, tall=tall, most=most)
        laid_out.append(((edition.document, edition.variables, tall), pages))
        return pages

    def measure(edition: Edition, *, tall: bool = False) -> Measurement:
        return lay_out(edition, tall=tall).measurement

    document, style = reading.document, job.style
    choice = choose(document, layout, style, job.audiences, measure)
    if not any(words(text) for text, _ in said(choice.edition.document)):
        raise ResumeError(
            "source-empty",
            f"there is nothing that the layout {layout.name} shows",
            Span(0, 0),
            hint="write something beneath the headings",
        )
    chosen = (choice.edition.document, choice.edition.variables, False)
    pages = next((pages for what, pages in laid_out if what == chosen), None)
    pages = pages or lay_out(choice.edition)
    laid_out.clear()
    edition = replace(choice.edition, document=arranged(choice.edition.document, layout))
    content = None
    if job.attachment:
        content = json.dumps(json_resume(edition.document), ensure_ascii=False, indent=2)
    pdf, fonts = pages.pdf(job.standard, content, job.date)
    expectation = Expectation(
        pages=pages.measurement.pages,
        furniture=pages.furniture,
        title=title(document, layout),
        outline=job.standard == "a3a+ua1",
        measurement=pages.measurement,
        risks=style.risks,
        photo=photo.alt if photo else None,
    )
    proof = prove(pdf, edition, expectation)
    if layout.pages is None:
        as_written = _against_source(source, reading, choice.edition)
    else:
        as_written = check_abridged(choice.edition.document, document)
    paging = check_paging(edition.document, pages.measurement)
    proof = replace(proof, checks=(*proof.checks, as_written, paging))
    about_faces = tuple(about_fonts(fonts, edition.document, source))
    lacking = any(found.code == "glyph-missing" for found in about_faces)
    return Rendering(
        layout=layout.name,
        style=style.name,
        paper=job.paper,
        file_name=_file_name(source, reading, layout),
        edition=edition,
        expectation=expectation,
        pdf=pdf,
        proof=proof,
        diagnostics=(
            *typesetter.diagnostics,
            *about_photo,
            *pages.diagnostics,
            *choice.diagnostics,
            *about_faces,
            *(one for one in proof.diagnostics if not (lacking and one.code in _OF_GLYPHS)),
        ),
        seconds=perf_counter() - started,
    )


def _photograph(
    job: _Job, layout: Layout, document: Document
) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    """The photograph that a layout shows; without one why, where one was wished for."""
    wished = document.settings.photo
    folder = job.source.path.parent if job.source.path else None
    if isinstance(job.photo, Path):
        wished = Photo(job.photo.name, wished.alt if wished else None, Span(0, 0))
        folder = job.photo.parent
    if wished is None or job.photo is False or not layout.photo:
        return None, ()
    name = document.person.name or title(document, layout)
    try:
        return developed(wished, folder, name, job.style.properties), ()
    except ResumeError as error:
        return None, (error.diagnostic,)


def _style(name: str | None, document: Document, beside: tuple[Path, ...]) -> Style:
    """The style called `name`; without one that of the front matter, which stays in its folder."""
    if name:
        return find_style(name, beside)
    return find_style(document.settings.style or DEFAULT_STYLE, beside, within=True)


def _against_source(source: Source, reading: Reading, edition: Edition) -> Check:
    """The words of an edition in the author's order against those of the Markdown, but for what
    the edition says it leaves out.
    """
    left_out = [omission.span for omission in edition.omissions]
    document = edition.document
    if _is_renumbered(reading.document, left_out):
        document, left_out = reading.document, []
    nodes = (node for section in document.sections for node in walk(section.content))
    notes = [node.span for node in nodes if isinstance(node, Footnote)]

    def is_left_out(place: Span) -> bool:
        # A note may be written within what is left out, and belong to what is not.
        return _lies_in(place, left_out) and not _lies_in(place, notes)

    return compare_with_source(
        [
            (word, span)
            for text, span in said(document)
            if reading.body_start <= span.start < span.end
            for word in words(text)
        ],
        [
            (word, place)
            for word, place in visible_words(source, reading.body_start)
            if not is_left_out(place)
        ],
    )


def _lies_in(place: Span, spans: Sequence[Span]) -> bool:
    return any(span.start <= place.start < span.end for span in spans)


def _is_renumbered(document: Document, left_out: Sequence[Span]) -> bool:
    """Whether the items that are left give other numbers than the source has."""
    return any(
        node.start is not None and node.span.start <= span.start and span.end < node.span.end
        for section in document.sections
        for node in walk(section.content)
        if isinstance(node, List)
        for span in left_out
    )


def _beside(source: Source) -> tuple[Path, ...]:
    """The folders whose layouts, styles and images are the source's own."""
    return (source.path.parent,) if source.path else ()


def _file_name(source: Source, reading: Reading, layout: Layout) -> str:
    name, letter = reading.document.person.name, layout.reads == "letter"
    return file_name(name, _stem(source), layout.suffix, letter=letter)


def _stem(source: Source) -> str:
    return source.path.stem if source.path else "resume"
