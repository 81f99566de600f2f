"""HTML in Markdown, as a tree in which blocks and inlines of Markdown stand among elements.

In: pieces of raw HTML and nodes of the model, in the order of the source. Out: nodes. Tags are
split here, in one pass over the text, because html.parser takes quadratic time over broken ones;
html.parser then reads each tag. Whatever is not well formed is text, so no word is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from mistune.helpers import BLOCK_TAGS

from ...document import Block, Inline, Text
from ...patterns import lazy
from ...record import Mutable, Record, field
from .foreign import TAKEN_OFF
from .located import Located

BLOCKS = frozenset(BLOCK_TAGS) | {"br", "pre"}
"""What begins on a new line."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
DROPPED = frozenset(
    {"applet", "button", "canvas", "embed", "head", "iframe", "input", "link", "meta", "object"}
    | {"script", "select", "style", "svg", "template", "textarea", "title"}
)
"""What a reader of the page does not see, or cannot use."""

_VERBATIM = frozenset(("script", "style"))
# An opening tag closes these, unless one of the others stands between.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
} | dict.fromkeys(
    ("thead", "tbody", "tfoot"),
    (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
)
_DEEPEST = 50  # elements within one another; what is deeper is taken for its text

_MARKUP = lazy(
    r"<(?:(?P<comment>!--)|(?P<bogus>!\[CDATA\[|\?|![A-Za-z])"
    # No "<" outside of quotation marks, or many unclosed tags would take quadratic time.
    r"|(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:-]*)"
    # Taken whole by way of a lookahead: a possessive group is broken in Python 3.11.2.
    r"(?:(?=(?P<rest>(?:\s|/)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*))(?P=rest))?>)"
)
_SPACE = lazy(r"[ \t\n\r\f]+")


class Element(Mutable):
    """An element and what is in it; `closed` unless its end tag is missing."""

    tag: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    closed: bool = False


class Comment(Record):
    """What stands between "<!--" and "-->"; `start` and `end` are those of the whole."""

    text: Located
    start: int
    end: int


class Gap(Record):
    """The end of a piece of HTML: what follows begins a new paragraph."""


Node = Element | Comment | Gap | Block | Inline


def place_of(node: Node) -> tuple[int, int]:
    """Where a node stands in the source."""
    match node:
        case Element() | Comment():
            return node.start, node.end
        case Gap():
            return 0, 0
        case _:
            return node.span.start, node.span.end


class Piece(Record):
    """What `pieces` finds: text, a start tag, an end tag or a comment."""

    kind: Literal["text", "start", "end", "comment"]
    start: int
    end: int
    tag: str = ""
    whole: bool = True


def pieces(text: str, *, verbatim: bool = True) -> Iterator[Piece]:
    """Take raw HTML apart. `Piece.whole` is False for a comment or a script that never ends.

    `verbatim`: what stands in a script or a style is passed over, whatever it looks like.
    """
    shown = position = 0
    while found := _MARKUP.search(text, position):
        start, end, whole = found.start(), found.end(), True
        tag = (found["tag"] or "").lower()
        if found["comment"]:
            end, whole = _after(text, "-->", start + 2)
        elif found["bogus"]:
            closing = {"!": ">", "?": "?>"}.get(found["bogus"], "]]>" if "[" in found[0] else ">")
            end, whole = _after(text, closing, end)
        if shown < start:
            yield Piece("text", shown, start)
        shown = position = end
        if found["comment"]:
            yield Piece("comment", start, end, whole=whole)
        elif tag:
            yield Piece("end" if found["close"] else "start", start, end, tag)
            if verbatim and tag in _VERBATIM and not found["close"]:
                closing_tag = re.compile(rf"</{tag}\b", re.I).search(text, end)
                shown = position = closing_tag.start() if closing_tag else len(text)
                if not closing_tag:
                    yield Piece("comment", start, len(text), whole=False)
    if shown < len(text):
        yield Piece("text", shown, len(text))


def _after(text: str, marker: str, position: int) -> tuple[int, bool]:
    found = text.find(marker, position)
    return (len(text), False) if found < 0 else (found + len(marker), True)


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, decoded; of two of one name the first."""
    if tag.strip("</> ").isalnum():
        return {}
    from .tags import Tag

    parser = Tag()
    parser.feed(tag)
    return parser.attributes


class Tree:
    """Puts nodes and raw HTML together, in the order in which they come."""

    def __init__(self) -> None:
        self._open = [Element("", 0, 0)]
        self.unfinished: list[tuple[int, int]] = []
        """Where comments and scripts stand that never end."""

    def add(self, node: Node) -> None:
        """Add a node to the innermost open element."""
        self._open[-1].children.append(node)

    def html(self, raw: Located) -> None:
        """Add a piece of raw HTML; it may open what a later one closes."""
        for piece in pieces(raw.text):
            place = raw.span(piece.start, piece.end)
            start, end = place.start, place.end
            source = raw.text[piece.start : piece.end]
            if not piece.whole:
                self.unfinished.append((start, end))
            elif piece.kind == "text":
                self._text(raw, piece)
            elif piece.kind == "comment":
                inner = raw.part(piece.start + 4, max(piece.start + 4, piece.end - 3))
                self.add(Comment(inner, start, end))
            elif piece.kind == "start":
                self._start(piece.tag, source, start, end)
            else:
                self._end(piece.tag, start, end)

    def block_html(self, raw: Located) -> None:
        """Add a block of raw HTML. What is dropped ends with it: the Markdown below is seen."""
        self.html(raw)
        while len(self._open) > 1 and any(element.tag in DROPPED for element in self._open):
            self._leave()
        self.add(Gap())

    def close(self) -> list[Node]:
        """The nodes at the top, with every open element ended."""
        while len(self._open) > 1:
            self._leave()
        return self._open[0].children

    def _leave(self) -> None:
        """Has the innermost open element, which has no end tag, end with what is in it."""
        element = self._open.pop()
        element.end = max([element.end, *(place_of(node)[1] for node in element.children)])

    def _text(self, raw: Located, piece: Piece) -> None:
        source = raw.text[piece.start : piece.end]
        text = unescape(source).replace(TAKEN_OFF, "")
        if not any(element.tag == "pre" for element in self._open):
            text = _SPACE.sub(" ", text)
        if text:
            seen = source.strip(" \t\n\r\f")
            start = piece.start + (source.find(seen) if seen else 0)
            self.add(Text(text, raw.span(start, start + len(seen))))

    def _start(self, tag: str, source: str, start: int, end: int) -> None:
        closes, bounds = _CLOSES.get(tag, (frozenset(), frozenset()))
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in closes:
                self._close(depth, start, closed=True)
                break
            if self._open[depth].tag in bounds:
                break
        if tag in BLOCKS and tag != "br" and self._open[-1].tag == "p":
            self._close(len(self._open) - 1, start, closed=True)
        element = Element(tag, start, end, attributes(source))
        self.add(element)
        if tag in VOID or source.endswith("/>"):
            element.closed = True
        elif len(self._open) < _DEEPEST:
            self._open.append(element)

    def _end(self, tag: str, start: int, end: int) -> None:
        if tag == "br":
            self.add(Element(tag, start, end, closed=True))
            return
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                self._close(depth, end, closed=True)
                return
        if tag in BLOCKS:  # it ends what it stands behind, whatever it was to close
            self.add(Element("div", start, end, closed=True))

    def _close(self, depth: int, end: int, *, closed: bool) -> None:
        for element in self._open[depth:]:
            element.end = max(element.end, end)
        self._open[depth].closed = closed
        del self._open[depth:]
