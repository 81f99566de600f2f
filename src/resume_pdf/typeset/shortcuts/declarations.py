"""How cffi reads the C declarations that WeasyPrint gives it.

pycparser, which knows all of C, takes a fiftieth of a second to load and another for them. They are
plain: types, enumerations and structures with a name, constants, functions. These are read here,
into the same declarations; a text with anything else in it is parsed as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STATEMENT = re.compile(r"((?:[^;{}]|\{[^{}]*\})+);")
_OPAQUE = re.compile(r"typedef \.\.\. (\w+)")
_BLOCK = re.compile(r"typedef (enum|struct)(?: (\w+))? ?\{(.*)\} ?(\w+)")
_CONSTANT = re.compile(r"const \w+ (\w+) = (\w+)")
_FUNCTION = re.compile(r"([^()]*?)(\w+) ?\(([^()]*)\)")
_DECLARED = re.compile(
    r"(typedef )?(const )?(struct \w+|unsigned (?:int|char)\b|unsigned\b|\w+) ?"
    r"((?:\* ?)*)(\w+)?(?: ?: ?(\d+))?"
)
_NUMBER = re.compile(r"(0x[0-9A-Fa-f]+|0|[1-9]\d*)u?(?: << (\d+))?")


_KEYWORDS = frozenset({"long", "short", "signed", "unsigned", "int", "char", "volatile", "extern"})


class _Other(Exception):
    """Something that is not plain."""


def read_declarations(text: str, parser: Any, *, override: bool) -> bool:
    """Declares what `text` does with cffi's `parser`; nothing if not all of it is plain."""
    from cffi.error import CDefError, FFIError

    kept = dict(parser._declarations), dict(parser._int_constants), parser._options
    parser._options = {"override": override, "packed": 0, "dllexport": False}
    try:
        text = _COMMENT.sub("", text)
        if _STATEMENT.sub("", text).strip():
            return False
        for statement in _STATEMENT.findall(text):
            _declare(" ".join(statement.split()), parser)
    except (_Other, CDefError, FFIError):
        parser._declarations, parser._int_constants = kept[:2]
        return False
    finally:
        parser._options = kept[2]
    return True


def _declare(text: str, parser: Any) -> None:
    from cffi import model

    if opaque := _OPAQUE.fullmatch(text):
        parser._declare(f"typedef {opaque[1]}", model.unknown_type(opaque[1]))
    elif block := _BLOCK.fullmatch(text):
        kind, tag, content, name = block.groups()
        made = (_enum if kind == "enum" else _struct)(parser, tag, name, content)
        parser._declare(f"typedef {name}", made)
    elif text.startswith("typedef "):
        name, named, qualifiers, _ = _declared(text, parser)
        parser._declare(f"typedef {name}", named, quals=qualifiers)
    elif constant := _CONSTANT.fullmatch(text):
        _number(constant[2])
        parser._add_integer_constant(constant[1], constant[2])
    elif function := _FUNCTION.fullmatch(text):
        name, result, _, _ = _declared(function[1].strip(), parser)
        if name:
            raise _Other
        given = [one.strip() for one in function[3].split(",")]
        if more := given[-1] == "...":
            given.pop()
        arguments = [_declared(one, parser)[1] for one in given]
        arguments = [] if arguments == [model.void_type] else arguments
        raw = model.RawFunctionType(tuple(arguments), result, more, None)
        parser._declare(f"function {function[2]}", parser._get_type_pointer(raw, 0))
    else:
        raise _Other


def _declared(text: str, parser: Any) -> tuple[str | None, Any, int, int]:
    """The name, type, qualifiers and bits (-1 for all) that a declaration of one thing gives."""
    from cffi import commontypes, model

    if not (match := _DECLARED.fullmatch(text)):
        raise _Other
    typedef, const, base, stars, name, bits = match.groups()
    if name in _KEYWORDS:
        raise _Other
    qualifiers = model.Q_CONST if const else 0
    if base.startswith("struct "):
        named = name if typedef and not stars else None
        made = _named(parser, _tagged(parser, base), named)
    elif base == "void":
        made = model.void_type
    elif f"typedef {base}" in parser._declarations:
        made, own = parser._declarations[f"typedef {base}"]
        qualifiers |= own
    else:
        base = "unsigned int" if base == "unsigned" else base
        made, own = commontypes.resolve_common_type(parser, base)
        qualifiers |= own
    for _ in range(stars.count("*")):
        made, qualifiers = parser._get_type_pointer(made, qualifiers), 0
    return name, made, qualifiers, int(bits) if bits else -1


def _enum(parser: Any, tag: str | None, name: str, content: str) -> Any:
    from cffi import model

    values: dict[str, int] = {}
    following = 0
    for one in filter(None, map(str.strip, content.split(","))):
        key, _, given = one.partition(" = ")
        values[key] = _number(given) if given else following
        following = values[key] + 1
        parser._add_constants(key, values[key])
    made = model.EnumType(tag or f"${name}", tuple(values), tuple(values.values()))
    made.partial = False
    if tag:
        parser._declare(f"enum {tag}", made)
    return _named(parser, made, name)


def _struct(parser: Any, tag: str | None, name: str, content: str) -> Any:
    from cffi import model

    if tag:
        made = _tagged(parser, f"struct {tag}")
    else:
        made = model.StructType(f"${name}", None, None, None)
    _named(parser, made, name)
    if made.fldnames is not None or made.completed:
        raise _Other
    fields: Iterable[Any] = (
        _declared(one, parser) for one in filter(None, map(str.strip, content.split(";")))
    )
    made.fldnames, made.fldtypes, made.fldquals, made.fldbitsize = zip(*fields, strict=True)
    made.packed = 0
    return made


def _tagged(parser: Any, key: str) -> Any:
    """The structure "struct TAG", which may be told of later."""
    from cffi import model

    if key not in parser._declarations:
        parser._declare(key, model.StructType(key.removeprefix("struct "), None, None, None))
    return parser._declarations[key][0]


def _named(parser: Any, made: Any, name: str | None) -> Any:
    if not made.forcename:
        made.force_the_name(name)
    if made.forcename and "$" in made.name:
        parser._declare(f"anonymous {made.forcename}", made)
    return made


def _number(text: str) -> int:
    if not (match := _NUMBER.fullmatch(text)):
        raise _Other
    return int(match[1], 0) << int(match[2] or 0)
