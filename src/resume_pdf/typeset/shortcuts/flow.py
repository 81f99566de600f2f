"""Whether a box stands in the flow of the page: asked of every box, again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_OUT_BY_FLOAT = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})
_OUT_BY_POSITION = frozenset({"absolute", "fixed"})
_TAKEN_AWAY = ("running()", "note()")


def ask_briefly() -> None:
    """Has boxes answer in one step, and look at their first and last child alone."""
    from weasyprint.formatting_structure import boxes

    def is_in_normal_flow(box: Any) -> bool:
        if box.style["float"] in _OUT_BY_FLOAT:
            return False
        position = box.style["position"]
        return position == "static" or (
            position not in _OUT_BY_POSITION and position[0] not in _TAKEN_AWAY
        )

    def page_values(box: Any) -> tuple[str, str]:
        start = end = box.style["page"]
        first = next(_on_the_page(box.children), None)
        if first is not None:
            last = next(_on_the_page(reversed(box.children)))
            values = first.page_values()
            start = values[0] or start
            end = (values if last is first else last.page_values())[1] or end
        return start, end

    boxes.Box.is_in_normal_flow = is_in_normal_flow
    boxes.ParentBox.page_values = page_values


def _on_the_page(boxes: Iterable[Any]) -> Iterator[Any]:
    return (box for box in boxes if box.is_in_normal_flow() or box.is_floated())
