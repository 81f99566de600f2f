"""HTML and a style become laid-out pages, and these a PDF. Owns WeasyPrint.

In: HTML from the html stage, a `Style`, a paper. Out: `Pages`, which tells where everything stands
(`measurement`, in pt) and makes the PDF. Errors: `ResumeError` "library-missing" where Pango or
one of its companions is not installed.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from copy import copy
from functools import partial
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .. import installing
from ..diagnostics import Diagnostic, ResumeError
from ..limits import LIMITS
from ..measurement import Measurement
from ..record import Record, replace
from ..risks import BROKEN, SLOW
from ..theme import Style, bundled
from .bounded import at_most, too_many
from .boxes import characters_of, measure
from .clusters import draw_clusters_whole
from .conformance import (
    ATTACHMENT,
    OPTIONS,
    PROGRAM,
    Standard,
    date_of,
    finish,
    mark_labels,
    tagged_boxes,
)
from .elements import check_elements
from .fetcher import Loaded, local_fetcher
from .fonts import Faces, Fonts, face_files
from .leaks import stop_leaks
from .mends import mend
from .shortcuts import Lines, html_class, import_engine, is_shortened, keeping, own_process

if TYPE_CHECKING:
    import weasyprint

__all__ = [
    "PAPERS",
    "FontUse",
    "Pages",
    "Standard",
    "Typesetter",
    "machine_families",
    "own_process",
    "preload",
]

PAPERS = {"a4": (595.276, 841.890), "letter": (612.0, 792.0)}
"""Width and height in pt: ISO 216 A4 is 210 by 297 mm, US Letter 8.5 by 11 in."""

_NONE: Mapping[str, str] = MappingProxyType({})
_KEEP_SMALL = "keep them to what stays on one page, such as .entry-head or .contacts"

TALL = 100_000.0
"""Height in pt of the page on which prices are taken: everything stands on it unbroken."""


def _engine(*, plain: bool = False) -> Any:
    """WeasyPrint, imported when first needed: it takes a while and needs Pango."""
    try:
        # Where Pango is missing WeasyPrint prints its own advice, and where there is no font on the
        # machine it warns: our hint says the first, and the shipped faces are all we need.
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            engine = import_engine(plain=plain)
    except OSError as error:
        raise ResumeError(
            "library-missing",
            str(error).split("\n")[0],
            hint=installing.library("pango", "harfbuzz-subset"),
        ) from error
    mend(engine)
    draw_clusters_whole(engine)
    stop_leaks(engine)
    return engine


def preload(*, plain: bool = False) -> None:
    """Imports now what else is imported when it is first needed, without short cuts if `plain`, and
    reads the sheet that stands under all styles.

    Raises as `Typesetter` does.
    """
    html_class(_engine(plain=plain))


def machine_families() -> frozenset[str]:
    """The families of faces that are installed on the machine."""
    _engine()
    from .machine import families

    return families()


class FontUse(Record):
    """A face on the pages. `characters` are set in it; `missing` are those that it was asked for
    and does not have.
    """

    family: str
    shipped: bool
    characters: frozenset[str]
    missing: tuple[str, ...]


class Pages(Record):
    """Laid-out pages. `furniture` has, per page, the texts of its margin boxes."""

    measurement: Measurement
    furniture: tuple[tuple[str, ...], ...]
    _loaded: Loaded
    _document: weasyprint.Document
    _families: frozenset[str]
    _lines: Lines

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the pages asked for and did not get."""
        return self._loaded.diagnostics

    def pdf(
        self,
        standard: Standard = "a3a+ua1",
        attachment: str | None = None,
        date: str | None = None,
    ) -> tuple[bytes, tuple[FontUse, ...]]:
        """The pages as a PDF that conforms to `standard`, and the fonts it uses.

        `attachment` is the text of resume.json, which becomes part of the file. `date` (ISO 8601)
        is used where the HTML has none; without either the file has no date.

        Raises `ValueError` for "a4f+ua2" without an attachment: PDF/A-4f must hold a file.
        """
        if standard == "a4f+ua2" and attachment is None:
            raise ValueError("PDF/A-4f must hold a file: attach one, or take another standard")
        document = self._document
        metadata = document.metadata
        metadata.generator = PROGRAM
        metadata.created = metadata.created or date
        metadata.modified = metadata.modified or metadata.created
        boxes = tuple(tagged_boxes(document))
        mark_labels(boxes)
        # WeasyPrint leaves the file of the colour profile to be closed by whoever collects it.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            pdf = document.write_pdf(
                finisher=partial(finish, boxes=boxes, standard=standard),
                attachments=[] if attachment is None else [self._attached(attachment)],
                **OPTIONS[standard],
            )
        fonts = tuple(
            FontUse(
                font.family,
                font.family in self._families,
                frozenset("".join(font.to_unicode.values())) - set(map(chr, font.missing)),
                tuple(map(chr, font.missing)),
            )
            for font in self._document.fonts.values()
        )
        return pdf, fonts

    def _attached(self, content: str) -> Any:
        moment = date_of(self._document.metadata.created)
        return _engine().Attachment(
            string=content,
            url_fetcher=self._document.url_fetcher,
            name=ATTACHMENT,
            description="The content of this document in JSON Resume form",
            created=moment,
            modified=moment,
            relationship="Source",
        )


class Typesetter:
    """Sets HTML in one style; keeps the parsed style and the loaded fonts for all its pages.

    `roots` are folders a document may read images from. What `before` loaded, for the style as it
    was before an edit, is kept where it serves. One at a time: Pango's font maps must not be
    shared between threads.
    """

    def __init__(
        self, style: Style, roots: tuple[Path, ...] = (), before: Typesetter | None = None
    ) -> None:
        engine = _engine()
        self.style = style
        beside = [sheet.parent for sheet in style.sheets]
        self._folders = (bundled("styles"), *beside)
        self._roots = roots
        self._sizes: dict[tuple[str, bool], Any] = {}
        self._parsed: tuple[str, Any, str] | None = None
        kept = before if before and face_files(before.style) == face_files(style) else None
        self._read(engine, kept._fonts if kept else self._new_fonts(engine))
        if kept and self._faces != kept._faces:
            # What a face that went is called may be found elsewhere now, or nowhere.
            self._read(engine, self._new_fonts(engine))

    def _new_fonts(self, engine: Any) -> Fonts:
        of_the_machine = not all(self.style.rules.values())
        return Fonts(alone=is_shortened(engine) and not of_the_machine)

    def _read(self, engine: Any, fonts: Fonts) -> None:
        """Reads the style's sheets, and loads its faces into `fonts`."""
        self._fonts, faces = fonts, Faces(fonts)
        self._fetcher = local_fetcher(self._folders, self._roots)
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._sheets = []
        if self.style.added:
            engine.CSS(string=self.style.added, font_config=faces, url_fetcher=self._fetcher)
        for path in self.style.sheets:
            with _listening() as messages:
                try:
                    sheet = engine.CSS(
                        url=path.absolute().as_uri(), font_config=faces, url_fetcher=self._fetcher
                    )
                except (OSError, RecursionError) as error:
                    if isinstance(error.__context__, MemoryError):
                        raise MemoryError from error  # of the machine, and not the style's fault
                    reason = str(error).removeprefix("Refused: ")
                    raise ResumeError("style-invalid", f"{path}: {reason}") from error
            self._sheets.append(sheet)
            self.diagnostics += tuple(
                Diagnostic("style-rejected", f"{path.name}: {message}") for message in messages
            )
        self._faces = faces.asked
        self.diagnostics += self._fetcher.loaded.diagnostics
        self.diagnostics += tuple(
            Diagnostic(SLOW, str(risk), hint=_KEEP_SMALL)
            for risk in self.style.risks
            if SLOW in risk.codes
        )

    def reading(self, roots: tuple[Path, ...]) -> Typesetter:
        """The same, with the same fonts, for documents that may read images from `roots`."""
        other = copy(self)
        other._fetcher = local_fetcher(self._folders, roots)
        other._parsed = None
        return other

    def lay_out(
        self,
        html: str,
        paper: str,
        variables: Mapping[str, str] = _NONE,
        *,
        tall: bool = False,
        most: int = LIMITS.pages,
    ) -> Pages:
        """Lays `html` out on `paper` ("a4" or "letter").

        `variables` are custom properties by name, which go before those of the page's own root.
        `tall` asks for one page of endless height; `content_bottom` is still that of the paper.

        Raises `ResumeError` "limit-pages" as soon as there are more than `most` pages, and
        "style-invalid" where WeasyPrint breaks off over a style that is not of ours.
        """
        engine = _engine()
        width, height = PAPERS[paper]
        size = self._sizes.get((paper, tall))
        if size is None:
            # Style sheets given from outside count as the user's, who wins with !important only.
            size = self._sizes[paper, tall] = engine.CSS(
                string=f"@page {{ size: {width}pt {TALL if tall else height}pt !important }}",
                url_fetcher=self._fetcher,
            )
        page = self._with_variables(html, variables)

        def rendered(fonts: Any) -> tuple[Loaded, weasyprint.Document]:
            self._fetcher.loaded = loaded = Loaded()
            try:
                with at_most(most), keeping(lines, fonts):
                    document = page.render(stylesheets=[*self._sheets, size], font_config=fonts)
            except (ResumeError, MemoryError):
                raise
            except Exception as error:  # whatever WeasyPrint stumbles over
                if self.style.sheets[-1].parent == bundled("styles"):
                    raise
                raise self._broken_by(error) from error
            if len(document.pages) > most:
                raise too_many(most)
            return loaded, document

        lines = Lines()
        fonts = self._fonts.serving(html)
        loaded, document = rendered(fonts)
        if not self._fonts.served(fonts, None if loaded.drawings else characters_of(document)):
            loaded, document = rendered(self._fonts.all)
        measurement, furniture = measure(document)
        if tall:
            bottom = measurement.content_bottom - (TALL - height)
            measurement = replace(measurement, content_bottom=bottom)
        return Pages(measurement, furniture, loaded, document, self.style.families, lines)

    def _with_variables(self, html: str, variables: Mapping[str, str]) -> Any:
        """The page, parsed; once where it is laid out again with other variables."""
        if self._parsed is None or self._parsed[0] != html:
            page = html_class(_engine())(string=html, url_fetcher=self._fetcher)
            check_elements(page.etree_element)
            self._parsed = html, page, page.etree_element.get("style", "")
        _, page, own = self._parsed
        if added := "".join(f";--{name}:{value}" for name, value in variables.items()):
            page.etree_element.set("style", own + added)
        elif own:
            page.etree_element.set("style", own)
        else:
            page.etree_element.attrib.pop("style", None)
        return page

    def _broken_by(self, error: Exception) -> ResumeError:
        """What the author of the style is told where nothing can be laid out in it."""
        known = [str(risk) for risk in self.style.risks if BROKEN in risk.codes]
        reason = f"WeasyPrint cannot lay out a page in it: {type(error).__name__}: {error}"
        return ResumeError(
            "style-invalid",
            known[0] if known else f"{self.style.sheets[-1]}: {reason}",
            hint="set it with ::before" if known else "take its rules out until the page is set",
        )


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What WeasyPrint says of a style sheet while it reads it."""
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield messages
    finally:
        logger.removeHandler(listener)
