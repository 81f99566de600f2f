"""The front matter: YAML between `---`, TOML between `+++`, JSON in braces on lines of their own.

In: a `Source`. Out: `FrontMatter`: the data as the author wrote them (a date stays text, and so
does a number that would come out otherwise, such as "+4420…" or "1.10"), and where the body
begins. Raises `ResumeError("front-matter-invalid")` where it is meant as front matter and cannot
be read. What stands between two rules at the top of a file and is no mapping is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...diagnostics import ResumeError
from ...patterns import lazy
from ...record import Record
from ...source import Source, Span
from ..shortcuts import import_yaml

if TYPE_CHECKING:
    from .notations import Notation

# What stands before and after a key: at the top, further in, as the title of a table in TOML.
_LINE_START = r"(?:^|(?<=\r))[ \t]*"
_KEY_PLACES = (
    (r"(?:^|(?<=\r))", r"[ \t]*[:=]"),
    (rf"(?:{_LINE_START}|[,{{][ \t]*)", r"[ \t]*[:=]"),
    (rf"{_LINE_START}\[+(?:[^\]\n]*\.)?", r"\]"),
)

_LINE_END = lazy(r"\r\n?")
_BLANK_LINES = lazy(r"(?:[ \t]*\n)*")
_OPENINGS = ("---", "+++", "{")


class FrontMatter(Record):
    """`data` is empty where there is none; `span` is that of the whole, with its fences."""

    data: Mapping[str, object]
    span: Span
    body_start: int
    source: Source

    def key_span(self, name: str) -> Span:
        """Where the key `name` stands ("a.b" is b within a), else the whole front matter."""
        start, found = self.span.start, None
        for part in name.split("."):
            key = re.escape(part)
            for before, after in _KEY_PLACES[bool(found) :]:
                pattern = re.compile(rf"{before}([\"']?{key}[\"']?){after}", re.M)
                if inner := pattern.search(self.source.text, start, self.span.end):
                    break
            if not inner:
                return self.span
            start, found = inner.end(), inner
        return Span(*found.span(1)) if found else self.span


def read(source: Source) -> FrontMatter:
    """The front matter of `source`."""
    mark = 1 if source.text.startswith("\ufeff") else 0
    nothing = FrontMatter({}, Span(mark, mark), mark, source)
    text = _LINE_END.sub("\n", source.text[mark:])
    blank = _BLANK_LINES.match(text)
    assert blank
    text, first = text[blank.end() :], 1 + blank[0].count("\n")
    if not text.startswith(_OPENINGS):
        return nothing
    import_yaml()  # for such texts alone: the parsers take long to import
    from .notations import notation_of

    notation = notation_of(text)
    if notation is None:
        return nothing
    meant = notation.first.match(text) is not None
    try:
        written, body = notation.split(text)
        data = _plain(notation.load(written))
    except Exception as error:  # whatever a parser raises on a text, the author is to know
        if not meant:
            return nothing
        raise _invalid(source, first, notation, error) from None
    if not written.strip():
        data = {}
    if not isinstance(data, dict):
        return nothing
    last = first + text[: len(text) - len(body)].count("\n")
    end = source.line_start(last) + len(source.line_text(last))
    whole = source.text
    after = end + (2 if whole.startswith("\r\n", end) else 1 if end < len(whole) else 0)
    return FrontMatter(data, Span(max(mark, source.line_start(first)), end), after, source)


def _invalid(source: Source, first: int, notation: Notation, error: Exception) -> ResumeError:
    """What a parser says, at its place; line 0 of what it read is line `first` of the file."""
    line, column, message = notation.explained(error) or (0, 0, str(error))
    match error:
        case RecursionError():
            message = "too many levels"
        case ValueError() if "unpack" in message:
            message = "nothing closes it"
    last, _ = source.position(len(source.text))
    number = min(first + line, last)
    start = source.line_start(number) + min(column, len(source.line_text(number)))
    span = Span(start, min(start + 1, len(source.text)))
    hint = notation.hint(error)
    return ResumeError("front-matter-invalid", f"the front matter: {message}", span, hint)


def _plain(value: object) -> object:
    """With text for keys, and for what only one of the formats has (TOML's dates)."""
    match value:
        case dict():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple() | set():
            return [_plain(inner) for inner in value]
        case None | str() | bool() | int() | float():
            return value
        case _:
            return str(value)
