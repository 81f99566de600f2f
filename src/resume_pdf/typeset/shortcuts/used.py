"""Used values: the lengths of a box are looked up once a style and containing block, and most need
no computing. Styles that give the same lengths, such as none at all, have their used values in
common.
"""

from __future__ import annotations

from math import inf
from operator import itemgetter
from typing import Any

from .instead import instead_of

_ACROSS = (
    *("margin_left", "margin_right", "padding_left", "padding_right"),
    *("width", "min_width", "max_width"),
)
_ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_LEAST = frozenset({"min_width", "min_height"})
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_MOST = 8  # containing blocks of a style
_ALL = (*_ACROSS, *_ALONG, *_HEIGHTS, *_BORDERS)
_values_of = itemgetter(*_ALL, "box_sizing")
_MOST_VALUES = 1000  # that styles have in common


def resolve_at_once() -> None:
    """Has WeasyPrint give a box its margins, padding, size and borders in one go."""
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import percent

    percentage, adjust_box_sizing = percent.percentage, percent.adjust_box_sizing
    common: dict[Any, dict[str, Any]] = {}
    plain = (Dimension, str, int, float)  # All else, such as a sum, may depend on the size of type.

    def use(box: Any, names: tuple[str, ...], whole: float) -> None:
        style = box.style
        for name in names:
            value = style[name]
            if type(value) is Dimension and value.unit == "px":
                value = value.value
            elif value == "auto":
                value = 0 if name in _LEAST else value
            else:
                value = percentage(value, style, whole)
            setattr(box, name, value)

    def resolve(box: Any, width: Any, height: Any, along: Any) -> None:
        style = box.style
        use(box, _ACROSS, width)
        use(box, _ALONG, along)
        if height == "auto":  # It depends on what is in it: a share of it is none.
            own = style["height"]
            fixed = type(own) is Dimension and own.unit == "px"
            box.height = own.value if fixed else "auto"
            use(box, ("min_height",), 0)
            use(box, ("max_height",), inf)
        else:
            use(box, _HEIGHTS, height)
        collapse = style["border_collapse"] == "collapse"
        for name in _BORDERS:
            if not (collapse and hasattr(box, name)):
                setattr(box, name, style[name])
        if style["box_sizing"] != "content-box":
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        along = height if isinstance(box, boxes.PageBox) else width
        style = box.style
        # The style of such an item changes while it is laid out; borders may be the table's.
        if box.is_flex_item or box.is_grid_item or style["border_collapse"] == "collapse":
            resolve(box, width, height, along)
            return
        if not hasattr(style, "used"):
            style.used = {}
        within = width, height, along
        known = style.used.get(within)
        if known is None:
            if len(style.used) >= _MOST:
                style.used.clear()
            values = _values_of(style)
            is_plain = all(type(one) in plain for one in values)
            known = common.get((values, within)) if is_plain else None
            if known is None:
                resolve(box, *within)
                known = {name: vars(box)[name] for name in _ALL}
                if is_plain:
                    if len(common) >= _MOST_VALUES:
                        common.clear()
                    common[values, within] = known
            style.used[within] = known
        vars(box).update(known)

    instead_of(percent.resolve_percentages, resolve_percentages)
