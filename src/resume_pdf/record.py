"""What the stages pass on, and what they work with: classes of named, typed fields.

They are Structs of msgspec, whose methods are in C: a class is there in a fortieth of the time that
`dataclasses` take to write its methods and compile them, which over all classes would be a tenth of
a short run; an object is made and compared in a quarter.
"""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, NotRequired, Required, dataclass_transform

from .postponed import Statement, is_installed, postponed

_TRIED = ("0.22.0",)  # of msgspec
# It checks no values against their types here, and reads and writes no notation: what it imports
# for that, and with it Python's own compiler, takes longer than all else of it.
_TYPES: Statement = ("msgspec._utils", "typing_extensions")
_NOTATIONS: Statement = ("msgspec", "")


def _with_special_forms(waiting: Any) -> Any:
    """What msgspec imports for types; what it compares annotations with does not wait."""
    return SimpleNamespace(**{**vars(waiting), "NotRequired": NotRequired, "Required": Required})


with (
    postponed([_TYPES], [_NOTATIONS], instead={_TYPES: _with_special_forms})
    if is_installed("msgspec", _TRIED)
    else nullcontext()
):
    from msgspec import Struct, StructMeta, field, to_builtins
    from msgspec.structs import replace

__all__ = ["Mutable", "Record", "field", "replace", "to_builtins"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _Frozen(StructMeta):
    """For type checkers: what stands on `Record` is frozen as well."""


class Record(Struct, metaclass=_Frozen, frozen=True):
    """A value: its fields are given once and never change; equal where these are."""


class Mutable(Struct):
    """What is in the making: its fields change until it is done."""
