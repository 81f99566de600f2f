"""What is said of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["good", "wrong", "poor", "note"]
"""Wrong: nothing is rendered so. Poor: it is, but slower. Note: only some need it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` is what was looked at, `found` what was seen, `advice` what to do about it: a command
    where one does it.
    """

    name: str
    state: State
    found: str
    advice: str | None = None
