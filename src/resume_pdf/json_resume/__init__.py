"""An edition as JSON Resume (jsonresume.org, schema 1.0.0): the file that goes into the PDF.

In: the `Document` of an edition, as a layout shows it. Out: an object ready for JSON. Its words
are the author's; what the schema has no place for stands under `meta`, as lines of text below the
title of their section. Dates are YYYY or YYYY-MM; what lasts has no end date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..document import Block, Date, Document, Entry, Inlines, List, Paragraph, Period, Section
from ..patterns import lazy
from .basics import basics_of
from .shown import entries_shown
from .text import Record, blocks_of, line_of, lines_of, link_in, record

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

# Where the entries of a section go, by its kind. Teaching is work, and courses are education.
_ENTRIES = {
    "experience": "work",
    "teaching": "work",
    "volunteering": "volunteer",
    "leadership": "volunteer",
    "service": "volunteer",
    "education": "education",
    "courses": "education",
    "projects": "projects",
    "awards": "awards",
    "grants": "awards",
    "certificates": "certificates",
    "publications": "publications",
    "patents": "publications",
    "references": "references",
}
# Where its lines go, if it has no entries but a list or a few words on each.
_LINES = {
    "skills": "skills",
    "languages": "languages",
    "interests": "interests",
    "awards": "awards",
    "grants": "awards",
    "certificates": "certificates",
    "publications": "publications",
    "patents": "publications",
    "references": "references",
}
# The fields that take title, organisation (None: there is none), first and last date, and text.
_FIELDS: dict[str, tuple[str, str | None, str, str, str]] = {
    "work": ("position", "name", "startDate", "endDate", "summary"),
    "volunteer": ("position", "organization", "startDate", "endDate", "summary"),
    "education": ("studyType", "institution", "startDate", "endDate", "summary"),
    "projects": ("name", "entity", "startDate", "endDate", "description"),
    "awards": ("title", "awarder", "date", "date", "summary"),
    "certificates": ("name", "issuer", "date", "date", "summary"),
    "publications": ("name", "publisher", "releaseDate", "releaseDate", "summary"),
    "references": ("name", None, "date", "date", "reference"),
}
_ORDER = (
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
)


def json_resume(document: Document) -> Record:
    """What `document` shows, valid against the published schema."""
    gathered: dict[str, list[Record]] = {name: [] for name in _ORDER}
    summary: list[str] = []
    rest: list[Record] = []
    base_url = document.settings.base_url
    for section in document.sections:
        if section.kind == "summary" and not section.entries:
            summary += lines_of(blocks_of(section.content))
            continue
        place = _ENTRIES.get(section.kind)
        if place:
            for entry in entries_shown(section):
                gathered[place] += _records(entry, place, base_url)
        left = section.content if not place else blocks_of(section.content)
        line_place = _LINES.get(section.kind)
        if line_place and not any(isinstance(part, Entry) for part in left):
            gathered[line_place] += _listed(blocks_of(left), line_place, section, base_url)
        else:
            text = list(lines_of(left))
            rest += [record(title=line_of(section.title), text=text)] if text else []
    basics, more = basics_of(document, summary)
    return record(
        **{"$schema": _SCHEMA},
        basics=basics,
        **gathered,
        meta=record(
            version="v1.0.0",
            language=document.language,
            lastModified=document.settings.date,
            contacts=more,
            notes=[line_of(i.inlines) for i in document.person.letterhead if i.role == "note"],
            sections=rest,
        ),
    )


# ── Entries ──────────────────────────────────────────────────────────────────────────────


def _records(
    entry: Entry, place: str, base_url: str | None, employer: Record | None = None
) -> Iterator[Record]:
    """An entry and those within it; roles under an employer's name say what is said of it."""
    own = _record_of(entry, place, base_url)
    below = None
    if entry.entries and place == "work" and not entry.title:
        named = all(role.organization == entry.organization for role in entry.entries)
        name = None if named else entry.organization
        said = [name, own.get("summary"), *own.get("highlights", ())]
        below = record(url=own.get("url"), description="\n".join(filter(None, said)))
    else:
        yield {**(employer or {}), **own}
    for role in entry.entries:
        yield from _records(role, place, base_url, below)


def _record_of(entry: Entry, place: str, base_url: str | None) -> Record:
    name, with_whom, first, last, text = _FIELDS[place]
    title, organization = entry.title, entry.organization
    notes = [line_of(field.inlines) for field in entry.head if field.role == "note"]
    if not title and not organization and notes:
        title, *notes = notes
    elif with_whom is None:
        title, organization = " · ".join(filter(None, (title, organization))), None
    elif not title and place not in ("work", "volunteer", "education"):
        title, organization = organization, None
    lines, highlights, keywords = _body(entry, place)
    if place not in ("work", "volunteer", "education", "projects"):
        lines, highlights = [*lines, *highlights], []
    inlines = [inline for field in entry.head for inline in field.inlines]
    return record(
        **{name: title, with_whom or name: organization if with_whom else title},
        location=entry.location,
        **_dates(entry.period, first, last),
        url=link_in(inlines, base_url),
        **{text: "\n".join([*notes, *lines])},
        highlights=highlights,
        keywords=keywords,
    )


def _dates(period: Period | None, first: str, last: str) -> Record:
    """First and last date; where there is room for one only, the last that is known."""
    if period is None:
        return {}
    found = {first: _iso(period.start), last: _iso(period.end)}
    if first == last:
        found = {last: _iso(period.end) or _iso(period.start)}
    return found


def _iso(date: Date | str | None) -> str | None:
    """A date as the schema writes it; it knows the years 1000 to 2999."""
    return str(date) if isinstance(date, Date) and 1000 <= date.year < 3000 else None


def _body(entry: Entry, place: str) -> tuple[list[str], list[str], list[str]]:
    """What an entry says below its head: text, points, and keywords where there is a place."""
    lines: list[str] = []
    highlights: list[str] = []
    keywords: list[str] = []
    for block in blocks_of(entry.content):
        if isinstance(block, List):
            highlights += lines_of([block])
        elif isinstance(block, Paragraph) and block.role == "keywords" and place == "projects":
            keywords += _parts(_split(line_of(block.inlines))[1] or line_of(block.inlines))
        else:
            lines += lines_of([block])
    return lines, highlights, keywords


# ── Lists of skills, languages and the like ──────────────────────────────────────────────


def _listed(
    blocks: Sequence[Block], place: str, section: Section, base_url: str | None
) -> Iterator[Record]:
    """One record a line; a line of several skills, languages or interests is taken apart."""
    for line, inlines in _told(blocks):
        name, rest = _split(line)
        if place == "skills":
            parts = _parts(rest or line)
            if rest:
                yield record(name=name, keywords=parts)
            elif len(parts) > 1:
                yield record(name=line_of(section.title), keywords=parts)
            else:
                yield record(name=line)
        elif place == "languages":
            for part in _parts(line):
                language, fluency = _fluency(part)
                yield record(language=language, fluency=fluency)
        elif place == "interests":
            if rest:
                yield record(name=name, keywords=_parts(rest))
            else:
                yield from (record(name=part) for part in _parts(line))
        elif place == "references":
            yield record(reference=line)
        else:
            yield record(**{_FIELDS[place][0]: line}, url=link_in(inlines, base_url))


def _told(blocks: Iterable[Block]) -> Iterator[tuple[str, Inlines]]:
    """The lines of blocks, each with its inlines where it is one paragraph."""
    for block in blocks:
        match block:
            case Paragraph():
                yield line_of(block.inlines), block.inlines
            case List():
                for item in block.items:
                    yield from _told(item.blocks)
            case _:
                yield from ((line, ()) for line in lines_of([block]))


def _split(line: str) -> tuple[str, str]:
    """The two sides of "Languages: Python, C++"; the second is empty without a colon."""
    name, colon, rest = line.partition(":")
    return (name.strip(), rest.strip()) if colon and rest[:1] in (" ", "") else (line, "")


# Commas and the like, but not within brackets: "AWS (S3, EC2), Go".
_BETWEEN = lazy(r"\s*(?:[,;•·|]|、|，)\s*(?![^()]*\))")


def _parts(line: str) -> list[str]:
    return [part for part in _BETWEEN.split(line.rstrip(".")) if part]


def _fluency(part: str) -> tuple[str, str]:
    """The two sides of "German (B2)", "German: fluent" or "German – fluent"."""
    found = re.fullmatch(r"(.+?)\s*(?::\s+|\(|\s[-–—]\s)(.+?)\)?", part)
    return (found[1], found[2]) if found else (part, "")
