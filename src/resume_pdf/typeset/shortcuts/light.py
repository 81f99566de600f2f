"""Dictionaries and arrays of a PDF, some thousands of them, made as fast as Python's own.

pydyf notes of each what is the same of nearly all: here their class says it.
"""

from __future__ import annotations

from typing import Any

_TRIED = ("0.13.0",)  # of pydyf


def light(kind: Any) -> Any:
    """`kind`, pydyf's class of dictionaries or of arrays, as a class that is made faster."""
    import pydyf

    if pydyf.VERSION not in _TRIED:
        return kind
    begin = dict.__init__ if issubclass(kind, dict) else list.__init__
    same = {"number": None, "offset": 0, "generation": 0, "free": "n"}
    return type(kind.__name__, (kind,), {"__init__": begin, **same})
