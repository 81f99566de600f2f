"""The flow of the page: whether a box stands in it, what margins come to, where lines may stand
between floats. Asked of every box, again and again, and mostly answered by the first look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from .instead import instead_of

_OUT_BY_FLOAT = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})
_OUT_BY_POSITION = frozenset({"absolute", "fixed"})
_TAKEN_AWAY = ("running()", "note()")


def ask_briefly() -> None:
    """Has boxes answer in one step, and look down their edges alone."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, float

    avoid = float.avoid_collisions

    def is_in_normal_flow(box: Any) -> bool:
        if box.style["float"] in _OUT_BY_FLOAT:
            return False
        position = box.style["position"]
        return position == "static" or (
            position not in _OUT_BY_POSITION and position[0] not in _TAKEN_AWAY
        )

    def page_value(box: Any, from_edge: Callable[[Sequence[Any]], Iterator[Any]]) -> str:
        """The page that the innermost box at an edge of `box` names; a table has no edge within."""
        value: str = box.style["page"]
        children = from_edge(box.children)
        while (child := next(children, None)) is not None:
            if child.is_in_normal_flow() or child.is_floated():
                value = child.style["page"] or value
                children = from_edge(() if isinstance(child, boxes.TableBox) else child.children)
        return value

    def page_values(box: Any) -> tuple[str, str]:
        return page_value(box, iter), page_value(box, reversed)

    def collapse_margin(margins: Iterable[Any]) -> Any:
        highest = lowest = 0
        for margin in margins:
            if margin > highest:
                highest = margin
            elif margin < lowest:
                lowest = margin
        return highest + lowest

    def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        if (
            outer
            or context.excluded_shapes
            or containing_block.style["direction"] != "ltr"
            or box.is_floated()
        ):
            return avoid(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width - box.margin_right
        left += box.margin_left
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left

    instead_of(block.collapse_margin, collapse_margin)
    instead_of(avoid, avoid_collisions)
    boxes.Box.is_in_normal_flow = is_in_normal_flow
    boxes.ParentBox.page_values = page_values
