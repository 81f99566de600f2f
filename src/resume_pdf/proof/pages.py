"""What can be said of the file as a whole: its pages, its size, what it says of itself.

In: a file, an edition's document, what is expected. Out: checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic
from ..document import Document, Paragraph, key, plain, walk
from ..measurement import Measurement
from ..record import Record
from ..source import Span
from .file import File
from .fonts import font_name, fonts_of
from .report import Check, Expectation, counted
from .text import ReadBack

KILOBYTE = 1000
SIZE_LIMIT = 300 * KILOBYTE
SIZE_LIMIT_WITH_PHOTO = 1000 * KILOBYTE


_WIDTHS = {"a4": 595.28, "letter": 612.0}  # pt


class Traits(Record):
    """What a PDF looks like from outside: `paper` is None for a size of its own, `faces` are the
    names of its fonts ("SourceSerif4-Bold").
    """

    pages: int
    paper: str | None
    faces: frozenset[str]


def traits(file: File) -> Traits:
    """The traits of a file. Raises what pypdf raises."""
    width = float(file.pages[0].mediabox.width) if file.pages else 0.0
    near = (paper for paper, known in _WIDTHS.items() if abs(width - known) < 2)
    faces = frozenset(font_name(font) for font in fonts_of(file))
    return Traits(len(file.pages), next(near, None), faces)


def check_pages(expected: int | None, readings: Sequence[ReadBack]) -> Check:
    """As many pages as expected; every reader finds the same number, none empty."""
    counts = {read.reader.name: len(read.pages) for read in readings}
    number = next(iter(counts.values()), 0)
    diagnostics: list[Diagnostic] = []
    if len(set(counts.values())) > 1:
        found = ", ".join(f"{name}: {count}" for name, count in counts.items())
        diagnostics.append(Diagnostic("proof-pages", f"readers find different pages ({found})"))
    elif expected is not None and number != expected:
        message = f"{counted(number, 'page')} where there should be {expected}"
        diagnostics.append(Diagnostic("proof-pages", message))
    elif not number:
        diagnostics.append(Diagnostic("proof-pages", "no pages"))
    return Check("pages", number, "", tuple(diagnostics))


def check_metadata(document: Document, expected: Expectation, file: File) -> Check:
    """Title, author, language, tags, and an outline where there are headings."""
    at_top = any(item.role != "contact" for item in document.person.letterhead)
    has_headings = at_top or any(part.title for part in document.sections)
    return _metadata(
        *_naming(document.person.name, expected, file),
        *_tagging(expected.language or document.language, file),
        *(_outlining(file) if expected.outline and has_headings else ()),
    )


def check_own_metadata(file: File) -> Check:
    """The same of a file of which nothing is known: that it says something."""
    return _metadata(
        *_naming(None, Expectation(author=_author(file) or "its author"), file),
        *_tagging(str(file.catalog.get("/Lang", "")) or "any", file),
        *_outlining(file),
    )


def _metadata(*lacking: str) -> Check:
    found = tuple(Diagnostic("proof-metadata", message) for message in lacking)
    return Check("metadata", 5, "", found)


def _naming(name: str | None, expected: Expectation, file: File) -> Iterator[str]:
    title, author = _title(file), _author(file)
    if not title.strip():
        yield "the PDF has no title"
    elif expected.title is not None and _even(title) != _even(expected.title):
        yield f"the title is “{title}”, not “{expected.title}”"
    elif expected.title is None and name and _even(name) not in _even(title):
        yield f"the title “{title}” does not bear the name “{name}”"
    known = expected.author if expected.author is not None else name
    if known and _even(author) != _even(known):
        yield f"the author is “{author}”, not “{known}”" if author else "the PDF names no author"


def _title(file: File) -> str:
    if _keeps_metadata_in_xmp(file):
        packet = file.objects.xmp_metadata
        return next(iter((packet.dc_title or {}).values()), "") if packet else ""
    metadata = file.objects.metadata
    return (metadata.title if metadata else None) or ""


def _author(file: File) -> str:
    if _keeps_metadata_in_xmp(file):
        packet = file.objects.xmp_metadata
        return ", ".join(packet.dc_creator or ()) if packet else ""
    metadata = file.objects.metadata
    return ((metadata.author if metadata else None) or "").strip()


def _keeps_metadata_in_xmp(file: File) -> bool:
    """PDF 2.0, and with it PDF/A-4, has title and author in its XMP packet alone."""
    return file.data.startswith(b"%PDF-2")


def _tagging(due: str, file: File) -> Iterator[str]:
    language = str(file.catalog.get("/Lang", ""))
    # "pt-BR" says more than "pt", and nothing else.
    if not f"{language.lower()}-".startswith(f"{due.lower()}-"):
        yield f"the language is “{language}”, not “{due}”" if language else "no language is named"
    mark = file.catalog.get("/MarkInfo")
    marked = mark is not None and mark.get_object().get("/Marked")
    if not marked or "/StructTreeRoot" not in file.catalog:
        yield "the PDF is not tagged"


def _outlining(file: File) -> Iterator[str]:
    outline = file.catalog.get("/Outlines")
    if (outline is None or "/First" not in outline.get_object()) and not _is_ua_2(file):
        yield "the PDF has no outline"


# PDF/UA-2 wants outlines that lead to structure, and makers leave them out.
_UA_2 = re.compile(rb"pdfuaid:part(?:=[\"']|>)2")


def _is_ua_2(file: File) -> bool:
    packet = file.catalog.get("/Metadata")
    return packet is not None and _UA_2.search(packet.get_object().get_data()) is not None


def _even(text: str) -> str:
    return " ".join(text.split())


def check_size(expected: Expectation, file: File) -> Check:
    """At most 300 kB, 1 MB with a photo."""
    return _size(file, photo=expected.photo is not None)


def check_photo(expected: Expectation, file: File) -> Check:
    """The photograph is on the first page, and there are words that stand for it."""
    if expected.photo is None:
        return Check("photo", 0, "")
    count = len(file.pages[0].images.keys())
    lacking: list[str] = []
    if not count:
        lacking.append("the photograph is not on the first page")
    elif expected.photo not in _alternatives(file):
        lacking.append(f"no picture is described as “{expected.photo}”")
    found = tuple(Diagnostic("proof-photo", message) for message in lacking)
    return Check("photo", count, "" if found else "the photograph", found)


def _alternatives(file: File) -> set[str]:
    """The words that stand for the pictures of a tagged file."""
    root = file.catalog.get("/StructTreeRoot")
    left = [root.get_object()] if root is not None else []
    found: set[str] = set()
    while left:
        element = left.pop()
        if element.get("/S") == "/Figure":
            found.add(str(element.get("/Alt", "")))
        below = element.get("/K", [])
        kids = (kid.get_object() for kid in (below if isinstance(below, list) else [below]))
        left += [kid for kid in kids if isinstance(kid, dict)]
    return found


def check_own_size(file: File) -> Check:
    """The same of a file of which nothing is known."""
    return _size(file, photo=any(page.images.keys() for page in file.pages))


def _size(file: File, *, photo: bool) -> Check:
    size = len(file.data)
    limit = SIZE_LIMIT_WITH_PHOTO if photo else SIZE_LIMIT
    message = f"the PDF has {size // KILOBYTE:,} kB; at most {limit // KILOBYTE:,}"
    found = (Diagnostic("proof-size", message),) if size > limit else ()
    return Check("size", size, "", found)


def check_boxes(document: Document, measurement: Measurement | None) -> Check:
    """Nothing reaches past its page. Other checks of the laid-out boxes belong here."""
    overflows = measurement.overflows if measurement is not None else ()
    places = dict(_places(document)) if overflows else {}
    diagnostics = tuple(
        Diagnostic(
            "proof-overflow",
            f"{_cut(places[node][0]) if node in places else 'text'} reaches past its page",
            places[node][1] if node in places else None,
        )
        for node in overflows
    )
    return Check("boxes", len(measurement.extents) if measurement else 0, "", diagnostics)


def _places(document: Document) -> Iterator[tuple[str, tuple[str, Span]]]:
    """The nodes that can be named: by key, their text and place."""
    for item in document.person.letterhead:
        yield key(item), (plain(item.inlines), item.span)
    for section in document.sections:
        yield key(section), (plain(section.title), section.span)
        for node in walk(section.content):
            yield key(node), (plain(node.inlines) if isinstance(node, Paragraph) else "", node.span)


def _cut(text: str, width: int = 40) -> str:
    if not text:
        return "text"
    return f"“{text}”" if len(text) <= width else f"“{text[:width].rstrip()} …”"
