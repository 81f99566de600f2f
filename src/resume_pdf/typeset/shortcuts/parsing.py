"""Pages that read the same as XML are read by an XML parser; see `markup`."""

from __future__ import annotations

from io import StringIO
from types import SimpleNamespace
from typing import Any

from ..markup import tree_of


def read_as_xml() -> None:
    """Has WeasyPrint ask its own parser for what cannot be read otherwise."""
    import weasyprint

    parser = weasyprint.tinyhtml5

    def parse(source: Any, **options: Any) -> Any:
        if not isinstance(source, StringIO):
            return parser.parse(source, **options)
        html = source.read()
        tree = tree_of(html)
        return parser.parse(StringIO(html), **options) if tree is None else tree

    weasyprint.tinyhtml5 = SimpleNamespace(parse=parse)
