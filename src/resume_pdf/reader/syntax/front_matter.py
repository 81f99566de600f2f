"""The front matter: YAML between `---`, TOML between `+++`, JSON in braces on lines of their own.

In: a `Source`. Out: `FrontMatter`: the data as the author wrote them (a date stays text, and so
does a number that would come out otherwise, such as "+4420…" or "1.10"), and where the body
begins. Raises `ResumeError("front-matter-invalid")` where it is meant as front matter and cannot
be read. What stands between two rules at the top of a file and is no mapping is Markdown.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any, cast

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from ...diagnostics import ResumeError
from ...record import Record
from ...source import Source, Span

# What stands before and after a key: at the top, further in, as the title of a table in TOML.
_LINE_START = r"(?:^|(?<=\r))[ \t]*"
_KEY_PLACES = (
    (r"(?:^|(?<=\r))", r"[ \t]*[:=]"),
    (rf"(?:{_LINE_START}|[,{{][ \t]*)", r"[ \t]*[:=]"),
    (rf"{_LINE_START}\[+(?:[^\]\n]*\.)?", r"\]"),
)

_DEEPEST = 40  # mappings and lists within one another
_MOST = 20_000  # values, each alias counted as all that it stands for
_LONG = 64  # characters of a value that count as one more

_LINE_END = re.compile(r"\r\n?")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


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


class _Loader(yaml.SafeLoader):
    """Reads plain values as they are written."""

    def construct_number(self, node: yaml.ScalarNode) -> object:
        """A number; its text where the number would be written otherwise."""
        for kind in (int, float):
            try:
                number = kind(node.value)
            except ValueError:
                continue
            if str(number) == node.value:
                return number
        return node.value

    def construct_text(self, node: yaml.ScalarNode) -> object:
        """The text of a value."""
        return node.value


for _tag in ("int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _Loader.construct_number)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_text)


class _Yaml(YAMLHandler):
    FM_BOUNDARY = re.compile(r"^(?:-{3}|\.{3})[ \t]*$", re.M)
    first = re.compile(
        r"""-{3}[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*["']?[^\W\d][\w .-]*["']?[ \t]*:\s"""
    )

    def detect(self, text: str) -> bool:
        """Whether `text` begins with a line of three dashes."""
        return text.startswith("---") and super().detect(text)

    def load(self, fm: str, **_: object) -> Any:
        """The data; neither depth, nor aliases, nor merged mappings make it grow without bound."""
        anchors: dict[str, int] = {}
        # Of every mapping and list that is open: its anchor, and the values in it.
        opened: list[tuple[str | None, int]] = [(None, 0)]
        for event in yaml.parse(fm, Loader=yaml.SafeLoader):
            anchor, size = getattr(event, "anchor", None), 0
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append((anchor, 1))
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, size = opened.pop()
            elif isinstance(event, yaml.AliasEvent):
                size = anchors.get(event.anchor or "", 1)
            elif isinstance(event, yaml.ScalarEvent):
                size = 1 + len(event.value) // _LONG
            if anchor is not None and not isinstance(event, yaml.AliasEvent):
                anchors[anchor] = size
            opened[-1] = opened[-1][0], opened[-1][1] + size
            if len(opened) > _DEEPEST or sum(inner for _, inner in opened) > _MOST:
                problem = "too many levels" if len(opened) > _DEEPEST else "too many values"
                mark = cast(Any, event.start_mark)
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
        return super().load(fm, Loader=_Loader)


class _Toml(BaseHandler):
    FM_BOUNDARY = re.compile(r"^\+{3}[ \t]*$", re.M)
    START_DELIMITER = END_DELIMITER = "+++"
    first = re.compile(r"""\+{3}[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*(?:["']?[\w.-]+["']?[ \t]*=|\[)""")

    def load(self, fm: str) -> dict[str, Any]:
        """The data."""
        return tomllib.loads(fm)


class _Json(JSONHandler):
    FM_BOUNDARY = re.compile(r"^(?:\{|\})[ \t]*$", re.M)
    first = re.compile(r"""\{[ \t]*\n\s*"[^"\n]*"\s*:""")

    def detect(self, text: str) -> bool:
        """Whether `text` begins with a line of one brace."""
        return text.startswith("{") and super().detect(text)


def read(source: Source) -> FrontMatter:
    """The front matter of `source`."""
    mark = 1 if source.text.startswith("\ufeff") else 0
    nothing = FrontMatter({}, Span(mark, mark), mark, source)
    text = _LINE_END.sub("\n", source.text[mark:])
    blank = _BLANK_LINES.match(text)
    assert blank
    text, first = text[blank.end() :], 1 + blank[0].count("\n")
    for handler in (_Yaml(), _Toml(), _Json()):
        if handler.detect(text):
            break
    else:
        return nothing
    meant = handler.first.match(text) is not None
    try:
        written, body = handler.split(text)
        data = _plain(handler.load(written))
    except Exception as error:  # whatever a parser raises on a text, the author is to know
        if not meant:
            return nothing
        raise _invalid(source, first, error) from None
    if not written.strip():
        data = {}
    if not isinstance(data, dict):
        return nothing
    last = first + text[: len(text) - len(body)].count("\n")
    end = source.line_start(last) + len(source.line_text(last))
    whole = source.text
    after = end + (2 if whole.startswith("\r\n", end) else 1 if end < len(whole) else 0)
    return FrontMatter(data, Span(max(mark, source.line_start(first)), end), after, source)


def _invalid(source: Source, first: int, error: Exception) -> ResumeError:
    """What a parser says, at its place; line 0 of what it read is line `first` of the file."""
    line, column, message = 0, 0, str(error)
    match error:
        case yaml.MarkedYAMLError():
            place = error.problem_mark or error.context_mark
            line, column = (place.line, place.column) if place else (0, 0)
            message = error.problem or error.context or "not YAML"
        case json.JSONDecodeError():
            line, column, message = error.lineno - 1, error.colno - 1, error.msg
        case tomllib.TOMLDecodeError():
            if found := _TOML_PLACE.search(message):
                line, column = int(found[1]) - 1, int(found[2]) - 1
                message = message[: found.start()].strip()
        case RecursionError():
            message = "too many levels"
        case ValueError() if "unpack" in message:
            message = "nothing closes it"
    last, _ = source.position(len(source.text))
    number = min(first + line, last)
    start = source.line_start(number) + min(column, len(source.line_text(number)))
    span = Span(start, min(start + 1, len(source.text)))
    hint = "a value with “: ”, “#”, “*”, “@” or a quotation mark in it goes in quotation marks"
    yaml_hint = hint if isinstance(error, yaml.YAMLError) else None
    return ResumeError("front-matter-invalid", f"the front matter: {message}", span, yaml_hint)


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
