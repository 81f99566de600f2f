"""The height of a line, measured once a style: WeasyPrint asks for that of every piece of text, and
looks the answer up by all that is known of its font, spelt out.
"""

from __future__ import annotations

from typing import Any

from .instead import instead_of


def measure_struts_once() -> None:
    """Has each style remember the height and the baseline of its lines."""
    from weasyprint.text import line_break

    measure = line_break.strut

    def strut(style: Any) -> Any:
        if not hasattr(style, "strut"):
            style.strut = measure(style)
        return style.strut

    instead_of(measure, strut)
