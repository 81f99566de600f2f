"""What pypdf finds in a file for its proof, in one visit, which may be another process's.

In: a file, the document and what is expected. Out: `Contents`, which nothing ties to the file.
"""

from __future__ import annotations

from ..document import Document
from ..record import Record
from .file import File
from .fonts import check_fonts, glyphless
from .links import check_links
from .pages import check_metadata, check_photo
from .report import Check, Expectation
from .visibility import covered


class Contents(Record):
    """`texts` are those of the pages, in pypdf's order; `glyphless` is how many characters have no
    glyph; `covered` are the numbers of pages on which something may lie over what they paint.
    """

    texts: tuple[str, ...]
    glyphless: int
    covered: frozenset[int]
    links: Check
    fonts: Check
    metadata: Check
    photo: Check


def contents_of(pdf: bytes, document: Document, expected: Expectation) -> Contents:
    """The contents of a PDF. Raises what pypdf raises."""
    return found_in(File(pdf), document, expected)


def found_in(file: File, document: Document, expected: Expectation) -> Contents:
    """The same of a file that is open."""
    return Contents(
        file.texts,
        glyphless(file),
        covered(file),
        check_links(document, expected.links, file),
        check_fonts(file),
        check_metadata(document, expected, file),
        check_photo(expected, file),
    )
