"""Parts a résumé into its head and its sections, at whatever level their titles stand.

In: blocks. Out: the blocks of the head, and `Part`s (a title, its kind, the blocks beneath). A
title is known by the vocabulary or stands at the level of those that are; an employer written
at that level stays an entry of the section that runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..document import (
    ENTRY_KINDS,
    UNMARKED,
    Block,
    Heading,
    Inlines,
    Marks,
    Paragraph,
    Table,
    plain,
)
from ..record import Mutable, Record, field, replace
from ..source import Span
from .entries.heads import dissect
from .lexicon.likeness import organization, title
from .lexicon.names import is_document_title, looks_like_name
from .lexicon.vocabulary import section_kind
from .syntax.inlines import lines

# Kinds that may stand inside a section of another without parting it: languages among skills,
# awards in an education. Everywhere else a known title begins a section of its own.
_WITHIN: dict[str, frozenset[str]] = {
    "skills": frozenset({"languages", "interests", "certificates", "projects", "courses"}),
    "education": frozenset(
        {"awards", "courses", "certificates", "publications", "skills", "projects", "languages"}
    ),
    "publications": frozenset({"talks", "patents", "awards"}),
    "awards": frozenset({"grants", "publications", "memberships"}),
    "certificates": frozenset({"courses", "skills"}),
    "courses": frozenset({"certificates", "skills"}),
    "contact": frozenset({"personal", "languages"}),
    "personal": frozenset({"contact", "languages", "interests", "skills"}),
    "teaching": frozenset({"talks", "courses"}),
    "service": frozenset({"memberships", "volunteering"}),
}
# These are never a topic inside a section of another kind.
_ALWAYS_APART = frozenset({"education", "experience"})
_LOOSE_KINDS = frozenset({"summary", "other", ""})

SURE = 1.0
_LONGEST_TITLE = 80
_LONGEST_LINE = 120


class Part(Mutable):
    """A section in the making. `level` is that of its heading."""

    title: Inlines
    kind: str
    level: int
    span: Span
    marks: Marks = UNMARKED
    blocks: list[Block] = field(default_factory=list)


class Parting(Record):
    """The blocks before the first section, the sections, and the level of their titles."""

    head: tuple[Block, ...]
    parts: tuple[Part, ...]
    level: int


def heading_kind(heading: Heading) -> str | None:
    """The kind of section a heading names, None if it is no known title."""
    text = " ".join(plain(heading.inlines).split())
    return section_kind(text) if 0 < len(text) <= _LONGEST_TITLE else None


def is_section_title(text: str) -> bool:
    """Is a line a usual section title?"""
    return len(text) <= _LONGEST_TITLE and section_kind(text.strip()) is not None


def part(
    blocks: Sequence[Block],
    languages: Sequence[str],
    names: Sequence[str],
    diagnostics: list[Diagnostic],
) -> Parting:
    """Part the blocks of a résumé; `names` are what the front matter may call the person."""
    blocks = _promoted(blocks)
    kinds = [heading_kind(block) if isinstance(block, Heading) else None for block in blocks]
    level = _outline_level(blocks, kinds)
    first = _first_section(blocks, kinds, level, names)
    parts: list[Part] = []
    entry_level: int | None = None
    for number in range(first, len(blocks)):
        block = blocks[number]
        if not isinstance(block, Heading):
            parts[-1].blocks.append(block)
            continue
        kind = kinds[number]
        running = parts[-1] if parts else None
        around = (blocks[number - 1] if number else None, *blocks[number + 1 : number + 2])
        begins = running is None or _begins_section(
            block, kind, running, level, entry_level, around, languages
        )
        if not begins:
            assert running is not None
            running.blocks.append(block)
            entry_level = block.level if entry_level is None else min(entry_level, block.level)
            continue
        if running is not None and block.level > running.level and block.level > level:
            diagnostics.append(
                Diagnostic(
                    "section-inside-section",
                    f"“{_text(block)}” stands inside “{_title(running)}”; "
                    "it is read as a section of its own",
                    block.span,
                    f"write it with {'#' * level}",
                )
            )
        parts.append(Part(block.inlines, kind or "other", block.level, block.span, block.marks))
        entry_level = None
    return Parting(tuple(blocks[:first]), tuple(parts), level)


def _text(heading: Heading) -> str:
    return " ".join(plain(heading.inlines).split())


def _title(running: Part) -> str:
    return " ".join(plain(running.title).split())


# ── Titles that are no headings ──────────────────────────────────────────────────────────


def _promoted(blocks: Sequence[Block]) -> list[Block]:
    """In a résumé without headings for its sections, lines that are known titles as headings."""
    if any(isinstance(block, Heading) and heading_kind(block) for block in blocks):
        return list(blocks)
    found = [_as_title(block) for block in blocks]
    if sum(heading is not None for heading in found) < 2:
        return list(blocks)
    return [heading or block for heading, block in zip(found, blocks, strict=True)]


# Deeper than the headings such a file may have for its own title.
_PROMOTED_LEVEL = 2


def _as_title(block: Block) -> Heading | None:
    if not isinstance(block, Paragraph) or len(block.inlines) > 4:
        return None
    text = plain(block.inlines).strip()
    alone = 0 < len(text) <= _LONGEST_TITLE and len(lines(block.inlines)) == 1
    if not alone or section_kind(text) is None:
        return None
    return Heading(_PROMOTED_LEVEL, block.inlines, block.span, block.marks)


# ── Levels ───────────────────────────────────────────────────────────────────────────────


def _outline_level(blocks: Sequence[Block], kinds: Sequence[str | None]) -> int:
    """The level at which sections stand: that of most known titles, else of most headings."""
    known: Counter[int] = Counter()
    above: list[tuple[int, str]] = []
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is None or not isinstance(block, Heading):
            continue
        while above and above[-1][0] >= block.level:
            above.pop()
        # A topic of the section above it ("Languages" among the skills) has no say.
        if not above or kind not in _WITHIN.get(above[-1][1], ()):
            known[block.level] += 1
        above.append((block.level, kind))
    if known:
        most = max(known.values())
        return min(level for level, count in known.items() if count == most)
    headings = Counter(
        block.level
        for block in blocks
        if isinstance(block, Heading) and not is_document_title(_text(block))
    )
    several = [level for level, count in headings.items() if count > 1]
    return min(several or headings or [1])


def _first_section(
    blocks: Sequence[Block], kinds: Sequence[str | None], level: int, names: Sequence[str]
) -> int:
    """The number of the first block that is a section's title (all blocks: there is none)."""
    named = False
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        if kinds[number] is not None:
            return number
        text = _text(block)
        if not text or is_document_title(text) or _is_contact(block):
            continue
        if not named and (looks_like_name(text, names) or block.level < level):
            named = True
        elif named and _is_headline(blocks, number):
            continue
        elif block.level <= level or named:
            return number
        else:
            named = True
    return len(blocks)


def _is_contact(heading: Heading) -> bool:
    return bool(re.search(r"@|https?://|\bwww\.|📞|✉|\+\d", plain(heading.inlines)))


def _is_headline(blocks: Sequence[Block], number: int) -> bool:
    """Does a heading name the trade of the person: right under the name, and no text beneath?"""
    heading = blocks[number]
    assert isinstance(heading, Heading)
    text = _text(heading)
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return (
        number <= 3
        and title(text) >= SURE
        and (
            following is None
            or isinstance(following, Heading)
            or bool(re.search(r"@|\d{3}[\s)-]\d{3}|https?://", _beginning(following)))
        )
    )


def _beginning(block: Block) -> str:
    return plain(block.inlines)[:200] if isinstance(block, Paragraph) else ""


# ── Section or entry ─────────────────────────────────────────────────────────────────────


def _begins_section(
    heading: Heading,
    kind: str | None,
    running: Part,
    level: int,
    entry_level: int | None,
    around: Sequence[Block | None],
    languages: Sequence[str],
) -> bool:
    text = _text(heading)
    if not text:
        return False
    if kind is not None and _dated(heading, languages):
        kind = None
    if kind is not None:
        if heading.level <= max(level, running.level):
            return True
        return _parts_company(kind, running, heading.level, entry_level)
    if heading.level > level:
        return False
    return not (
        running.kind in ENTRY_KINDS and _tells_entry(heading, around, entry_level, languages)
    )


def _parts_company(kind: str, running: Part, depth: int, entry_level: int | None) -> bool:
    """Does a known title, deeper than sections stand, begin a section all the same?"""
    if kind == running.kind or kind in _LOOSE_KINDS:
        return False
    if kind in _ALWAYS_APART:
        return True
    if running.kind in _LOOSE_KINDS or kind in _WITHIN.get(running.kind, ()):
        return False
    # Beneath an entry it is about that entry; beside entries, or where there are none, it is not.
    return depth <= entry_level if entry_level is not None else bool(running.blocks)


def _dated(heading: Heading, languages: Sequence[str]) -> bool:
    return dissect([heading.inlines], languages).period is not None


def _tells_entry(
    heading: Heading,
    around: Sequence[Block | None],
    entry_level: int | None,
    languages: Sequence[str],
) -> bool:
    """Is a heading at the level of sections an employer or a role of the section that runs?

    Where the section's entries stand deeper, it takes dates to tell an entry, or a role right
    below an employer without text; where none stand deeper, the words are enough.
    """
    before, *following = around
    text = _text(heading)
    if _dated(heading, languages):
        return True
    below = following[0] if following else None
    if isinstance(below, Paragraph):
        first = lines(below.inlines)[:1]
        if first and len(plain(first[0])) <= _LONGEST_LINE:
            pieces = dissect(first, languages)
            if pieces.period is not None:
                return True
    if isinstance(before, Heading) and title(text) >= SURE:
        return True
    if entry_level is not None and entry_level > heading.level:
        return False
    if title(text) >= SURE or organization(text) >= SURE:
        return True
    return (
        isinstance(below, Heading)
        and below.level > heading.level
        and (_dated(below, languages) or title(_text(below)) >= SURE)
    )


def level_jumps(blocks: Sequence[Block]) -> list[Diagnostic]:
    """Headings more than one level below the one before them."""
    found: list[Diagnostic] = []
    before: int | None = None
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        if before is not None and block.level > before + 1:
            found.append(
                Diagnostic(
                    "heading-level-jump",
                    f"from level {before} to level {block.level}: “{_text(block)}”",
                    block.span,
                    f"write it with {'#' * (before + 1)}",
                )
            )
        before = block.level
    return found


def outline_title_table(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A table whose header is a section's title and nothing else, as that section."""
    found: list[Block] = []
    for block in blocks:
        header = block.header if isinstance(block, Table) else None
        named = [cell for cell in header or () if plain(cell.inlines).strip()]
        if len(named) == 1 and len(header or ()) > 1 and is_section_title(plain(named[0].inlines)):
            assert isinstance(block, Table)
            found.append(Heading(_PROMOTED_LEVEL, named[0].inlines, named[0].span, block.marks))
            found.append(replace(block, header=None))
        else:
            found.append(block)
    return tuple(found)
