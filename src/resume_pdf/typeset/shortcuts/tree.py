"""The tree of boxes: walked by one generator, not by one for each box above a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


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
