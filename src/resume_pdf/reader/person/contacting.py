"""Contacts where they stand in inlines and blocks: written out, or as the target of a link.

In: inlines or blocks, and the country whose telephone numbers are written without a code.
Out: `Placed` contacts with their offsets in the plain text, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from ...document import (
    Block,
    Contact,
    Definitions,
    Footnote,
    Heading,
    Inlines,
    Link,
    List,
    Paragraph,
    Quote,
    Styled,
    Table,
    plain,
)
from ...record import Record
from ..lexicon.contacts import find_contacts
from ..syntax.inlines import cut, length, lines, spanning

# Who has so much to say on one line does not say how to be reached.
_LONGEST_LINE = 4000


class Placed(Record):
    """A contact and where it stands in the plain text of its line."""

    start: int
    end: int
    contact: Contact
    written: bool = True


def contacts_in(line: Inlines, region: str | None) -> list[Placed]:
    """The contacts of a line, in order; a link's own target counts before what its text says.

    A link with a name ("[Code](…)") is the person's own where it stands by itself; within a
    sentence it leads to what the sentence is about.
    """
    line = cut(line, 0, _LONGEST_LINE)
    text = plain(line)
    linked = list(_links(line, 0))
    found: list[Placed] = []
    for one in find_contacts(text, region):
        around = next((link for start, end, link in linked if start <= one.start < end), None)
        if one.kind == "email-obfuscated":
            continue
        target = one.target
        if one.kind == "url" and around is not None and around.target:
            target = around.target
        part = cut(line, one.start, one.end)
        if part:
            contact = Contact(one.kind, one.text, target, spanning(part))
            found.append(Placed(one.start, one.end, contact))
    for start, end, link in linked:
        if any(one.start < end and start < one.end for one in found):
            continue
        named = _of_link(link, " ".join(text[start:end].split()))
        if named and (named.kind != "url" or _by_itself(text, start, end, linked)):
            found.append(Placed(start, end, named, written=False))
    return sorted(found, key=lambda one: one.start)


def _links(inlines: Inlines, position: int) -> Iterator[tuple[int, int, Link]]:
    for inline in inlines:
        size = length(inline)
        if isinstance(inline, Link):
            yield position, position + size, inline
        elif isinstance(inline, Styled):
            yield from _links(inline.children, position)
        position += size


def _of_link(link: Link, text: str) -> Contact | None:
    """The contact that only a link's target tells."""
    target = link.target or ""
    scheme, _, rest = target.partition(":")
    match scheme.lower():
        case "mailto":
            return Contact("email", unquote(rest.partition("?")[0]), target, link.span)
        case "tel":
            return Contact("phone", text if re.search(r"\d{3}", text) else rest, target, link.span)
        case "http" | "https":
            return Contact("url", text, target, link.span)
    return None


def _by_itself(text: str, start: int, end: int, linked: Sequence[tuple[int, int, Link]]) -> bool:
    """Does a link stand alone between separators, or behind a label?"""
    before = text[max((stop for _, stop, _ in linked if stop <= start), default=0) : start]
    after = text[end : min((begin for begin, _, _ in linked if begin >= end), default=len(text))]
    lead = re.split(r"[|·•,;–—]|\s-\s", before)[-1]
    tail = re.split(r"[|·•,;–—(]|\s-\s", after)[0]
    labelled = re.search(r"[:：]\s*$", lead) is not None
    return (labelled or not re.search(r"[^\W_]", lead)) and not re.search(r"[^\W_]", tail)


def contacts_of(
    blocks: Iterable[Block], region: str | None, *, prose: bool = False
) -> Iterator[Contact]:
    """The contacts of blocks, in order; of `prose` only what is written out in full."""
    for line in lines_of(blocks):
        for placed in contacts_in(line, region):
            if not prose or placed.contact.kind != "url" or placed.written:
                yield placed.contact


def disguised_addresses(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The e-mail addresses that are written so that no program finds them: "jo [at] host"."""
    for line in lines_of(blocks):
        for one in find_contacts(plain(line)[:_LONGEST_LINE]):
            if one.kind == "email-obfuscated" and (part := cut(line, one.start, one.end)):
                yield part


def lines_of(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The lines of blocks at every depth; a label in a cell or term stands before its value."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from lines(block.inlines)
            case Quote() | Footnote():
                yield from lines_of(block.blocks)
            case List():
                for item in block.items:
                    yield from lines_of(item.blocks)
            case Definitions():
                for definition in block.items:
                    yield from lines_of(definition.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from lines(cell.inlines)
