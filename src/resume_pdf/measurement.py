"""What a laid-out page tells: where each node of the model came to stand, in points."""

from __future__ import annotations

from collections.abc import Mapping

from .record import Record


class Extent(Record):
    """The border box of one node on one page, in pt from the page's top edge.

    `space_before` and `space_after` are its own vertical margins. `lines` tells, for a node that
    directly holds text lines, how many characters of its text the lines up to and including
    each one hold (white space not counted), so that a cut after a sentence can be priced.
    """

    page: int
    top: float
    bottom: float
    space_before: float
    space_after: float
    lines: tuple[int, ...]

    @property
    def height(self) -> float:
        """From its top to its bottom, without its margins."""
        return self.bottom - self.top


class Measurement(Record):
    """`extents` has, by `document.key`, the parts of each node, one a page it touches.

    `content_top` and `content_bottom` bound the page's area between its margins; `text_bottoms`
    is where the last line of each page ends. `overflows` names (by key) what reaches past its
    page. All in pt.
    """

    pages: int
    content_top: float
    content_bottom: float
    text_bottoms: tuple[float, ...]
    extents: Mapping[str, tuple[Extent, ...]]
    overflows: tuple[str, ...] = ()

    @property
    def text_bottom(self) -> float:
        """Where the last line of the last page ends."""
        return self.text_bottoms[-1]

    @property
    def fill(self) -> float:
        """How much of the last page's height its text reaches, 0 to 1."""
        return self.fills[-1]

    @property
    def fills(self) -> tuple[float, ...]:
        """The same of each page."""
        height = self.content_bottom - self.content_top
        return tuple((bottom - self.content_top) / height for bottom in self.text_bottoms)
