"""Values of CSS, read as CSS says. Owns tinycss2, which WeasyPrint reads style sheets with."""

from __future__ import annotations

from .colour import Colour, from_channels, from_oklch

# What computes a value of others. A function that loads something is not among them.
_FUNCTIONS = {"calc", "clamp", "hsl", "hwb", "max", "min", "oklch", "rgb", "rgba", "var"}
_FOREIGN = {"error", "url", "at-keyword", "{} block", "comment"}


def colour(text: str) -> Colour | None:
    """The colour that `text` is (CSS Color 4): a name, #rgb, rgb(), hsl(), hwb() or oklch().

    None for what is no colour, or not one opaque colour. What sRGB has not is as near as can be.
    """
    from tinycss2.color4 import parse_color

    try:
        found = parse_color(text)
    except ValueError:  # tinycss2 on "color()"
        return None
    if found is None or isinstance(found, str) or found.alpha < 1:
        return None
    if found.space == "oklch":
        lightness, chroma, hue = (part or 0.0 for part in found.coordinates)
        return from_oklch(lightness, chroma, hue)
    if found.space in ("hsl", "hwb"):
        found = found.to("srgb")
    return from_channels(found.coordinates) if found.space == "srgb" else None


def is_one_value(text: str) -> bool:
    """Whether `text` may stand as the value of a declaration: it ends none, and loads nothing."""
    from tinycss2 import parse_component_value_list

    tokens = parse_component_value_list(text)
    return bool(tokens) and not any(map(_is_foreign, tokens))


def _is_foreign(token: object) -> bool:
    inner = [*(getattr(token, "content", None) or ()), *(getattr(token, "arguments", None) or ())]
    kind = getattr(token, "type", "")
    return (
        kind in _FOREIGN
        or token in (";", "!")
        or (kind == "function" and getattr(token, "lower_name", "") not in _FUNCTIONS)
        or any(map(_is_foreign, inner))
    )
