"""Lines of keywords ("*Keywords: Python, C++*") told from the prose around them.

In: blocks. Out: the same blocks; a paragraph that is (or begins with) such a line has it as a
paragraph of its own, with the role "keywords".
"""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Block, Paragraph, plain
from ..patterns import lazy
from ..record import replace
from .lexicon.vocabulary import entry_label
from .syntax.inlines import from_offset, lines, spanning

_LABEL = lazy(r"\W*([^\W\d][^:：\n]{1,38}?)\s*[:：]")
_LONGEST = 600


def with_keywords(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their keyword lines marked."""
    return tuple(part for block in blocks for part in _marked(block))


def _marked(block: Block) -> tuple[Block, ...]:
    if not isinstance(block, Paragraph):
        return (block,)
    label = _LABEL.match(plain(block.inlines[:4])[:60])
    if label is None or entry_label(label[1]) != "keywords":
        return (block,)
    shown = lines(block.inlines)
    first = shown[0]
    # A keyword line ends where its emphasis does, or with the paragraph that is all keywords.
    if len(shown) == 1 or not _ends_here(plain(first)):
        if len(plain(block.inlines)) > _LONGEST:
            return (block,)
        return (replace(block, role="keywords"),)
    rest = from_offset(block.inlines, spanning(shown[1]).start)
    return (
        replace(block, inlines=first, span=spanning(first), role="keywords"),
        Paragraph(rest, spanning(rest)),
    )


def _ends_here(line: str) -> bool:
    """Is a line of keywords complete: does it not end in the middle of the list?"""
    return not line.rstrip().endswith((",", "，", "、", ";", "and", "und", "et", "y"))
