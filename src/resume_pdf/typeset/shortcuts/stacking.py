"""What is painted upon what: found without a copy of every box.

WeasyPrint copies each box to take off it what is painted at another time, which hardly any has.
Here a box that keeps all its children stands for itself.
"""

from __future__ import annotations

from typing import Any


def copy_no_whole_boxes() -> None:
    """Has WeasyPrint copy those boxes alone that are painted without some of their children."""
    from weasyprint import stacking
    from weasyprint.formatting_structure import boxes

    dispatch = stacking._dispatch
    apart = (boxes.InlineBlockBox, boxes.InlineFlexBox, boxes.InlineGridBox, boxes.TableCellBox)

    def is_in_turn(box: Any) -> bool:
        """Whether it is painted where it stands; what is out of the flow is no box at all."""
        if not isinstance(box, boxes.Box) or isinstance(box, apart):
            return False
        style = box.style
        return (
            style["position"] == "static"
            and style["float"] == "none"
            and style["z_index"] == "auto"
            and style["opacity"] >= 1
            and not style["transform"]
            and style["overflow"] == "visible"
        )

    def dispatch_children(
        box: Any, page: Any, contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any
    ) -> Any:
        if not isinstance(box, boxes.ParentBox):
            return box
        children: list[Any] = []
        whole = True
        for child in box.children:
            if not is_in_turn(child):
                result = dispatch(child, page, contexts, blocks, floats, blocks_and_cells)
            elif isinstance(child, boxes.BlockLevelBox):
                place = len(blocks)
                within: dict[Any, Any] = {}
                result = dispatch_children(child, page, contexts, blocks, floats, within)
                blocks.insert(place, result)
                blocks_and_cells[result] = within
            elif child.children:
                result = dispatch_children(child, page, contexts, blocks, floats, blocks_and_cells)
            else:
                result = child
            whole = whole and result is child
            if result is not None:
                children.append(result)
        return box if whole else box.copy_with_children(children)

    stacking._dispatch_children = dispatch_children
