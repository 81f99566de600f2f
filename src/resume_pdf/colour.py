"""Colours: their contrast, and the nearest one that can be read.

Sources: WCAG 2.2, success criterion 1.4.3 (AA) and the definitions it refers to, for contrast;
Björn Ottosson, "A perceptual color space for image
processing" (2020), for Oklab, of which OKLCH is the polar form.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin

Colour = tuple[int, int, int]
"""Red, green and blue of sRGB, each from 0 to 255."""

WHITE: Colour = (255, 255, 255)

LEAST_CONTRAST = 4.5
"""What text of any size needs."""

_LEAST_OF_LARGE = 3.0
_LARGE = 18.0  # pt
_LARGE_BOLD = 14.0  # pt
_ROUNDING = 0.05  # pt: 14 pt are 13.9999 after a change of units

_STEPS = 24  # of halving: far finer than 8 bits a channel
_TOLERANCE = 0.0005


# ── Contrast ─────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1000)
def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white). Print without colour keeps it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def needed(size: float, *, bold: bool) -> float:
    """The least contrast for text of `size` in pt."""
    large = size + _ROUNDING >= (_LARGE_BOLD if bold else _LARGE)
    return _LEAST_OF_LARGE if large else LEAST_CONTRAST


def over(colour: Colour, ground: Colour, opacity: float) -> Colour:
    """What `colour` looks like on `ground`."""
    red, green, blue = (
        round(above * opacity + below * (1 - opacity))
        for above, below in zip(colour, ground, strict=True)
    )
    return red, green, blue


def readable(colour: Colour, least: float = LEAST_CONTRAST) -> Colour:
    """The lightest colour of the same hue, as colourful as it can be, with that contrast on white;
    `colour` itself where it has.
    """
    if contrast(colour, WHITE) >= least:
        return colour
    lightness, chroma, hue = oklch(colour)
    dark, light = 0.0, lightness
    for _ in range(_STEPS):
        middle = (dark + light) / 2
        if contrast(from_oklch(middle, chroma, hue), WHITE) >= least:
            dark = middle
        else:
            light = middle
    return from_oklch(dark, chroma, hue)


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hexadecimal(colour: Colour) -> str:
    """As in CSS: "#243b5a"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


# ── Oklab ────────────────────────────────────────────────────────────────────────────────


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """A colour of OKLCH, `hue` in degrees, in sRGB, with as much of its chroma as that holds."""
    lightness = min(max(lightness, 0.0), 1.0)
    low, high = 0.0, chroma
    if not _fits(_srgb(lightness, high, hue)):
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if _fits(_srgb(lightness, middle, hue)) else (low, middle)
        high = low
    return from_channels(_srgb(lightness, high, hue))


def _fits(channels: tuple[float, float, float]) -> bool:
    return all(-_TOLERANCE <= channel <= 1 + _TOLERANCE for channel in channels)


def from_channels(channels: Iterable[float | None]) -> Colour:
    """A colour from parts of 1; none is 0, and what is past an end is the end."""
    red, green, blue = (round(255 * min(max(part or 0.0, 0.0), 1.0)) for part in channels)
    return red, green, blue


def _linear(channel: float) -> float:
    """A channel from 0 to 255 in proportion to its light, from 0 to 1."""
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    """The inverse, as a part of 1."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def oklch(colour: Colour) -> tuple[float, float, float]:
    """Lightness from 0 to 1, chroma, and hue in degrees."""
    red, green, blue = map(_linear, colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, hypot(a, b), degrees(atan2(b, a))


def _srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Channels as parts of 1; below 0 or above 1 where sRGB has no such colour."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )
