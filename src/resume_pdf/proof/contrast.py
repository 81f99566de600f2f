"""Contrast between two colours, and how much of it text needs.

Source of the rule: WCAG 2.2, success criterion 1.4.3 (AA) and the definitions it refers to.
"""

from __future__ import annotations

from .paint import Colour

_LARGE = 18.0  # pt
_LARGE_BOLD = 14.0  # pt
_ROUNDING = 0.05  # pt: 14 pt are 13.9999 after a change of units


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def needed(size: float, *, bold: bool) -> float:
    """The least contrast for text of `size` in pt."""
    return 3.0 if size + _ROUNDING >= (_LARGE_BOLD if bold else _LARGE) else 4.5


def over(colour: Colour, ground: Colour, opacity: float) -> Colour:
    """What `colour` looks like on `ground`."""
    red, green, blue = (
        round(above * opacity + below * (1 - opacity))
        for above, below in zip(colour, ground, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
