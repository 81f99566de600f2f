"""An entry in the making: the lines of its head as written, and what stands beneath.

What the head says is decided later, when every head of the résumé is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from ...document import UNMARKED, Block, Inlines, Marks, Paragraph, plain
from ...record import Mutable, field
from ...source import Span
from ..syntax.inlines import from_offset, lines, spanning
from .heads import Head, dissect

Form = Literal["heading", "line", "item", "row", "definition"]


class Draft(Mutable, eq=False):
    """An entry in the making: the lines of its head, and what stands beneath.

    `level` is the heading's; 0 for what is no heading. `topic` is set on a heading that comes
    again under other entries ("Responsibilities"): it parts a body, and tells no post.
    """

    lines: list[Inlines]
    span: Span
    form: Form
    languages: Sequence[str]
    level: int = 0
    marks: Marks = UNMARKED
    topic: bool = False
    content: list[Block | Draft] = field(default_factory=list)
    _head: tuple[int, Head] | None = None

    @property
    def head(self) -> Head:
        """The head taken apart, as its lines stand now."""
        if self._head is None or self._head[0] != len(self.lines):
            self._head = (len(self.lines), dissect(self.lines, self.languages))
        return self._head[1]

    @property
    def drafts(self) -> list[Draft]:
        """The entries among what stands beneath."""
        return [part for part in self.content if isinstance(part, Draft)]

    def whole(self) -> Span:
        """The place of the head and everything beneath."""
        span = self.span
        for part in self.content:
            span = span.cover(part.whole() if isinstance(part, Draft) else part.span)
        return span


Parts = list[Block | Draft]


def walk(parts: Iterable[Block | Draft]) -> Iterator[Draft]:
    """Every draft, parents first."""
    for part in parts:
        if isinstance(part, Draft):
            yield part
            yield from walk(part.content)


def text(draft: Draft) -> str:
    """The words of a draft's head."""
    return " ".join(" ".join(plain(line).split()) for line in draft.lines)


def of_paragraph(paragraph: Paragraph, count: int, languages: Sequence[str]) -> Draft:
    """A paragraph whose first `count` lines are the head of an entry."""
    all_lines = lines(paragraph.inlines)
    head = list(all_lines[:count])
    draft = Draft(
        head,
        spanning(head[0]).cover(spanning(head[-1])),
        "line",
        languages,
        marks=paragraph.marks,
    )
    if len(all_lines) > count:
        rest = from_offset(paragraph.inlines, spanning(all_lines[count]).start)
        draft.content.append(Paragraph(rest, spanning(rest), paragraph.role))
    return draft
