"""The way of the data, from a Markdown file to proved PDFs: every stage, in order."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

from .choose import choose
from .coverage import about_fonts
from .diagnostics import Diagnostic, ResumeError, Severity
from .document import Document, Photo
from .edition import Edition, Picture
from .fidelity import compared
from .frames import roomy
from .html import arranged, load_templates, render, title
from .json_resume import json_resume
from .layout_keys import DEFAULT_LAYOUTS, Reads
from .limits import LIMITS, Limits
from .look import look_of
from .manuscript import Manuscript, read_manuscript
from .measurement import Measurement
from .paper import paper_for
from .photograph import developed
from .proof import Expectation, Proof, contents_of, load_readers, prove
from .proof.abridged import check_abridged
from .proof.paging import check_paging
from .publish import file_name
from .reading import Reading
from .record import Record, replace
from .source import Source, Span
from .theme import Layout, Style, as_wished, check_wishes, find_layout, find_style
from .typeset import Pages, Standard, Typesetter, preload
from .words import said, words

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_STYLE = "classic"

_WORTH_TWO = 3  # pages, of which to read them in two processes saves more than to load what reads

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


@roomy
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
    beside: Executor | None = None,
    read: Future[Manuscript] | None = None,
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
    `beside` is an executor of one process or more that reads and proves while this one sets; `read`
    is what it gives of the source, where it has begun already. `progress` is told each step.
    Nothing is written.

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
    folders, manuscript = _reading(source, contacts, limits, beside, read)
    found_layouts = [find_layout(name, folders) for name in layouts]
    usual: Style | None = None
    if beside:
        beside.submit(load_templates)
        with suppress(ResumeError):  # It will be raised again when it is its turn.
            usual = _style(style, None, folders)
            preload()
    given = manuscript()
    document = given.reading.document
    found_layouts = [as_wished(layout, document.settings) for layout in found_layouts]
    if pages is not None:
        found_layouts = [replace(layout, pages=pages) for layout in found_layouts]
    settings = document.settings
    reads = dict.fromkeys(layout.reads for layout in found_layouts) or {"resume": None}
    readings = {what: given.read_as(what) for what in reads}
    document = next(iter(readings.values())).document
    if usual is None or (settings.style and not style):  # Most name none of their own.
        usual = _style(style, settings.style, folders)
    look = look_of(usual, settings, variables or {})
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
        *check_wishes(settings, folders),
    ]
    if not any(words(text) for text, _ in said(document)):
        name = given.source.name
        diagnostics.append(Diagnostic("source-empty", f"{name} shows no word", Span(0, 0)))
        found_layouts = []
    job = _Job(
        manuscript=given,
        readings=readings,
        style=look.style,
        typesetter=cache(partial(press.typesetter, look.loaded, folders)),
        paper=found_paper,
        photo=photo,
        audiences=frozenset(audiences),
        standard=standard,
        attachment=attachment,
        date=date,
        # What the caller gives it may have, whatever the bound; what a layout asks for is bound.
        limits=replace(limits, pages=max(limits.pages, pages or 0)),
        beside=beside,
    )
    being_proved: list[Callable[[], Rendering]] = []
    renderings: list[Rendering] = []
    for layout in found_layouts:
        progress(f"setting {layout.name}")
        with _noting_in(diagnostics):
            being_proved.append(_set(job, layout, last=layout is found_layouts[-1]))
    if not being_proved:
        job.typesetter()  # What is wrong with a style is raised: it concerns every layout.
    progress("proving")
    for proved in being_proved:
        with _noting_in(diagnostics):
            renderings.append(proved())
    return Build(
        source=given.source,
        document=document,
        renderings=tuple(renderings),
        diagnostics=tuple(diagnostics),
    )


def _reading(
    source: Manuscript | Source | str | os.PathLike[str],
    contacts: Source | None,
    limits: Limits,
    beside: Executor | None,
    read: Future[Manuscript] | None,
) -> tuple[tuple[Path, ...], Callable[[], Manuscript]]:
    """The folders of a source's own layouts and styles, and what gives what was read of it."""
    if isinstance(source, Manuscript):
        return source.source.beside, lambda: source
    folders = source.beside if isinstance(source, Source) else (Path(source).parent,)
    if read:
        return folders, _answered(read)
    return folders, _asked(beside, read_manuscript, source, contacts, limits)


def _asked(
    beside: Executor | None, task: Callable[P, T], *arguments: P.args, **options: P.kwargs
) -> Callable[[], T]:
    """What gives the result of a task: of the process beside, which begins with it at once, or of
    this one, once it is asked.
    """
    if beside is None:
        return partial(task, *arguments, **options)
    return _answered(beside.submit(task, *arguments, **options))


def _answered(future: Future[T]) -> Callable[[], T]:
    """What gives the result of a future, or says that its process died."""
    from concurrent.futures import BrokenExecutor

    def result() -> T:
        try:
            return future.result()
        except BrokenExecutor as error:
            raise ResumeError(
                "worker-died",
                f"the process that reads and proves died: {error}",
                hint="it may have wanted more memory than there is",
            ) from error

    return result


@contextmanager
def _noting_in(diagnostics: list[Diagnostic]) -> Iterator[None]:
    """Has one layout fail without the others."""
    try:
        yield
    except ResumeError as error:
        diagnostics.append(error.diagnostic)


class _Job(Record, kw_only=True):
    """What the layouts of one source have in common."""

    manuscript: Manuscript
    readings: Mapping[Reads, Reading]
    style: Style
    typesetter: Callable[[], Typesetter]
    paper: str
    photo: Path | Literal[False] | None
    audiences: frozenset[str]
    standard: Standard
    attachment: bool
    date: str | None
    limits: Limits
    beside: Executor | None


def _set(job: _Job, layout: Layout, *, last: bool) -> Callable[[], Rendering]:
    """One layout of one source: chosen, set, written. What is returned waits for its proof, and
    takes part in it where nothing is left to set.
    """
    started = perf_counter()
    source, reading = job.manuscript.source, job.readings[layout.reads]

    photo, about_photo = _photograph(job, layout, reading.document)
    most = job.limits.pages

    # The last two that were laid out, and from what: what was chosen is one of them, nearly always,
    # and need not be set again.
    laid_out: deque[tuple[object, Pages]] = deque(maxlen=2)

    # The same document is set again at another spacing, which its HTML says nothing of.
    html_of: tuple[Document, str] | None = None

    def lay_out(edition: Edition, *, tall: bool = False) -> Pages:
        nonlocal html_of
        if html_of is None or html_of[0] is not edition.document:
            html = _asked(job.beside, render, edition.document, layout, job.limits.steps, photo)
            job.typesetter()  # which is made, the first time, while the other process is at that
            html_of = edition.document, html()
        if job.beside and not laid_out:
            job.beside.submit(load_readers)  # which nothing waits for any sooner
        pages = job.typesetter().lay_out(
            html_of[1], job.paper, edition.variables, tall=tall, most=most
        )
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
    if layout.pages is None:
        as_written = _asked(job.beside, compared, source, reading, choice.edition)
    else:
        as_written = _asked(job.beside, check_abridged, choice.edition.document, document)
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
    read_back: Callable[[], Proof]
    if job.beside and last and pages.measurement.pages >= _WORTH_TWO:
        contents = _asked(job.beside, contents_of, pdf, edition.document, expectation)
        read_back = partial(prove, pdf, edition, expectation, contents=contents)
    else:
        read_back = _asked(job.beside, prove, pdf, edition, expectation)
    about_faces = tuple(about_fonts(fonts, edition.document, source))
    lacking = any(found.code == "glyph-missing" for found in about_faces)
    paging = check_paging(edition.document, pages.measurement)
    about_style = job.typesetter().diagnostics
    found = (*about_style, *about_photo, *pages.diagnostics, *choice.diagnostics)
    seconds = perf_counter() - started

    def proved() -> Rendering:
        started = perf_counter()
        proof = read_back()
        proof = replace(proof, checks=(*proof.checks, as_written(), paging))
        of_proof = (one for one in proof.diagnostics if not (lacking and one.code in _OF_GLYPHS))
        return Rendering(
            layout=layout.name,
            style=style.name,
            paper=job.paper,
            file_name=_file_name(job.manuscript, layout, reading),
            edition=edition,
            expectation=expectation,
            pdf=pdf,
            proof=proof,
            diagnostics=(*found, *about_faces, *of_proof),
            seconds=seconds + perf_counter() - started,
        )

    return proved


def file_names(manuscript: Manuscript, layouts: Sequence[str] = DEFAULT_LAYOUTS) -> tuple[str, ...]:
    """What `build` will call its PDFs, in the order of `layouts`.

    Raises `ResumeError` "unknown-layout" or "layout-invalid".
    """
    found = (find_layout(layout, manuscript.source.beside) for layout in layouts)
    return tuple(_file_name(manuscript, one, manuscript.read_as(one.reads)) for one in found)


def _file_name(manuscript: Manuscript, layout: Layout, reading: Reading) -> str:
    path, name = manuscript.source.path, reading.document.person.name
    stem = path.stem if path else "resume"
    return file_name(name, stem, layout.suffix, letter=layout.reads == "letter")


def _photograph(
    job: _Job, layout: Layout, document: Document
) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    """The photograph that a layout shows; without one why, where one was wished for."""
    wished = document.settings.photo
    folder = next(iter(job.manuscript.source.beside), None)
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


def _style(name: str | None, wished: str | None, beside: tuple[Path, ...]) -> Style:
    """The style called `name`; without one that which the front matter `wished` for, which stays in
    its folder.
    """
    if name:
        return find_style(name, beside)
    return find_style(wished or DEFAULT_STYLE, beside, within=True)
