"""Entries that are no headings: bold lines, dated paragraphs, list items, rows, definitions.

In: what stands directly in a section (or under an undated heading). Out: the same with `Draft`s
where a block or an item tells an entry with its dates; everything else is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...document import (
    Block,
    Definitions,
    Inlines,
    Item,
    List,
    Paragraph,
    Rule,
    Table,
    plain,
)
from ...patterns import lazy
from ...record import replace
from ...source import Span
from ..syntax.inlines import cut, from_offset, lines, runs, spanning, up_to
from .absorb import LONGEST_ENTRY_LINE, LONGEST_LINE, absorb, bold_only, dated_line, is_prose
from .drafts import Draft, Parts, of_paragraph
from .heads import dissect
from .itemised import item_head, of_definitions, of_list, of_table

# A paragraph of more lines than this is no list of entries.
_MOST_LINES_APART = 200


def parted(parts: Parts, languages: Sequence[str], *, within: Draft | None = None) -> Parts:
    """Blocks with the entries among them as drafts, which hold what follows them.

    `within` is the heading they stand under, None for the section itself: under an entry that
    tells its dates, only bold dated lines (the roles) are entries of their own.
    """
    dated = within is not None and within.head.period is not None
    found: Parts = []
    current: Draft | None = None
    bold_entries = sum(isinstance(part, Paragraph) and bold_only(part) for part in parts) > 1
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        if isinstance(part, Draft | Rule):
            current = None
            found.append(part)
            continue
        drafts: Parts
        if dated:
            drafts = _role_line(part, languages)
        else:
            drafts = _drafts(part, following, languages, group=bold_entries)
        if any(isinstance(draft, Draft) for draft in drafts):
            if current is not None and _belongs(part, current):
                current.content.extend(drafts)
                continue
            found.extend(drafts)
            last = drafts[-1]
            current = last if isinstance(last, Draft) else None
        else:
            (found if current is None else current.content).append(part)
    for draft in found:
        if isinstance(draft, Draft) and draft.form in ("line", "definition", "item"):
            absorb(draft)
    return found


def _belongs(part: Block, current: Draft) -> bool:
    """Do the dated items of a list stand under the undated line right above it?"""
    return (
        isinstance(part, List)
        and not current.content
        and current.form == "line"
        and current.head.period is None
    )


def _role_line(part: Block, languages: Sequence[str]) -> Parts:
    if isinstance(part, Paragraph) and dated_line(part, languages) is not None:
        return [of_paragraph(part, 1, languages)]
    return [part]


def _drafts(
    part: Block, following: Block | Draft | None, languages: Sequence[str], *, group: bool
) -> Parts:
    match part:
        case Paragraph(role=""):
            count = _entry_lines(part, following, languages, group=group)
            if count:
                return list(_line_by_line(part, count, languages))
            sentence = _dated_sentence(part, languages)
            return [sentence] if sentence else [part]
        case List(start=None):
            return list(of_list(part, languages))
        case Definitions():
            return list(of_definitions(part, languages))
        case Table():
            return list(of_table(part, languages))
    return [part]


# ── Paragraphs ───────────────────────────────────────────────────────────────────────────


def _entry_lines(
    paragraph: Paragraph, following: Block | Draft | None, languages: Sequence[str], *, group: bool
) -> int:
    """How many lines of a paragraph are surely the head of an entry; 0 if it starts none."""
    head = lines(paragraph.inlines)[:4]
    if not head or len(plain(head[0])) > LONGEST_ENTRY_LINE:
        return 0
    first = dissect(head[:1], languages)
    text = plain(head[0]).strip()
    if first.period is not None:
        leading = first.pieces[0].period is not None
        if len(head) == 1 and re.search(r"[.。!?]$", text) and len(text) > LONGEST_LINE:
            return 0
        # Dates alone on the line: the next one says what they are of.
        if leading and not first.content and len(head) > 1 and len(plain(head[1])) <= LONGEST_LINE:
            return 2
        return 1 if leading or not is_prose(text) else 0
    if not _begins_bold(head[0]) or len(text) > LONGEST_LINE or text.endswith((":", "：")):
        return 0
    for number, line in enumerate(head[1:], 2):
        if len(plain(line)) <= LONGEST_LINE and dissect([line], languages).period is not None:
            return number
    if len(head) == 1 and bold_only(paragraph):
        if group:
            return 1
        return int(_tells_dates(following, languages))
    if len(head) == 1 and isinstance(following, List):
        return int(_tells_dates(following, languages))
    return 0


def _line_by_line(paragraph: Paragraph, count: int, languages: Sequence[str]) -> Iterator[Draft]:
    """The entries of a paragraph: one, or one for each of its dated lines."""
    all_lines = lines(paragraph.inlines)
    first = dissect(all_lines[:count], languages)
    starts = [0]
    if first.period is not None and first.content:
        starts += [
            number
            for number, line in enumerate(all_lines[count:_MOST_LINES_APART], count)
            if len(plain(line)) <= LONGEST_LINE
            and not is_prose(plain(line))
            and dissect([line], languages).form == first.form
        ]
    left, beyond = paragraph, None
    if len(starts) > 1 and len(all_lines) > _MOST_LINES_APART:
        place = spanning(all_lines[_MOST_LINES_APART]).start
        beyond = Paragraph(*_placed(from_offset(left.inlines, place)))
        left = _cut_off(left, up_to(left.inlines, place))
    for before, start in pairwise(starts):
        place = spanning(all_lines[start]).start
        yield of_paragraph(
            _cut_off(left, up_to(left.inlines, place)), 1 if before else count, languages
        )
        left = _cut_off(left, from_offset(left.inlines, place))
    last = of_paragraph(left, 1 if len(starts) > 1 else count, languages)
    if beyond is not None:
        last.content.append(beyond)
    yield last


def _placed(inlines: Inlines) -> tuple[Inlines, Span]:
    return inlines, spanning(inlines)


def _cut_off(paragraph: Paragraph, inlines: Inlines) -> Paragraph:
    return replace(paragraph, inlines=inlines, span=spanning(inlines))


def _tells_dates(following: Block | Draft | None, languages: Sequence[str]) -> bool:
    """Do dates stand at the start of what follows a line?"""
    match following:
        case Paragraph():
            first = lines(following.inlines)[:1]
            return bool(
                first
                and len(plain(first[0])) <= LONGEST_LINE
                and dissect(first, languages).period is not None
            )
        case List():
            return any(
                item_head(item, languages) is not None or _plain_dates(item, languages)
                for item in following.items[:3]
            )
    return False


def _plain_dates(item: Item, languages: Sequence[str]) -> bool:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or len(plain(first.inlines)) > LONGEST_LINE:
        return False
    return dissect([first.inlines], languages).period is not None


def _begins_bold(line: Inlines) -> bool:
    text = plain(line)
    for run in runs(line):
        if re.search(r"\w", text[run.start : run.end]):
            return "strong" in run.styles
    return False


_SENTENCE_END = lazy(r"(?<=[\w)»”\"']{3})[.。](?:\s+|$)|。")


def _dated_sentence(paragraph: Paragraph, languages: Sequence[str]) -> Draft | None:
    """An entry told in prose that begins with its dates: its first sentence is the head."""
    text = plain(paragraph.inlines)
    window = text[: 2 * LONGEST_ENTRY_LINE]
    for end in _SENTENCE_END.finditer(window):
        first = cut(paragraph.inlines, 0, end.start())
        pieces = dissect([first], languages).pieces
        if not pieces or pieces[0].period is None:
            return None
        if len(pieces) == 1 and end.end() < len(window):
            continue
        draft = Draft([first], spanning(first), "line", languages, marks=paragraph.marks)
        rest = cut(paragraph.inlines, end.end(), len(text))
        if plain(rest).strip():
            draft.content.append(Paragraph(rest, spanning(rest)))
        return draft
    return None
