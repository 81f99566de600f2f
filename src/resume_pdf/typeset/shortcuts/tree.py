"""The tree of boxes: walked by one generator, not by one for each box above a box. Where there is
no table, flex or grid container it is not walked to amend them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .instead import instead_of

_OF_TABLES = ("proper_table_child", "internal_table_or_caption", "tabular_container")


def walk_in_one() -> None:
    """Has boxes tell what is below them in one go."""
    from weasyprint.formatting_structure.boxes import Box

    def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
        yield box
        above = [iter(box.children)]
        while above:
            for child in above[-1]:
                if not isinstance(child, Box):
                    if not placeholders:
                        yield child
                        continue
                    child = child._box  # what a placeholder stands for
                yield child
                above.append(iter(child.children))
                break
            else:
                above.pop()

    Box.descendants = descendants


def amend_what_is_there() -> None:
    """Has WeasyPrint put in the boxes that are missing around and within boxes of these kinds for
    trees alone that have some.
    """
    from weasyprint.formatting_structure import boxes, build

    def is_of_table(kind: Any) -> bool:
        return isinstance(kind, type) and any(getattr(kind, name, False) for name in _OF_TABLES)

    of_tables = tuple(kind for kind in vars(boxes).values() if is_of_table(kind))
    passes = (
        (of_tables, build.anonymous_table_boxes),
        (boxes.FlexContainerBox, build.flex_boxes),
        (boxes.GridContainerBox, build.grid_boxes),
    )

    def create_anonymous_boxes(box: Any) -> Any:
        kinds = {type(one) for one in box.descendants()}
        for concerned, amended in passes:
            if any(issubclass(kind, concerned) for kind in kinds):
                box = amended(box)
        return build.block_in_inline(build.inline_in_block(box))

    instead_of(build.create_anonymous_boxes, create_anonymous_boxes)
