"""What the front matter says of a letter: its date, whom it is to, what it is about."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from ...document import UNMARKED, Block, Break, Paragraph, ParagraphRole, Text
from ...record import replace
from ...source import Source
from ..person.told import values
from ..syntax.front_matter import FrontMatter
from ..syntax.inlines import spanning

_RECIPIENT = ("recipient", "to")


def told(front: FrontMatter, source: Source, language: str) -> dict[str, Paragraph]:
    """Date, recipient and subject as the front matter has them, by their role."""
    found: dict[str, Paragraph] = {}
    roles: dict[ParagraphRole, tuple[str, ...]] = {
        "date": ("date",),
        "recipient": _RECIPIENT,
        "subject": ("subject",),
    }
    for role, keys in roles.items():
        for key in keys:
            said = [
                (" ".join(line.split()), one.span)
                for one in values(front, source, key)
                for line in one.text.splitlines()
                if line.strip()
            ]
            if said and role not in found:
                inlines: list[Text | Break] = []
                for text, place in said:
                    inlines += [Break(True, place)] if inlines else []
                    written = _written_out(text, language) if role == "date" else text
                    inlines.append(Text(written, place))
                place = spanning(tuple(inlines))
                found[role] = Paragraph(tuple(inlines), place, role, replace(UNMARKED, keep=True))
    return found


def _written_out(text: str, language: str) -> str:
    """An ISO date as a letter in that language has it; any other as it is."""
    # Babel takes a while to load, and few letters say their date so.
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        date = datetime.date.fromisoformat(text[:10])
        locale = Locale.parse("en-001" if language == "en" else language, sep="-")
    except (ValueError, UnknownLocaleError):
        return text
    return format_date(date, "long", locale)


def with_told(
    own: Sequence[Block], told: Mapping[str, Paragraph], language: str
) -> tuple[Block, ...]:
    """The head with what only the front matter says, each where a letter has it: English ones the
    date before the recipient, others after.
    """
    said = {block.role for block in own if isinstance(block, Paragraph)}
    new = {role: paragraph for role, paragraph in told.items() if role not in said}
    english = language.partition("-")[0] == "en"
    order = ("date", "recipient", "subject") if english else ("recipient", "date", "subject")
    head = list(own)
    for place, role in enumerate(order):
        if role in new:
            later = order[place + 1 :]
            at = next(
                (
                    n
                    for n, one in enumerate(head)
                    if isinstance(one, Paragraph) and one.role in later
                ),
                len(head),
            )
            head.insert(at, new[role])
    return tuple(head)
