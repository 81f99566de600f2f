"""Declarations in a style known to change what programs read in a PDF.

In: CSS. Out: `Risk`s, each with its line and what it does. What a declaration does was measured
with readers of PDFs; whether it does so here, only the proof can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from .patterns import lazy
from .record import Record

_READ = frozenset({"proof-words", "proof-broken"})
_SEEN = frozenset({"proof-hidden", "proof-contrast"})
SLOW = "style-slow"
"""The code of what makes the time grow faster than the résumé."""
BROKEN = "style-invalid"
"""The code of what WeasyPrint breaks off at."""


class Risk(Record):
    """`declaration` stands in `sheet` on `line`, counted from 1. `effect` is what it does, as the
    rest of a sentence; `codes` are the diagnostics that may come of it.
    """

    sheet: Path
    line: int
    declaration: str
    effect: str
    codes: frozenset[str]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.line}: `{self.declaration}` {self.effect}"


def risks(sheets: Iterable[tuple[Path, str]]) -> tuple[Risk, ...]:
    """What is known to be risky in style sheets, given in the order of the cascade.

    A value that a custom property gives is named where that is set.
    """
    found = [one for sheet, text in sheets for one in _declarations(sheet, text)]
    custom = {one.name: one for one in found if one.name.startswith("--")}
    return tuple(dict.fromkeys(risk for one in found for risk in _risks_of(one, custom)))


# ── What is risky ────────────────────────────────────────────────────────────────────────

_WIDEST = {"em": 0.08, "rem": 0.08, "ch": 0.15, "px": 1.0, "pt": 0.8, "mm": 0.3, "cm": 0.03}
_QUANTITY = lazy(r"([-+]?(?:\d+\.?\d*|\.\d+))([a-z%]*)")
_OFF_THE_PAGE = 1000
_SMALLEST = {"pt": 1.0, "px": 1.0, "em": 0.1, "rem": 0.1, "%": 10.0}


def _is(pattern: str) -> Callable[[str], bool]:
    compiled = lazy(pattern)
    return lambda value: compiled.search(value) is not None


def _is_not(*harmless: str) -> Callable[[str], bool]:
    words = {*harmless, "initial", "inherit", "unset", "revert"}
    return lambda value: value not in words and "var(" not in value


def _quantity(value: str) -> tuple[float, str] | None:
    found = _QUANTITY.fullmatch(value)
    return (float(found[1]), found[2]) if found else None


def _is_wide(value: str) -> bool:
    found = _quantity(value)
    return found is not None and abs(found[0]) > _WIDEST.get(found[1], float("inf"))


def _is_faint(value: str) -> bool:
    found = _quantity(value)
    return found is not None and found[0] < (100 if found[1] == "%" else 1)


def _is_tiny(value: str) -> bool:
    found = _quantity(value)
    return found is not None and (not found[0] or found[0] < _SMALLEST.get(found[1], 0))


def _is_far(value: str) -> bool:
    found = _quantity(value)
    return found is not None and abs(found[0]) >= _OFF_THE_PAGE


# The names of properties, which of their values it is about, what these do, and to what.
_Rule = tuple[str, Callable[[str], bool], str, frozenset[str]]
_RULES: tuple[_Rule, ...] = (
    ("float", _is_not("none"), "is painted before the text in flow", _READ),
    (
        "position",
        _is(r"^(?:absolute|fixed|relative|sticky)$"),
        "is painted after the text in flow",
        _READ,
    ),
    ("display", _is(r"^(?:inline-)?(?:flex|grid)$"), "is read line by line by some readers", _READ),
    ("display", _is(r"^(?:inline-)?table"), "is read column by column by some readers", _READ),
    ("display", _is(r"^none$"), "takes words off the page", _READ),
    ("visibility", _is(r"^(?:hidden|collapse)$"), "takes words off the page", _READ | _SEEN),
    ("order", _is_not("0"), "puts text in another order than the author's", _READ),
    ("flex-direction flex-flow", _is("reverse"), "turns the order of the text round", _READ),
    (
        "columns column-count column-width",
        _is_not("auto", "1"),
        "makes columns, whose lines some readers mix",
        _READ,
    ),
    ("opacity", _is_faint, "makes text faint, and is painted after all other text", _READ | _SEEN),
    (
        "transform rotate scale translate",
        _is_not("none"),
        "takes text out of its order",
        _READ | _SEEN,
    ),
    (
        "letter-spacing",
        _is_wide,
        "tears words apart: keep it under 0.08em",
        _READ,
    ),
    ("word-spacing", _is(r"^-"), "joins words", _READ),
    (
        "font-variant font-variant-caps",
        _is(r"small-caps|petite-caps"),
        "changes capitals within words, unless the face has small capitals of its own",
        _READ,
    ),
    (
        "font-variant font-variant-ligatures font-feature-settings",
        _is(r"^none$|no-common-ligatures|liga\W+(?:0|off)"),
        "switches ligatures off, which tears words in some faces",
        _READ,
    ),
    (
        "list-style list-style-type",
        _is(r"^(?!.*\b(?:none|var)\b)"),
        "paints its markers after all text",
        _READ,
    ),
    ("text-align text-align-all", _is(r"^justify-all$"), "tears lines into words", _READ),
    ("text-align-last", _is(r"^justify$"), "tears lines into words", _READ),
    ("content", _is(r"\bleader\("), "adds its dots to the text", _READ),
    ("hyphens", _is(r"^auto$"), "cuts words at the ends of lines", _READ),
    ("font-size", _is_tiny, "makes text too small to be seen", _READ | _SEEN),
    ("text-indent", _is_far, "moves text off the page", _READ | _SEEN),
    ("clip-path clip", _is_not("none", "auto"), "cuts text off", _SEEN),
    ("overflow", _is(r"hidden|clip"), "cuts off what is past the box", _SEEN),
    ("color", _is(r"^transparent$"), "makes text invisible", _SEEN),
)


_RULES_OF = {
    name: [rule for rule in _RULES if name in rule[0].split()]
    for names, *_ in _RULES
    for name in names.split()
}


# ── Where it stands ──────────────────────────────────────────────────────────────────────


class _Declaration(Record):
    sheet: Path
    line: int
    name: str
    value: str
    selector: str


# What may hold signs that mean something else in it: comments, strings, addresses.
_OPAQUE = lazy(
    r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^()]*\)""", re.DOTALL | re.I
)
_MEANINGFUL = lazy(r"[;:{}]")
_DECLARATION = lazy(
    r"(?:\A|(?<=[;{}]))\s*(?P<name>-{0,2}[a-z][\w-]*)\s*:\s*(?P<value>[^;{}]*)(?=[;}]|\Z)", re.I
)
_PRELUDE = lazy(r"([^;{}]*)([;{}])")
_IMPORTANT = lazy(r" ?! ?important$", re.I)
_VARIABLE = lazy(r"var\(\s*(--[\w-]+)\s*(?:,.*)?\)")
_DEEPEST = 8


def _declarations(sheet: Path, text: str) -> Iterator[_Declaration]:
    plain = _OPAQUE.sub(_without_signs, text)
    opened: list[str] = []  # the rules around the place that was reached, from without
    reached = 0
    for found in _DECLARATION.finditer(plain):
        start = found.start("name")
        _follow(plain[reached:start], opened)
        line, reached = plain.count("\n", 0, start) + 1, start
        name = found["name"] if found["name"].startswith("--") else found["name"].lower()
        value = _IMPORTANT.sub("", " ".join(found["value"].split()))
        yield _Declaration(sheet, line, name, value, _selector(opened))


def _follow(passage: str, opened: list[str]) -> None:
    """Adds the rules that a passage opens, and takes away those that it closes."""
    for text, sign in _PRELUDE.findall(passage):
        if sign == "{":
            opened.append(text.strip())
        elif sign == "}" and opened:
            opened.pop()


def _selector(opened: Sequence[str]) -> str:
    """What the rules apply to that are open; of nested ones the inner, with the outer for its &."""
    found = ""
    for one in opened:
        if not one.startswith("@"):
            found = one.replace("&", found) if "&" in one else one
    return found or (opened[-1] if opened else "")


def _without_signs(opaque: re.Match[str]) -> str:
    """The same number of lines and no sign of CSS; of a comment nothing else either."""
    if opaque[0].startswith("/*"):
        return " " + "\n" * opaque[0].count("\n")
    return _MEANINGFUL.sub(" ", opaque[0])


def _risks_of(one: _Declaration, custom: dict[str, _Declaration]) -> Iterator[Risk]:
    place = one
    for _ in range(_DEEPEST):
        variable = _VARIABLE.fullmatch(place.value)
        if variable is None or variable[1] not in custom:
            break
        place = custom[variable[1]]
    for _, is_risky, effect, codes in _RULES_OF.get(one.name, ()):
        if is_risky(place.value.lower()):
            told = f"{place.name}: {place.value}"
            yield Risk(place.sheet, place.line, told, effect, codes)
    if one.name == "display" and _IN_A_BOX.match(place.value.lower()):
        for selector in one.selector.split(","):
            if _SPANS_PAGES.fullmatch(_subject(selector)):
                told = f"{place.name}: {place.value}"
                effect = f"on {' '.join(selector.split())} {_AGAIN_AND_AGAIN}"
                yield Risk(place.sheet, place.line, told, effect, frozenset({SLOW}))
    if one.name == "content" and one.selector.lower().endswith("::marker"):
        told = f"{place.name}: {place.value}"
        effect = f"on {one.selector} is what WeasyPrint cannot set outside of an item"
        yield Risk(place.sheet, place.line, told, effect, frozenset({BROKEN}))


# WeasyPrint lays all that is in such a box out anew for each page, and for each such box around it:
# measured, five pages in an entry, a section or a list take minutes. Floats, tables and columns do
# not.
_IN_A_BOX = lazy(r"(?:(?:inline-)?(?:flex|grid)|inline-block)$")
_SPANS_PAGES = lazy(
    r"(?:html|body|main|section|article|div|ul|ol|blockquote|\*)?(?::root|[.](?:page|running|letter|"
    r"section|entry|list|numbered|wide|wider|references|quote|table|definitions|"
    r"(?:kind|layout|heads|publications)-[\w-]+))*",
    re.IGNORECASE,
)
_AGAIN_AND_AGAIN = "lays out what is in it again for every page: a long résumé takes minutes"


def _subject(selector: str) -> str:
    """What a selector is for, without what it only says of its place and state."""
    bare = re.sub(r":(?!root\b)[\w-]+(?:\([^()]*\))?|\[[^\]]*\]", "", selector)
    return (re.split(r"[\s>+~]+", bare.strip()) or [""])[-1]
