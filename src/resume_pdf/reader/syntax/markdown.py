"""Markdown to blocks: what stands in the source, before anything is understood as a résumé.

In: a `Source` and where its body begins. Out: `Parsed`: the blocks in the author's order,
top-level headings among them and footnotes at the end, each with its place; and what there is to
say about how it is written. Never raises, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...diagnostics import Diagnostic
from ...document import (
    Block,
    Cell,
    CodeBlock,
    Definition,
    Definitions,
    Footnote,
    Heading,
    Inlines,
    Item,
    List,
    Marks,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from ...patterns import lazy
from ...record import Record
from ...source import Source, Span
from . import directives
from .dialect import Parser, Token
from .flow import Flow, item
from .foreign import TAKEN_OFF
from .html import Comment, Node, Tree
from .located import Located, joined
from .phrasing import Phrasing
from .underlined import Underlined, underlined

_TASK = lazy(r"\[([ xX])\](?:[ \t\n]+(?=\S))")
_MARKER = lazy(r"[*+-]|\d{1,9}[.)]|>")
_UNSAFE = lazy(r"(?:javascript|data|vbscript|file):", re.I)
_UNSEEN_IN_TARGET = lazy(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff]")


class Parsed(Record):
    """What `parse` gives."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source, start: int) -> Parsed:
    """The blocks of the Markdown from offset `start` of the source."""
    reading = _Reading(source, start)
    blocks = reading.document()
    diagnostics = sorted(reading.diagnostics, key=lambda d: d.span.start if d.span else 0)
    return Parsed(blocks, tuple(diagnostics))


class _Reading:
    """One text being read."""

    def __init__(self, source: Source, start: int) -> None:
        self._source = source
        self._parser = Parser(source, start)
        self._flow = Flow(self._marks, self._target, lambda offset: source.position(offset)[0])
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> tuple[Block, ...]:
        blocks, _ = self._blocks(self._parser.blocks)
        notes: list[Block] = []
        for number, token in self._parser.notes.numbered():
            content, marks = self._blocks(token["children"])
            place = Span(token["start"], max(token["start"], token["end"]))
            notes.append(Footnote(number, content, place, marks))
        return (*blocks, *notes)

    def _report(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    # ── Blocks ───────────────────────────────────────────────────────────────────────────

    def _blocks(self, tokens: Iterable[Token]) -> tuple[tuple[Block, ...], Marks]:
        tree = Tree()
        for token in tokens:
            if token["type"] == "block_html":
                tree.block_html(token["located"])
            else:
                for node in self._block(token):
                    tree.add(node)
        for start, end in tree.unfinished:
            self._report(
                "html-ignored",
                "this never ends, so that nothing below it shows",
                Span(start, end),
                "close it",
            )
        return self._flow.blocks(tree.close())

    def _block(self, token: Token) -> Iterable[Node]:
        match token["type"]:
            case "paragraph" | "block_text":
                return self._paragraph(joined(token["parts"]).stripped())
            case "heading":
                return self._heading(token)
            case "list":
                return self._list(token)
            case "block_quote":
                blocks, marks = self._blocks(token["children"])
                if not blocks:
                    return ()
                return (Quote(blocks, self._around(token["start"], blocks), marks),)
            case "block_code":
                return self._code(token)
            case "thematic_break":
                return (Rule(Span(token["start"], max(token["start"], token["end"]))),)
            case "table":
                return self._table(token)
            case "definitions":
                return self._definitions(token)
            case _:
                return ()

    def _inlines(self, text: Located) -> tuple[Inlines, Marks]:
        return self._flow.inlines(self._nodes(text))

    def _nodes(self, text: Located) -> list[Node]:
        return Phrasing(text, self._parser).nodes()

    def _paragraph(self, text: Located) -> Iterable[Node]:
        nodes = self._nodes(text)
        inlines, marks = self._flow.inlines(nodes)
        if inlines:
            return (Paragraph(inlines, text.span(0, len(text.text)), marks=marks),)
        return [node for node in nodes if isinstance(node, Comment)]

    def _heading(self, token: Token) -> Iterable[Node]:
        text = joined(token["parts"]).stripped()
        level = token["attrs"]["level"]
        place = Span(token["start"], max(token["start"], token["end"]))
        if token["style"] == "setext":
            return self._underlined(text, token["underline"], level, place)
        if not token["spaced"]:
            marker = "#" * level
            shown = text.text.replace(TAKEN_OFF, "").strip()
            self._report(
                "heading-no-space",
                f"no space after “{marker}”; read as a heading, as most readers do not",
                Span(place.start, place.start + level),
                f"write “{marker} {shown}”",
            )
        inlines, marks = self._inlines(text)
        return (Heading(level, inlines, place, marks),)

    def _underlined(
        self, text: Located, underline: Located, level: int, place: Span
    ) -> Iterable[Node]:
        inlines, marks = self._inlines(text)
        kind = underlined(inlines, underline.text)
        if kind is not Underlined.HEADING:
            self._report(
                "heading-by-underline",
                "the line below makes this a heading"
                if kind is Underlined.DOUBTFUL
                else "the line below makes this a heading; it is read as a paragraph and a rule",
                underline.span(0, len(underline.text)),
                "put an empty line above it, if it is a rule",
            )
        if kind is Underlined.PARAGRAPH:
            paragraph = Paragraph(inlines, text.span(0, len(text.text)), marks=marks)
            return (paragraph, Rule(underline.span(0, len(underline.text))))
        return (Heading(level, inlines, place, marks),)

    def _list(self, token: Token) -> Iterable[Node]:
        attributes = token["attrs"]
        items: list[Item] = []
        for member, start in zip(token["children"], token["items"], strict=False):
            tokens = list(member["children"])
            checked = None
            if tokens and tokens[0]["type"] in ("paragraph", "block_text"):
                text = joined(tokens[0]["parts"]).stripped()
                if task := _TASK.match(text.text):
                    checked = task[1] != " "
                    rest = text.part(task.end(), len(text.text))
                    tokens[0] = {**tokens[0], "parts": [rest]}
            blocks, marks = self._blocks(tokens)
            items.append(item(blocks, self._around(start, blocks), checked, marks))
        if not items:
            return ()
        number = attributes.get("start", 1) if attributes["ordered"] else None
        return (List(tuple(items), Span(token["start"], items[-1].span.end), number),)

    def _around(self, start: int, blocks: tuple[Block, ...]) -> Span:
        """From the marker at `start` to the end of what it marks."""
        if blocks:
            return Span(start, max(start, *(block.span.end for block in blocks)))
        marker = _MARKER.match(self._source.text, start)
        return Span(start, marker.end() if marker else start)

    def _code(self, token: Token) -> Iterable[Node]:
        text = token["raw"].replace(TAKEN_OFF, "")
        if not text.strip():
            return ()
        if "end" in token and token["style"] == "fenced":
            end = token["end"]
        else:
            line, _ = self._source.position(token["start"])
            last = line + text.count("\n")
            end = self._line_end(last)
        return (CodeBlock(text.rstrip("\n"), Span(token["start"], max(token["start"], end))),)

    def _line_end(self, line: int) -> int:
        return self._source.line_start(line) + len(self._source.line_text(line).rstrip())

    def _table(self, token: Token) -> Iterable[Node]:
        aligns = token["aligns"]

        def row(texts: list[Located]) -> tuple[Cell, ...]:
            cells = []
            for number, text in enumerate(texts):
                inlines, _ = self._inlines(text)
                align = aligns[number] if number < len(aligns) else None
                cells.append(Cell(inlines, text.span(0, len(text.text)), align))
            return tuple(cells)

        header = row(token["header"])
        shown = header if any(cell.inlines for cell in header) else None
        rows = tuple(row(texts) for texts in token["rows"])
        if shown is None and not any(cell.inlines for cells in rows for cell in cells):
            return ()
        return (Table(shown, rows, Span(token["start"], max(token["start"], token["end"]))),)

    def _definitions(self, token: Token) -> Iterable[Node]:
        found: list[Definition] = []
        for entry in token["items"]:
            text = joined(entry["terms"]).stripped()
            blocks, marks = self._blocks(entry["children"])
            *others, last = list(_lines(text))
            for line in others:
                inlines, _ = self._inlines(line)
                found.append(Definition(inlines, (), line.span(0, len(line.text))))
            inlines, above = self._inlines(last)
            place = self._around(last.at(0), blocks) if blocks else last.span(0, len(last.text))
            found.append(Definition(inlines, blocks, place, directives.merged(above, marks)))
        if not found:
            return ()
        return (Definitions(tuple(found), Span(found[0].span.start, found[-1].span.end)),)

    # ── What nodes ask for ───────────────────────────────────────────────────────────────

    def _target(self, written: str, span: Span) -> str | None:
        target = written.strip()
        if _UNSAFE.match(_UNSEEN_IN_TARGET.sub("", target)):
            self._report("link-scheme", f"a link may not lead to “{target[:40]}”", span)
            return None
        return target or None

    def _marks(self, comment: Comment) -> Marks:
        marks, diagnostics = directives.read(comment.text, lambda text: self._inlines(text)[0])
        self.diagnostics.extend(diagnostics)
        return marks


def _lines(text: Located) -> Iterable[Located]:
    start = 0
    for line in text.text.split("\n"):
        yield text.part(start, start + len(line)).stripped()
        start += len(line) + 1
