"""Where the words of a document stand: its runs of inlines, and the source that is seen.

In: a `Document` and its `Source`. Out: inlines, each once; or the source with all that no reader
of the page sees blanked, so that whatever is found in it can be pointed at in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..document import (
    Code,
    CodeBlock,
    Content,
    Definitions,
    Document,
    Entry,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Styled,
    Table,
    walk,
)
from ..source import Source, Span
from ..words import said

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def passages(document: Document) -> Iterator[Inlines]:
    """Every run of inlines: of the letterhead, of titles and heads, of blocks."""
    for item in document.person.letterhead:
        yield item.label
        yield item.inlines
    for section in document.sections:
        yield section.title
        yield from passages_in(section.content)


def passages_in(content: Iterable[Content]) -> Iterator[Inlines]:
    """Every run of inlines in blocks and entries."""
    for node in walk(content):
        match node:
            case Entry():
                for field in node.head:
                    yield field.inlines
            case Paragraph() | Heading():
                yield node.inlines
            case Table():
                for row in (node.header or (), *node.rows):
                    for cell in row:
                        yield cell.inlines
            case Definitions():
                for definition in node.items:
                    yield definition.term


def inlines(passages: Iterable[Inlines]) -> Iterator[Inline]:
    """Every inline of these runs, the outer before what is in it."""
    for passage in passages:
        for inline in passage:
            yield inline
            if isinstance(inline, Styled | Link):
                yield from inlines((inline.children,))


def comments(document: Document, source: Source) -> list[Span]:
    """The HTML comments, but not those that stand in code."""
    text = _blanked(source.text, _code(document))
    return [Span(*found.span()) for found in _COMMENT.finditer(text)]


def seen(document: Document, source: Source) -> str:
    """The source's text with what a reader does not see, and code and images, as NUL characters.

    Lines of which nothing is shown (front matter, markup of other tools) are blanked whole.
    """
    shown = _joined(_whole_lines(source, span) for _, span in said(document))
    starts = [0, *(span.end for span in shown)]
    ends = [*(span.start for span in shown), len(source.text)]
    hidden = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    images = [one.span for one in inlines(passages(document)) if isinstance(one, Image)]
    return _blanked(source.text, [*hidden, *images, *_code(document), *comments(document, source)])


def _code(document: Document) -> list[Span]:
    spans = [one.span for one in inlines(passages(document)) if isinstance(one, Code)]
    for section in document.sections:
        blocks = walk(section.content)
        spans.extend(block.span for block in blocks if isinstance(block, CodeBlock))
    return spans


def _blanked(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    position = 0
    for span in _joined(spans):
        parts += [text[position : span.start], "\0" * (span.end - span.start)]
        position = span.end
    return "".join((*parts, text[position:]))


def _whole_lines(source: Source, span: Span) -> Span:
    first, _ = source.position(span.start)
    last, _ = source.position(span.end)
    return Span(source.line_start(first), source.line_start(last) + len(source.line_text(last)))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = found[-1].cover(span)
        else:
            found.append(span)
    return found
