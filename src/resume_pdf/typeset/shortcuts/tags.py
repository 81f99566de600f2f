"""The tree of tags: the element of a plain box, made without asking for all that one might be.

What is rare on our pages (tables, pictures, links, what stands in a margin) is left to WeasyPrint,
which comes back here for what is within.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .light import light

_MORE = frozenset({"Table", "TH", "TD", "Figure", "Link"})  # than an element and what is in it
_IN_ITEM = {"/LI": "LBody", "/LBody": "NonStruct"}
_MOST = 500  # names of elements in HTML


def tag_plain_boxes() -> None:
    """Has WeasyPrint make the elements of plain boxes in one go."""
    import pydyf
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf import tags

    build = tags._build_box_tree
    tag_of = lru_cache(_MOST)(tags._get_pdf_tag)
    apart = (boxes.PageBox, boxes.MarginBox, boxes.ReplacedBox)

    element_class, kids_class = light(pydyf.Dictionary), light(pydyf.Array)

    def tag_for(box: Any, parent: Any) -> Any:
        """That of a plain box; None for any other, and for what is no box but stands for one."""
        if not isinstance(box, boxes.Box) or isinstance(box, apart):
            return None
        name = None if box.element is None else box.element_tag
        if name in ("html", "body") or box.link_annotation or box.widget_annotation:
            return None
        tag = tag_of(name)
        if tag == "LI":
            return _IN_ITEM.get(parent["S"])
        return None if tag in _MORE else tag

    def build_plainly(
        box: Any, parent: Any, pdf: Any, page: int, owners: Any, annotations: Any, marks: Any
    ) -> Iterable[Any]:
        tag = tag_for(box, parent)
        if tag is None:
            elements: Iterable[Any] = build(box, parent, pdf, page, owners, annotations, marks)
            return elements
        kids, objects = kids_class(), pdf.objects
        on_page = parent.get("Pg") or pdf.page_references[page]

        def add(tag: str, kids: Any, above: bytes) -> tuple[Any, bytes]:
            element = element_class(
                {"Type": "/StructElem", "S": f"/{tag}", "K": kids, "Pg": on_page, "P": above}
            )
            element.number = len(objects)
            objects.append(element)
            return element, b"%d 0 R" % element.number

        element, reference = add(tag, kids, parent.reference)
        for line in box.children:
            for child in line.children if isinstance(line, boxes.LineBox) else (line,):
                if isinstance(child, boxes.TextBox):
                    mark = marks.pop(child)
                    number = mark["mcid"]
                    _, owners[number] = add(mark["tag"], kids_class([number]), reference)
                    kids.append(owners[number])
                else:
                    place = len(kids)  # What is in it may be hung here as well, and comes behind.
                    below = build_plainly(child, element, pdf, page, owners, annotations, marks)
                    kids[place:place] = [one.reference for one in below]
        return (element,)

    tags._build_box_tree = build_plainly
