"""The notations of front matter: YAML, TOML and JSON, each with its fences.

In: text. Out: its `Notation`, which parts and parses it. Importing the parsers takes as long as
reading a page: `front_matter` does so for what begins as front matter.
"""

from __future__ import annotations

import json
import re
from typing import Any, Protocol, cast

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

_DEEPEST = 40  # mappings and lists within one another
_MOST = 20_000  # values, each alias counted as all that it stands for
_LONG = 64  # characters of a value that count as one more

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_QUOTE = "a value with “: ”, “#”, “*”, “@” or a quotation mark in it goes in quotation marks"


class _Loader(yaml.SafeLoader):
    """Reads plain values as they are written."""

    def check_printable(self, data: str) -> None:
        """Raises `yaml.YAMLError` for a character that YAML may not have: hardly any text has one
        that Python does not print.
        """
        if not data.replace("\n", "").isprintable():
            super().check_printable(data)

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


class Notation(Protocol):
    """One of the three, as python-frontmatter handles them: `first` is what begins front matter
    that is surely meant as such.
    """

    first: re.Pattern[str]

    def detect(self, text: str) -> bool:
        """Whether `text` begins as its front matter does."""
        ...

    def split(self, text: str) -> tuple[str, str]:
        """What is written in it, and what follows. Raises `ValueError` where nothing closes it."""
        ...

    def load(self, fm: str) -> Any:
        """The data. Raises what its parser raises."""
        ...

    def explained(self, error: Exception) -> tuple[int, int, str] | None:
        """Line and column, from 0, and what its parser says there; None for another's error."""
        ...

    def hint(self, error: Exception) -> str | None:
        """What the author may do about it."""
        ...


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
        for event in yaml.parse(fm, Loader=_Loader):
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

    def explained(self, error: Exception) -> tuple[int, int, str] | None:
        """Line, column and problem."""
        if not isinstance(error, yaml.MarkedYAMLError):
            return None
        place = error.problem_mark or error.context_mark
        line, column = (place.line, place.column) if place else (0, 0)
        return line, column, error.problem or error.context or "not YAML"

    def hint(self, error: Exception) -> str | None:
        """What most of its errors come from."""
        return _QUOTE if isinstance(error, yaml.YAMLError) else None


class _Toml(BaseHandler):
    FM_BOUNDARY = re.compile(r"^\+{3}[ \t]*$", re.M)
    START_DELIMITER = END_DELIMITER = "+++"
    first = re.compile(r"""\+{3}[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*(?:["']?[\w.-]+["']?[ \t]*=|\[)""")

    def load(self, fm: str) -> dict[str, Any]:
        """The data."""
        import tomllib

        return tomllib.loads(fm)

    def explained(self, error: Exception) -> tuple[int, int, str] | None:
        """Line and column are in the message."""
        message = str(error)
        found = _TOML_PLACE.search(message)
        if found is None:
            return None
        return int(found[1]) - 1, int(found[2]) - 1, message[: found.start()].strip()

    def hint(self, error: Exception) -> None:
        """None."""


class _Json(JSONHandler):
    FM_BOUNDARY = re.compile(r"^(?:\{|\})[ \t]*$", re.M)
    first = re.compile(r"""\{[ \t]*\n\s*"[^"\n]*"\s*:""")

    def detect(self, text: str) -> bool:
        """Whether `text` begins with a line of one brace."""
        return text.startswith("{") and super().detect(text)

    def explained(self, error: Exception) -> tuple[int, int, str] | None:
        """Line, column and problem."""
        if not isinstance(error, json.JSONDecodeError):
            return None
        return error.lineno - 1, error.colno - 1, error.msg

    def hint(self, error: Exception) -> None:
        """None."""


_NOTATIONS: tuple[Notation, ...] = (_Yaml(), _Toml(), _Json())


def notation_of(text: str) -> Notation | None:
    """The notation of the front matter that `text` begins with, None where it begins otherwise."""
    return next((one for one in _NOTATIONS if one.detect(text)), None)
