"""Lines that each begin with a label: "**Languages:** C++, Python", and on the next "**Tools:** …".

In: blocks. Out: the same blocks; where a paragraph is such lines, their ends are kept. Markdown
makes one line of them, but nobody who writes a list of labels means that.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Block, Break, Inline, Inlines, Paragraph, Styled, Text, plain
from ..record import replace

_COLONS = (":", "：")


def with_label_lines(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the line ends before labels made hard, in paragraphs that begin with one."""
    return tuple(
        replace(block, inlines=_parted(block.inlines))
        if isinstance(block, Paragraph) and _is_label(block.inlines, 0)
        else block
        for block in blocks
    )


def _parted(inlines: Inlines) -> Inlines:
    def kept(number: int, inline: Inline) -> Inline:
        if isinstance(inline, Break) and _is_label(inlines, number + 1):
            return replace(inline, hard=True)
        return inline

    return tuple(kept(number, inline) for number, inline in enumerate(inlines))


def _is_label(inlines: Inlines, at: int) -> bool:
    """Whether a styled piece at this place ends with a colon, or is followed by one."""
    if at >= len(inlines) or not isinstance(inlines[at], Styled):
        return False
    if plain((inlines[at],)).rstrip().endswith(_COLONS):
        return True
    following = inlines[at + 1] if at + 1 < len(inlines) else None
    return isinstance(following, Text) and following.text.lstrip().startswith(_COLONS)
