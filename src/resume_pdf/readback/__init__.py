"""From the look of pages back to Markdown: what the type and the white space say of its structure.

In: `PrintedLine`s, and a judge of section titles. Out: Markdown that whoever reads Markdown can
read: a name, sections, entries with their heads, lists, paragraphs.

The way: page furniture off (`furniture`); what each line is (`kinds`, `heads`); blocks of
them (`blocks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..printed import PrintedLine
from .blocks import written
from .furniture import without_furniture
from .kinds import body_size, classed

__all__ = ["markdown"]


def markdown(lines: Sequence[PrintedLine], is_section_title: Callable[[str], bool]) -> str:
    """The text of pages as Markdown; `is_section_title` knows usual titles of sections."""
    own = without_furniture(lines)
    size = body_size(own)
    return written(classed(own, size, is_section_title), size)
