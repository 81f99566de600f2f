"""Cuts a document into the units that a page takes or leaves.

In: a document without anything unwanted. Out: `Piece`s in the author's order (a section's title,
an entry's head, a paragraph, a list item's text, a table …) and the units they consist of: a
paragraph has one for each sentence, most others have one. A unit names those it cannot stand
without: a bullet needs the head of its entry, a sentence the one before it. So any set of units
that holds the needs of each of them is a page that reads well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import pairwise, zip_longest
from typing import Literal

from ..document import (
    Block,
    Content,
    Definition,
    Definitions,
    Document,
    Entry,
    Footnote,
    Item,
    List,
    Paragraph,
    Section,
    Table,
    key,
    plain,
)
from ..record import Record, replace
from ..source import Span
from ..words import said_by
from .rank import Keywords, ages, value, worth_of_section
from .sentences import note_marks, sentence_ends
from .tree import Node, name_of, notes_in, said_in

_LEADING = (":", "：")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟", "۔", "।")

Form = Literal["head", "prose", "whole", "choice"]


class Duty(IntEnum):
    """Why a unit must stand, the firmest last: a page too small gives up jobs first."""

    NONE = 0
    JOB = 1
    EDUCATION = 2
    ALWAYS = 3


class Unit(Record):
    """The smallest thing that is taken or left.

    `place` is its number in the author's order. `needs` are the places of what it cannot stand
    without. A `follower` is never taken for its own sake: a section's title, a footnote.
    """

    place: int
    value: float
    duty: Duty
    needs: tuple[int, ...]
    follower: bool = False


class Piece(Record):
    """A stretch of text with its units, named by `key`.

    `form` is "head" for a title or an entry's head, "prose" for what may be cut after each of its
    sentences (`ends` are their ends in its plain text), "whole" for all or nothing, and "choice"
    for the author's short form first and then the whole.
    """

    key: str
    node: Node
    form: Form
    what: str
    text: str
    span: Span
    units: tuple[Unit, ...]
    ends: tuple[int, ...] = ()


class Units(Record):
    """All there is to choose from, in the author's order.

    `opening` is the place of the head with which the work history begins (the first dated one,
    if any), which is the latest job's where jobs stand as usual; None without jobs.
    """

    pieces: Mapping[str, Piece]
    all: tuple[Unit, ...]
    opening: int | None


def head_key(node: Section | Entry) -> str:
    """The name of a section's title or an entry's head, as a piece and in a `Measurement`."""
    return f"{key(node)}-head"


def short_form(node: Node) -> Paragraph | None:
    """The author's short form of a node as a paragraph of its own."""
    short = node.marks.short
    if not short:
        return None
    return Paragraph(short, Span(short[0].span.start, short[-1].span.end))


def units_of(document: Document, *, gathered: bool = False) -> Units:
    """Everything a page could show of `document` below its letterhead.

    What says a contact must stand, unless contacts are `gathered`: then those that stand nowhere
    below come to stand in the letterhead.
    """
    cutter = _Cutter(document, gathered=gathered)
    for section in document.sections:
        cutter.section(section)
    return cutter.units()


class _Context(Record):
    """What a node has from those above it."""

    worth: float
    kind: str
    needs: tuple[int, ...] = ()
    priority: int = 0
    age: int = 0
    duty: Duty = Duty.NONE

    def later(self, *, keep: bool = True) -> _Context:
        """For what follows the first unit of a piece: only what is kept whole must stand too."""
        always = keep and self.duty == Duty.ALWAYS
        return replace(self, duty=Duty.ALWAYS if always else Duty.NONE)

    def below(self, node: Node) -> _Context:
        priority = self.priority + node.marks.priority
        duty = Duty.ALWAYS if node.marks.keep else self.duty
        if priority < 0 and duty == Duty.EDUCATION:
            duty = Duty.NONE
        return replace(self, priority=priority, duty=duty)


def _leads(part: Content) -> bool:
    """Whether a paragraph ends in the middle of saying something: "The following changes:"."""
    return isinstance(part, Paragraph) and plain(part.inlines).rstrip().endswith(_LEADING)


def _introduces(part: Content, after: Content | None) -> bool:
    """Whether `part` is a sentence and what follows it a list, be it set as a line of text.

    Under the title of a section such a sentence says what the list is of, and nothing without it.
    """
    if not (isinstance(part, Paragraph) and _is_sentence(part)):
        return False
    if isinstance(after, Paragraph):
        return not _is_sentence(after) and "," in plain(after.inlines)
    return isinstance(after, List | Definitions | Table)


def _is_sentence(paragraph: Paragraph) -> bool:
    return plain(paragraph.inlines).rstrip().endswith(_SENTENCE_ENDS)


class _Cutter:
    def __init__(self, document: Document, *, gathered: bool) -> None:
        jobs = [section for section in document.sections if section.kind == "experience"]
        self._ages = ages(jobs)
        for section in document.sections:
            if section.kind != "experience":
                self._ages |= ages([section])
        contacts = () if gathered else document.person.contacts
        self._contacts = sorted(contact.span.start for contact in contacts)
        self._keywords = Keywords(document.settings.keywords)
        self._pieces: dict[str, Piece] = {}
        self._units: list[Unit] = []
        self._also: list[tuple[int, int]] = []  # a unit, and one more that it needs
        self._noted: list[tuple[int, int]] = []  # a unit, and the number of a footnote it needs
        self._notes: dict[int, int] = {}
        self._openings: list[tuple[bool, int]] = []  # heads of jobs: undated, place
        self._referred = frozenset[int]().union(*map(notes_in, document.sections))

    def units(self) -> Units:
        """The result: what refers to a footnote needs it, "as follows:" needs what follows."""
        notes = [(place, self._notes[note]) for place, note in self._noted if note in self._notes]
        for place, other in (*self._also, *notes):
            unit = self._units[place]
            self._units[place] = replace(unit, needs=(*unit.needs, other))
        pieces = {
            name: replace(piece, units=tuple(self._units[unit.place] for unit in piece.units))
            for name, piece in self._pieces.items()
        }
        _, opening = min(self._openings, default=(True, None))
        return Units(pieces, tuple(self._units), opening)

    # ── Sections and entries ─────────────────────────────────────────────────────────────

    def section(self, section: Section) -> None:
        context = _Context(worth_of_section(section), section.kind).below(section)
        if section.title:
            title = self._unit(context, follower=True)
            self._piece(
                head_key(section), section, "head", "section", plain(section.title), (title,)
            )
            context = replace(context, needs=(title.place,))
        if section.kind == "education" and not section.entries and not context.duty:
            context = replace(context, duty=Duty.EDUCATION)
        self._content(section, section.content, context)

    def _entry(self, entry: Entry, outer: _Context) -> None:
        age = self._ages[key(entry)]
        context = replace(outer.below(entry), age=age)
        if entry.head:
            duty = max(context.duty, self._head_duty(entry, outer))
            head = self._unit(replace(context, duty=duty))
            text = " · ".join(plain(field.inlines) for field in entry.head)
            self._piece(head_key(entry), entry, "head", "entry", text, (head,))
            context = replace(context, needs=(head.place,))
            if outer.kind == "experience":
                self._openings.append((entry.period is None, head.place))
        self._content(entry, entry.content, context)

    def _head_duty(self, entry: Entry, context: _Context) -> Duty:
        if context.kind == "education":
            return Duty.EDUCATION
        if context.kind == "experience" and entry.period:
            return Duty.JOB if self._ages[key(entry)] else Duty.ALWAYS
        return Duty.NONE

    def _content(
        self, node: Section | Entry, content: Sequence[Content], context: _Context
    ) -> None:
        if short_form(node):
            text = " ".join(text for text, _ in said_by(content))
            self._choice(node, text, context, 0)
            return
        place = 0
        leading: int | None = None  # the place of what cannot stand without what follows it
        for part, after in zip_longest(content, content[1:]):
            first = len(self._units)
            if isinstance(part, Entry):
                self._entry(part, context)
            else:
                place += self._block(part, context, place)
            if len(self._units) == first:
                continue
            if leading is not None:
                self._also.append((leading, first))
            leading = None
            if _leads(part):
                leading = len(self._units) - 1
            elif isinstance(node, Section) and part is content[0] and _introduces(part, after):
                leading = first

    # ── Blocks ───────────────────────────────────────────────────────────────────────────

    def _block(self, block: Block | Item | Definition, outer: _Context, place: int) -> int:
        """Cuts one block at its place in its entry; returns how many places it takes.

        A list takes one, however long it is: a bullet more at its end moves nothing below it.
        """
        context = outer.below(block)
        if not isinstance(block, List | Definitions) and self._says_contact(block.span):
            context = replace(context, duty=Duty.ALWAYS)
        match block:
            case _ if short_form(block):
                self._choice(block, said_in(block), context, place)
            case Paragraph(role="keywords"):
                self._whole(block, context, 1)
                return 0
            case Paragraph():
                self._prose(block, block, context, place)
            case List() | Definitions():
                self._items(block, context, place)
            case Item(blocks=(Paragraph() as text, *rest)):
                self._item(block, text, rest, context, place)
            case Footnote(number):
                note = self._whole(block, context, place, follower=number in self._referred)
                self._notes[number] = note.place
                return 0
            case _:
                self._whole(block, context, place)
        return 1

    def _says_contact(self, span: Span) -> bool:
        after = bisect_left(self._contacts, span.start)
        return after < len(self._contacts) and self._contacts[after] < span.end

    def _items(self, block: List | Definitions, context: _Context, place: int) -> None:
        """Each item is a piece; those of an ordered list go from its end, to keep their numbers."""
        items: Sequence[Item | Definition] = block.items
        for number, item in enumerate(items):
            first = len(self._units)
            self._block(item, context, place + number)
            if isinstance(block, List) and block.start is not None:
                context = replace(context, needs=(first,))

    def _item(
        self, item: Item, text: Paragraph, rest: Sequence[Block], context: _Context, place: int
    ) -> None:
        """The text of an item, and what else it holds: that needs the first of the text."""
        first = self._prose(item, text, context.below(text), place)
        context = replace(context.later(), needs=(first.place,))
        below = place + 1
        for block in rest:
            below += self._block(block, context, below)

    def _prose(
        self, node: Paragraph | Item, text: Paragraph, context: _Context, place: int
    ) -> Unit:
        """A unit a sentence; returns the first."""
        ends = sentence_ends(text.inlines)
        said = plain(text.inlines)
        units: list[Unit] = []
        for sentence, (since, end) in enumerate(pairwise((0, *ends))):
            worth = context.worth * self._keywords.factor(said[since:end])
            units.append(self._unit(replace(context, worth=worth), place, sentence))
            context = replace(context.later(), needs=(units[-1].place,))
        for number, offset in note_marks(text.inlines):
            self._noted.append((units[bisect_left(ends, offset)].place, number))
        self._piece(key(text), text, "prose", name_of(node), said, units, ends)
        return units[0]

    def _whole(self, node: Node, context: _Context, place: int, *, follower: bool = False) -> Unit:
        text = said_in(node)
        worth = context.worth * self._keywords.factor(text)
        unit = self._unit(replace(context, worth=worth), place, follower=follower)
        self._noted += [(unit.place, number) for number in sorted(notes_in(node))]
        self._piece(key(node), node, "whole", name_of(node), text, [unit])
        return unit

    def _choice(self, node: Node, text: str, context: _Context, place: int) -> None:
        """The short form as its first sentence, the whole as a second one in its stead."""
        worth = context.worth * self._keywords.factor(text)
        short = self._unit(replace(context, worth=worth), place)
        after = replace(context.later(keep=False), worth=worth, needs=(short.place,))
        whole = self._unit(after, place, 1)
        self._noted += [(whole.place, number) for number in sorted(notes_in(node))]
        self._piece(key(node), node, "choice", name_of(node), text, [short, whole])

    # ── Making pieces ────────────────────────────────────────────────────────────────────

    def _unit(
        self, context: _Context, place: int = 0, sentence: int = 0, *, follower: bool = False
    ) -> Unit:
        worth = value(context.worth, context.priority, context.age, place, sentence)
        unit = Unit(len(self._units), worth, context.duty, context.needs, follower)
        self._units.append(unit)
        return unit

    def _piece(
        self,
        name: str,
        node: Node,
        form: Form,
        what: str,
        text: str,
        units: Sequence[Unit],
        ends: tuple[int, ...] = (),
    ) -> None:
        self._pieces[name] = Piece(name, node, form, what, text, node.span, tuple(units), ends)
