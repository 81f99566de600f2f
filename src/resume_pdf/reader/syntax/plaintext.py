"""The words that a Markdown renderer shows, found without the model.

In: a `Source` and where its body begins. Out: its words, in order, each with its place as well
as it can be had. mistune renders the text of each block to HTML, and what is left when the tags
are off are the words. It is what the model's words are compared with: nothing may be lost
between the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

import mistune

from ...source import Source, Span
from ...words import words
from .dialect import Parser, Token
from .foreign import TAKEN_OFF
from .html import BLOCKS, DROPPED, VOID, attributes, pieces
from .located import Located, joined


def visible_words(source: Source, start: int = 0) -> list[tuple[str, Span]]:
    """The visible words of the Markdown from offset `start`, in the form of `words.words`."""
    parser = Parser(source, start)
    shown = list(_tokens(parser, parser.blocks))
    for number, note in parser.notes.numbered():
        shown.append((str(number), note["start"]))
        shown.extend(_tokens(parser, note["children"]))
    found: list[tuple[str, Span]] = []
    lowered = source.text.lower()
    if len(lowered) != len(source.text):
        lowered = source.text
    following = [*(place for _, place in shown[1:]), len(lowered)]
    for (text, place), after in zip(shown, following, strict=False):
        position = place
        # A word that is written otherwise ("¾") is not to be found in the next block.
        end = after if after > place else len(lowered)
        for word in words(text):
            at = lowered.find(word, position, min(position + 1000, end))
            if at >= 0:
                position = at + len(word)
            found.append((word, Span(at, position) if at >= 0 else Span(position, position)))
    return found


def _tokens(parser: Parser, tokens: Iterable[Token]) -> Iterator[tuple[str, int]]:
    """What the blocks show, each leaf with the offset at which it begins."""
    for token in tokens:
        match token["type"]:
            case "paragraph" | "block_text" | "heading":
                yield _leaf(parser, joined(token["parts"]), token["start"])
            case "block_html":
                yield _seen(token["located"].text), token["start"]
            case "block_code":
                yield token["raw"].replace(TAKEN_OFF, ""), token["start"]
            case "list":
                attrs = token["attrs"]
                numbered = zip(token["children"], token["items"], strict=True)
                for number, (item, place) in enumerate(numbered, attrs.get("start", 1)):
                    if attrs["ordered"]:
                        yield str(number), place
                    yield from _item(parser, item["children"])
            case "table":
                for row in (token["header"], *token["rows"]):
                    for cell in row:
                        yield _leaf(parser, cell, cell.at(0))
            case "definitions":
                for entry in token["items"]:
                    term = joined(entry["terms"])
                    start = 0
                    for line in term.text.split("\n"):
                        yield _leaf(parser, term.part(start, start + len(line)), entry["start"])
                        start += len(line) + 1
                    yield from _tokens(parser, entry["children"])
            case _:
                yield from _tokens(parser, token.get("children", ()))


def _item(parser: Parser, tokens: list[Token]) -> Iterator[tuple[str, int]]:
    if tokens and tokens[0]["type"] in ("paragraph", "block_text"):
        text = joined(tokens[0]["parts"]).stripped()
        if text.text[:3].lower() in ("[ ]", "[x]") and text.text[3:4] in (" ", "\t", "\n"):
            text = text.part(4, len(text.text))
        yield _leaf(parser, text, tokens[0]["start"])
        tokens = tokens[1:]
    yield from _tokens(parser, tokens)


def _leaf(parser: Parser, text: Located, place: int) -> tuple[str, int]:
    _, tokens = parser.inlines(text)
    html = _RENDERER.render_tokens(tokens, mistune.BlockState())
    return _seen(html, verbatim=False), place


class _Renderer(mistune.HTMLRenderer):
    """HTML of inlines; what is not CommonMark is rendered as the words that it shows."""

    def __init__(self) -> None:
        super().__init__(escape=False)

    def strikethrough(self, text: str) -> str:
        """Text struck through."""
        return f"<del>{text}</del>"

    def wikilink(self, text: str, **_: object) -> str:
        """What a link between pages shows."""
        return self.text(text)

    def footnote_mark(self, _text: str, number: int) -> str:
        """The reference to a note."""
        return f" [{number}]"


_RENDERER = _Renderer()


def _seen(html: str, *, verbatim: bool = True) -> str:
    """What a browser shows of a piece of HTML: no tags, no comments, nothing of what it hides."""
    said: list[str] = []
    hidden: list[tuple[int, int]] = []  # how deep within others, and how much was said before
    numbers: list[int | None] = []  # of the items in the lists that are open
    opened = _Opened()
    for piece in pieces(html, verbatim=verbatim):
        source = html[piece.start : piece.end]
        if piece.kind == "text":
            said.append(unescape(source).replace(TAKEN_OFF, ""))
        elif piece.kind == "start":
            said.append("\n" if piece.tag in BLOCKS else "")
            if piece.tag not in VOID and not source.endswith("/>"):
                opened.begin(piece.tag)
            if piece.tag in ("ol", "ul"):
                first = attributes(source).get("start", "")
                start = int(first) if re.fullmatch("[0-9]{1,9}", first) else 1
                numbers.append(start if piece.tag == "ol" else None)
            elif piece.tag == "li" and numbers and (number := numbers[-1]) is not None:
                said.append(f"{number} ")
                numbers[-1] = number + 1
            elif piece.tag == "img":
                said.append(attributes(source).get("alt", ""))
            elif piece.tag in DROPPED and piece.tag not in VOID and not source.endswith("/>"):
                hidden.append((opened.depth, len(said)))
        elif piece.kind == "end":
            said.append("" if BLOCKS.isdisjoint(opened.end(piece.tag)) else "\n")
            if piece.tag in ("ol", "ul") and numbers:
                numbers.pop()
            while hidden and hidden[-1][0] > opened.depth:
                depth, before = hidden.pop()
                # What stood open within it has no end of its own, and is seen.
                if depth == opened.depth + 1:
                    del said[before:]
    return "".join(said)


class _Opened:
    """The elements that nothing has closed yet."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._counts: Counter[str] = Counter()

    @property
    def depth(self) -> int:
        """How many there are."""
        return len(self._tags)

    def begin(self, tag: str) -> None:
        """A start tag."""
        self._tags.append(tag)
        self._counts[tag] += 1

    def end(self, tag: str) -> set[str]:
        """An end tag; the tags of what it ends: its own, and all that was opened within."""
        ended = {tag}
        if self._counts[tag]:
            while (last := self._tags.pop()) != tag:
                self._counts[last] -= 1
                ended.add(last)
            self._counts[tag] -= 1
        return ended
