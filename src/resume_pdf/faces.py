"""The families that ship, so that any style can be set in any of them."""

from __future__ import annotations

from collections.abc import Iterator

from .record import replace
from .theme import Style, find_style, style_names


def shipped_families() -> frozenset[str]:
    """The families of all bundled styles."""
    return frozenset().union(*(style.families for style in _shipped()))


def with_face(style: Style, family: str) -> Style:
    """The style with `family` among its own: with the rules of the bundled style that brings it, if
    one does, else as a face of the machine that is meant to be used.
    """
    if family in style.families:
        return style
    rules = next((one.rules[family] for one in _shipped() if family in one.families), "")
    return replace(style, rules={**style.rules, family: rules}, added=style.added + rules)


def _shipped() -> Iterator[Style]:
    return (find_style(name) for name in style_names())
