"""The model: what the author wrote, understood as a résumé.

A `Document` is a `Person` and sections; a section holds blocks and entries in the author's
order, an entry holds its head and again blocks and entries (the roles at one employer).
Everything is immutable and knows its place in the source. The words are the author's: what is
understood about them (a kind, a date, an organisation) stands beside them, never instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, Protocol

from .record import Record, field
from .source import Span

# ── Inlines ──────────────────────────────────────────────────────────────────────────────


class Text(Record):
    """Plain words, as a reader sees them: entities and escapes are resolved."""

    text: str
    span: Span


class Code(Record):
    """A code span."""

    text: str
    span: Span


class Break(Record):
    """A line end inside a block: `hard` shows as a new line, a soft one as a space."""

    hard: bool
    span: Span


class Styled(Record):
    """Inlines set apart: *emphasis*, **strong**, ~~strikethrough~~, super- or subscript.

    "span" is an HTML span: it looks like any text, but its author meant it as one piece.
    """

    style: Literal[
        "emphasis", "strong", "strikethrough", "superscript", "subscript", "small", "span"
    ]
    children: tuple[Inline, ...]
    span: Span


class Link(Record):
    """`target` is as written; None when the author left it empty or it leads nowhere safe."""

    target: str | None
    children: tuple[Inline, ...]
    span: Span


class Image(Record):
    """An image; `source` is as written, `alt` the words that stand for it."""

    source: str
    alt: str
    span: Span


class FootnoteMark(Record):
    """The reference in the text, shown as " [1]"; `number` is that of its `Footnote`."""

    number: int
    span: Span


Inline = Text | Code | Break | Styled | Link | Image | FootnoteMark
Inlines = tuple[Inline, ...]

# ── The author's marks ───────────────────────────────────────────────────────────────────

ALL_LAYOUTS = "*"


class Marks(Record, kw_only=True):
    """What the author said of a piece in a `<!-- resume: … -->` directive.

    `omit` holds the layouts that leave it out (`ALL_LAYOUTS`: every one); `priority` is above 0
    for more important, below for less; `short` is the author's own short form; `audiences` are
    those it is meant for (none named: everybody); `page_break` starts a new page before it.
    """

    keep: bool = False
    omit: frozenset[str] = frozenset()
    priority: int = 0
    short: Inlines | None = None
    audiences: frozenset[str] = frozenset()
    page_break: bool = False


UNMARKED = Marks()

# ── Blocks ───────────────────────────────────────────────────────────────────────────────


ParagraphRole = Literal[
    "",
    "keywords",
    "date",
    "recipient",
    "subject",
    "salutation",
    "closing",
    "signature",
    "enclosures",
]


class Paragraph(Record):
    """`role` is "keywords" for a line such as "*Keywords: Python, C++*"; the others are the parts
    of a letter around its text.
    """

    inlines: Inlines
    span: Span
    role: ParagraphRole = ""
    marks: Marks = UNMARKED


class Heading(Record):
    """A heading that makes no section or entry: inside a quotation or a list item."""

    level: int
    inlines: Inlines
    span: Span
    marks: Marks = UNMARKED


class Item(Record):
    """A list item; `checked` is None unless it is a task."""

    blocks: tuple[Block, ...]
    span: Span
    checked: bool | None = None
    marks: Marks = UNMARKED


class List(Record):
    """`start` is the first number of an ordered list, None for a bulleted one."""

    items: tuple[Item, ...]
    span: Span
    start: int | None = None
    marks: Marks = UNMARKED


class Quote(Record):
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span
    marks: Marks = UNMARKED


class CodeBlock(Record):
    """Preformatted text, fenced or indented."""

    text: str
    span: Span
    marks: Marks = UNMARKED


class Cell(Record):
    """A cell of a table."""

    inlines: Inlines
    span: Span
    align: Literal["left", "center", "right"] | None = None


class Table(Record):
    """`header` is None for a table without one (or with an empty one)."""

    header: tuple[Cell, ...] | None
    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    marks: Marks = UNMARKED


class Definition(Record):
    """A term and what is said of it."""

    term: Inlines
    blocks: tuple[Block, ...]
    span: Span
    marks: Marks = UNMARKED


class Definitions(Record):
    """A definition list."""

    items: tuple[Definition, ...]
    span: Span
    marks: Marks = UNMARKED


class Rule(Record):
    """A thematic break."""

    span: Span
    marks: Marks = UNMARKED


class Footnote(Record):
    """The text of a footnote, where the source has it or at the end."""

    number: int
    blocks: tuple[Block, ...]
    span: Span
    marks: Marks = UNMARKED


Block = Paragraph | Heading | List | Quote | CodeBlock | Table | Definitions | Rule | Footnote

# ── Dates ────────────────────────────────────────────────────────────────────────────────


class Date(Record, order=True):
    """A year, or a month of it (1–12; 0 when only the year is known, so that it sorts first)."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"


class Period(Record):
    """From `start` to `end`; `end` is "present" while it lasts; None is not said."""

    start: Date | None
    end: Date | Literal["present"] | None
    span: Span


# ── Entries, sections, the person ────────────────────────────────────────────────────────

FieldRole = Literal["title", "organization", "location", "dates", "note"]


class Field(Record):
    """One piece of an entry's head, as the author wrote it (separators such as "|" taken off).

    "note" is what belongs to the head and is none of the others: "Remote", "(2 years)".
    """

    role: FieldRole
    inlines: Inlines
    span: Span


class Entry(Record):
    """A job, a degree, a project: a head, and a body of blocks and further entries.

    `head` is what is shown, in the author's order. `title`, `organization`, `location` and
    `period` are what was understood of it, with what a role inherits from its employer
    (`inherited` tells which); plain text, None where it is not said.
    """

    head: tuple[Field, ...]
    content: tuple[Content, ...]
    span: Span
    title: str | None = None
    organization: str | None = None
    location: str | None = None
    period: Period | None = None
    marks: Marks = UNMARKED

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries within it: the roles at one employer."""
        return tuple(part for part in self.content if isinstance(part, Entry))

    @property
    def keywords(self) -> tuple[Paragraph, ...]:
        """The lines that list its keywords."""
        return tuple(
            part for part in self.content if isinstance(part, Paragraph) and part.role == "keywords"
        )


Content = Block | Entry


# Kinds of section whose dated pieces are posts, studies or works; a talk, a prize or a
# membership carries a date too, but is no entry.
ENTRY_KINDS = frozenset(
    {
        "experience", "education", "projects", "volunteering", "teaching", "service",
        "courses", "leadership",
    }
)  # fmt: skip

# Kinds of section that list what has a line or two each: publications, talks, grants.
LISTED_KINDS = frozenset({"publications", "patents", "talks", "grants", "awards", "memberships"})


class Section(Record):
    """`title` is empty for what stands before the first heading or after the last section.

    `kind` is a name from data/sections.jsonc ("experience", "education", …), else "other".
    """

    title: Inlines
    kind: str
    content: tuple[Content, ...]
    span: Span
    marks: Marks = UNMARKED

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries, without those inside other entries."""
        return tuple(part for part in self.content if isinstance(part, Entry))


def mailto(address: str) -> str:
    """The link to an e-mail address, in which "&" would part headers (RFC 6068, 2)."""
    return f"mailto:{address.replace('&', '%26')}"


class Contact(Record):
    """A way to reach the person: `text` as written, `target` the link (mailto:, tel:, https:).

    `kind` is "email", "phone", "url" or "location".
    """

    kind: Literal["email", "phone", "url", "location"]
    text: str
    target: str | None
    span: Span


class LetterheadItem(Record):
    """One piece of what stands at the top, as the author wrote it.

    `role` "note" is what is neither name, headline nor contact: a document title such as
    "Curriculum Vitae", "Last updated: May 2024". `label` is the author's "Phone:".
    """

    role: Literal["name", "headline", "contact", "note"]
    inlines: Inlines
    span: Span
    label: Inlines = ()
    contact: Contact | None = None


class Person(Record):
    """`letterhead` is shown at the top; `contacts` is every contact found, wherever it stands."""

    name: str | None
    headline: str | None
    letterhead: tuple[LetterheadItem, ...]
    contacts: tuple[Contact, ...]

    def reached_by(self, kind: str) -> tuple[str, ...]:
        """The texts of the contacts of one kind, each once (a URL: its target)."""
        found = (
            (contact.target or contact.text) if kind == "url" else contact.text
            for contact in self.contacts
            if contact.kind == kind
        )
        return tuple(dict.fromkeys(found))


class Wish(Record):
    """A setting that the author wishes for: its value as YAML has it, and where it stands."""

    name: str
    value: object
    span: Span


class LayoutWishes(Record):
    """What the author wishes for one layout, by its name; which layouts there are, and what they
    can be set to, is not the reader's to know.
    """

    name: str
    span: Span
    wishes: tuple[Wish, ...]


class Photo(Record):
    """The author's photograph: `path` is that of its file, in the résumé's folder; `alt` the words
    that stand for it, where the author gives some.
    """

    path: str
    alt: str | None
    span: Span


class Settings(Record, kw_only=True):
    """The front matter's wishes for this tool, checked and with their defaults.

    `paper` is "a4" or "letter"; `base_url` makes relative links absolute; `date` is the
    document's own (ISO 8601); `layouts` holds per-layout settings, `variables` the style's
    custom properties by name, and `places` where in the source each of these is set.
    """

    paper: Literal["a4", "letter"] | None = None
    style: str | None = None
    base_url: str | None = None
    date: str | None = None
    photo: Photo | None = None
    keywords: tuple[str, ...] = ()
    layouts: tuple[LayoutWishes, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)


class Document(Record):
    """A whole résumé. `language` is a BCP 47 tag, declared or detected."""

    person: Person
    sections: tuple[Section, ...]
    language: str = "en"
    settings: Settings = field(default_factory=Settings)


# ── Reading the model ────────────────────────────────────────────────────────────────────


class Keyed(Protocol):
    """What has a place in the source."""

    @property
    def span(self) -> Span:
        """Its place."""
        ...


def key(node: Keyed) -> str:
    """A name for a node, unique in its document and kept when the document is pruned.

    It is what ties a box on the page back to the node: two nodes of one type never share a span.
    """
    return f"{type(node).__name__.lower()}-{node.span.start}-{node.span.end}"


def plain(inlines: Iterable[Inline]) -> str:
    """The text of inlines as a reader sees it; a break is a space, an image its alt text."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Break():
                parts.append(" ")
            case Styled(_, children) | Link(_, children):
                parts.append(plain(children))
            case Image():
                parts.append(inline.alt)
            case FootnoteMark(number):
                parts.append(f" [{number}]")
    return "".join(parts)


def walk(content: Iterable[Content]) -> Iterator[Content | Item | Definition]:
    """Every block, item and entry of `content`, parents before children, in the author's order."""
    for node in content:
        yield node
        match node:
            case Entry():
                yield from walk(node.content)
            case Quote() | Footnote():
                yield from walk(node.blocks)
            case List() | Definitions():
                for item in node.items:
                    yield item
                    yield from walk(item.blocks)
