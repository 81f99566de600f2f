"""Relative links made absolute, where the author says what they are relative to.

In: blocks and the base URL, if there is one. Out: the same blocks with absolute targets; without
a base URL, a diagnostic for each link that no reader of a PDF could follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urljoin

from ..diagnostics import Diagnostic
from ..document import (
    Block,
    Cell,
    Definition,
    Definitions,
    Footnote,
    Heading,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Styled,
    Table,
)
from ..patterns import lazy
from ..record import replace

_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_Node = TypeVar("_Node", Item, Definition)


def absolute(
    blocks: tuple[Block, ...], base_url: str | None, diagnostics: list[Diagnostic]
) -> tuple[Block, ...]:
    """The blocks with every link's target made absolute, or reported where it cannot be."""

    def link(found: Link) -> Link:
        target = found.target
        if target is None or _SCHEME.match(target) or target.startswith(("#", "//")):
            return found
        if base_url is not None:
            try:
                return replace(found, target=urljoin(base_url, target))
            except ValueError:
                return found
        diagnostics.append(
            Diagnostic(
                "link-relative",
                f"“{target}” leads nowhere outside of its web site",
                found.span,
                "give base_url: https://… in the front matter, or write the whole address",
            )
        )
        return found

    return tuple(_block(block, lambda inlines: _inlines(inlines, link)) for block in blocks)


def _inlines(inlines: Inlines, link: Callable[[Link], Link]) -> Inlines:
    if not any(isinstance(inline, Link | Styled) for inline in inlines):
        return inlines
    return tuple(
        replace(link(inline), children=_inlines(inline.children, link))
        if isinstance(inline, Link)
        else replace(inline, children=_inlines(inline.children, link))
        if isinstance(inline, Styled)
        else inline
        for inline in inlines
    )


def _block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, inlines=change(block.inlines))
        case Quote() | Footnote():
            return replace(block, blocks=tuple(_block(inner, change) for inner in block.blocks))
        case List():
            return replace(block, items=tuple(_within(item, change) for item in block.items))
        case Definitions():
            items = tuple(
                replace(_within(item, change), term=change(item.term)) for item in block.items
            )
            return replace(block, items=items)
        case Table():
            header = _row(block.header, change) if block.header is not None else None
            return replace(
                block, header=header, rows=tuple(_row(row, change) for row in block.rows)
            )
        case _:
            return block


def _within(node: _Node, change: Callable[[Inlines], Inlines]) -> _Node:
    return replace(node, blocks=tuple(_block(inner, change) for inner in node.blocks))


def _row(row: tuple[Cell, ...], change: Callable[[Inlines], Inlines]) -> tuple[Cell, ...]:
    return tuple(replace(cell, inlines=change(cell.inlines)) for cell in row)
