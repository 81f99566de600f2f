"""Reads a letter: who sends it and to whom, what about, and where its text begins and ends.

In: a `Source`. Out: `Reading`, whose document has the sender in its person and all else, in the
author's order, in one section of the kind "letter"; the roles of its paragraphs tell what each is.
Raises as `read` does. The way: `parts` finds greeting and farewell, and what stands before and
after them; `told` adds what only the front matter says.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...diagnostics import Diagnostic
from ...document import Block, Content, Document, LetterheadItem, Paragraph, Person, Section, Text
from ...reading import Reading
from ...record import replace
from ...source import Source, Span
from ..lexicon.language import detect
from ..person.meeting import meet
from ..person.private import private_contacts, with_contacts
from ..person.told import told_names
from ..reading import about_lost_objects, languages_of, region_of, spanning, without_notes
from ..syntax import front_matter, markdown
from ..syntax.settings import wishes
from ..targets import absolute
from .parts import Letter, farewell, opening, parted
from .told import told, with_told

__all__ = ["is_letter", "read_letter"]

# What a résumé should have, and no letter need.
_OF_RESUMES = frozenset({"name-missing", "email-missing", "text-above-name", "name-from-title"})


def is_letter(blocks: Sequence[Block]) -> bool:
    """Do blocks greet somebody and bid farewell, each on a line of its own?"""
    opened = opening(blocks)
    return opened.salutation is not None and farewell(opened.rest) is not None


def read_letter(source: Source, private: Source | None = None) -> Reading:
    """Understand a letter; every visible word of it is in the document, in the author's order.

    `private` is a file with further contacts of the sender's.
    """
    front = front_matter.read(source)
    parsed = markdown.parse(source, front.body_start)
    wished = wishes(front)
    date_place = front.key_span("date")
    diagnostics = [
        *parsed.diagnostics,
        *about_lost_objects(source),
        # The date of a letter may be written as in any letter.
        *(one for one in wished.diagnostics if one.span != date_place),
    ]
    language = wished.language or detect(source.text[front.body_start :])
    blocks = absolute(parsed.blocks, wished.settings.base_url, diagnostics)
    blocks, notes = without_notes(blocks)
    names = [one.text for one in told_names(front, source)]
    letter = parted(blocks, names, languages_of(language))
    about_sender: list[Diagnostic] = []
    region = region_of(language)
    met = meet(letter.sender, (), front, source, region, about_sender)
    diagnostics += [one for one in about_sender if one.code not in _OF_RESUMES]
    person = replace(met.person, letterhead=tuple(map(_beside_contacts, met.person.letterhead)))
    if person.name is None and letter.signed:
        person = replace(person, name=letter.signed)
    if private is not None:
        person = with_contacts(person, private_contacts(private, region))
    head = with_told(letter.head, told(front, source, language), language)
    after = (*_signed(letter, person), *letter.after)
    content: tuple[Content, ...] = (*met.rest, *head, *letter.text, *after, *notes)
    sections = (Section((), "letter", content, spanning(content)),) if content else ()
    diagnostics.sort(key=lambda one: one.span.start if one.span else -1)
    document = Document(person, sections, language, wished.settings)
    return Reading(document, tuple(diagnostics), front.body_start)


def _beside_contacts(item: LetterheadItem) -> LetterheadItem:
    """A line of the sender's address stands with how else to reach the sender."""
    return replace(item, role="contact") if item.role == "note" else item


def _signed(letter: Letter, person: Person) -> tuple[Paragraph, ...]:
    """The sender's name under a farewell that has none."""
    if letter.signed or letter.closed is None or person.name is None:
        return ()
    place = Span(letter.closed, letter.closed)
    return (Paragraph((Text(person.name, place),), place, "signature"),)
