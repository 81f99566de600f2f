"""What may be set of a layout: by its designer in `layout.toml`, by an author in the front matter.

In: values as TOML or YAML have them. Out: the same, checked; a `ValueError` says what to give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from .document import FieldRole
from .record import Record

DEFAULT_LAYOUTS = ("onepage", "full")
"""What a résumé is set in where nobody says in what."""

Letterhead = Literal["author", "gathered"]
Heads = Literal["stacked", "inline"]
Reads = Literal["resume", "letter"]
Place = FieldRole | Literal["lead"]
"""What an order of heads can name: a field by its role, or the one that names the entry."""

_PLACES = ("lead", *get_args(FieldRole))

# What a setting and its values are called, for both make class names of the page.
_WORD = re.compile("[a-z][a-z0-9-]{0,30}")


class Option(Record):
    """A setting that a layout brings: its `values`, of which the first is the default."""

    description: str
    values: tuple[str, ...]


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def suffix(value: object) -> str:
    """What ends the name of a file."""
    if not re.fullmatch(r"[\w-]{0,40}", text(value)):
        raise ValueError("the end of the file's name, of letters, digits and hyphens")
    return text(value)


def flag(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def count(value: object) -> int:
    """A number of pages."""
    if type(value) is not int or value < 1:
        raise ValueError("a whole number from 1")
    return value


def places(value: object) -> tuple[str, ...]:
    """The order of a head's fields."""
    if not isinstance(value, list) or any(place not in _PLACES for place in value):
        raise ValueError(f"a list of {', '.join(_PLACES)}")
    return tuple(value)


def one_of(values: tuple[str, ...]) -> Callable[[object], str]:
    """One of a few words."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return value

    return check


def options(value: object) -> Mapping[str, Option]:
    """The table of a layout's own settings."""
    if not isinstance(value, dict):
        raise ValueError("a table of settings")
    if not all(_WORD.fullmatch(name) for name in value):
        raise ValueError("a table of settings, named in small letters, digits and hyphens")
    return {name: _option(one) for name, one in value.items()}


def _option(value: object) -> Option:
    wanted = "a description, and values: words of small letters, the first of them the default"
    if not isinstance(value, dict) or set(value) != {"description", "values"}:
        raise ValueError(f"each setting has {wanted}")
    description, values = value["description"], value["values"]
    words = values if isinstance(values, list) and values else [None]
    if not isinstance(description, str) or not all(
        isinstance(one, str) and _WORD.fullmatch(one) for one in words
    ):
        raise ValueError(f"each setting has {wanted}")
    return Option(description, tuple(values))


AUTHORS: Mapping[str, Callable[[object], object]] = {
    "pages": count,
    "head": places,
    "heads": one_of(get_args(Heads)),
    "letterhead": one_of(get_args(Letterhead)),
    "running": flag,
    "photo": flag,
}
"""What an author may set of any layout."""

DESIGNERS: Mapping[str, Callable[[object], object]] = {
    **AUTHORS,
    "description": text,
    "suffix": suffix,
    "reads": one_of(get_args(Reads)),
    "settings": options,
}
"""What a layout.toml may say."""
