"""Reads the laid-out boxes: where each node of the model came to stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..measurement import Extent, Measurement
from ..record import Mutable, field

if TYPE_CHECKING:
    import weasyprint

_PT = 0.75  # of a CSS pixel
_ASTRAY = 2.0  # px; a large initial may stand out by the white at its side, to look flush


class _Part(Mutable):
    """An extent in the making: one node on one page."""

    top: float
    bottom: float
    space_before: float = 0.0
    space_after: float = 0.0
    lines: list[int] = field(default_factory=list)


def measure(document: weasyprint.Document) -> tuple[Measurement, tuple[tuple[str, ...], ...]]:
    """The measurement of laid-out pages, and the furniture of each."""
    from weasyprint.formatting_structure import boxes

    extents: dict[str, list[Extent]] = {}
    furniture: list[tuple[str, ...]] = []
    overflows: dict[str, None] = {}
    text_bottoms: list[float] = []
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        text_bottom = top
        parts: dict[str, _Part] = {}
        page_furniture: list[str] = []
        # (box, key of the nearest node, key of the nearest node that is a block)
        stack: list[tuple[Any, str | None, str | None]] = [
            (child, None, None) for child in reversed(box.children)
        ]
        while stack:
            child, key, block_key = stack.pop()
            if isinstance(child, boxes.MarginBox):
                page_furniture.append(" ".join(_texts(child, boxes)))
                continue
            if (child.element_tag or "").endswith("::marker"):
                continue
            own = _key(child)
            if own is not None and own != key:
                is_block = isinstance(child, boxes.BlockLevelBox | boxes.TableRowBox)
                key, block_key = own, own if is_block else block_key
                _add_part(parts, own, child, is_block)
            if isinstance(child, boxes.InlineBlockBox):
                block_key = None  # What it holds stands in a line that was counted.
            if isinstance(child, boxes.LineBox):
                text_bottom = max(text_bottom, child.position_y + child.height)
                if block_key is not None:
                    lines = parts[block_key].lines
                    lines.append((lines[-1] if lines else 0) + _characters(child, boxes))
                # Of the line, not of its text: set tight, a face's own height exceeds its line's.
                if child.position_y + child.height > bottom + 1:
                    overflows[key or ""] = None
            elif isinstance(child, boxes.TextBox) and (
                child.position_x + child.width > right + _ASTRAY + _hanging(child)
                or child.position_x < left - _ASTRAY - _hanging(child)
            ):
                overflows[key or ""] = None
            for grandchild in reversed(getattr(child, "children", ())):
                stack.append((grandchild, key, block_key))
        text_bottoms.append(text_bottom * _PT)
        furniture.append(tuple(text for text in page_furniture if text))
        for key, part in parts.items():
            extents.setdefault(key, []).append(
                Extent(
                    number,
                    part.top * _PT,
                    part.bottom * _PT,
                    part.space_before * _PT,
                    part.space_after * _PT,
                    tuple(part.lines),
                )
            )
    measurement = Measurement(
        pages=len(document.pages),
        content_top=top * _PT,
        content_bottom=bottom * _PT,
        text_bottoms=tuple(text_bottoms),
        extents={key: tuple(parts) for key, parts in extents.items()},
        overflows=tuple(overflows),
    )
    return measurement, tuple(furniture)


def characters_of(document: weasyprint.Document) -> set[str]:
    """Every character of the pages, whoever wrote it: author, layout, style or a hyphenation."""
    texts = []
    boxes = [page._page_box for page in document.pages]
    while boxes:
        box = boxes.pop()
        boxes += getattr(box, "children", ())
        texts.append(getattr(box, "text", ""))
    return set().union(*texts)


def _hanging(box: Any) -> float:
    """At most how wide the white space is that ends a text and shows nothing past a line's end."""
    spaces = len(box.text) - len(box.text.rstrip())
    return float(spaces * box.style["font_size"])


def _key(box: Any) -> str | None:
    """The node a box was made for; pseudo-elements share their element and do not count."""
    if box.element is None or "::" in (box.element_tag or ""):
        return None
    key: str | None = box.element.get("data-key")
    return key


def _add_part(parts: dict[str, _Part], key: str, box: Any, is_block: bool) -> None:
    if is_block:
        top, height = box.border_box_y(), box.border_height()
        part = _Part(top, top + height, box.margin_top, box.margin_bottom)
    else:
        part = _Part(box.position_y, box.position_y + box.margin_height())
    if key in parts:  # An inline that runs over several lines has a box on each.
        seen = parts[key]
        seen.top, seen.bottom = min(seen.top, part.top), max(seen.bottom, part.bottom)
    else:
        parts[key] = part


def _texts(box: Any, boxes: Any) -> Iterator[str]:
    for descendant in box.descendants():
        if isinstance(descendant, boxes.TextBox) and descendant.text.strip():
            yield descendant.text.strip()


def _characters(line: Any, boxes: Any) -> int:
    """How many characters of the author's the line holds: no white space, no bullets."""
    return sum(
        len("".join(box.text.split()))
        for box in line.descendants()
        if isinstance(box, boxes.TextBox) and "::" not in (box.element_tag or "")
    )
