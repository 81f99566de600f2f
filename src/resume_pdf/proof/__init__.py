"""The proof: a PDF read back, and checked against the edition it should show.

In: the PDF's bytes, its `Edition`, an `Expectation`. Out: a `Proof`. Owns pypdf and pypdfium2,
two readers that have nothing in common but the file. Nothing is raised: a file that cannot be
read has failed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress

from ..diagnostics import Diagnostic, ResumeError
from ..edition import Edition
from .contents import Contents, contents_of, found_in
from .file import File
from .fonts import check_fonts, check_glyphs, check_own_glyphs, glyphless, meaningless_glyphs
from .hints import with_hints
from .links import check_own_links
from .pages import (
    Traits,
    check_boxes,
    check_own_metadata,
    check_own_size,
    check_pages,
    check_size,
    traits,
)
from .pdfium import page_count
from .picture import page_sizes, picture
from .printed import printed
from .readers import READERS, Pdfium, Pypdf, Reader
from .report import Check, Expectation, Proof
from .shortcuts import known, read_plainly
from .text import check_agreement, check_words, compare_with_source, read_back
from .unbroken import check_unbroken
from .visibility import check_visibility, covered
from .wording import Word, expected_words

__all__ = [
    "READERS",
    "Check",
    "Expectation",
    "Pdfium",
    "Proof",
    "Pypdf",
    "Reader",
    "Traits",
    "compare_with_source",
    "contents_of",
    "examine",
    "likeness",
    "load_readers",
    "page_count",
    "page_sizes",
    "page_texts",
    "picture",
    "printed",
    "prove",
    "read_plainly",
    "traits_of",
]


def load_readers() -> None:
    """Imports now what else is imported when the first PDF is read."""
    import pypdfium2  # noqa: F401 - this and those below for whoever reads next

    if known():
        from pypdf import filters  # noqa: F401
        from pypdf._codecs import core_font_metrics  # noqa: F401

        from . import objects, operations  # noqa: F401
    else:
        import pypdf  # noqa: F401


def prove(
    pdf: bytes,
    edition: Edition,
    expected: Expectation = Expectation(),  # noqa: B008 - immutable
    readers: Sequence[Reader] = READERS,
    contents: Callable[[], Contents] | None = None,
) -> Proof:
    """Reads `pdf` back and checks that it shows `edition`, whole and in order.

    `edition` is in the order in which its layout says it. `contents` waits for what `contents_of`
    is finding in another process; meanwhile what it does not find is looked for here. What it
    raises as `ResumeError` is raised: that process died.
    """
    words = expected_words(edition.document)
    file = File(pdf)

    def checked() -> tuple[Check, ...]:
        if contents is None:
            found = found_in(file, edition.document, expected)
        else:
            with suppress(Exception):  # raised again when it is its turn
                _ = file.seen
            found = contents()
            file.texts = found.texts
        return with_hints(_checks(file, edition, expected, words, readers, found), expected.risks)

    return _proof(file, len(words), checked)


def examine(pdf: bytes, readers: Sequence[Reader] = READERS) -> Proof:
    """Checks what can be checked of a PDF of which nothing is known."""
    file = File(pdf)
    return _proof(file, 0, lambda: _own_checks(file, readers))


def _proof(file: File, words: int, checked: Callable[[], tuple[Check, ...]]) -> Proof:
    try:
        checks = checked()
    except ResumeError:
        raise
    except Exception as error:  # whatever a reader stumbles over, the file is not fit to publish
        reason = str(error) or type(error).__name__
        diagnostic = Diagnostic("proof-unreadable", f"the PDF cannot be read: {reason}")
        checks = (Check("file", len(file.data), "", (diagnostic,)),)
    pages = next((check.count for check in checks if check.name == "pages"), 0)
    return Proof(checks=checks, pages=pages, size=len(file.data), words=words)


def _checks(
    file: File,
    edition: Edition,
    expected: Expectation,
    words: Sequence[Word],
    readers: Sequence[Reader],
    found: Contents,
) -> tuple[Check, ...]:
    document = edition.document
    readings = read_back(file, readers)
    # What a reader cannot make out for want of a glyph is told once, not word by word.
    readable = [read for read in readings if not meaningless_glyphs(read)] or readings
    return (
        check_pages(expected.pages, readings),
        check_words(words, readable, expected.furniture),
        check_unbroken(document, readable),
        found.links,
        found.fonts,
        check_glyphs(document, found.glyphless, readings),
        found.metadata,
        check_size(expected, file),
        found.photo,
        check_boxes(document, expected.measurement),
        *check_visibility(words, file, found.covered),
    )


def _own_checks(file: File, readers: Sequence[Reader]) -> tuple[Check, ...]:
    readings = read_back(file, readers)
    return (
        check_pages(None, readings),
        check_agreement(readings),
        check_own_links(file),
        check_fonts(file),
        check_own_glyphs(glyphless(file), readings),
        check_own_metadata(file),
        check_own_size(file),
        *check_visibility((), file, covered(file)),
    )


def page_texts(pdf: bytes, reader: Reader = READERS[-1]) -> tuple[str, ...]:
    """The text of each page in the order in which a machine reads it. Raises what it raises."""
    (read,) = read_back(File(pdf), (reader,))
    return read.pages


def traits_of(pdf: bytes) -> Traits | None:
    """What a PDF looks like from outside; None where it cannot be read."""
    try:
        return traits(File(pdf))
    except Exception:  # `prove` says what is wrong with it
        return None


def likeness(pdf: bytes, edition: Edition, reader: Reader = READERS[-1]) -> float:
    """How much of an edition's words a PDF has and no others, 0 to 1, in whatever order."""
    due = Counter(word.text for word in expected_words(edition.document))
    try:
        (read,) = read_back(File(pdf), (reader,))
    except Exception:  # what cannot be read is like nothing
        return 0.0
    found = Counter(word for line in read.lines for word in line.words)
    return 2 * (due & found).total() / max(due.total() + found.total(), 1)
