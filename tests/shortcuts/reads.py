"""Prints what is asked of a style while lines are broken that lines are not known by."""

import sys

from resume_pdf.typeset import preload
from resume_pdf.typeset.shortcuts.lines import READ

preload(plain=True)

import weasyprint  # noqa: E402
from weasyprint import css  # noqa: E402
from weasyprint.layout import inline  # noqa: E402

# How high lines are, how far apart, where they stand: worked out anew. Those of other kinds of
# boxes, which are never known: where they float or are positioned.
ELSEWHERE = {
    *("line_height", "vertical_align", "overflow", "max_lines", "continue", "page"),
    *(f"{name}_{side}" for name in ("margin", "padding") for side in ("top", "bottom")),
    *("border_top_width", "border_bottom_width", "height", "min_height", "max_height"),
    *("text_align_all", "text_align_last", "text_transform", "position", "float"),
    "border_collapse",
}

depth = 0
asked: set[str] = set()
get = css.Style.__getitem__


def getitem(style, name):
    if depth:
        asked.add(name)
    return get(style, name)


def watched(split):
    def split_inline_box(context, box, *others):
        global depth
        depth += isinstance(box, inline.boxes.LineBox)
        try:
            return split(context, box, *others)
        finally:
            depth -= isinstance(box, inline.boxes.LineBox)

    return split_inline_box


def unwatched(compute):
    """One value is computed of others: that they are the same follows from its being the same."""

    def missing(style, name):
        global depth
        depth, before = 0, depth
        try:
            return compute(style, name)
        finally:
            depth = before

    return missing


css.Style.__getitem__ = getitem
inline.split_inline_box = watched(inline.split_inline_box)
for kind in (css.ComputedStyle, css.AnonymousStyle):
    kind.__missing__ = unwatched(kind.__missing__)
for path in sys.argv[1:]:
    weasyprint.HTML(filename=path).render()
assert {"font_size", "white_space", "margin_left", "min_width"} <= asked
print(*sorted(asked - {*READ} - ELSEWHERE), sep="\n", end="")
