"""Makes what the peers read from the same Markdown; runs where resume-pdf is installed.

python prepare.py RESUME.md RESUME.html RESUME.yaml …
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import mistune

from resume_pdf.document import Document, Entry, Paragraph, Section, plain, walk
from resume_pdf.load import load
from resume_pdf.reader import read

_PAGE = """\
<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{sheet}">
{body}
"""


def main() -> None:
    """Three arguments a résumé: where it is, and where its HTML and its YAML go."""
    arguments = [Path(argument) for argument in sys.argv[1:]]
    for markdown, html, yaml in zip(*[iter(arguments)] * 3, strict=True):
        source = load(markdown)
        reading = read(source)
        body = str(mistune.html(source.text[reading.body_start :]))
        page = _PAGE.format(
            language=reading.document.language,
            title=reading.document.person.name,
            sheet=(Path(__file__).parent / "content" / "print.css").as_uri(),
            body=body,
        )
        html.write_text(page, encoding="utf-8")
        # JSON is YAML.
        yaml.write_text(json.dumps(rendercv(reading.document), ensure_ascii=False, indent=1))


def rendercv(document: Document) -> dict[str, Any]:
    """A résumé as RenderCV 2.3 takes it, with the same words."""
    person = document.person
    contacts = {
        "name": person.name,
        "email": next(iter(person.reached_by("email")), None),
        "phone": next(iter(person.reached_by("phone")), None),
        "website": next(iter(person.reached_by("url")), None),
        "location": next(iter(person.reached_by("location")), None),
    }
    # It has no place for a headline.
    sections: dict[str, list[Any]] = {"About": [person.headline] if person.headline else []}
    for section in document.sections:
        sections[plain(section.title) or "Summary"] = list(_pieces(section))
    cv = {key: value for key, value in contacts.items() if value}
    return {"cv": {**cv, "sections": {title: found for title, found in sections.items() if found}}}


def _pieces(section: Section) -> Iterator[dict[str, Any] | str]:
    """A section's entries; RenderCV wants all of one kind, so that lines among them are one too."""
    if not section.entries:
        yield from _lines(section.content)
        return
    for part in section.content:
        if isinstance(part, Entry):
            yield from _entry(part)
        else:
            yield from ({"name": line} for line in _lines([part]))


def _entry(entry: Entry) -> Iterator[dict[str, Any]]:
    head = {field.role: plain(field.inlines) for field in entry.head}
    name = ", ".join(text for role, text in head.items() if role not in ("dates", "location"))
    inner = [part for part in entry.content if not isinstance(part, Entry)]
    said: dict[str, Any] = {
        "name": name,
        "location": head.get("location"),
        "date": head.get("dates"),
        "highlights": list(_lines(inner)),
    }
    yield {key: value for key, value in said.items() if value}
    for role in entry.entries:
        yield from _entry(role)


def _lines(content: Iterable[Any]) -> Iterator[str]:
    """The paragraphs and items of some blocks, each a line."""
    for node in walk(content):
        if isinstance(node, Paragraph):
            yield " ".join(plain(node.inlines).split())


if __name__ == "__main__":
    main()
