"""Backgrounds, round corners, borders and outlines, which most boxes have none of.

Backgrounds and corners are looked for once a style, not once a box; borders and outlines without
asking for all that they are drawn with.
"""

from __future__ import annotations

from typing import Any

from .instead import instead_of

_CORNERS = tuple(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right"))
_IMAGE = "border_image_source"


def pass_over_bare_boxes() -> None:
    """Has WeasyPrint pass over the boxes that have neither."""
    from weasyprint.draw.color import get_color
    from weasyprint.layout import background

    decorate = background.layout_box_backgrounds

    def is_bare(style: Any) -> bool:
        return (
            all((0, "px") in style[name] for name in _CORNERS)
            and style[_IMAGE][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )

    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        own = box.style
        if not hasattr(own, "is_bare"):
            own.is_bare = is_bare(own)
        if not own.is_bare or style is not None or box is page:
            decorate(page, box, get_image, layout_children, style)
            return
        for name in _CORNERS:
            setattr(box, name, (0, 0))
        box.background = None
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)

    instead_of(decorate, layout_box_backgrounds)


def draw_no_bare_edges() -> None:
    """Has WeasyPrint draw the edges of those boxes that have any."""
    from weasyprint.draw import border
    from weasyprint.formatting_structure.boxes import Box

    draw_all, outline = border.draw_border, border.draw_outline

    def draw_border(stream: Any, box: Any) -> None:
        style = box.style
        if (
            box.border_top_width
            or box.border_right_width
            or box.border_bottom_width
            or box.border_left_width
            or style["column_rule_width"]
            or style[_IMAGE][0] != "none"
        ):
            draw_all(stream, box)

    def draw_outline(stream: Any, box: Any) -> None:
        if box.style["outline_width"]:
            outline(stream, box)
            return
        for child in box.children:
            if isinstance(child, Box) and (child.children or child.style["outline_width"]):
                draw_outline(stream, child)

    instead_of(draw_all, draw_border)
    instead_of(outline, draw_outline)
