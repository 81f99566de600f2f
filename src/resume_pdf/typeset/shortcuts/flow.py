"""Whether a box stands in the flow of the page: asked of every box, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

_OUT_BY_FLOAT = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})
_OUT_BY_POSITION = frozenset({"absolute", "fixed"})
_TAKEN_AWAY = ("running()", "note()")


def ask_briefly() -> None:
    """Has boxes answer in one step, and look down their edges alone."""
    from weasyprint.formatting_structure import boxes

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

    boxes.Box.is_in_normal_flow = is_in_normal_flow
    boxes.ParentBox.page_values = page_values
