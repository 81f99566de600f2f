"""What may be set of a style: its custom properties, and whether a value will do for one.

In: the text of style sheets, what an author sets. Out: values as CSS takes them, and why others
are refused. A property is of the kind of the style's own value for it, so that what a style of the
author's brings is checked as what ships is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from . import css
from .colour import LEAST_CONTRAST, WHITE, contrast, hexadecimal, readable
from .misspelt import nearest, suggestion
from .patterns import lazy
from .record import Record

SMALLEST_TYPE = 9.0
"""The size in pt below which no body text is set, whatever a style or an author says."""

_RANGES = {
    "size": (SMALLEST_TYPE, 16.0, "in points"),
    "leading": (1.0, 2.5, "times the size of type"),
    "gap": (0.1, 4.0, "times the style's own"),
}
_MARGINS = (5.0, 60.0)
"""In mm: no printer prints nearer to the edge, and text needs the rest of the page."""

_MM = {
    "mm": 1.0,
    "cm": 10.0,
    "q": 0.25,
    "in": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
}
_RELATIVE = {"em", "rem", "ex", "ch"}
_LONGEST = 200


class Refusal(Record):
    """Why something is not set. `unknown` tells that the style has no such property."""

    name: str
    unknown: bool
    message: str
    hint: str


# ── What a style has ─────────────────────────────────────────────────────────────────────

# Each begins at a sign that parts things, or it would be looked for from every letter.
_COMMENT = lazy(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BLOCK = lazy(r"(?:\A|(?<=[{};]))([^{};]*)\{([^{}]*)\}")
_PROPERTY = lazy(r"(?:\A|;)\s*--([A-Za-z][\w-]*)\s*:([^;]+)")
_TEXT_COLOUR = lazy(r"(?<![\w-])color\s*:\s*var\(\s*--([\w-]+)")
_REFERENCE = lazy(r"var\(\s*--([\w-]+)\s*(?:,.*)?\)")
_DEEPEST = 8


def declared(sheets: Iterable[str]) -> dict[str, str]:
    """The custom properties that style sheets set, without their dashes, with their values.

    What is set on `:root` goes before what is set for a language, a layout or a part alone.
    """
    found: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for text in sheets:
        for selector, block in _BLOCK.findall(_COMMENT.sub(" ", text)):
            properties = {name: value.strip() for name, value in _PROPERTY.findall(block)}
            (found if selector.strip() == ":root" else elsewhere).update(properties)
    return {**elsewhere, **found}


def text_colours(sheets: Iterable[str], properties: Mapping[str, str]) -> frozenset[str]:
    """The properties that text gets its colour from, be it by way of another."""
    direct = {name for text in sheets for name in _TEXT_COLOUR.findall(_COMMENT.sub(" ", text))}
    return frozenset(chained for name in direct for chained in _chain(name, properties))


def _chain(name: str, properties: Mapping[str, str]) -> list[str]:
    """A property, the one that it takes its value from, and so on."""
    chain = [name]
    while reference := _REFERENCE.fullmatch(properties.get(chain[-1], "")):
        if len(chain) == _DEEPEST:
            break
        chain.append(reference[1])
    return chain


# ── What an author sets ──────────────────────────────────────────────────────────────────


def checked(
    variables: Mapping[str, str],
    properties: Mapping[str, str],
    colours_of_text: Collection[str],
    families: Sequence[Callable[[], Collection[str]]],
) -> tuple[dict[str, str], tuple[Refusal, ...]]:
    """Of `variables` those that a style with `properties` can be set with, as CSS; and the others.

    `families` tell the faces there are, the first ones first.
    """
    accepted: dict[str, str] = {}
    refused: list[Refusal] = []
    for name, value in variables.items():
        if name not in properties:
            refused.append(_unknown(name, properties))
            continue
        own = properties.get(_chain(name, properties)[-1], "")
        try:
            accepted[name] = _checker(name, own, name in colours_of_text, families)(value.strip())
        except _Refused as why:
            shown = value if len(value) <= 40 else f"{value[:40]}…"
            reason = f": {why.reason}" if why.reason else ""
            refused.append(Refusal(name, False, f"“{name}” cannot be “{shown}”{reason}", why.hint))
    return accepted, tuple(refused)


def is_face(name: str) -> bool:
    """Whether a property names a family: "face", "title-face"."""
    return name.split("-")[-1] == "face"


class _Refused(Exception):
    def __init__(self, hint: str, reason: str = "") -> None:
        super().__init__(hint)
        self.hint, self.reason = hint, reason


def _unknown(name: str, properties: Collection[str]) -> Refusal:
    hint = suggestion(nearest(name, properties), properties)
    return Refusal(name, True, f"the style has no property “{name}”", hint)


def _checker(
    name: str, own: str, of_text: bool, families: Sequence[Callable[[], Collection[str]]]
) -> Callable[[str], str]:
    """What checks a value for a property whose value in the style is `own`."""
    if is_face(name):
        return lambda value: _face(value, families)
    if _NUMBER.fullmatch(own):
        return lambda value: _number(value, re.sub("-(min|max)$", "", name))
    if _length(own) is not None:
        return lambda value: _checked_length(value, is_margin=name.startswith("margin-"))
    if css.colour(own) is not None:
        return lambda value: _colour(value, of_text=of_text)
    return _one_value


_SIGNS = lazy(r"[<>\\\x00-\x1f]")
_DECIMAL = r"[-+]?(?:\d+\.?\d*|\.\d+)"
_NUMBER = lazy(_DECIMAL)
_LENGTH = lazy(rf"({_DECIMAL})([A-Za-z]+)")


def _number(value: str, name: str) -> str:
    low, high, unit = _RANGES.get(name, (float("-inf"), float("inf"), ""))
    written = value.removesuffix("pt").rstrip() if name == "size" else value
    if _NUMBER.fullmatch(written) and low <= float(written) <= high:
        return f"{float(written):g}"
    if name in _RANGES:
        raise _Refused(f"give a number from {low:g} to {high:g}, {unit}")
    raise _Refused("give a number")


def _length(value: str) -> tuple[float, str] | None:
    found = _LENGTH.fullmatch(value)
    if found and found[2].lower() in {*_MM, *_RELATIVE}:
        return float(found[1]), found[2].lower()
    return None


def _checked_length(value: str, *, is_margin: bool) -> str:
    found = _length(value) or ((0.0, "mm") if value == "0" else None)
    low, high = _MARGINS
    if is_margin:
        if found is None or found[1] not in _MM or not low <= found[0] * _MM[found[1]] <= high:
            raise _Refused(f"give a length from {low:g}mm to {high:g}mm, such as 20mm or 0.8in")
    elif found is None:
        raise _Refused("give a length such as 4mm, 12pt or 0.9em")
    return f"{found[0]:g}{found[1]}"


def _colour(value: str, *, of_text: bool) -> str:
    found = css.colour(value)
    if found is None:
        meant = f"did you mean #{value}? " if css.colour(f"#{value}") else ""
        raise _Refused(
            f"{meant}give one opaque colour: #243b5a, navy, rgb(…), hsl(…), hwb(…) or oklch(…)"
        )
    seen = contrast(found, WHITE)
    if of_text and seen < LEAST_CONTRAST:
        raise _Refused(
            f"the nearest that passes is {hexadecimal(readable(found))}",
            f"its contrast on white paper is {int(seen * 100) / 100:g}:1, "
            f"and text needs {LEAST_CONTRAST:g}:1",
        )
    return hexadecimal(found)


def _face(value: str, families: Sequence[Callable[[], Collection[str]]]) -> str:
    name = " ".join(value.strip("\"'").split())
    known: dict[str, str] = {}
    for there in families:
        known |= {family.casefold(): family for family in there()}
        if name.casefold() in known:
            return f'"{known[name.casefold()]}"'
    near = nearest(name.casefold(), known)
    meant = f"did you mean “{known[near]}”? " if near else ""
    raise _Refused(
        f"{meant}`fc-list : family` prints those of this machine",
        "no family of that name ships with the program or is on this machine",
    )


def _one_value(value: str) -> str:
    # Of two references in each property a handful make millions.
    plain = not _SIGNS.search(value) and value.count("var(") <= 1
    if len(value) > _LONGEST or not plain or not css.is_one_value(value):
        raise _Refused("give one value, as in a style sheet")
    return value
