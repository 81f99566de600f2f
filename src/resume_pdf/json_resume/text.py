"""The text of a document as plain lines, and the records they go into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..document import (
    Block,
    CodeBlock,
    Content,
    Definitions,
    Entry,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    plain,
)

Record = dict[str, Any]


def record(**fields: Any) -> Record:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def line_of(inlines: Inlines) -> str:
    """The text of inlines on one line."""
    return " ".join(plain(inlines).split())


def blocks_of(content: Iterable[Content]) -> tuple[Block, ...]:
    """What is no entry."""
    return tuple(part for part in content if not isinstance(part, Entry))


def lines_of(content: Iterable[Content]) -> Iterator[str]:
    """Everything that is said, a line for each paragraph, item or row of a table."""
    for node in content:
        match node:
            case Entry():
                head = " · ".join(line_of(field.inlines) for field in node.head)
                yield from filter(None, [head])
                yield from lines_of(node.content)
            case Paragraph() | Heading():
                yield line_of(node.inlines)
            case CodeBlock():
                yield node.text.strip()
            case Quote():
                yield from lines_of(node.blocks)
            case Footnote():
                yield from _led(f"[{node.number}]", node.blocks)
            case List():
                for number, item in enumerate(node.items, node.start or 0):
                    yield from _led("" if node.start is None else f"{number}.", item.blocks)
            case Definitions():
                for definition in node.items:
                    yield from _led(f"{line_of(definition.term)}:", definition.blocks)
            case Table():
                for row in (node.header or (), *node.rows):
                    yield from filter(None, [" · ".join(line_of(cell.inlines) for cell in row)])
            case Rule():
                pass


def _led(lead: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of blocks; `lead` begins the first."""
    lines = list(lines_of(blocks)) or [""]
    yield f"{lead} {lines[0]}".strip()
    yield from lines[1:]


def link_in(inlines: Iterable[Inline], base_url: str | None) -> str | None:
    """The first address on the web that a text links to."""
    for inline in inlines:
        if isinstance(inline, Link) and (found := web_address(inline.target, base_url)):
            return found
        if isinstance(inline, Link | Styled) and (found := link_in(inline.children, base_url)):
            return found
    return None


def web_address(target: str | None, base_url: str | None) -> str | None:
    """An absolute address on the web; None for what is none."""
    try:
        whole = urljoin(base_url or "", target or "")
        parts = urlsplit(whole)
    except ValueError:
        return None  # Such as a host in brackets that nothing closes.
    good = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", whole)
    return whole if good else None
