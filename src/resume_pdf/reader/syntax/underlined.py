"""Whether a line with "---" right below it is a heading, or a paragraph above a rule.

Markdown makes a heading of it; an author who wanted to part two pieces of the page does not
expect that, least of all for a line of contacts.
"""

from __future__ import annotations

from enum import Enum, auto

from ...document import Break, Inlines, Link, Styled, plain
from ...patterns import lazy


class Underlined(Enum):
    """What it is."""

    HEADING = auto()
    DOUBTFUL = auto()
    PARAGRAPH = auto()


_ADDRESS = lazy(r"\S@\S+\.\w|https?://|\bwww\.|📞|☎|✆|✉|📧")
_NUMBER = lazy(r"\+?\(?\d[\d\s().\u2010-\u2015/-]{5,}\d")
_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE = lazy(r"[^.]\.$|[!?;:,]$|[^.]\.\s")
_LONGEST = 80  # characters of a line that may still be a heading


def underlined(inlines: Inlines, underline: str) -> Underlined:
    """Judge the text above an underline, which consists of "=" or of "-"."""
    if underline.startswith("="):
        return Underlined.HEADING
    text = plain(inlines)
    several = any(isinstance(inline, Break) for inline in inlines)
    if several or _ADDRESS.search(text) or _phone(text) or _mail(inlines):
        return Underlined.PARAGRAPH
    if "|" in text or len(text) > _LONGEST or len(underline) < 2 or _SENTENCE.search(text):
        return Underlined.DOUBTFUL
    return Underlined.HEADING


def _phone(text: str) -> bool:
    for found in _NUMBER.finditer(text):
        digits = sum(character.isdigit() for character in found[0])
        if digits >= 7 and (found[0][0] in "+(" or (digits >= 9 and not _YEAR.search(found[0]))):
            return True
    return False


def _mail(inlines: Inlines) -> bool:
    for inline in inlines:
        match inline:
            case Link(target, _) if target and target.lower().startswith(("mailto:", "tel:")):
                return True
            case Styled(_, children) if _mail(children):
                return True
    return False
