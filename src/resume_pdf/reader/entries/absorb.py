"""Which lines beneath a heading still belong to the head of the entry.

In: a `Draft` whose first block may be "_Role_, 2014 – 2016", "> Period: …" or a list that begins
with role and dates. Out: the draft with those lines in its head, the rest as its body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...document import (
    UNMARKED,
    Block,
    Inlines,
    List,
    Paragraph,
    Quote,
    plain,
)
from ...record import replace
from ..lexicon.likeness import degree, organization, title
from ..syntax.inlines import from_offset, has_break, lines, runs, spanning
from .drafts import Draft
from .heads import Head, dissect

# A head has a few short lines; what is longer is prose.
_MOST_LINES = 6
LONGEST_LINE = 120
# A single line of a paragraph that is a whole entry may be a little longer than a head's line.
LONGEST_ENTRY_LINE = 180
_PLAIN_LINE = 60
_REST_BESIDE_DATES = 90


def absorb(draft: Draft) -> None:
    """Move the head's further lines from the body into the head."""
    while draft.content and len(draft.lines) < _MOST_LINES:
        block = draft.content[0]
        if isinstance(block, Draft) or block.marks != UNMARKED or _several_roles(draft):
            return
        taken, rest = _head_lines(block, draft)
        if not taken:
            return
        draft.lines.extend(taken)
        draft.content[0:1] = rest


def _several_roles(draft: Draft) -> bool:
    """Do several lines of one form stand beneath a heading? Then each is an entry of its own.

    Beneath an employer dated lines are its roles; beneath an undated heading bold lines are the
    employers of what follows each.
    """
    if draft.form != "heading":
        return False
    paragraphs = [part for part in draft.content if isinstance(part, Paragraph)]
    if draft.head.period is None and sum(map(bold_only, paragraphs)) > 1:
        return True
    return sum(dated_line(part, draft.languages) is not None for part in paragraphs) > 1


def bold_only(paragraph: Paragraph) -> bool:
    """Is a paragraph a short line in bold, and no lead-in of what follows?"""
    text = plain(paragraph.inlines)
    return (
        0 < len(text) <= LONGEST_LINE
        and not text.rstrip().endswith((":", "："))
        and all(
            "strong" in run.styles or not re.search(r"\w", text[run.start : run.end])
            for run in runs(paragraph.inlines)
        )
    )


def dated_line(paragraph: Paragraph, languages: Sequence[str]) -> Head | None:
    """The first line of a paragraph taken apart, if it begins in bold (or code) and tells dates."""
    first = lines(paragraph.inlines)[:1]
    if not first or len(plain(first[0])) > LONGEST_LINE:
        return None
    styles = runs(first[0])[:1]
    if not styles or not {"strong", "code"} & set(styles[0].styles):
        return None
    head = dissect(first, languages)
    return head if head.period is not None else None


def _head_lines(block: Block, draft: Draft) -> tuple[list[Inlines], list[Block]]:
    """The lines a block gives to the head, and what is left of it."""
    match block:
        case Paragraph(role=""):
            return _of_paragraph(block, draft)
        case Quote(blocks=(Paragraph() as inner,)):
            found = list(lines(inner.inlines))
            if all(_is_dates(line, draft) for line in found):
                return found, []
        case List(start=None):
            return _of_list(block, draft)
    return [], [block]


def _of_paragraph(paragraph: Paragraph, draft: Draft) -> tuple[list[Inlines], list[Block]]:
    if len(plain(paragraph.inlines)) > 12 * LONGEST_LINE and not has_break(paragraph.inlines):
        return [], [paragraph]
    all_lines = lines(paragraph.inlines)
    head = all_lines[: _MOST_LINES + 1]
    count = 0
    for number, line in enumerate(head):
        if _is_head_line(line, draft, alone=len(all_lines) == 1):
            count = number + 1
        elif not _is_plain_head(line):
            break
    # Plain short lines count only above a line that is surely the head's.
    rest = all_lines[count:]
    if count == 0:
        return [], [paragraph]
    if not rest:
        return list(head[:count]), []
    left = _after(paragraph, rest)
    return list(head[:count]), [left]


def _after(paragraph: Paragraph, rest: Sequence[Inlines]) -> Paragraph:
    """What is left of a paragraph from its later lines on, breaks between them as they were."""
    start = spanning(rest[0]).start
    kept = from_offset(paragraph.inlines, start)
    return replace(paragraph, inlines=kept, span=spanning(kept))


def _is_dates(line: Inlines, draft: Draft) -> bool:
    """Is a line nothing but dates, or dates with a word or two?"""
    text = plain(line)
    if len(text) > LONGEST_LINE:
        return False
    head = dissect([line], draft.languages)
    if head.period is None:
        return False
    return sum(len(piece.text) for piece in head.content) <= 25


def _is_head_line(line: Inlines, draft: Draft, *, alone: bool) -> bool:
    text = plain(line).strip()
    if not text or len(text) > LONGEST_LINE:
        return False
    head = dissect([line], draft.languages)
    if any(piece.role for piece in head.pieces):
        return True
    if head.period is not None:
        rest = sum(len(piece.text) for piece in head.content)
        return rest <= _REST_BESIDE_DATES and not _ends_sentence(text, head)
    if len(draft.head.content) > 1 or text.endswith((":", "：", ".", "。", "!", "?")):
        return False
    if _all_styled(line):
        return True
    return alone and _is_plain_head(line) and _names_something(text)


def _all_styled(line: Inlines) -> bool:
    """Is every word of the line in bold or italics?"""
    text = plain(line)
    return all(
        {"strong", "emphasis"} & set(run.styles) or not re.search(r"\w", text[run.start : run.end])
        for run in runs(line)
    )


def _is_plain_head(line: Inlines) -> bool:
    text = plain(line).strip()
    return 0 < len(text) <= _PLAIN_LINE and not text.endswith((":", "：", ".", "。", "!", "?", ","))


def _names_something(text: str) -> bool:
    return max(title(text), organization(text), degree(text)) >= 1


def _ends_sentence(text: str, head: Head) -> bool:
    """Is the line prose that mentions a time: it ends as a sentence, and not with its dates?"""
    last = head.pieces[-1]
    return last.period is None and bool(re.search(r"\w{3}[.!?]$", text)) and len(text) > 60


def _of_list(block: List, draft: Draft) -> tuple[list[Inlines], list[Block]]:
    """Role and dates as the first items of a list; the other items stay a list."""
    if draft.head.period is not None:
        return [], [block]
    taken: list[Inlines] = []
    for number, item in enumerate(block.items[:3]):
        if len(item.blocks) != 1 or item.marks != UNMARKED or item.checked is not None:
            break
        paragraph = item.blocks[0]
        if not isinstance(paragraph, Paragraph) or paragraph.marks != UNMARKED:
            break
        if len(plain(paragraph.inlines)) > LONGEST_LINE or has_break(paragraph.inlines):
            break
        taken.append(paragraph.inlines)
        if _is_dates(paragraph.inlines, draft):
            items = block.items[number + 1 :]
            if not items:
                return taken, []
            span = items[0].span.cover(items[-1].span)
            return taken, [replace(block, items=items, span=span)]
    return [], [block]


def is_prose(text: str) -> bool:
    """Is a line a sentence that goes on, rather than names and dates?"""
    shown = re.sub(r"[-.·_]{3,}", " ", text)  # leaders fill a line up
    return len(shown) > 90 and bool(re.search(r"\w{3}[.!?]$|\w{3}[.!?]\s+\w+\s+\w+", shown))
