"""What the stages pass on, and what they work with: classes of named, typed fields.

They are Structs of msgspec, whose methods are in C: a class is there in a fortieth of the time that
`dataclasses` take to write its methods and compile them, which over all classes would be a tenth of
a short run; an object is made and compared in a quarter.
"""

from __future__ import annotations

from typing import dataclass_transform

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
