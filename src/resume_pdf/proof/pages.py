"""What can be said of the file as a whole: its pages, its size, what it says of itself.

In: a file, an edition's document, what is expected. Out: checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic
from ..document import Document, Image, Inline, Link, Paragraph, Styled, key, plain, walk
from ..measurement import Measurement
from ..source import Span
from .file import File
from .report import Check, Expectation, counted
from .text import ReadBack

KILOBYTE = 1000
SIZE_LIMIT = 300 * KILOBYTE
SIZE_LIMIT_WITH_PHOTO = 1000 * KILOBYTE


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
    diagnostics = tuple(
        Diagnostic("proof-metadata", message) for message in _lacking(document, expected, file)
    )
    return Check("metadata", 5, "", diagnostics)


def _lacking(document: Document, expected: Expectation, file: File) -> Iterator[str]:
    metadata, catalog = file.objects.metadata, file.catalog
    title = (metadata.title if metadata else None) or ""
    author = (metadata.author if metadata else None) or ""
    name = document.person.name
    if not title.strip():
        yield "the PDF has no title"
    elif expected.title is not None and title != expected.title:
        yield f"the title is “{title}”, not “{expected.title}”"
    elif expected.title is None and name and _even(name) not in _even(title):
        yield f"the title “{title}” does not bear the name “{name}”"
    known = expected.author if expected.author is not None else name
    if known and _even(author) != _even(known):
        yield f"the author is “{author}”, not “{known}”" if author else "the PDF names no author"
    language = str(catalog.get("/Lang", ""))
    due = expected.language or document.language
    if language.lower() != due.lower():
        yield f"the language is “{language}”, not “{due}”" if language else "no language is named"
    mark = catalog.get("/MarkInfo")
    if mark is None or not mark.get_object().get("/Marked") or "/StructTreeRoot" not in catalog:
        yield "the PDF is not tagged"
    at_top = any(item.role != "contact" for item in document.person.letterhead)
    has_headings = at_top or any(part.title for part in document.sections)
    if expected.outline and has_headings:
        outline = catalog.get("/Outlines")
        if outline is None or "/First" not in outline.get_object():
            yield "the PDF has no outline"


def _even(text: str) -> str:
    return " ".join(text.split())


def check_size(document: Document, file: File) -> Check:
    """At most 300 kB, 1 MB with a photo."""
    size = len(file.data)
    limit = SIZE_LIMIT_WITH_PHOTO if any(_images(document)) else SIZE_LIMIT
    diagnostics = (
        (
            Diagnostic(
                "proof-size", f"the PDF has {size // KILOBYTE:,} kB; at most {limit // KILOBYTE:,}"
            ),
        )
        if size > limit
        else ()
    )
    return Check("size", size, "", diagnostics)


def _images(document: Document) -> Iterator[Image]:
    for item in document.person.letterhead:
        yield from _images_in(item.inlines)
    for section in document.sections:
        for node in walk(section.content):
            if isinstance(node, Paragraph):
                yield from _images_in(node.inlines)


def _images_in(inlines: Sequence[Inline]) -> Iterator[Image]:
    for inline in inlines:
        match inline:
            case Image():
                yield inline
            case Styled() | Link():
                yield from _images_in(inline.children)
            case _:
                pass


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
