"""Shorter ways to import what the reader stands on: without what it does not use of it.

They hold for the versions they were tried with; any other is imported plainly, as is what somebody
imported before.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from ..patterns import lazy
from ..postponed import Statement, is_installed, postponed

_MISTUNE_TRIED = ("3.4.0",)
_YAML_TRIED = ("6.0.4",)
_PHONENUMBERS_TRIED = ("9.0.43",)

_SIGNATURES: tuple[Statement, ...] = (("dataclasses", "inspect"),)
_DATACLASSES: tuple[Statement, ...] = (
    ("mistune.list_parser", "dataclasses"),
    ("mistune._inline.emphasis", "dataclasses"),
    ("mistune._inline.links", "dataclasses"),
)
_PATTERNS: tuple[Statement, ...] = (
    ("yaml.reader", "re"),
    ("yaml.resolver", "re"),
    ("yaml.constructor", "re"),
)
# To find numbers in texts, format them as they are typed, and tell those of emergency services.
_SEARCH: tuple[Statement, ...] = (
    ("phonenumbers", "asyoutypeformatter"),
    ("phonenumbers", "phonenumbermatcher"),
    ("phonenumbers", "shortnumberinfo"),
)
# The forms that the numbers of some countries have in texts as well, a module for each.
_COUNTRIES = (
    "7 27 30 31 34 36 39 43 44 49 52 54 55 58 61 62 64 66 81 84 90 91 94 95 255 350 351 352 358 359"
    " 372 373 380 381 385 505 506 595 675 676 679 855 856 971 972 995"
)
_OTHER_FORMS: tuple[Statement, ...] = tuple(
    ("phonenumbers.data", f"alt_format_{code}") for code in _COUNTRIES.split()
)


def import_mistune() -> None:
    """Imports mistune; `inspect`, by which dataclasses write their docstring, takes as long as all
    of mistune and is left.
    """
    if is_installed("mistune", _MISTUNE_TRIED):
        with postponed(_SIGNATURES, instead=dict.fromkeys(_DATACLASSES, _with_docstrings)):
            import mistune  # noqa: F401 - whoever needs it imports it


def _with_docstrings(dataclasses: Any) -> Any:
    """The dataclasses of a module whose classes have no docstring to be kept."""

    def dataclass(cls: type | None = None, **options: bool) -> Any:
        if cls is None:
            return lambda cls: dataclass(cls, **options)
        cls.__doc__ = cls.__doc__ or cls.__name__
        return dataclasses.dataclass(cls, **options)

    return SimpleNamespace(dataclass=dataclass)


@cache
def import_yaml() -> None:
    """Imports yaml, which compiles its patterns when they are first used: half of its time."""
    if is_installed("yaml", _YAML_TRIED, "pyyaml"):
        with postponed(instead=dict.fromkeys(_PATTERNS, _with_lazy_patterns)):
            import yaml  # noqa: F401 - whoever needs it imports it


def _with_lazy_patterns(re: Any) -> Any:
    """Regular expressions for a module that asks its patterns alone, and not `re`, to match."""
    return SimpleNamespace(**{**vars(re), "compile": lazy})


@cache
def import_phonenumbers() -> None:
    """Imports phonenumbers, to parse and to format numbers."""
    if is_installed("phonenumbers", _PHONENUMBERS_TRIED):
        with postponed(_SEARCH, _OTHER_FORMS):
            import phonenumbers  # noqa: F401 - whoever needs it imports from it
