"""What a machine reads in a PDF: the text, and the fields that can be told from the page alone.

In: a PDF. Out: `MachineReading`; `fields` gives the same object for a document, so that page and
source can be laid side by side (`compared`). Never from attachment, metadata or tags: the page's
lines are written down as Markdown by their looks, and the reader of résumés reads that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from .diagnostics import ResumeError
from .document import Definitions, Document, Entry, List, Paragraph, Section, Table, plain
from .outline import OutlineEntry, outline
from .proof import page_texts, printed
from .readback import markdown
from .reader import is_section_title, read
from .record import Record
from .source import Source
from .words import said_by, words

_EDUCATION = "education"
_SKILLS = "skills"


class Fields(Record):
    """What a résumé says, as a program takes it. Dates as YYYY, YYYY-MM or "present"."""

    name: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    urls: tuple[str, ...]
    sections: tuple[str, ...]
    jobs: tuple[OutlineEntry, ...]
    education: tuple[OutlineEntry, ...]
    skills: tuple[str, ...]


class MachineReading(Record):
    """`pages` is the text in order, page by page; `markdown` what the looks of it mean."""

    pages: tuple[str, ...]
    markdown: str
    fields: Fields


def machine_reading(pdf: bytes) -> MachineReading:
    """Reads a PDF as a machine does. Raises `ResumeError` "proof-unreadable" for no PDF."""
    try:
        pages, lines = page_texts(pdf), printed(pdf)
    except Exception as error:  # whatever the reader stumbles over
        reason = str(error) or type(error).__name__
        raise ResumeError("proof-unreadable", f"the PDF cannot be read: {reason}") from error
    text = markdown(lines, is_section_title)
    return MachineReading(pages, text, fields(read(Source(text)).document))


def fields(document: Document) -> Fields:
    """The fields of a document."""
    found = outline(document)
    kinds = {" ".join(plain(section.title).split()): section.kind for section in document.sections}
    studies = [
        entry for entry in found["entries"] if kinds.get(entry["section"] or "") == _EDUCATION
    ]
    return Fields(
        name=found["name"],
        emails=tuple(found["emails"]),
        phones=tuple(found["phones"]),
        urls=tuple(found["urls"]),
        sections=tuple(found["sections"]),
        jobs=tuple(entry for entry in found["entries"] if entry not in studies),
        education=tuple(studies),
        skills=tuple(
            line
            for section in document.sections
            if section.kind == _SKILLS
            for line in _lines(section)
        ),
    )


def _lines(section: Section) -> Iterator[str]:
    """What a section of skills says, a line a paragraph, item, row or term."""
    for node in section.content:
        match node:
            case Paragraph():
                yield _flat(plain(node.inlines))
            case List():
                yield from (
                    _flat(" ".join(text for text, _ in said_by(item.blocks))) for item in node.items
                )
            case Definitions():
                for one in node.items:
                    said = " ".join(text for text, _ in said_by(one.blocks))
                    yield _flat(f"{plain(one.term)} {said}")
            case Table():
                for row in node.rows:
                    yield _flat(" ".join(plain(cell.inlines) for cell in row))
            case Entry():
                yield _flat(" ".join(text for text, _ in said_by([node])))
            case _:
                pass


def _flat(text: str) -> str:
    return " ".join(text.split())


# ── Side by side ─────────────────────────────────────────────────────────────────────────

Sign = Literal["same", "differs", "source only", "page only"]


class Pair(Record):
    """One field of page and source; None where one of them has nothing of the kind."""

    what: str
    page: str | None
    source: str | None

    @property
    def sign(self) -> Sign:
        """How the two compare; dashes, quotes, case and white space do not count."""
        if self.page is None:
            return "source only"
        if self.source is None:
            return "page only"
        return "same" if alike(self.page, self.source) else "differs"


def alike(one: str, other: str) -> bool:
    """Whether two values are the same to a machine."""
    return words(one) == words(other) or _bare(one) == _bare(other)


def _bare(text: str) -> str:
    """An address without scheme, "www." and final slash; a number without its spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().strip()
    for scheme in ("https://", "http://", "mailto:", "tel:", "www."):
        text = text.removeprefix(scheme)
    return "".join(char for char in text.rstrip("/") if char.isalnum() or char in "+@./#?&=_%~")


def compared(page: Fields, source: Fields) -> tuple[Pair, ...]:
    """Every field of both, in the source's order, what only the page has after it."""
    pairs = [Pair("name", page.name, source.name)] if page.name or source.name else []
    for what, of in _LISTS:
        pairs += _paired(what, of(page), of(source))
    for what, entries in (("job", _JOBS), ("education", _STUDIES)):
        pairs += _paired_entries(what, entries(page), entries(source))
    return tuple(pairs)


_LISTS: tuple[tuple[str, Callable[[Fields], tuple[str, ...]]], ...] = (
    ("e-mail", lambda one: one.emails),
    ("phone", lambda one: one.phones),
    ("address", lambda one: one.urls),
    ("section", lambda one: one.sections),
    ("skills", lambda one: one.skills),
)
_Entries = Callable[[Fields], tuple[OutlineEntry, ...]]
_JOBS: _Entries = lambda one: one.jobs  # noqa: E731
_STUDIES: _Entries = lambda one: one.education  # noqa: E731


def _paired(what: str, page: Sequence[str], source: Sequence[str]) -> Iterator[Pair]:
    left = list(page)
    for value in source:
        match = next((other for other in left if alike(other, value)), None)
        if match is not None:
            left.remove(match)
        yield Pair(what, match, value)
    yield from (Pair(what, value, None) for value in left)


_PARTS: tuple[Literal["title", "organization", "location", "start", "end"], ...] = (
    "title",
    "organization",
    "location",
    "start",
    "end",
)


def _paired_entries(
    what: str, page: Sequence[OutlineEntry], source: Sequence[OutlineEntry]
) -> Iterator[Pair]:
    """Entries belong together where most of their parts are alike; then part by part."""
    left = list(page)
    for entry in source:
        match = max(left, key=lambda other: _likeness(other, entry), default=None)
        if match is None or not _likeness(match, entry):
            yield Pair(what, None, _told(entry))
            continue
        left.remove(match)
        for part in _PARTS:
            if match[part] or entry[part]:
                yield Pair(f"{what}: {part}", match[part], entry[part])
    yield from (Pair(what, _told(entry), None) for entry in left)


def _likeness(one: OutlineEntry, other: OutlineEntry) -> int:
    """How many of the parts that name an entry are alike; none where no name or date is."""
    same = [part for part in _PARTS if one[part] and other[part] and alike(one[part], other[part])]  # type: ignore[arg-type]
    return len(same) if {"title", "organization", "start"} & set(same) else 0


def _told(entry: OutlineEntry) -> str:
    return " | ".join(part for name in _PARTS if (part := entry[name]))
