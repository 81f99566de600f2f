"""Lines of text: what Pango made of their glyphs is kept until they are drawn.

WeasyPrint gives it back, and has it made again to draw the line. Here the line itself is kept, some
kilobytes, where it would come out the same: where it is all of its text, and not spread to fill a
width. If anything else is asked of the line's layout, that is made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_DECLARATIONS = """
PangoLayoutLine * pango_layout_line_ref (PangoLayoutLine *line);
void pango_layout_line_unref (PangoLayoutLine *line);
"""
_MADE_AGAIN = frozenset({"layout", "language"})


class Lines:
    """The lines of some pages, which are given back with it: WeasyPrint's pages lie about until
    Python looks for garbage.
    """

    def __init__(self) -> None:
        self._layouts: list[Any] = []

    def keep(self, layout: Any, line: Any) -> None:
        """Keeps `line` with its layout."""
        layout.line = line
        self._layouts.append(layout)

    def __del__(self) -> None:
        for layout in self._layouts:
            layout.line = None


@contextmanager
def keeping(lines: Lines, fonts: Any) -> Iterator[None]:
    """Within, the lines that are set in `fonts`, a `FontConfiguration`, are kept in `lines`."""
    fonts.lines = lines
    try:
        yield
    finally:
        fonts.lines = None


def line_of(layout: Any) -> Any:
    """The line of a layout as it is to be drawn: the one that was kept, or one made again."""
    line = None if "layout" in vars(layout) else getattr(layout, "line", None)
    return made_again(layout) if line is None else line


def made_again(layout: Any) -> Any:
    """The line of a layout as WeasyPrint would draw it, and will from now on."""
    from weasyprint.text.ffi import pango

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    return line


def keep_lines() -> None:
    """Has WeasyPrint's layouts keep their lines while somebody is `keeping` them."""
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.line_break import Layout

    ffi.cdef(_DECLARATIONS, override=True)
    deactivate, reactivate = Layout.deactivate, Layout.reactivate

    def keep_and_deactivate(layout: Any) -> None:
        if "layout" not in vars(layout):
            return  # Nobody had it made again.
        lines = getattr(layout.style.font_config, "lines", None)
        if lines is not None and is_whole(layout):
            line = pango.pango_layout_get_line_readonly(layout.layout, 0)
            line = ffi.gc(pango.pango_layout_line_ref(line), pango.pango_layout_line_unref)
            lines.keep(layout, line)
        deactivate(layout)

    def is_whole(layout: Any) -> bool:
        return (
            not layout.justification_spacing
            and pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL
        )

    def reactivate_if_asked(layout: Any, style: Any) -> None:
        if layout.line is None:
            reactivate(layout, style)
        else:
            layout.style = style

    def make_again(layout: Any, name: str) -> Any:
        if name not in _MADE_AGAIN or "style" not in vars(layout):
            raise AttributeError(name)
        reactivate(layout, layout.style)
        return vars(layout)[name]

    Layout.line = None
    Layout.deactivate = keep_and_deactivate
    Layout.reactivate = reactivate_if_asked
    Layout.__getattr__ = make_again
