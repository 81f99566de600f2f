"""The parts of a letter, in the order in which they stand.

In: blocks. Out: a `Letter`. Before the greeting are the sender's own lines, if any, then date,
recipient and subject in whatever order; the text ends with a farewell, and a name and what goes
with the letter follow it. Lines of addresses, and of what follows the farewell, stay lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...document import (
    Block,
    Break,
    Heading,
    Inline,
    Inlines,
    List,
    Marks,
    Paragraph,
    ParagraphRole,
    Rule,
    Styled,
    Text,
    plain,
)
from ...record import Record, replace
from ..lexicon.correspondence import (
    is_closing,
    is_dateline,
    is_enclosures,
    is_formula,
    is_salutation,
    is_subject,
)
from ..lexicon.names import looks_like_name, same_name
from ..person.contacting import contacts_in
from ..syntax.inlines import from_offset, lines, spanning, up_to

# No line of an address is longer, and none of its blocks; what is, is prose.
_LONGEST_LINE = 80
_LONGEST_BLOCK = 400
_MOST_SIGNED = 4  # lines


class Opening(Record):
    """`before` the greeting, the greeting, and the `rest`."""

    before: tuple[Block, ...]
    salutation: Paragraph | None
    rest: tuple[Block, ...]


class Letter(Record):
    """`sender` are the blocks of the letterhead; `head` is date, recipient and subject; `text` goes
    from the greeting to the farewell; `after` follows. `signed` is the name under it, if any, and
    `closed` the place where the farewell ends.
    """

    sender: tuple[Block, ...]
    head: tuple[Block, ...]
    text: tuple[Block, ...]
    after: tuple[Block, ...]
    signed: str | None
    closed: int | None


def parted(blocks: Sequence[Block], names: Sequence[str], languages: Sequence[str]) -> Letter:
    """The parts of a letter from whoever has one of `names`, or signs."""
    opened = opening(blocks)
    text, after, signed, closed = _closed(opened.rest)
    before = _in_lines(opened.before, languages)
    count = _sender(before, [*names, *([signed] if signed else [])], languages)
    head = tuple(_with_role(block, languages) for block in before[count:])
    if opened.salutation is not None:
        # A subject may stand under the greeting as well.
        first = _with_role(text[0], languages) if text else None
        if isinstance(first, Paragraph) and first.role == "subject":
            text = (first, *text[1:])
        text = (opened.salutation, *text)
    return Letter(before[:count], head, text, after, signed, closed)


def opening(blocks: Sequence[Block]) -> Opening:
    """Parts a letter at its greeting; one without at its first line of prose."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        for line in lines(block.inlines):
            if is_salutation(plain(line)):
                place = spanning(line)
                above = _part(block, up_to(block.inlines, place.start))
                below = _part(block, _without_break(from_offset(block.inlines, place.end)))
                greeting = Paragraph(line, place, "salutation", _kept(block))
                return Opening(
                    (*blocks[:number], *above), greeting, (*below, *blocks[number + 1 :])
                )
        if _is_prose(block):
            break
    first = next((n for n, block in enumerate(blocks) if _is_prose(block)), len(blocks))
    return Opening(tuple(blocks[:first]), None, tuple(blocks[first:]))


def _part(block: Paragraph, inlines: Inlines) -> tuple[Paragraph, ...]:
    return (replace(block, inlines=inlines, span=spanning(inlines)),) if inlines else ()


def _without_break(inlines: Inlines) -> Inlines:
    return inlines[1:] if inlines and isinstance(inlines[0], Break) else inlines


def _kept(block: Paragraph | Heading) -> Marks:
    """The marks of what stands also where the text has too little room."""
    return replace(block.marks, keep=True)


def _is_prose(block: Block) -> bool:
    match block:
        case Heading() | Rule():
            return False
        case Paragraph():
            text = plain(block.inlines)
            widest = max((len(plain(line)) for line in lines(block.inlines)), default=0)
            return widest > _LONGEST_LINE or len(text) > _LONGEST_BLOCK
        case List():
            return False
        case _:
            return True


# ── Before the greeting ──────────────────────────────────────────────────────────────────


def _in_lines(blocks: Sequence[Block], languages: Sequence[str]) -> tuple[Block, ...]:
    """The blocks with every line an author wrote as a line, and a date on a block of its own."""
    found: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or _is_prose(block):
            found.append(block)
            continue
        parts = [block]
        for at in (0, -1):
            written = lines(parts[at].inlines)
            if len(written) > 1 and is_dateline(plain(written[at]), languages):
                place = spanning(written[at])
                edge = place.end if at == 0 else place.start
                above = _part(block, up_to(parts[at].inlines, edge))
                below = _part(block, _without_break(from_offset(parts[at].inlines, edge)))
                parts[at:] = [*above, *below] if at else [*above, *below, *parts[1:]]
        found += [replace(part, inlines=_hard(part.inlines)) for part in parts]
    return tuple(found)


def _hard(inlines: Inlines) -> Inlines:
    """The inlines with every line end kept."""
    return tuple(
        replace(inline, hard=True)
        if isinstance(inline, Break)
        else replace(inline, children=_hard(inline.children))
        if isinstance(inline, Styled)
        else inline
        for inline in inlines
    )


def _sender(head: Sequence[Block], names: Sequence[str], languages: Sequence[str]) -> int:
    """How many of the first blocks are the sender's own: the name, an address, contacts."""
    own = [number for number, block in enumerate(head) if _is_senders(block, number, names)]
    count = own[-1] + 1 if own else 0
    addresses = [
        number
        for number, block in enumerate(head)
        if number >= count
        and isinstance(block, Paragraph)
        and _role(block, languages) == "recipient"
    ]
    # Of two addresses the first is the sender's, unless something parts it from the name.
    if len(addresses) > 1 and addresses[0] == count:
        count += 1
    return count


def _is_senders(block: Block, number: int, names: Sequence[str]) -> bool:
    match block:
        case Heading():
            text = plain(block.inlines)
            return number == 0 and looks_like_name(text, names)
        case Paragraph():
            written = lines(block.inlines)
            text = plain(written[0]).strip() if written else ""
            return any(same_name(text, name) for name in names) or any(
                one.contact.kind != "location"
                for line in written
                for one in contacts_in(line, None)
            )
        case List():
            return number <= 1
        case _:
            return False


def _with_role(block: Block, languages: Sequence[str]) -> Block:
    if isinstance(block, Heading):
        return Paragraph(block.inlines, block.span, "subject", _kept(block))
    if isinstance(block, Paragraph) and (role := _role(block, languages)):
        return replace(block, role=role, marks=_kept(block))
    return block


def _role(paragraph: Paragraph, languages: Sequence[str]) -> ParagraphRole:
    """What a paragraph before the greeting is; nothing where it is prose."""
    written = [plain(line) for line in lines(paragraph.inlines)]
    bold = [one for one in paragraph.inlines if not _is_blank(one)]
    if _is_prose(paragraph) or not written:
        return ""
    if len(written) == 1 and is_dateline(written[0], languages):
        return "date"
    if is_subject(written[0]):
        return "subject"
    if all(isinstance(one, Styled) and one.style == "strong" for one in bold) and len(written) == 1:
        return "subject"
    return "recipient"


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())


# ── After the text ───────────────────────────────────────────────────────────────────────


def farewell(blocks: Sequence[Block]) -> tuple[int, Inlines] | None:
    """The last block with a farewell, and its line."""
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if not isinstance(block, Paragraph):
            continue
        for line in lines(block.inlines):
            if is_closing(plain(line)):
                return number, line
        if is_formula(plain(block.inlines)):
            return number, block.inlines
    return None


def _closed(
    blocks: Sequence[Block],
) -> tuple[tuple[Block, ...], tuple[Block, ...], str | None, int | None]:
    """The text with its farewell, what follows, the name that signs, where the farewell ends."""
    found = farewell(blocks)
    if found is None:
        return tuple(blocks), (), None, None
    number, line = found
    block = blocks[number]
    assert isinstance(block, Paragraph)
    place = spanning(line)
    above = _part(block, up_to(block.inlines, place.start))
    below = _part(block, _without_break(from_offset(block.inlines, place.end)))
    closing = Paragraph(line, place, "closing", _kept(block))
    rest = [*below, *blocks[number + 1 :]]
    signed = None
    after: list[Block] = []
    for one in rest:
        role: ParagraphRole = ""
        if isinstance(one, Paragraph):
            written = lines(one.inlines)
            if written and is_enclosures(plain(written[0])):
                role = "enclosures"
            elif (
                signed is None and not after and len(written) <= _MOST_SIGNED and not _is_prose(one)
            ):
                role, signed = "signature", " ".join(plain(written[0]).split())
            if role:
                one = replace(one, inlines=_hard(one.inlines), role=role, marks=_kept(one))
        after.append(one)
    return (*blocks[:number], *above, closing), tuple(after), signed, place.end
