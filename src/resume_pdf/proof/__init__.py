"""The proof: a PDF read back, and checked against the edition it should show.

In: the PDF's bytes, its `Edition`, an `Expectation`. Out: a `Proof`. Owns pypdf and pypdfium2,
two readers that have nothing in common but the file. Nothing is raised: a file that cannot be
read has failed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..edition import Edition
from .file import File
from .fonts import check_fonts, check_glyphs, meaningless_glyphs
from .links import check_links
from .pages import check_boxes, check_metadata, check_pages, check_size
from .readers import READERS, Pdfium, Pypdf, Reader
from .report import Check, Expectation, Proof
from .text import check_words, compare_with_source, read_back
from .unbroken import check_unbroken
from .wording import Word, expected_words

__all__ = [
    "READERS",
    "Check",
    "Expectation",
    "Pdfium",
    "Proof",
    "Pypdf",
    "Reader",
    "compare_with_source",
    "prove",
]


def prove(
    pdf: bytes,
    edition: Edition,
    expected: Expectation = Expectation(),  # noqa: B008 - immutable
    readers: Sequence[Reader] = READERS,
) -> Proof:
    """Reads `pdf` back and checks that it shows `edition`, whole and in order.

    `edition` is in the order in which its layout says it.
    """
    words = expected_words(edition.document)
    file = File(pdf)
    try:
        checks = _checks(file, edition, expected, words, readers)
        pages = len(file.pages)
    except Exception as error:  # whatever a reader stumbles over, the file is not fit to publish
        reason = str(error) or type(error).__name__
        diagnostic = Diagnostic("proof-unreadable", f"the PDF cannot be read: {reason}")
        checks, pages = (Check("file", len(pdf), "", (diagnostic,)),), 0
    return Proof(checks=checks, pages=pages, size=len(pdf), words=len(words))


def _checks(
    file: File,
    edition: Edition,
    expected: Expectation,
    words: Sequence[Word],
    readers: Sequence[Reader],
) -> tuple[Check, ...]:
    document = edition.document
    readings = read_back(file, readers)
    # What a reader cannot make out for want of a glyph is told once, not word by word.
    readable = [read for read in readings if not meaningless_glyphs(read)] or readings
    return (
        check_pages(expected.pages, readings),
        check_words(words, readable, expected.furniture),
        check_unbroken(document, readable),
        check_links(document, expected.links, file),
        check_fonts(file),
        check_glyphs(document, file, readings),
        check_metadata(document, expected, file),
        check_size(document, file),
        check_boxes(document, expected.measurement),
    )
