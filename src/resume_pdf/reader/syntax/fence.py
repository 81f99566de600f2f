"""A résumé typed as plain text inside a code fence, read as the blocks it stands for.

In: a `CodeBlock` and its source. Out: blocks with the same words at the same places: bare
capitals or known titles alone on a line become headings, the rest paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...document import Block, Break, CodeBlock, Heading, Inline, Paragraph, Rule, Text
from ...patterns import lazy
from ...record import Record
from ...source import Source, Span

_RULE = lazy(r"[-=_*~—–]{3,}")
# Below this share of all letters outside the fence, the fence is the résumé, not a sample in it.
_MOSTLY = 0.8
SECTION_LEVEL = 2


class _Line(Record):
    text: str
    indent: int
    span: Span


def unfenced(
    blocks: tuple[Block, ...], source: Source, is_section: Callable[[str], bool]
) -> tuple[Block, ...]:
    """The blocks, with a fence that is (nearly) the whole résumé taken apart.

    `is_section` tells the usual titles; a fence without any of them is left as code.
    """
    fences = [block for block in blocks if isinstance(block, CodeBlock)]
    inside = sum(len(fence.text.strip()) for fence in fences)
    around = sum(block.span.end - block.span.start for block in blocks) - sum(
        fence.span.end - fence.span.start for fence in fences
    )
    if len(fences) != 1 or inside < _MOSTLY * (inside + around):
        return blocks
    lines = list(_lines(fences[0], source))
    if not any(is_section(line.text) for line in lines):
        return blocks
    capitals = any(is_section(line.text) and _capitals(line.text) for line in lines)

    def is_title(line: _Line) -> bool:
        return line.indent == 0 and (
            is_section(line.text) or (capitals and _capitals(line.text) and len(line.text) < 50)
        )

    at = blocks.index(fences[0])
    return (*blocks[:at], *_blocks(lines, is_title), *blocks[at + 1 :])


def _capitals(text: str) -> bool:
    return text.isupper() and not re.search(r"[\d@]", text)


def _lines(fence: CodeBlock, source: Source) -> Iterator[_Line]:
    position = fence.span.start
    # The first line of the span is the opening fence, whose info string may hold any word.
    if source.text.startswith(("`", "~"), position):
        position = source.text.find("\n", position, fence.span.end) + 1 or position
    for line in fence.text.split("\n"):
        text = line.strip()
        start = source.text.find(text, position, fence.span.end)
        start = position if start < 0 else start
        end = min(start + len(text), fence.span.end)
        yield _Line(text, len(line) - len(line.lstrip()), Span(start, end))
        position = end


def _blocks(lines: list[_Line], is_title: Callable[[_Line], bool]) -> Iterator[Block]:
    width = max((line.indent + len(line.text) for line in lines), default=0)
    paragraph: list[_Line] = []
    for line in [*lines, _Line("", 0, Span(0, 0))]:
        ends = not line.text or _RULE.fullmatch(line.text) or is_title(line)
        # An entry begins where the text comes back to the margin under indented lines.
        if paragraph and (ends or (line.indent == 0 and paragraph[-1].indent > 0)):
            yield _paragraph(paragraph, width)
            paragraph = []
        if not ends:
            paragraph.append(line)
        elif line.text and _RULE.fullmatch(line.text):
            yield Rule(line.span)
        elif line.text:
            text: tuple[Inline, ...] = (Text(line.text, line.span),)
            yield Heading(SECTION_LEVEL, text, line.span)


def _paragraph(lines: list[_Line], width: int) -> Paragraph:
    inlines: list[Inline] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        inlines.append(Text(line.text, line.span))
        if following is not None:
            gap = Span(line.span.end, max(line.span.end, following.span.start))
            inlines.append(Break(_broken(line, following, width), gap))
    return Paragraph(tuple(inlines), lines[0].span.cover(lines[-1].span))


def _broken(line: _Line, following: _Line, width: int) -> bool:
    """Was the line ended on purpose? It was, if the next word would still have fitted."""
    word = following.text.split(maxsplit=1)[0]
    fits = line.indent + len(line.text) + 1 + len(word) <= width * 0.9
    return fits or line.indent != following.indent
