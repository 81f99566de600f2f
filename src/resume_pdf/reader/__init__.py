"""Reads any Markdown résumé: from the author's file to a `Document` that holds every word of it.

In: a `Source`. Out: `Reading`: the document, and what there is to say about the file. Never
raises but for front matter that cannot be read (`ResumeError`, "front-matter-invalid").

The way: front matter and Markdown blocks (`front_matter`, `markdown`); sections (`sections`);
the person (`person`); entries (`nesting`, `forms`, then `roles` over all heads together).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..document import (
    ENTRY_KINDS,
    LISTED_KINDS,
    Block,
    Content,
    Document,
    Paragraph,
    Rule,
    Section,
    plain,
)
from ..reading import Reading
from ..source import Source, Span
from .entries.drafts import Draft, Parts
from .entries.finished import finished, learn
from .entries.forms import parted
from .entries.nesting import nested
from .keywords import with_keywords
from .labelled import with_label_lines
from .letter import is_letter, read_letter
from .lexicon.language import detect
from .person.meeting import meet
from .person.private import private_contacts, with_contacts
from .reading import about_lost_objects, languages_of, region_of, spanning, without_notes
from .sections import Part, is_section_title, level_jumps, outline_title_table, part
from .syntax import front_matter, markdown
from .syntax.fence import unfenced
from .syntax.plaintext import visible_words
from .syntax.settings import wishes
from .targets import absolute

__all__ = ["Reading", "is_section_title", "read", "read_letter", "visible_words"]


def read(source: Source, private: Source | None = None) -> Reading:
    """Understand a résumé; every visible word of it is in the document, in the author's order.

    `private` is a file with further contacts, kept apart from the résumé.
    """
    front = front_matter.read(source)
    parsed = markdown.parse(source, front.body_start)
    wished = wishes(front)
    lost = about_lost_objects(source)
    diagnostics = [*parsed.diagnostics, *wished.diagnostics, *lost]
    language = wished.language or detect(source.text[front.body_start :])
    languages = languages_of(language)
    blocks = absolute(parsed.blocks, wished.settings.base_url, diagnostics)
    blocks = outline_title_table(unfenced(blocks, source, is_section_title))
    diagnostics.extend(level_jumps(blocks))
    blocks, notes = without_notes(with_label_lines(with_keywords(blocks)))
    names = [value for key in ("name", "author") if isinstance(value := front.data.get(key), str)]
    parting = part(blocks, languages, names, diagnostics)
    met = meet(parting.head, parting.parts, front, source, region_of(language), diagnostics)
    drafted = _drafted(met.rest, parting.parts, parting.level, languages, diagnostics)
    learned = learn([(kind, parts) for _, kind, parts in drafted])
    sections = [
        _section(one, kind, finished(parts, kind, learned, diagnostics), diagnostics)
        for one, kind, parts in drafted
    ]
    if notes:
        sections.append(Section((), "other", notes, spanning(notes)))
    person = met.person
    if private is not None:
        person = with_contacts(person, private_contacts(private, region_of(language)))
        if person.reached_by("email"):
            diagnostics = [one for one in diagnostics if one.code != "email-missing"]
    if not any(one.kind != "other" for one in parting.parts) and is_letter(parsed.blocks):
        diagnostics = [_letter(source, front.body_start)]
    document = Document(person, tuple(sections), language, wished.settings)
    diagnostics.sort(key=lambda one: one.span.start if one.span else -1)
    return Reading(document, tuple(diagnostics), front.body_start)


def _letter(source: Source, start: int) -> Diagnostic:
    """A letter is no bad résumé: nothing else is said of it."""
    text = source.text
    first = start + len(text[start:]) - len(text[start:].lstrip())
    end = first + len(text[first:].partition("\n")[0])
    return Diagnostic(
        "source-is-letter",
        "this reads as a letter, and is set as a résumé",
        Span(first, end),
        "set it as one: resume-pdf render --layout letter",
    )


def _drafted(
    rest: Sequence[Block],
    parts: Sequence[Part],
    level: int,
    languages: Sequence[str],
    diagnostics: list[Diagnostic],
) -> list[tuple[Part | None, str, Parts]]:
    """The content of each section with its entries as drafts; None is what has no title."""
    found: list[tuple[Part | None, str, Parts]] = []
    if rest:
        kind = "summary" if parts else "other"
        drafts, _ = nested(rest, 0, languages)
        found.append((None, kind, drafts if parts else _parted(drafts, languages)))
    for one in parts:
        drafts, misplaced = nested(
            one.blocks, min(level, one.level), languages, listed=one.kind in LISTED_KINDS
        )
        diagnostics.extend(_misplaced(draft, one) for draft in misplaced)
        if one.kind in ENTRY_KINDS:
            drafts = _parted(drafts, languages)
        found.append((one, one.kind, drafts))
    return found


def _parted(parts: Parts, languages: Sequence[str], within: Draft | None = None) -> Parts:
    """Blocks with the entries among them as drafts, at every depth."""
    found = parted(parts, languages, within=within)
    for draft in found:
        if isinstance(draft, Draft) and (
            draft.form == "heading" or (draft.form == "line" and draft.head.period is None)
        ):
            draft.content = _parted(draft.content, languages, draft)
    return found


def _misplaced(draft: Draft, one: Part) -> Diagnostic:
    title = " ".join(plain(one.title).split())
    return Diagnostic(
        "entry-at-section-level",
        f"this heading is read as an entry of “{title}”, not as a section",
        draft.span,
        f"write it with {'#' * (one.level + 1)}",
    )


def _section(
    one: Part | None,
    kind: str,
    content: tuple[Content, ...],
    diagnostics: list[Diagnostic],
) -> Section:
    if one is None:
        return Section((), kind, content, spanning(content))
    if all(map(_says_nothing, content)):
        diagnostics.append(
            Diagnostic(
                "section-empty",
                f"there is nothing under “{' '.join(plain(one.title).split())}”",
                one.span,
                "take the heading out, or write something beneath it",
            )
        )
    span = one.span.cover(spanning(content)) if content else one.span
    return Section(one.title, kind, content, span, one.marks)


def _says_nothing(node: Content) -> bool:
    match node:
        case Paragraph():
            return not plain(node.inlines).strip()
        case Rule():
            return True
    return False
