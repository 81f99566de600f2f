"""How cffi reads the C types that WeasyPrint names: "char[]", "FcChar8 **", "hb_codepoint_t[52]".

It has a parser of C read each that it has not met, after the names of all types: two milliseconds,
and a table of glyphs of another length is another type. Those of a plain form are read here, into
the same types.
"""

from __future__ import annotations

import re
from typing import Any

_PLAIN = re.compile(r"(unsigned int|[A-Za-z]\w*) ?(\**)(?:\[([1-9]\d*)?\])?")
_FUNCTION = re.compile(r"([^()]+)\(([^()]+)\)")
_BUILT_IN = ("char", "unsigned int")


def read_type(text: str, parser: Any) -> Any:
    """The type that `text` names, for cffi's `parser`, or none if that is to be parsed."""
    from cffi import model

    if function := _FUNCTION.fullmatch(text):
        types = [read_type(one.strip(), parser) for one in (function[1], *function[2].split(","))]
        if None in types or model.void_type in types[1:]:
            return None
        if any(isinstance(one, model.ArrayType) for one in types):
            return None
        return model.RawFunctionType(tuple(types[1:]), types[0], False, None)
    if not (plain := _PLAIN.fullmatch(text)):
        return None
    name, stars, length = plain.groups()
    read, qualifiers = parser._declarations.get(f"typedef {name}", (None, 0))
    if name in _BUILT_IN:
        read = model.PrimitiveType(name)
    elif name == "void":
        read = model.void_type
    if read is None:
        return None
    for _ in stars:
        read, qualifiers = parser._get_type_pointer(read, qualifiers), 0
    return model.ArrayType(read, length and int(length)) if text.endswith("]") else read
