"""Résumés made in place, and a typesetter whose every line can be reckoned by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from resume_pdf.choose import Choice, choose
from resume_pdf.document import (
    Block,
    Contact,
    Content,
    Date,
    Definition,
    Definitions,
    Document,
    Entry,
    Field,
    Footnote,
    FootnoteMark,
    Inlines,
    Item,
    LetterheadItem,
    List,
    Marks,
    Paragraph,
    Period,
    Person,
    Quote,
    Rule,
    Section,
    Settings,
    Text,
    key,
    plain,
)
from resume_pdf.edition import Edition
from resume_pdf.layout_keys import Letterhead
from resume_pdf.measurement import Extent, Measurement
from resume_pdf.record import replace
from resume_pdf.source import Span
from resume_pdf.theme import Bounds, Layout, Style


class Author:
    """Builds documents; each node gets a span of its own, in the order of building's end.

    Everything is made inside out, so spans are given when the document is complete: `resume`
    walks it once from the top.
    """

    def __init__(self) -> None:
        self._offset = 0

    def _span(self, length: int) -> Span:
        start = self._offset
        self._offset += length + 1
        return Span(start, start + length)

    def resume(
        self, *sections: dict[str, Any], name: str = "Ada Quill", keywords: Sequence[str] = ()
    ) -> Document:
        self._offset = 0
        self._found: list[Contact] = []
        letterhead = (
            LetterheadItem("name", self._text(name), self._span(1)),
            LetterheadItem("contact", self._text("ada@example.org"), self._span(1)),
        )
        contact = replace(letterhead[1], contact=self._found[0])
        letterhead = (letterhead[0], contact)
        built = tuple(self._section(section) for section in sections)
        person = Person(name, None, letterhead, tuple(self._found))
        return Document(person, built, settings=Settings(keywords=tuple(keywords)))

    def _text(self, text: str) -> Inlines:
        """Text, in which "[^1]" is a footnote's mark and what has an "@" a contact."""
        inlines: list[Any] = []
        for part in re.split(r"(\[\^\d+\])", text):
            if part:
                number = re.fullmatch(r"\[\^(\d+)\]", part)
                span = self._span(len(part))
                for found in re.finditer(r"\S+@\S+", part):
                    where = Span(span.start + found.start(), span.start + found.end())
                    self._found.append(Contact("email", found[0], f"mailto:{found[0]}", where))
                inlines.append(FootnoteMark(int(number[1]), span) if number else Text(part, span))
        return tuple(inlines)

    def _marks(self, spec: dict[str, Any]) -> Marks:
        marks = dict(spec.get("marks", {}))
        if "short" in marks:
            marks["short"] = self._text(marks["short"])
        for name in ("omit", "audiences"):
            if name in marks:
                marks[name] = frozenset(marks[name])
        return Marks(**marks)

    def _section(self, spec: dict[str, Any]) -> Section:
        start = self._offset
        marks = self._marks(spec)
        title = self._text(spec["title"]) if spec["title"] else ()
        content = self._content(spec["content"])
        self._offset += 1
        return Section(title, spec["kind"], content, Span(start, self._offset), marks)

    def _content(self, specs: Sequence[dict[str, Any]]) -> tuple[Content, ...]:
        return tuple(self._entry(spec) if "head" in spec else self._block(spec) for spec in specs)

    def _entry(self, spec: dict[str, Any]) -> Entry:
        start = self._offset
        marks = self._marks(spec)
        head: list[Field] = []
        if spec["head"]:
            text = self._text(spec["head"])
            head.append(Field("title", text, self._span(1)))
        period = None
        if spec.get("years"):
            since, until = spec["years"]
            dates = self._text(f"{since}–{until}")
            span = self._span(1)
            head.append(Field("dates", dates, span))
            period = Period(Date(since), "present" if until == "present" else Date(until), span)
        content = self._content(spec["content"])
        self._offset += 1
        return Entry(
            tuple(head),
            content,
            Span(start, self._offset),
            spec["head"],
            period=period,
            marks=marks,
        )

    def _block(self, spec: dict[str, Any]) -> Block:
        start = self._offset
        marks = self._marks(spec)
        match spec:
            case {"paragraph": text}:
                inlines = self._text(text)
                return Paragraph(inlines, self._since(start), spec.get("role", ""), marks)
            case {"items": items}:
                made = tuple(self._item(item) for item in items)
                return List(made, self._since(start), spec.get("start"), marks)
            case {"quote": text}:
                return Quote((self._block({"paragraph": text}),), self._since(start), marks)
            case {"definitions": pairs}:
                definitions = []
                for term, text in pairs:
                    begin = self._offset
                    inlines = self._text(term)
                    block = self._block({"paragraph": text})
                    definitions.append(Definition(inlines, (block,), self._since(begin)))
                return Definitions(tuple(definitions), self._since(start), marks)
            case {"footnote": number, "text": text}:
                block = self._block({"paragraph": text})
                return Footnote(number, (block,), self._since(start), marks)
            case _:
                return Rule(self._since(start), marks)

    def _item(self, spec: str | dict[str, Any]) -> Item:
        if isinstance(spec, str):
            spec = {"text": spec}
        start = self._offset
        marks = self._marks(spec)
        blocks = [self._block({"paragraph": spec["text"]}), *map(self._block, spec.get("more", ()))]
        return Item(tuple(blocks), self._since(start), marks=marks)

    def _since(self, start: int) -> Span:
        self._offset += 1
        return Span(start, self._offset)


def section(title: str, kind: str, *content: dict[str, Any], **marks: Any) -> dict[str, Any]:
    return {"title": title, "kind": kind, "content": content, "marks": marks}


def entry(head: str, years: Any, *content: dict[str, Any], **marks: Any) -> dict[str, Any]:
    return {"head": head, "years": years, "content": content, "marks": marks}


def bullets(*items: Any, start: int | None = None, **marks: Any) -> dict[str, Any]:
    return {"items": items, "start": start, "marks": marks}


def bullet(text: str, *more: dict[str, Any], **marks: Any) -> dict[str, Any]:
    return {"text": text, "more": more, "marks": marks}


def paragraph(text: str, role: str = "", **marks: Any) -> dict[str, Any]:
    return {"paragraph": text, "role": role, "marks": marks}


@dataclass
class Typesetter:
    """Sets text in one column: characters of one width, lines filled greedily, gaps collapsing.

    Counts how often it was called. Pages break between lines only.
    """

    style: Style
    height: float = 700.0
    width: float = 470.0
    margin: float = 50.0
    calls: list[bool] = field(default_factory=list)
    marks_heads: bool = True

    def __call__(self, edition: Edition, *, tall: bool = False) -> Measurement:
        self.calls.append(tall)
        page = _Page(self, edition, tall)
        page.set_document(edition.document)
        return page.measurement()


class _Page:
    def __init__(self, typesetter: Typesetter, edition: Edition, tall: bool) -> None:
        style, variables = typesetter.style, edition.variables
        self._size = float(variables.get("size", style.size.own))
        self._leading = float(variables.get("leading", style.leading.own))
        self._gap = float(variables.get("gap", style.gap.own)) * self._size
        self._characters = int(typesetter.width / (self._size * 0.5))
        self._typesetter = typesetter
        self._tall = tall
        self._top = typesetter.margin
        self._y = self._top
        self._page = 1
        self._pending = 0.0
        self._bottoms = [self._y]
        self._extents: dict[str, tuple[Extent, ...]] = {}

    def measurement(self) -> Measurement:
        return Measurement(
            pages=self._page,
            content_top=self._top,
            content_bottom=self._top + self._typesetter.height,
            text_bottoms=tuple(self._bottoms),
            extents=self._extents,
        )

    def set_document(self, document: Document) -> None:
        for item in document.person.letterhead:
            scale = 2.0 if item.role == "name" else 1.0
            self._set(key(item), plain(item.inlines), scale=scale)
        for node in document.sections:
            self._gap_before(1.2)
            with _Box(self, key(node)):
                if node.title:
                    self._set(self._head(node), plain(node.title))
                    self._gap_before(0.4)
                self._set_content(node.content)

    def _head(self, node: Section | Entry) -> str:
        return f"{key(node)}-head" if self._typesetter.marks_heads else f"unmarked-{key(node)}"

    def _set_content(self, content: Sequence[Content]) -> None:
        for index, node in enumerate(content):
            if isinstance(node, Entry):
                self._gap_before(0.8 if index else 0.0)
                with _Box(self, key(node)):
                    if node.head:
                        self._set(self._head(node), " ".join(plain(f.inlines) for f in node.head))
                    self._set_content(node.content)
            else:
                self._gap_before(0.3 if index else 0.0)
                self._set_block(node)

    def _set_block(self, node: Block) -> None:
        with _Box(self, key(node)):
            match node:
                case Paragraph():
                    self._set(key(node), plain(node.inlines))
                case List():
                    for number, item in enumerate(node.items):
                        self._gap_before(0.15 if number else 0.0)
                        with _Box(self, key(item)):
                            for place, block in enumerate(item.blocks):
                                if place == 0 and isinstance(block, Paragraph):
                                    self._set(key(block), "• " + plain(block.inlines))
                                else:
                                    self._set_block(block)
                case Quote() | Footnote():
                    for block in node.blocks:
                        self._set_block(block)
                case Definitions():
                    for definition in node.items:
                        with _Box(self, key(definition)):
                            self._set(key(definition) + "-term", plain(definition.term))
                            for block in definition.blocks:
                                self._set_block(block)
                case _:
                    self._set(key(node), "—")

    def _gap_before(self, factor: float) -> None:
        self._pending = max(self._pending, factor * self._gap)

    def _set(self, name: str, text: str, scale: float = 1.0) -> None:
        height = self._size * self._leading * scale
        filled: list[int] = []
        width = -1
        count = 0
        for word in text.split():
            if width >= 0 and width + 1 + len(word) > self._characters / scale:
                filled.append(count)
                width = -1
            width += 1 + len(word)
            count += len(word)
        filled.append(count)
        self._y += self._pending
        self._pending = 0.0
        page, top = self._page, self._y
        for _ in filled:
            end = self._top + self._typesetter.height
            if not self._tall and self._y + height > end + 1e-6:
                self._page += 1
                self._y = self._top
                self._bottoms.append(self._y)
            self._y += height
            self._bottoms[-1] = self._y
        self._extents[name] = (Extent(page, top, self._y, 0.0, 0.0, tuple(filled)),)

    @property
    def place(self) -> tuple[int, float]:
        return self._page, self._y + self._pending

    def close(self, name: str, place: tuple[int, float]) -> None:
        self._extents.setdefault(name, (Extent(*place, max(self._y, place[1]), 0.0, 0.0, ()),))


class _Box:
    def __init__(self, page: _Page, name: str) -> None:
        self._page, self._name = page, name

    def __enter__(self) -> None:
        self._place = self._page.place

    def __exit__(self, *_: object) -> None:
        self._page.close(self._name, self._place)


STYLE = Style(
    name="test",
    description="",
    sheets=(),
    size=Bounds(8.0, 10.0, 10.0),
    leading=Bounds(1.2, 1.3, 1.45),
    gap=Bounds(0.7, 1.0, 1.5),
)


@dataclass
class Desk:
    """Everything a test needs: an author, a typesetter, and `choose` called with both."""

    author: Author = field(default_factory=Author)
    typesetter: Typesetter = field(default_factory=lambda: Typesetter(STYLE))
    style: Style = STYLE

    def resume(self, *sections: dict[str, Any], **settings: Any) -> Document:
        return self.author.resume(*sections, **settings)

    def choose(
        self,
        document: Document,
        *,
        pages: int | None = 1,
        audiences: Sequence[str] = (),
        layout: str = "page",
        gathered: bool = False,
    ) -> Choice:
        self.typesetter.calls.clear()
        letterhead: Letterhead = "gathered" if gathered else "author"
        wanted = Layout(layout, "", (Path(),), "", pages=pages, letterhead=letterhead)
        return choose(document, wanted, self.style, audiences, self.typesetter)

    section = staticmethod(section)
    entry = staticmethod(entry)
    bullets = staticmethod(bullets)
    bullet = staticmethod(bullet)
    paragraph = staticmethod(paragraph)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def make_desk() -> type[Desk]:
    return Desk
