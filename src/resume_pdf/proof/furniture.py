"""Page furniture, the running heads and page numbers, told apart from the words of the edition.

In: the lines a reader found, the texts of each page's margin boxes as laid out. Out: the lines
without them. Readers give them before or after the page's own text, in whatever order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..record import Record, replace
from .wording import Line, comparable, has_right_to_left


class _Text(Record):
    written: str
    words: tuple[str, ...]
    right_to_left: bool

    def is_read_in(self, words: Sequence[str]) -> bool:
        if tuple(words) == self.words:
            return True
        return self.right_to_left and Counter("".join(words)) == Counter("".join(self.words))


def without_furniture(
    lines: Sequence[Line], furniture: Sequence[Sequence[str]], expected: Sequence[str]
) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines without furniture, and the furniture that is not there: page and text.

    Where a page could be parted in two ways (it ends with a "2" of its own beside the page
    number), `expected` tells.
    """
    texts = [
        [
            _Text(text, tuple(comparable(text)), has_right_to_left(text))
            for text in page
            if comparable(text)
        ]
        for page in furniture
    ]
    kept: list[Line] = []
    missing: list[tuple[int, str]] = []
    position = 0
    for page in range(1, max((line.page for line in lines), default=0) + 1):
        own = [line for line in lines if line.page == page]
        words = [word for line in own for word in line.words]
        due = expected[position : position + len(words)]
        on_page = texts[page - 1] if page <= len(texts) else []
        parting = _part(words, on_page, due)
        if parting is None:
            # A page is missing or too many: what stands here was laid out for another.
            others = (_part(words, other, due) for other in texts if other)
            parting = next(filter(None, others), None)
        if parting is None:
            head, tail, absent = _part_loosely(words, on_page)
            missing += [(page, text.written) for text in absent]
        else:
            head, tail = parting
        kept += _cut(own, head, len(words) - tail)
        position += len(words) - head - tail
    return kept, missing


def _part(
    words: Sequence[str], texts: Sequence[_Text], due: Sequence[str]
) -> tuple[int, int] | None:
    """How many words at the head and the tail of a page are exactly its furniture."""
    total = sum(len(text.words) for text in texts)
    own = len(words) - total
    if own < 0:
        return None
    possible = [
        (head, total - head)
        for head in range(total + 1)
        for rest in _after(words[:head], texts)
        if not all(_after(words[own + head :], rest))
    ]
    as_due = (part for part in possible if words[part[0] : part[0] + own] == due[:own])
    return next(as_due, possible[0] if possible else None)


def _after(words: Sequence[str], texts: Sequence[_Text]) -> Iterator[Sequence[_Text]]:
    """What is left of `texts` once `words` are made up of some of them."""
    if not words:
        yield texts
    for index, text in enumerate(texts):
        if tuple(words[: len(text.words)]) == text.words:
            yield from _after(words[len(text.words) :], [*texts[:index], *texts[index + 1 :]])


def _part_loosely(words: Sequence[str], texts: Sequence[_Text]) -> tuple[int, int, list[_Text]]:
    """As `_part`, one text after the other, and those not found."""
    head, tail = 0, len(words)
    left = list(texts)
    progress = True
    while progress:
        progress = False
        for text in left:
            length = len(text.words)
            # A reader may join or part the words of a text that runs from the right.
            lengths = [
                length + more for more in ((0, -1, 1, -2, 2) if text.right_to_left else (0,))
            ]
            at_tail = next((n for n in lengths if text.is_read_in(words[tail - n : tail])), None)
            at_head = next((n for n in lengths if text.is_read_in(words[head : head + n])), None)
            if at_tail is None and at_head is None:
                continue
            tail -= at_tail or 0
            head += 0 if at_tail is not None else at_head or 0
            left.remove(text)
            progress = True
            break
    return head, len(words) - tail, left


def _cut(lines: Sequence[Line], start: int, end: int) -> Iterator[Line]:
    """The part of a page's lines from its word `start` to `end`."""
    position = 0
    for line in lines:
        words = line.words[max(start - position, 0) : max(end - position, 0)]
        position += len(line.words)
        if words or not line.words:
            yield replace(line, words=words)
