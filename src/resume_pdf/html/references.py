"""Publications, talks and grants: the lists whose items hang, and the numbers of publications.

In: a document, and what a layout is set to. Out: the document with its publications numbered,
where that is wished; which lists and paragraphs hang from their first line; how many figures the
numbers of a list leave room for. An author's own numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..document import (
    LISTED_KINDS,
    Content,
    Document,
    Entry,
    Item,
    List,
    Paragraph,
    Section,
    key,
    plain,
)
from ..patterns import lazy
from ..record import Record, replace
from ..theme import Layout

SETTING = "publications"
"""The setting of a layout that sets references: "hanging", "numbered", or as any other list."""

_PUBLICATIONS = frozenset({"publications", "patents"})

# A paragraph is a reference when it tells when it came out; else it is about the list.
_DATED = lazy(
    r"\b(?:1[89]|20)\d\d\b"
    r"|\b(?:forthcoming|in press|in preparation|(?:in|under) review|submitted|accepted|to appear"
    r"|im Druck|im Erscheinen|à paraître|en prensa|in corso di stampa)\b",
    re.IGNORECASE,
)
# "[12] ", "3. ", "(4) ", "J7. "
_OWN_NUMBER = lazy(r"\s*(?:\[[A-Za-z]{0,3}\d{1,3}\]|\(?[A-Z]{0,3}\d{1,3}[.)])\s")


class References(Record):
    """`hanging` are the keys of lists and paragraphs that hang; `figures` tells, for a numbered
    list among them, how many figures the numbers of its whole section have.
    """

    hanging: frozenset[str] = frozenset()
    figures: Mapping[str, int] | None = None

    def hangs(self, node: List | Paragraph) -> bool:
        """Whether a list or paragraph is set with hanging indents in place of bullets."""
        return key(node) in self.hanging

    def figures_of(self, node: List) -> int:
        """How many figures the numbers of a list leave room for."""
        last = (node.start or 0) + max(len(node.items) - 1, 0)
        return (self.figures or {}).get(key(node), len(str(last)))


def references(document: Document, layout: Layout) -> References:
    """What of `document`, as it is shown, is set as references."""
    wished = layout.settings.get(SETTING)
    if wished not in ("hanging", "numbered"):
        return References()
    hanging: set[str] = set()
    figures: dict[str, int] = {}
    for section in document.sections:
        if section.kind not in LISTED_KINDS:
            continue
        found = list(_references(section.content))
        hanging |= {key(node) for node in found if not isinstance(node, List) or node.start is None}
        numbered = [node for node in found if isinstance(node, List) and node.start is not None]
        last = max((node.start + len(node.items) - 1 for node in numbered if node.start), default=0)
        figures |= {key(node): len(str(last)) for node in numbered}
    return References(frozenset(hanging), figures)


def _references(content: Iterable[Content]) -> Iterator[List | Paragraph]:
    """The lists and paragraphs that are references, at the top of a section or of its parts."""
    for node in content:
        match node:
            case Entry():
                yield from _references(node.content)
            case List() if all(item.checked is None for item in node.items):
                yield node
            case Paragraph() if _is_reference(node):
                yield node


def _is_reference(node: Content) -> bool:
    return (
        isinstance(node, Paragraph)
        and node.role == ""
        and _DATED.search(plain(node.inlines)) is not None
    )


# ── Numbers ──────────────────────────────────────────────────────────────────────────────


def numbered(document: Document, layout: Layout) -> Document:
    """The document with its publications numbered through each section, where that is wished."""
    if layout.settings.get(SETTING) != "numbered":
        return document
    sections = (
        _Numbering().section(one) if one.kind in _PUBLICATIONS else one for one in document.sections
    )
    return replace(document, sections=tuple(sections))


class _Numbering:
    """Counts through one section."""

    def __init__(self) -> None:
        self._next = 1

    def section(self, section: Section) -> Section:
        own = (node for node in _references(section.content))
        if any(map(_has_own_numbers, own)):
            return section
        return replace(section, content=self._content(section.content))

    def _content(self, content: Iterable[Content]) -> tuple[Content, ...]:
        found: list[Content] = []
        for is_reference, run in groupby(content, key=_is_reference):
            if is_reference:
                paragraphs = [node for node in run if isinstance(node, Paragraph)]
                found.append(self._list_of(paragraphs))
            else:
                found += [self._node(node) for node in run]
        return tuple(found)

    def _node(self, node: Content) -> Content:
        match node:
            case Entry():
                return replace(node, content=self._content(node.content))
            case List() if node.items and all(item.checked is None for item in node.items):
                return replace(node, start=self._take(len(node.items)))
            case _:
                return node

    def _list_of(self, paragraphs: list[Paragraph]) -> List:
        items = tuple(Item((one,), one.span, marks=one.marks) for one in paragraphs)
        span = items[0].span.cover(items[-1].span)
        return List(items, span, self._take(len(items)))

    def _take(self, count: int) -> int:
        first, self._next = self._next, self._next + count
        return first


def _has_own_numbers(node: List | Paragraph) -> bool:
    if isinstance(node, Paragraph):
        return _OWN_NUMBER.match(plain(node.inlines)) is not None
    return node.start is not None or any(
        isinstance(block, Paragraph) and _has_own_numbers(block)
        for item in node.items
        for block in item.blocks[:1]
    )
