"""Pages that are let go of at once, with all that they were made of.

WeasyPrint leaves a page in circles of references, so that its boxes, some megabytes a layout, stay
until Python looks for garbage. Here

- the error by which a length that is a sum says that it waits for the size of type does not keep
  the functions that were at work, and with them every box;
- the place for a page's footnotes does not keep the page once that is laid out;
- what loads pictures is told of the layout when it is asked for, and is not kept by it.
"""

from __future__ import annotations

from functools import partial
from typing import Any


def let_go_at_once() -> None:
    """Has WeasyPrint leave no circles behind."""
    from weasyprint import css, document
    from weasyprint.css.tokens import RelativeLengthInMath
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox
    from weasyprint.layout import LayoutContext

    resolve, begin = css._resolve_calc_sum, document.Page.__init__

    def resolve_calc_sum(*arguments: Any) -> Any:
        try:
            return resolve(*arguments)
        except RelativeLengthInMath as error:
            error.__traceback__ = None
            raise

    def begin_page(page: Any, page_box: Any) -> None:
        begin(page, page_box)
        for box in page_box.children:
            if isinstance(box, FootnoteAreaBox):
                box.page = None

    class Context(LayoutContext):  # type: ignore[misc]
        @property
        def get_image_from_uri(self) -> Any:
            return partial(self._load, context=self)

        @get_image_from_uri.setter
        def get_image_from_uri(self, told: partial[Any]) -> None:
            options = {name: value for name, value in told.keywords.items() if value is not self}
            self._load = partial(told.func, *told.args, **options)

    css._resolve_calc_sum = resolve_calc_sum
    document.Page.__init__ = begin_page
    document.LayoutContext = Context
