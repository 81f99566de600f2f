"""How leading and gaps move together inside a style's bounds, to fill a page.

One number tells how open a page is set: 0 is the style's own look, -1 its tightest, 1 its most
open. Lines break at the same words at every leading, so a height follows from prices alone.
"""

from __future__ import annotations

from ..record import Record
from ..theme import Bounds, Style
from .pricing import Height, Prices

TIGHTEST, OWN, OPENEST = -1.0, 0.0, 1.0

_WIDEST_GAP = 1.25  # times the style's own; wider ones tear the page apart


class Spacing(Record):
    """The bounds of a style's leading and gaps."""

    leading: Bounds
    gap: Bounds

    @classmethod
    def of(cls, style: Style) -> Spacing:
        """The style's bounds, with no gap wider than 1.25 times its own."""
        gap = style.gap
        return cls(style.leading, Bounds(gap.low, gap.own, min(gap.high, _WIDEST_GAP * gap.own)))

    def height(self, height: Height, openness: float) -> float:
        """What has this height at the style's own spacing, at another openness; in pt."""
        text, gap = self.factors(openness)
        return height.text * text + height.gap * gap

    def factors(self, openness: float) -> tuple[float, float]:
        """How many times as high as their own lines and gaps are at an openness."""
        return _factor(self.leading, openness), _factor(self.gap, openness)

    def tightest(self, prices: Prices) -> Prices:
        """The prices at the tightest setting."""
        return prices.scaled(*self.factors(TIGHTEST))

    def openness(self, height: Height, room: float) -> float:
        """How open something must be set to be `room` high, from the tightest to the openest."""
        own = self.height(height, OWN)
        end = OPENEST if room > own else TIGHTEST
        whole = abs(self.height(height, end) - own)
        return end * min(1.0, abs(room - own) / whole) if whole else OWN

    def variables(self, openness: float) -> dict[str, str]:
        """The custom properties that set a page so."""
        if openness == OWN:
            return {}
        return {
            "leading": _number(self.leading, openness),
            "gap": _number(self.gap, openness),
        }


def _at(bounds: Bounds, openness: float) -> float:
    end = bounds.high if openness > 0 else bounds.low
    return bounds.own + abs(openness) * (end - bounds.own)


def _factor(bounds: Bounds, openness: float) -> float:
    return _at(bounds, openness) / bounds.own if bounds.own else 1.0


def _number(bounds: Bounds, openness: float) -> str:
    # Rounded down, so that a page that is just full stays so.
    return f"{int(_at(bounds, openness) * 10_000 + 1e-6) / 10_000:g}"
