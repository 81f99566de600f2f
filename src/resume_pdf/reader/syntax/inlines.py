"""Cutting inlines at offsets of their plain text, so that markup and places survive the cut.

In: inlines and offsets into `document.plain(inlines)`. Out: inlines. A head such as
"**Role**, *Org*" is understood on its plain text and taken apart here; nothing is written anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import (
    Break,
    Code,
    FootnoteMark,
    Image,
    Inline,
    Inlines,
    Link,
    Styled,
    Text,
    plain,
)
from ...patterns import lazy
from ...record import Record, replace
from ...source import Span


def length(inline: Inline) -> int:
    """How many characters of the plain text an inline makes."""
    match inline:
        case Text(text) | Code(text):
            return len(text)
        case Styled(_, children) | Link(_, children):
            return sum(map(length, children))
        case Break():
            return 1
        case Image():
            return len(inline.alt)
        case FootnoteMark(number):
            return len(f" [{number}]")


def cut(inlines: Inlines, start: int, end: int) -> Inlines:
    """The inlines of the plain text from `start` to `end`; what has no text stays at its place.

    Images and footnote marks are never parted: they go with the side that holds their start.
    """
    found: list[Inline] = []
    position = 0
    for inline in inlines:
        size = length(inline)
        begin, stop = max(start - position, 0), min(end - position, size)
        match inline:
            case Text() | Code():
                if begin < stop:
                    found.append(
                        replace(
                            inline,
                            text=inline.text[begin:stop],
                            span=_part(inline.span, size, begin, stop),
                        )
                    )
            case Styled() | Link():
                whole = begin == 0 and stop == size
                children = inline.children if whole else cut(inline.children, begin, stop)
                if children and (begin < stop or (size == 0 and start <= position < end)):
                    span = inline.span if whole else spanning(children)
                    found.append(replace(inline, children=children, span=span))
            case Break() | Image() | FootnoteMark():
                if start <= position < end:
                    found.append(inline)
        position += size
    return tuple(found)


def _part(span: Span, size: int, begin: int, stop: int) -> Span:
    """The place of a part of a text; exact unless entities or escapes made it shorter."""
    start = min(span.start + begin, span.end)
    end = span.end if stop == size else min(span.start + stop, span.end)
    return Span(start, max(start, end))


def spanning(inlines: Inlines) -> Span:
    """The place of several inlines (there must be one)."""
    return Span(
        min(inline.span.start for inline in inlines), max(inline.span.end for inline in inlines)
    )


# What may stand around a piece without belonging to it. A bracket goes only with its partner.
_EDGES = " \t\r\n\f\v\u00a0\u2000-\u200b\u202f\u205f\u3000,;:|·•‣/\\–—―‒−~〜～，、；：。،؛"
_LEADING = lazy(rf"[{_EDGES}\-.]+")
_TRAILING = lazy(rf"[{_EDGES}\-]+$")
_MOST_LAYERS = 12
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}"}


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the separators, space and enclosing brackets at its ends."""
    for _ in range(_MOST_LAYERS):
        before = (start, end)
        if start >= end:
            break
        if (leading := _LEADING.match(text, start, end)) and not _is_sign(text, start, end):
            start = leading.end()
        if trailing := _TRAILING.search(text[max(start, end - 200) : end]):
            end -= len(trailing.group())
        if start < end:
            start, end = _unbracket(text, start, end)
        if before == (start, end):
            break
    return start, max(start, end)


def _is_sign(text: str, start: int, end: int) -> bool:
    """Is the full stop or hyphen at the start part of a word (".NET", "-5")?"""
    return text[start] in ".-" and start + 1 < end and text[start + 1].isalnum()


def _unbracket(text: str, start: int, end: int) -> tuple[int, int]:
    opening, closing = text[start], text[end - 1]
    inner = text[start:end]
    if _BRACKETS.get(opening) == closing and inner.find(closing) == len(inner) - 1:
        return start + 1, end - 1
    # A bracket without its partner was parted from it by a cut.
    if opening in _BRACKETS and _BRACKETS[opening] not in inner:
        return start + 1, end
    if opening in _BRACKETS.values() and inner.count(opening) == 1:
        return start + 1, end
    for left, right in _BRACKETS.items():
        if closing == right and left not in inner:
            return start, end - 1
        if closing == left:
            return start, end - 1
    return start, end


def trimmed(inlines: Inlines) -> Inlines:
    """Inlines without separators and space at their ends."""
    text = plain(inlines)
    start, end = trim(text, 0, len(text))
    return inlines if (start, end) == (0, len(text)) else cut(inlines, start, end)


def lines(inlines: Inlines) -> tuple[Inlines, ...]:
    """The lines of inlines, parted at every break; lines without any inline are left out."""
    return tuple(tuple(line) for line in _lines(inlines) if line)


def _lines(inlines: Inlines) -> list[list[Inline]]:
    found: list[list[Inline]] = [[]]
    for inline in inlines:
        match inline:
            case Break():
                found.append([])
            case Styled() | Link() if has_break(inline.children):
                for number, line in enumerate(_lines(inline.children)):
                    if number:
                        found.append([])
                    if line:
                        children = tuple(line)
                        part = replace(inline, children=children, span=spanning(children))
                        found[-1].append(part)
            case _:
                found[-1].append(inline)
    return found


def from_offset(inlines: Inlines, place: int) -> Inlines:
    """The inlines from a place in the source on, at which one of them begins."""
    found: list[Inline] = []
    for inline in inlines:
        if inline.span.start >= place:
            found.append(inline)
        elif inline.span.end > place and isinstance(inline, Styled | Link):
            children = from_offset(inline.children, place)
            if children:
                found.append(replace(inline, children=children, span=spanning(children)))
    return tuple(found)


def up_to(inlines: Inlines, place: int) -> Inlines:
    """The inlines before a place in the source, without the break that ends them."""
    found: list[Inline] = []
    for inline in inlines:
        if inline.span.end <= place:
            found.append(inline)
        elif inline.span.start < place and isinstance(inline, Styled | Link):
            children = up_to(inline.children, place)
            if children:
                found.append(replace(inline, children=children, span=spanning(children)))
    while found and isinstance(found[-1], Break):
        found.pop()
    return tuple(found)


def has_break(inlines: Inlines, *, hard: bool = False) -> bool:
    """Is there a line end among the inlines (a `hard` one: one that shows)?"""
    return any(
        isinstance(inline, Break) and (inline.hard or not hard) for _, inline in _leaves(inlines)
    )


class Run(Record):
    """A stretch of plain text that is set one way: `styles` and `target` say how."""

    start: int
    end: int
    styles: tuple[str, ...]
    linked: bool


def runs(inlines: Inlines) -> list[Run]:
    """The stretches of one style, in order, neighbours of the same style joined."""
    found: list[Run] = []
    for place, leaf, styles, linked in _styled_leaves(inlines, 0, (), False):
        end = place + length(leaf)
        if found and found[-1].styles == styles and found[-1].linked == linked:
            found[-1] = Run(found[-1].start, end, styles, linked)
        elif end > place:
            found.append(Run(place, end, styles, linked))
    return found


def links(inlines: Inlines) -> Iterator[Link]:
    """Every link, outermost first."""
    for inline in inlines:
        match inline:
            case Link():
                yield inline
            case Styled(_, children):
                yield from links(children)


def _leaves(inlines: Inlines) -> Iterator[tuple[int, Inline]]:
    for place, leaf, _, _ in _styled_leaves(inlines, 0, (), False):
        yield place, leaf


def _styled_leaves(
    inlines: Inlines, position: int, styles: tuple[str, ...], linked: bool
) -> Iterator[tuple[int, Inline, tuple[str, ...], bool]]:
    for inline in inlines:
        match inline:
            case Styled(style, children):
                # A span is meant as one piece of its own: two in a row are two styles.
                mark = f"{style}@{inline.span.start}" if style == "span" else style
                yield from _styled_leaves(children, position, (*styles, mark), linked)
            case Link(_, children):
                yield from _styled_leaves(children, position, styles, True)
            case Code():
                yield position, inline, (*styles, "code"), linked
            case _:
                yield position, inline, styles, linked
        position += length(inline)
