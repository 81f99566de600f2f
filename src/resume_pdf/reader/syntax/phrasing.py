"""Inline tokens to nodes, each with its place.

mistune's inline tokens hold no positions, but they come in the order of the text they were read
from, and what stands between two of them is markup. So each is found by going on from where the
last one ended, and the end of a link by reading its target again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import unescape

from mistune.helpers import parse_link, parse_link_href

from ...document import Break, Code, FootnoteMark, Inline, Text, mailto
from ...patterns import lazy
from .dialect import Parser, Token
from .foreign import TAKEN_OFF
from .html import Element, Node, Tree
from .located import Located

_STYLES = {"emphasis": ("em", 1), "strong": ("strong", 2), "strikethrough": ("del", 2)}
_MARKERS = lazy(r"[*_~]*")
_AFTER_BREAK = lazy(r"\n[ \t]*")
_BACKTICKS = lazy("`+")
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What may stand before "@" stands in the look-behinds, too: only the start of a run is tried.
_EMAIL = lazy(
    r"(?<![\w.%+-])(?<![\w.%+-]['&])(?:[\w.%+-]+['&])*[\w.%+-]*[\w%+]"
    r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w@])"
)
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9.+-]{1,31}:")
_ESCAPE = lazy(r"\\([!-/:-@\[-`{-~])")
_NEAR = 200  # how far a text is looked for that does not stand where it should


class Phrasing:
    """The nodes of one text."""

    def __init__(self, text: Located, parser: Parser) -> None:
        self._located, self._tokens = parser.inlines(text)
        self._text = self._located.text
        self._parser = parser
        self._cursor = 0

    def nodes(self) -> list[Node]:
        """The nodes of the whole text."""
        return self._nodes(self._tokens)

    def _nodes(self, tokens: Iterable[Token]) -> list[Node]:
        tree = Tree()
        for token in tokens:
            match token["type"]:
                case "text":
                    for node in self._texts(token["raw"]):
                        tree.add(node)
                case "inline_html":
                    start, end = self._verbatim(token["raw"])
                    tree.html(self._located.part(start, end))
                case _:
                    for node in self._node(token):
                        tree.add(node)
        return tree.close()

    def _node(self, token: Token) -> Iterable[Node]:
        start = self._cursor
        match token["type"]:
            case "softbreak" | "linebreak":
                return (self._break(token["type"] == "linebreak"),)
            case "codespan":
                return self._code(token["raw"])
            case "footnote_mark":
                start, end = self._verbatim(token["raw"])
                return (FootnoteMark(token["attrs"]["number"], self._located.span(start, end)),)
            case "wikilink":
                return self._wikilink(token)
            case "link":
                return self._link(token)
            case "image":
                return self._image(token)
            case style if style in _STYLES:
                tag, width = _STYLES[style]
                self._cursor += width
                nodes = self._nodes(token["children"])
                if self._text[self._cursor : self._cursor + 1] in ("*", "_", "~"):
                    self._cursor += width
                return (self._made(tag, start, nodes),)
            case _:
                return self._nodes(token.get("children", ()))

    def _made(
        self, tag: str, start: int, nodes: list[Node], attributes: dict[str, str] | None = None
    ) -> Element:
        """The element that HTML has for what stands from `start` to the cursor."""
        place = self._located.span(start, self._cursor)
        return Element(tag, place.start, place.end, attributes or {}, nodes, closed=True)

    # ── Texts ────────────────────────────────────────────────────────────────────────────

    def _texts(self, raw: str) -> Iterable[Node]:
        text, places = self._spelled(raw)
        if not text:
            return
        position = 0
        for found in _EMAIL.finditer(text) if "@" in text else ():
            address = found[0].lstrip(".%+-")
            start = found.end() - len(address)
            if start > position:
                yield self._piece(text, places, position, start)
            piece = self._piece(text, places, start, found.end())
            target = {"href": mailto(address)}
            yield Element("a", piece.span.start, piece.span.end, target, [piece], closed=True)
            position = found.end()
        if position < len(text):
            yield self._piece(text, places, position, len(text))

    def _piece(self, text: str, places: Sequence[int], start: int, end: int) -> Text:
        after = places[end] if end < len(places) else self._cursor
        return Text(text[start:end], self._located.span(places[start], after))

    def _spelled(self, raw: str) -> tuple[str, Sequence[int]]:
        """What a text token says, and where in the text each of its characters stands."""
        start = self._begin(raw)
        self._cursor = end = self._matched(raw, start) or min(start + len(raw), len(self._text))
        if end - start == len(raw) and "&" not in raw and TAKEN_OFF not in raw:
            return raw, range(start, end)
        places = list(self._unescaped(start, end))[: len(raw)]
        places += [end] * (len(raw) - len(places))
        text: list[str] = []
        kept: list[int] = []
        position = 0
        for found in (*_ENTITY.finditer(raw), None):
            stop = found.start() if found else len(raw)
            for index in range(position, stop):
                if raw[index] != TAKEN_OFF:
                    text.append(raw[index])
                    kept.append(places[index])
            if found:
                said = unescape(found[0]).replace(TAKEN_OFF, "")
                text.append(said)
                kept += [places[stop]] * len(said)
                position = found.end()
        return "".join(text), kept

    def _begin(self, raw: str) -> int:
        """Where a text begins: at the cursor, or behind markup."""
        if self._matched(raw, self._cursor) is not None:
            return self._cursor
        markers = _MARKERS.match(self._text, self._cursor)
        behind = markers.end() if markers else self._cursor
        for position in range(self._cursor + 1, behind + 1):
            if self._text[position - 1] != raw[:1] and self._matched(raw, position) is not None:
                return position
        if self._matched(raw, behind) is not None:
            return behind
        near = self._text.find(raw[:_NEAR], self._cursor, self._cursor + 2 * _NEAR)
        return near if near >= 0 else self._cursor

    def _matched(self, raw: str, start: int) -> int | None:
        """Where `raw` ends that begins at `start`, escapes undone; None where it does not."""
        text, position, index = self._text, start, 0
        while index < len(raw):
            backslash = text.find("\\", position, position + len(raw) - index)
            stop = len(raw) if backslash < 0 else index + backslash - position
            if not text.startswith(raw[index:stop], position):
                return None
            position += stop - index
            index = stop
            if index < len(raw):
                escape = text[position + 1 : position + 2] in _ESCAPED
                if text[position + escape : position + escape + 1] != raw[index]:
                    return None
                position += 1 + escape
                index += 1
        return position

    def _unescaped(self, start: int, end: int) -> Iterable[int]:
        position = start
        while position < end:
            if self._text[position] == "\\" and self._text[position + 1 : position + 2] in _ESCAPED:
                position += 1
            yield position
            position += 1

    # ── Other tokens ─────────────────────────────────────────────────────────────────────

    def _verbatim(self, raw: str) -> tuple[int, int]:
        start = self._text.find(raw, self._cursor)
        start = self._cursor if start < 0 else start
        self._cursor = min(start + len(raw), len(self._text))
        return start, self._cursor

    def _break(self, hard: bool) -> Break:
        found = _AFTER_BREAK.search(self._text, self._cursor)
        if found:
            start, self._cursor = found.start(), found.end()
            return Break(hard, self._located.span(start, start + 1))
        return Break(hard, self._located.span(self._cursor, self._cursor))

    def _code(self, raw: str) -> Iterable[Inline]:
        opening = _BACKTICKS.search(self._text, self._cursor)
        start = end = self._cursor
        if opening:
            start, width = opening.start(), len(opening[0])
            end = opening.end() + len(raw) + width
            if self._text[end - width : end] != opening[0]:  # a blank at each end was left out
                end += 2
            self._cursor = end = min(end, len(self._text))
        raw = raw.replace(TAKEN_OFF, "")
        span = self._located.span(start, end)
        # White space alone shows as a space between words.
        return (Code(raw, span) if raw.strip() else Text(raw, span),)

    def _wikilink(self, token: Token) -> Iterable[Inline]:
        start, end = self._verbatim(token["attrs"]["written"])
        said = self._text.rfind(token["raw"], start, end)
        text = _decoded(token["raw"])
        place = self._located.span(said, said + len(token["raw"]))
        return (Text(text, place),) if text else ()

    def _link(self, token: Token) -> Iterable[Node]:
        shown = "".join(child.get("raw", "") for child in token["children"])
        nodes: list[Node]
        if token.get("bare"):
            start, end = self._verbatim(shown)
            nodes = [Text(_decoded(shown), self._located.span(start, end))]
            written = _decoded(token["attrs"]["url"])
        elif self._autolink(shown):
            start, end = self._verbatim(f"<{shown}>")
            nodes = [Text(_decoded(shown), self._located.span(start + 1, end - 1))]
            written = _decoded(shown if _SCHEME.match(shown) else f"mailto:{shown}")
        else:
            start = self._opening("[")
            nodes = self._nodes(token["children"])
            written = self._closing(token)
        return (self._made("a", start, nodes, {"href": written}),)

    def _autolink(self, shown: str) -> bool:
        markers = _MARKERS.match(self._text, self._cursor)
        return self._text.startswith(f"<{shown}>", markers.end() if markers else self._cursor)

    def _image(self, token: Token) -> Iterable[Node]:
        start = self._opening("![")
        alt = _said(self._nodes(token["children"]))
        written = self._closing(token)
        return (self._made("img", start, [], {"src": written, "alt": alt}),)

    def _opening(self, marker: str) -> int:
        start = self._text.find(marker, self._cursor)
        start = self._cursor if start < 0 else start
        self._cursor = min(start + len(marker), len(self._text))
        return start

    def _closing(self, token: Token) -> str:
        """Go on behind the end of a link or an image; its target as it is written."""
        text = self._text
        closing = text.find("]", self._cursor)
        if closing < 0:
            return str(token["attrs"]["url"])
        self._cursor = closing + 1
        written: str | None
        if "label" in token:
            written = self._parser.written_target(token)
            if text.startswith("[", self._cursor):
                self._cursor = text.find("]", self._cursor) + 1 or len(text)
        else:
            written, _ = parse_link_href(text, self._cursor + 1)
            _, end = parse_link(text, self._cursor + 1)
            self._cursor = end or self._cursor
        written = str(token["attrs"]["url"]) if written is None else written
        return _decoded(_ESCAPE.sub(r"\1", written)).strip()


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found[0]), text).replace(TAKEN_OFF, "")


def _said(nodes: Iterable[Node]) -> str:
    """The text of nodes, for the text that stands in for an image."""
    said: list[str] = []
    for node in nodes:
        match node:
            case Text() | Code():
                said.append(node.text)
            case Break():
                said.append(" ")
            case FootnoteMark():
                said.append(f" [{node.number}]")
            case Element():
                said.append(node.attributes.get("alt", "") or _said(node.children))
    return "".join(said)
