"""What is said of one thing."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..record import Record

State: TypeAlias = Literal["good", "wrong", "poor", "note"]
"""Wrong: nothing is rendered so. Poor: it is, but slower. Note: only some need it."""


class Finding(Record):
    """`name` is what was looked at, `found` what was seen, `advice` what to do about it: a command
    where one does it.
    """

    name: str
    state: State
    found: str
    advice: str | None = None
