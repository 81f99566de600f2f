"""What the dialect has beyond CommonMark: tables, definition lists, footnotes, bare URLs.

mistune has plugins for these; they keep no places, drop a table for one missing cell and forget
links and notes defined inside a definition. The rules here read the same syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mistune.util import unikey

from ...patterns import lazy
from ...record import Mutable, Record, field
from .located import Located

if TYPE_CHECKING:
    import mistune

    from .dialect import BlockParser, BlockState

Token = dict[str, Any]

NOTES = "resume_pdf.notes"
"""The key of `Notes` in mistune's environment."""

# ── Tables ───────────────────────────────────────────────────────────────────────────────

TABLE = r"^ {0,3}(?=[^\s|][^\n]*\||\|)[^\n]+\n(?= {0,3}[ \t|:-]*-[ \t|:-]*$)"
_DELIMITER = lazy(r"(:?)-+(:?)")
_PIPE = lazy(r"\\.|\|", re.S)
_ENDS_TABLE = ["thematic_break", "fenced_code", "atx_heading", "block_quote", "list", "block_html"]


def parse_table(block: BlockParser, m: re.Match[str], state: BlockState) -> int | None:
    """Read a GFM table; a row may have fewer or more cells than the header."""
    header = list(_cells(state, m.start()))
    position = state.find_line_end_at(m.start())
    delimiters = [_DELIMITER.fullmatch(cell.text) for cell in _cells(state, position)]
    if len(delimiters) != len(header) or "|" not in state.get_line(position):
        return None
    if not all(delimiters):
        return None
    position = state.find_line_end_at(position)
    rows = []
    others = block.compile_sc(_ENDS_TABLE)
    while position < state.cursor_max and not others.match(state.src, position):
        if "|" not in state.get_line(position):
            break
        rows.append(list(_cells(state, position)))
        position = state.find_line_end_at(position)
    aligns = [_align(found[1], found[2]) for found in delimiters if found]
    state.append_token({"type": "table", "header": header, "rows": rows, "aligns": aligns})
    return position


def _align(left: str, right: str) -> str | None:
    return {"::": "center", ":": "left" if left else "right"}.get(left + right)


def _cells(state: BlockState, position: int) -> Iterator[Located]:
    line = state.located(position, state.find_line_end_at(position)).stripped()
    start = 1 if line.text.startswith("|") else 0
    escapes: list[tuple[int, int]] = []
    for found in _PIPE.finditer(line.text, start):
        if found[0] == "\\|":
            # Only the table needs this backslash: a code span would show it.
            escapes.append((found.start() - start, found.start() - start + 1))
        elif found[0] == "|":
            yield line.part(start, found.start()).without(escapes).stripped()
            start, escapes = found.end(), []
    if start < len(line.text):
        yield line.part(start, len(line.text)).without(escapes).stripped()


# ── Definition lists ─────────────────────────────────────────────────────────────────────

DEFINITION = r"^ {0,3}:[ \t]+\S"
_DEFINITION_START = lazy(r" {0,3}:[ \t]+")
_INDENT = lazy(r" {0,3}\t| {1,4}")


def parse_definitions(block: BlockParser, m: re.Match[str], state: BlockState) -> int | None:
    """Read what stands behind the colons below a paragraph, each line of which is a term."""
    tokens = state.tokens
    above = tokens[-2:-1] if tokens and tokens[-1]["type"] == "blank_line" else tokens[-1:]
    if not above or above[0]["type"] != "paragraph" or state.depth() >= block.max_nested_level - 1:
        return None
    children: list[Token] = []
    position = m.start()
    while _DEFINITION_START.match(state.src, position):
        end = _definition_end(block, state, position)
        children += _children(block, state, position, end, _DEFINITION_START)
        position = end
    del tokens[-2 if tokens[-1] is not above[0] else -1 :]
    definition = {"start": above[0]["start"], "terms": above[0]["parts"], "children": children}
    if tokens and tokens[-1]["type"] == "definitions":
        tokens[-1]["items"].append(definition)
        tokens[-1].pop("end", None)
    else:
        token = {"type": "definitions", "items": [definition], "start": above[0]["start"]}
        state.append_token(token)
    return position


def _definition_end(block: BlockParser, state: BlockState, position: int) -> int:
    """Where a definition or a note ends: at what is neither indented nor goes on with its text."""
    others = block.compile_sc([*_ENDS_TABLE, "footnote_definition", "definitions"])
    position = state.find_line_end_at(position)
    blank = False
    while position < state.cursor_max:
        line = state.get_line(position)
        outside = line.strip() and not _INDENT.match(line)
        if outside and (blank or others.match(state.src, position)):
            break
        blank = not line.strip()
        position += len(line)
    return position


def _children(
    block: BlockParser, state: BlockState, start: int, end: int, marker: re.Pattern[str]
) -> list[Token]:
    """The blocks of what stands behind a marker and, indented or not, on the lines below."""
    first, *others = state.src[start:end].split("\n")
    text = "\n".join([marker.sub("", first, count=1), *(_INDENT.sub("", o, 1) for o in others)])
    state.container_line = state.line_at(start)
    child = state.child_state(text.rstrip() + "\n")
    block.parse(child, block.list_rules)
    return child.tokens


# ── Footnotes ────────────────────────────────────────────────────────────────────────────

FOOTNOTE = r"^ {0,3}\[\^[^\]\[\s]{1,200}\]:"
_FOOTNOTE_START = lazy(r" {0,3}\[\^([^\]\[\s]{1,200})\]:[ \t]*")


class Notes(Mutable):
    """The footnotes of a text: defined anywhere, numbered as they are first referred to."""

    defined: dict[str, Token] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def number(self, label: str) -> int | None:
        """The number of the note with this label, None where there is none."""
        key = label if label in self.defined else unikey(label)
        if key not in self.defined:
            return None
        if key not in self.numbers:
            self.order.append(key)
            self.numbers[key] = len(self.order)
        return self.numbers[key]

    def numbered(self) -> Iterator[tuple[int, Token]]:
        """The notes by number, those that nothing refers to behind the others.

        A note may refer to a further one, so notes are to be read while this goes on.
        """
        unused = iter(list(self.defined))
        for number in range(1, len(self.defined) + 1):
            if number > len(self.order):
                self.number(next(key for key in unused if key not in self.numbers))
            yield number, self.defined[self.order[number - 1]]


def parse_footnote(block: BlockParser, m: re.Match[str], state: BlockState) -> int | None:
    """Read "[^label]: the note", which goes on over the lines that are indented below."""
    if state.depth() >= block.max_nested_level - 1:
        return None
    found = _FOOTNOTE_START.match(state.src, m.start())
    assert found
    position = _definition_end(block, state, m.start())
    notes: Notes = state.env[NOTES]
    key = unikey(found[1])
    if key in notes.defined:  # a second note of one name: nothing can refer to it
        key = f"{key} {len(notes.defined)}"
    children = _children(block, state, m.start(), position, _FOOTNOTE_START)
    notes.defined[key] = {
        "type": "footnote",
        "start": state.place(found.start()),
        "end": state.end_place(position),
        "children": children,
    }
    return position


BlockRule = Callable[["BlockParser", re.Match[str], "BlockState"], int | None]

BLOCK_RULES: Mapping[str, tuple[str, BlockRule]] = {
    "footnote_definition": (FOOTNOTE, parse_footnote),
    "definitions": (DEFINITION, parse_definitions),
    "table": (TABLE, parse_table),
}

# ── Inlines ──────────────────────────────────────────────────────────────────────────────


class InlineRule(Record):
    """What a rule looks for, with what it may begin, and what it makes of it."""

    first: str
    pattern: str
    parse: Callable[[mistune.InlineParser, re.Match[str], mistune.InlineState], int | None]


def _parse_footnote_mark(
    inline: mistune.InlineParser, m: re.Match[str], state: mistune.InlineState
) -> int:
    number = state.env[NOTES].number(m[0][2:-1])
    if number is None:
        inline.process_text(m[0], state)
    else:
        state.append_token({"type": "footnote_mark", "raw": m[0], "attrs": {"number": number}})
    return m.end()


def _parse_wikilink(
    _inline: mistune.InlineParser, m: re.Match[str], state: mistune.InlineState
) -> int:
    """What a wiki shows for "[[page|text]]"; where the page is, a reader of the page cannot see."""
    text = m[0][2:-2].rpartition("|")[2].strip()
    state.append_token({"type": "wikilink", "raw": text, "attrs": {"written": m[0]}})
    return m.end()


_ENTITY_AT_END = lazy(r"&#?[A-Za-z0-9]{1,32};$")


def _parse_url(
    inline: mistune.InlineParser, m: re.Match[str], state: mistune.InlineState
) -> int | None:
    """Read a bare URL, without the punctuation of the sentence that it ends (as GFM does)."""
    if m.start() and state.src[m.start() - 1].isalnum():
        return None
    text = m[0]
    if state.brackets:
        text = text.partition("]")[0]
    closing = text.count(")") - text.count("(")
    while text and (text[-1] in "?!.,:;*_~'\"" or (text[-1] == ")" and closing > 0)):
        closing -= text[-1] == ")"
        entity = _ENTITY_AT_END.search(text, max(0, len(text) - 40)) if text[-1] == ";" else None
        text = text[: entity.start() if entity else -1]
    if len(text) < 8:
        return None
    if state.in_link or state.depth >= inline.max_nested_level:
        inline.process_text(text, state, parse_emphasis=False)
    else:
        url = text if "://" in text else f"http://{text}"
        token: Token = {"type": "link", "children": [{"type": "text", "raw": text}]}
        state.append_token({**token, "attrs": {"url": url}, "bare": True, "_autolink": text})
    return m.start() + len(text)


INLINE_RULES: Mapping[str, InlineRule] = {
    "footnote_mark": InlineRule("[", r"\[\^[^\]\[\s]{1,200}\]", _parse_footnote_mark),
    "wikilink": InlineRule(
        "[", r"\[\[[^\[\]\n|]{1,200}(?:\|[^\[\]\n|]{1,200})?\]\]", _parse_wikilink
    ),
    "bare_url": InlineRule("hfw", r"(?:https?://|ftp://|www\.)[^\s<>\"`\]]+", _parse_url),
}

_SPACED_LABEL = lazy(r"\[([^\[\]\\]{1,200})\]([ ]|\n[ \t]*)\[([^\[\]\\]{1,200})\]")


def without_label_spaces(text: Located, references: Mapping[str, object]) -> Located:
    """The text with "[text] [label]" as "[text][label]", which early Markdown took, too.

    Not where both are links by themselves, as in a list of "[Python] [Rust]".
    """
    if not references or ("] [" not in text.text and "]\n" not in text.text):
        return text
    cuts = []
    for found in _SPACED_LABEL.finditer(text.text):
        shown, label = unikey(found[1]), unikey(found[3])
        if label in references and (shown == label or shown not in references):
            cuts.append(found.span(2))
    return text.without(cuts)
