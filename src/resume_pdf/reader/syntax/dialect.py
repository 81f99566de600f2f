"""Which Markdown is read: CommonMark and GFM, definition lists, footnotes; parsed by mistune.

mistune's tokens say nothing about where they stand, so the block state notes it. A token gets
`start` (an offset in the source), a leaf also `end` and `located` (its text with its places), a
list `items` (where each begins). Every container takes its text from the source line by line,
and whatever it takes off a line it takes off the front: so the number of a line and what is left
of it are enough to find its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import mistune
from mistune.helpers import parse_link_href
from mistune.plugins.formatting import strikethrough
from mistune.util import unikey

from ...patterns import lazy
from ...record import Record
from ...source import Source
from . import extensions
from .foreign import without_foreign
from .located import Located

Token = dict[str, Any]

_SPACES = lazy(" *")
_EMPTY_ITEM = lazy(r"\s*(?:[*+-]|\d{1,9}[.)])\s*")
_CLOSING_HASHES = lazy(r"(?:[ \t]+|^)#+$")
_JOINED_HASHES = lazy(r"(?<!#)#+$")
_ONE_LETTER = lazy(r"(?<![^\W_])[^\W\d_]$")
_MARKDOWN_INSIDE = lazy(r" {0,3}<\w+\s[^\n<>]*\bmarkdown=[^\n<>]*>[ \t]*\n")


class Lines:
    """A source's text from an offset on, cleaned; every line as long as it is in the source."""

    def __init__(self, text: str, start: int) -> None:
        if start == 0 and text.startswith("\ufeff"):
            start = 1
        texts: list[str] = []
        self.ends: list[int] = []
        self.starts: list[int] = []
        for line in re.finditer(r"([^\r\n]*)(?:\r\n?|\n|\Z)", text[start:]):
            texts.append(line[1].replace("\0", "\ufffd"))
            self.starts.append(start + line.start(1))
            self.ends.append(start + line.end(1))
        self.text = "\n".join(without_foreign(texts)) + "\n"


class BlockState(mistune.BlockState):
    """mistune's state of one container; it knows where its text stands in the source."""

    def __init__(self, parent: BlockState | None = None, lines: Lines | None = None) -> None:
        super().__init__(parent)
        self.lines: Lines | None = parent.lines if parent else lines
        self.first_line: int = parent.container_line if parent else 0
        self.block_start: int | None = None
        self.first_token = 0
        self.quoting = False
        self.container_line: int = 0
        self.item_starts: list[int] = []
        self._line_starts = [0]

    def process(self, src: str) -> None:
        """Take `src` as the text of this container."""
        super().process(src)
        self._line_starts = [0, *(end.end() for end in re.finditer(r"\n|(?<=[^\n])\Z", src))]

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> BlockState:
        """The state of a quotation, an item, a note, whose text begins at `container_line`."""
        start = self._line_starts[self.container_line - self.first_line]
        self.item_starts.append(self.place(_after_spaces(self.src, start)))
        if _EMPTY_ITEM.fullmatch(self.src, start, self.find_line_end_at(start)):
            self.container_line += 1  # the text of such an item begins below its marker
        child = super().child_state(src, lazy_line_starts)
        assert isinstance(child, BlockState)
        # If another item follows, its first line is the last that was taken.
        self.container_line = max(self.first_line, self.line_at(self.cursor) - 1)
        return child

    def line_at(self, position: int) -> int:
        """The number of the line of the source that has `position` of this text."""
        return self.first_line + bisect_right(self._line_starts, position) - 1

    def place(self, position: int) -> int:
        """The offset in the source of the character at `position` of this text."""
        if self.lines is None:
            return position
        line = min(self.line_at(position), len(self.lines.starts) - 1)
        end = self.src.find("\n", position)
        rest = (len(self.src) if end < 0 else end) - position
        return max(self.lines.starts[line], self.lines.ends[line] - rest)

    def end_place(self, position: int) -> int:
        """The offset in the source of the end of what stands before `position`."""
        while position > 0 and self.src[position - 1 : position] in " \t\n":
            position -= 1
        return self.place(position - 1) + 1 if position else self.place(0)

    def located(self, start: int, end: int) -> Located:
        """This text from `start` to `end`."""
        text = self.src[start:end]
        # Indentation may have been written anew, so a line's text is placed by itself.
        lines = (found.start(1) for found in re.finditer(r"\n[ \t]*([^\s])", text))
        first = len(text) - len(text.lstrip(" \t"))
        starts = (0, *((first,) if 0 < first < len(text) else ()), *lines)
        return Located(text, starts, tuple(self.place(start + position) for position in starts))

    def append_token(self, token: Token) -> None:
        """Add a block, noting its place."""
        self._note_start(token)
        super().append_token(token)

    def prepend_token(self, token: Token) -> None:
        """Add a quotation, before the blocks that were read to find its end."""
        self._note_start(token)
        self.tokens.insert(self.first_token, token)

    def _note_start(self, token: Token) -> None:
        start = self.cursor if self.block_start is None else self.block_start
        token.setdefault("start", self.place(_after_spaces(self.src, start)))

    def add_paragraph(self, text: str) -> None:
        """Begin a paragraph at the cursor, or go on with the last one."""
        super().add_paragraph(text)
        self._note_text(text)

    def append_paragraph(self) -> int | None:
        """Go on with the last block, if it is a paragraph."""
        if self.quoting and len(self.tokens) <= self.first_token:
            return None  # that paragraph stands above the quotation that ends here
        end = super().append_paragraph()
        if end is not None:
            self._note_text(self.get_text(end))
        return end

    def _note_text(self, text: str) -> None:
        token = self.tokens[-1]
        token.setdefault("start", self.place(_after_spaces(self.src, self.cursor)))
        token.setdefault("parts", []).append(self.located(self.cursor, self.cursor + len(text)))


class BlockParser(mistune.BlockParser):
    """mistune's rules for blocks, with the dialect's own; notes where blocks stand."""

    state_cls = BlockState
    SPECIFICATION = mistune.BlockParser.SPECIFICATION | {
        # "###Title" is a heading, which it is not for CommonMark. After a single "#" only where
        # it cannot be a hashtag: a capital or a script without them, and no second one behind.
        "atx_heading": (
            r"^ {0,3}(?P<atx_1>#{1,6})(?!#)"
            r"(?P<atx_2>[ \t]*$|[ \t][^\n]*$|(?<=##)[^\n]+$|(?=[^\W\d_])(?![a-zß-ÿа-я])"
            r"(?:[^\n#]|#(?=#*[ \t]*$))+$)"
        ),
    }

    def __init__(self) -> None:
        super().__init__()
        for rules in (self.rules, self.block_quote_rules, self.list_rules):
            self.insert_rule(rules, "footnote_definition", before="ref_link")
            self.insert_rule(rules, "definitions")
            self.insert_rule(rules, "table")
        for name, (pattern, parse) in extensions.BLOCK_RULES.items():
            self.register(name, pattern, _with_places(parse))

    def parse_method(self, m: re.Match[str], state: mistune.BlockState) -> int | None:
        """Read the block that `m` begins and note where it stands."""
        assert isinstance(state, BlockState)
        outer = state.block_start, state.container_line, state.item_starts, state.first_token
        quoting = state.quoting
        state.first_token = count = len(state.tokens)
        state.quoting = quoting or m.lastgroup == "block_quote"
        state.block_start = m.start()
        state.container_line = state.line_at(m.start())
        state.item_starts = []
        end = super().parse_method(m, state)
        if m.lastgroup == "list":
            for token in state.tokens[count:]:
                if token["type"] == "list" and "items" not in token:
                    token.setdefault("start", state.place(_after_spaces(state.src, m.start())))
                    token["items"] = state.item_starts
        if end and state.tokens and state.tokens[-1]["type"] != "paragraph":
            state.tokens[-1].setdefault("end", state.end_place(min(end, len(state.src))))
        state.block_start, state.container_line, state.item_starts, state.first_token = outer
        state.quoting = quoting
        return end

    def parse_atx_heading(self, m: re.Match[str], state: mistune.BlockState) -> int:
        """Read "# Title", with or without a space, closed or not."""
        assert isinstance(state, BlockState)
        title = state.located(m.start("atx_2"), m.end("atx_2")).stripped()
        spaced = m["atx_2"][:1] in (" ", "\t", "")
        title = title.part(0, _closing(title.text, None if spaced else len(m["atx_1"])))
        state.append_token(
            {
                "type": "heading",
                "attrs": {"level": len(m["atx_1"])},
                "style": "atx",
                "spaced": spaced,
                "parts": [title],
            }
        )
        return m.end() + 1

    def parse_setex_heading(self, m: re.Match[str], state: mistune.BlockState) -> int | None:
        """Make the paragraph above a heading, and note where the underline stands."""
        assert isinstance(state, BlockState)
        end = super().parse_setex_heading(m, state)
        last = state.last_token()
        if end and last and last.get("style") == "setext" and "underline" not in last:
            last["underline"] = state.located(m.start(), m.end()).stripped()
        return end

    def parse_raw_html(self, m: re.Match[str], state: mistune.BlockState) -> int | None:
        """Read a block of HTML.

        After a comment the line goes on as Markdown: `- <!-- resume: keep --> Led *three* teams`.
        """
        assert isinstance(state, BlockState)
        count = len(state.tokens)
        end: int | None
        if m[0].endswith("<!--"):
            end = _comments_end(state.src, m.start())
            state.append_token({"type": "block_html"})
        elif inside := _MARKDOWN_INSIDE.match(state.src, m.start()):
            end = inside.end()
            state.append_token({"type": "block_html"})
        else:
            end = super().parse_raw_html(m, state)
        if end and len(state.tokens) > count and state.tokens[-1]["type"] == "block_html":
            state.tokens[-1]["located"] = state.located(m.start(), end)
        return end

    def parse_ref_link(self, m: re.Match[str], state: mistune.BlockState) -> int | None:
        """Read "[label]: target" and note the target as it is written."""
        key = unikey(m["reflink_1"])
        known = key in state.env["ref_links"]
        end = super().parse_ref_link(m, state)
        if end and not known and key in state.env["ref_links"]:
            written, _ = parse_link_href(state.src, m.end(), block=True)
            state.env["ref_links"][key]["written"] = written
        return end


def _with_places(parse: extensions.BlockRule) -> Callable[..., int | None]:
    def parse_with_places(
        block: BlockParser, m: re.Match[str], state: mistune.BlockState
    ) -> int | None:
        assert isinstance(state, BlockState)
        return parse(block, m, state)

    return parse_with_places


class InlineParser(mistune.InlineParser):
    """mistune's rules for inlines, with the dialect's own."""

    # mistune takes white space of every kind at the start of a line; only blanks are layout.
    STD_LINEBREAK = r"(?:\\| {2,})\n[ \t]*"
    HARD_LINEBREAK = r" *\n[ \t]*"
    SPECIFICATION = mistune.InlineParser.SPECIFICATION | {
        "linebreak": STD_LINEBREAK,
        "softbreak": HARD_LINEBREAK,
    }

    def __init__(self) -> None:
        super().__init__()
        for name, rule in extensions.INLINE_RULES.items():
            self.register(
                name, rule.pattern, rule.parse, before="link", start_chars=tuple(rule.first)
            )


def _closing(title: str, level: int | None) -> int:
    """Where the signs that close a title begin; `level` is that of a title without a space.

    A space stands before them, as in CommonMark. Where none opens the title none need close it
    ("##Title##"), unless it is the sign of a word: one sign behind a letter ("C#", "F#").
    """
    if hashes := _CLOSING_HASHES.search(title):
        return hashes.start()
    joined = _JOINED_HASHES.search(title)
    if level is None or joined is None:
        return len(title)
    count = len(joined[0])
    if _ONE_LETTER.search(title, 0, joined.start()):
        of_word = 1 if count in (1, level + 1) else 0
        return joined.start() + of_word
    return joined.start() if count > 1 or count == level else len(title)


def _after_spaces(text: str, position: int) -> int:
    found = _SPACES.match(text, position)
    return found.end() if found and found.end() < len(text) else position


def _comments_end(text: str, position: int) -> int:
    """Where the comments that begin at `position` end: at a line end, or at text behind them."""
    end = position
    while True:
        begin = _after_blanks(text, end)
        if not text.startswith("<!--", begin):
            return begin + 1 if text.startswith("\n", begin) else begin
        closing = text.find("-->", begin + 2)
        if closing < 0:
            return len(text)
        end = closing + 3


def _after_blanks(text: str, position: int) -> int:
    while text[position : position + 1] in (" ", "\t"):
        position += 1
    return position


class Parser:
    """One text: the tokens of its blocks, from offset `start` of the source on, and those of the
    inlines of whichever text is asked for.

    Tokens are not to be changed: who reads the same text again gets the same ones. Notes are
    numbered for each reader anew.
    """

    def __init__(self, source: Source, start: int) -> None:
        short = len(source.text) <= _LONGEST_KEPT
        self._parsed = (_kept if short else _parsed)(source.text, start)
        self.notes = extensions.Notes(self._parsed.notes)

    @property
    def blocks(self) -> Sequence[Token]:
        """The tokens of the blocks; those of notes are in `notes`."""
        return self._parsed.blocks

    def inlines(self, text: Located) -> tuple[Located, Sequence[Token]]:
        """The inline tokens of `text`, and the text that they were read from."""
        links = self._parsed.links
        text = extensions.without_label_spaces(text.stripped(), links)
        refers = "[^" in text.text or (links and "[" in text.text)
        if refers or len(text.text) > _LONGEST_INLINES:
            env = {"ref_links": links, extensions.NOTES: self.notes}
            return text, _machine().inline(text.text, env)
        return text, _inlines(text.text)

    def written_target(self, token: Token) -> str | None:
        """The target of a reference link as its definition has it."""
        reference = self._parsed.links.get(token.get("ref"), {})
        written = reference.get("written")
        return str(written) if written is not None else None


class _Parsed(Record):
    """What a text was parsed into."""

    blocks: Sequence[Token]
    links: Mapping[Any, Token]
    notes: dict[str, Token]


def _parsed(text: str, start: int) -> _Parsed:
    notes = extensions.Notes()
    state = BlockState(lines=Lines(text, start))
    state.env[extensions.NOTES] = notes
    assert state.lines
    state.process(state.lines.text)
    _machine().block.parse(state)
    return _Parsed(state.tokens, state.env["ref_links"], notes.defined)


# A text is read to be understood, and again to be compared with; as a letter once more.
_kept = lru_cache(maxsize=2)(_parsed)
_LONGEST_KEPT = 200_000  # characters
_LONGEST_INLINES = 5_000


@lru_cache(maxsize=512)
def _inlines(text: str) -> Sequence[Token]:
    """The inline tokens of a text that refers to nothing."""
    return _machine().inline(text, {"ref_links": {}})


@cache
def _machine() -> mistune.Markdown:
    return mistune.Markdown(
        renderer=None, block=BlockParser(), inline=InlineParser(), plugins=[strikethrough]
    )
