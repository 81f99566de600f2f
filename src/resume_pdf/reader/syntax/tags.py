"""The attributes of an HTML tag, as html.parser reads them: it is imported for tags that have any,
which are few.
"""

from __future__ import annotations

from html.parser import HTMLParser


class Tag(HTMLParser):
    """Fed with a start tag it has its attributes, decoded; of two of one name the first."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Takes the attributes down."""
        self.attributes = {name: value or "" for name, value in reversed(attributes)}
