"""Who the résumé is of: name, headline, contacts, and the letterhead they stand in.

In: the head of the résumé, what the front matter says, and the sections (for a name or contacts
that only stand there). Out: a `Person`, the blocks that are no letterhead, and diagnostics.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ...diagnostics import Diagnostic
from ...document import (
    Block,
    Contact,
    Heading,
    Image,
    Inlines,
    LetterheadItem,
    Paragraph,
    Person,
    Rule,
    Text,
    plain,
)
from ...record import Record, replace
from ...source import Source, Span
from ...words import words
from ..lexicon.likeness import place, title
from ..lexicon.names import is_document_title, looks_like_name, name_range, same_name
from ..sections import Part
from ..syntax.front_matter import FrontMatter
from ..syntax.inlines import cut, spanning
from ..syntax.settings import SYNONYMS
from .contacting import contacts_in, contacts_of, disguised_addresses
from .letterhead import Piece, letterhead, pieces_of
from .told import told_in_title, told_names, values

_LONGEST_HEADLINE = 120
_OVERRIDES = "\u202d\u202e"  # of the direction of letters
# A name stands among the first so many pieces of a block.
_MOST_PIECES = 200
_PERSONAL_KINDS = frozenset({"contact", "personal"})


# ── Putting it together ──────────────────────────────────────────────────────────────────


class Met(Record):
    """The person, and what of the head is not letterhead."""

    person: Person
    rest: tuple[Block, ...]


def meet(
    head: Sequence[Block],
    parts: Sequence[Part],
    front: FrontMatter,
    source: Source,
    region: str | None,
    diagnostics: list[Diagnostic],
) -> Met:
    """Read the head of a résumé."""
    told = told_names(front, source)
    in_title = told_in_title(front, source)
    names = [one.text for one in (*told, *((in_title,) if in_title else ()))]
    until = _name_block(head, names, region)
    pieces, rest = letterhead(head, region, until=until)
    at = _name_piece(pieces, names)
    name = None
    items: list[LetterheadItem] = []
    for number, piece in enumerate(pieces):
        if number == at:
            name, named = _named(piece)
            items.extend(named)
        else:
            items.append(piece.item)
    if at is not None:
        _text_above(pieces[:at], diagnostics)
    name_label = None if name else _labelled_name(rest, parts, region)
    front_items: list[LetterheadItem] = []
    if name is None and name_label is None:
        chosen = told[0] if told else in_title
        if chosen is not None:
            name = chosen.text
            front_items.append(
                LetterheadItem("name", (Text(chosen.text, chosen.span),), chosen.span)
            )
            if chosen is in_title:
                diagnostics.append(
                    Diagnostic(
                        "name-from-title",
                        f"the name “{chosen.text}” stands only in the front matter's title",
                        chosen.span,
                        f"give it in the front matter: name: {chosen.text}",
                    )
                )
    name = _without_controls(name or name_label)
    items, headline = _with_headline(items, pieces, at, name)
    told_headline = next(
        (one for key in SYNONYMS["headline"] for one in values(front, source, key)), None
    )
    if told_headline and not _says(items, told_headline.text):
        headline = headline or told_headline.text
        front_items.append(
            LetterheadItem(
                "headline", (Text(told_headline.text, told_headline.span),), told_headline.span
            )
        )
    in_letterhead = [piece.item.contact for piece in pieces if piece.item.contact is not None]
    elsewhere = list(_contacts_elsewhere(rest, parts, region))
    for one in told_contacts(front, source, region):
        if not any(_same_contact(one.contact, other) for other in (*in_letterhead, *elsewhere)):
            front_items.append(one)
    contacts = [item.contact for item in front_items if item.contact is not None]
    contacts += [*in_letterhead, *elsewhere]
    if not contacts or not any(one.kind in ("email", "phone") for one in contacts):
        contacts += _anywhere(parts, region)
    _missing(name, contacts, (*head, *(block for one in parts for block in one.blocks)), source,
             diagnostics)  # fmt: skip
    person = Person(name, headline, _in_order(front_items, items), tuple(_distinct(contacts)))
    return Met(person, rest)


def _without_controls(name: str | None) -> str | None:
    """A name as a title may hold it; PDFs have letters in the places of control characters."""
    spaced = " ".join((name or "").split())
    kept = (
        char for char in spaced if unicodedata.category(char) != "Cc" and char not in _OVERRIDES
    )
    return "".join(kept) or None


def _in_order(
    told: Sequence[LetterheadItem], items: Sequence[LetterheadItem]
) -> tuple[LetterheadItem, ...]:
    """What the front matter says comes first, but after a name that stands in the body."""
    at = next((at + 1 for at, item in enumerate(items) if item.role == "name"), 0)
    return (*items[:at], *told, *items[at:])


def _missing(
    name: str | None,
    contacts: Sequence[Contact],
    blocks: Sequence[Block],
    source: Source,
    diagnostics: list[Diagnostic],
) -> None:
    """Report a name or e-mail address that was not found, or an address in disguise."""
    start = Span(0, 0)
    if not source.text.strip():
        return
    if name is None:
        diagnostics.append(
            Diagnostic(
                "name-missing",
                "no name was found",
                start,
                "begin with “# Your Name”, or give name: in the front matter",
            )
        )
    if any(contact.kind == "email" for contact in contacts):
        return
    disguised = next(disguised_addresses(blocks), None)
    if disguised:
        diagnostics.append(
            Diagnostic(
                "email-missing",
                f"“{plain(disguised)}” is disguised: no program will read it as an address",
                spanning(disguised),
                "write it out; --contact FILE keeps it out of a public file",
            )
        )
    else:
        diagnostics.append(
            Diagnostic(
                "email-missing",
                "no e-mail address was found",
                start,
                "write it under the name, or give email: in the front matter",
            )
        )


_PARTING = " \t\n\u00a0,;:|·•–—-"


# ── The name ─────────────────────────────────────────────────────────────────────────────


def _name_block(head: Sequence[Block], names: Sequence[str], region: str | None) -> int | None:
    """The number of the block in which the name stands, None if it is not in the head."""
    for number, block in enumerate(head):
        if isinstance(block, Heading) and looks_like_name(plain(block.inlines), names):
            return number
    # A name on a line of its own is one only where little stands before it.
    pieces = [
        piece
        for number, block in enumerate(head[:6])
        for piece in _first_pieces(block, number, region)
    ]
    at = _name_piece(pieces, names)
    return pieces[at].block if at is not None else None


def _first_pieces(block: Block, number: int, region: str | None) -> Iterator[Piece]:
    """The pieces of a block among which a name may stand; what is longer is no letterhead."""
    if isinstance(block, Paragraph) and len(block.inlines) > _MOST_PIECES:
        block = replace(block, inlines=block.inlines[:_MOST_PIECES])
    return islice(pieces_of(block, number, region), _MOST_PIECES)


def _name_piece(pieces: Sequence[Piece], names: Sequence[str]) -> int | None:
    """The number of the piece that is the name: labelled, a heading, known, or of its form."""
    for number, piece in enumerate(pieces):
        if piece.says == "name":
            # Said twice, the name is where it stands largest.
            headings = (at for at, one in enumerate(pieces) if one.heading)
            return next((at for at in headings if _repeats(pieces[at].text, piece.text)), number)
    for number, piece in enumerate(pieces):
        if piece.heading and looks_like_name(piece.text, names):
            return number
    for number, piece in enumerate(pieces):
        if any(_holds_name(piece.text, name) for name in names):
            return number
    for number, piece in enumerate(pieces[:3]):
        if isinstance(piece.item.inlines[0], Image):
            continue
        if piece.item.role == "note" and piece.alone and looks_like_name(piece.text):
            return number
        if not is_document_title(piece.text) and piece.item.role == "note":
            break
    return None


def _holds_name(text: str, name: str) -> bool:
    where = name_range(text)
    return bool(where) and same_name(text[slice(*(where or (0, 0)))], name)


def _repeats(heading: str, name: str) -> bool:
    """Does a heading say a name, perhaps shorter or longer than its label does ("Dr. Jo Doe")?"""
    where = name_range(heading)
    one, other = set(words(heading[slice(*where)]) if where else ()), set(words(name))
    return bool(one and other) and (one <= other or other <= one)


def _named(piece: Piece) -> tuple[str, list[LetterheadItem]]:
    """The name of a piece, and the items it makes: before the name, the name, and after it."""
    item = piece.item
    text = plain(item.inlines)
    where = name_range(text) or (0, len(text))
    name = " ".join(text[slice(*where)].split())
    items: list[LetterheadItem] = []
    if item.label:
        # A label of the author's is kept with what it is of.
        return name, [replace(item, role="name", contact=None)]
    # What parts the name from the rest ("Jo Doe, PhD", "CV – Jo Doe") is no part of either.
    before = len(text[: where[0]].rstrip(_PARTING))
    after = len(text) - len(text[where[1] :].lstrip(_PARTING))
    for role, (start, end) in (
        ("note", (0, before)), ("name", where), ("note", (after, len(text))),
    ):  # fmt: skip
        part = cut(item.inlines, start, end)
        if role == "name" and not part:
            break  # It is in what cannot be parted, such as what a picture shows.
        if role == "name" or words(plain(part)):
            items.append(LetterheadItem(role, part, spanning(part)))  # type: ignore[arg-type]
    kept = [word for one in items for word in words(plain(one.inlines))]
    whole = any(one.role == "name" for one in items) and kept == words(text)
    return name, items if whole else [replace(item, role="name", contact=None)]


def _labelled_name(rest: Sequence[Block], parts: Sequence[Part], region: str | None) -> str | None:
    """A name that only a label tells, in the first sections ("Name: …", a row of a table)."""
    blocks = [*rest[:8], *(block for part in parts[:3] for block in part.blocks[:6])]
    for block in blocks:
        for piece in _first_pieces(block, 0, region):
            if piece.says == "name" and piece.text:
                where = name_range(piece.text) or _up_to_gap(plain(piece.item.inlines))
                return " ".join(plain(piece.item.inlines)[slice(*where)].split())
    return None


def _up_to_gap(text: str) -> tuple[int, int]:
    """A name of unusual form: up to a wide gap or a bracket."""
    gap = re.search(r"\s{3,}|[\t\u2003(（|]", text.strip())
    return 0, gap.start() if gap else len(text)


def _text_above(above: Sequence[Piece], diagnostics: list[Diagnostic]) -> None:
    """Words above the name that are no title of the document may be private notes."""
    said = [
        piece
        for piece in above
        if piece.item.role == "note" and words(piece.text) and not is_document_title(piece.text)
    ]
    if said:
        diagnostics.append(
            Diagnostic(
                "text-above-name",
                "this stands above the name, and will be shown",
                said[0].item.span.cover(said[-1].item.span),
                "put private notes into a comment: <!-- … -->",
            )
        )


# ── Headline and contacts ────────────────────────────────────────────────────────────────


def _with_headline(
    items: list[LetterheadItem], pieces: Sequence[Piece], at: int | None, name: str | None
) -> tuple[list[LetterheadItem], str | None]:
    """The first line that tells the trade or aim of the person as the headline."""
    by_span = {piece.item.span: piece for piece in pieces}
    seen_name = at is None
    for number, item in enumerate(items):
        if item.role == "name":
            seen_name = True
            continue
        text = " ".join(plain(item.inlines).split())
        piece = by_span.get(item.span)
        if item.role != "note" or not text or not seen_name:
            continue
        fits = (
            len(text) <= _LONGEST_HEADLINE
            and not item.label
            and not is_document_title(text)
            and not re.search(r"(?:19|20)\d\d", text)
            and not _is_labelled(text)
            and re.search(r"[^\W\d_]{3}", text)
            and place(text) < 1
        )
        after_name = number > 0 and items[number - 1].role == "name"
        whole = piece is None or piece.alone
        if (
            fits
            and whole
            and name
            and (after_name or title(text) >= 1 or (piece and piece.heading))
        ):
            found = replace(item, role="headline")
            return [*items[:number], found, *items[number + 1 :]], text
    return items, None


def _is_labelled(text: str) -> bool:
    """Is a line a label with its value ("Status: open to offers"), and not a trade that has a
    colon in it ("Engineer: bridges and their repair")?
    """
    label, *value = re.split(r"[:：]\s", text, maxsplit=1)
    return bool(value) and title(label) < 1


def _says(items: Sequence[LetterheadItem], text: str) -> bool:
    wanted = words(text)
    return any(words(plain(item.inlines)) == wanted for item in items)


def told_contacts(
    front: FrontMatter, source: Source, region: str | None
) -> Iterator[LetterheadItem]:
    """The contacts of the front matter as items, in the order of the kinds."""
    for kind in ("email", "phone", "location", "url"):
        for key in SYNONYMS[kind]:
            for told in values(front, source, key):
                inlines: Inlines = (Text(told.text, told.span),)
                found = [one.contact for one in contacts_in(inlines, region)]
                contact = next((one for one in found if one.kind == kind), None)
                if contact is None and kind == "location":
                    contact = Contact("location", told.text, None, told.span)
                if contact is None and kind == "url":
                    continue
                if contact is None:
                    contact = Contact(kind, told.text, None, told.span)
                yield LetterheadItem("contact", inlines, told.span, contact=contact)


def _contacts_elsewhere(
    rest: Sequence[Block], parts: Sequence[Part], region: str | None
) -> Iterator[Contact]:
    """Contacts in the sections that are for them, and in the last lines of the résumé."""
    for part in parts:
        if part.kind in _PERSONAL_KINDS:
            yield from contacts_of(part.blocks, region)
    yield from contacts_of(rest, region, prose=True)
    if parts and parts[-1].kind not in _PERSONAL_KINDS:
        yield from contacts_of(_last_lines(parts[-1].blocks), region)


def _last_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """What stands below the last rule, if that is little: a foot with contacts."""
    for number in range(len(blocks) - 1, max(-1, len(blocks) - 5), -1):
        if isinstance(blocks[number], Rule):
            return blocks[number + 1 :]
    return ()


def _anywhere(parts: Iterable[Part], region: str | None) -> list[Contact]:
    """Mail and telephone in any section but that of the people who vouch for this one."""
    return [
        contact
        for part in parts
        if part.kind not in ("references", *_PERSONAL_KINDS)
        for contact in contacts_of(part.blocks, region)
        if contact.kind in ("email", "phone")
    ]


def _same_contact(one: Contact | None, other: Contact) -> bool:
    if one is None or one.kind != other.kind:
        return False
    return _form(one) == _form(other)


def _form(contact: Contact) -> str:
    if contact.kind == "phone":
        return re.sub(r"\D", "", contact.target or contact.text)
    text = contact.target or contact.text
    return re.sub(r"^(?:mailto:|https?://(?:www\.)?)|/$", "", text.casefold())


def _distinct(contacts: Iterable[Contact]) -> list[Contact]:
    found: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        found.setdefault((contact.kind, _form(contact)), contact)
    return list(found.values())
