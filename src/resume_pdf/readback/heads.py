"""The head of an entry: pieces between separators, of which one is set apart and leads.

In: lines. Out: whether they can be a head, its pieces, and the head in one order for all: what
leads; then what is set apart in another way, places, dates. Heads written alike are easier to
understand than each in the order of its layout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..printed import PrintedLine, Run
from ..record import Record

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

LABEL = re.compile(r"[^\W\d][^:：|·]{1,40}[:：]\s")
"""How a line begins that says what it lists ("Keywords: …")."""

_SEPARATOR = re.compile(r"\s[·|]\s|\s[·|]$|^[·|]\s")
_LARGER = 1.05
_LONGEST_DATES = 45
_LONGEST_PIECE = 60
_LONGEST_ABBREVIATION = 5  # the full stop counted: "Corp."


class Piece(Record):
    """A piece of a head; `apart` is bold or larger than running text."""

    text: str
    apart: bool
    italic: bool

    @property
    def dated(self) -> bool:
        """Whether it is a date, or two."""
        return len(self.text) <= _LONGEST_DATES and YEAR.search(self.text) is not None


def pieces(line: PrintedLine, size: float) -> list[Piece]:
    """The pieces of a line; `size` is that of running text."""
    found: list[Piece] = []
    runs: list[Run] = []
    for run in line.runs:
        rest = run.text
        while separator := _SEPARATOR.search(rest):
            runs.append(_with(run, rest[: separator.start()]))
            found += _piece(runs, size)
            runs, rest = [], rest[separator.end() :]
        runs.append(_with(run, rest))
    return found + _piece(runs, size)


def _with(run: Run, text: str) -> Run:
    return Run(text, run.size, run.bold, run.italic, run.colour)


def _piece(runs: Sequence[Run], size: float) -> list[Piece]:
    text = "".join(run.text for run in runs).strip(" ·|")
    seen = [run for run in runs if run.text.strip()]
    if not text or not seen:
        return []
    longest = max(seen, key=lambda run: len(run.text))
    apart = all(run.bold or run.size > size * _LARGER for run in seen)
    return [Piece(text, apart, longest.italic)]


def may_lead(line: PrintedLine, size: float) -> bool:
    """Whether a line has a piece that can name an entry: set apart, and neither a label ("Tools:")
    nor a sentence; with a date beside it, or at the line's end.
    """
    found = pieces(line, size)
    if not any(piece.apart and not _is_label_or_sentence(piece.text) for piece in found):
        return False
    return found[-1].apart or any(piece.dated for piece in found)


def may_follow(line: PrintedLine, size: float) -> bool:
    """Whether a line below one that leads can be the rest of a head and not running text."""
    found = pieces(line, size)
    text = line.text.strip()
    if not found or any(piece.apart for piece in found):
        return False
    if _is_label_or_sentence(text) or LABEL.match(text):
        return False
    return (
        len(found) > 1
        or found[0].dated
        or (len(text) <= _LONGEST_PIECE and (found[0].italic or _begins_large(text)))
    )


def _begins_large(text: str) -> bool:
    """Whether the first letter is a capital, after whatever number ("3Scan")."""
    return next(filter(str.isalpha, text), "").isupper()


def _is_label_or_sentence(text: str) -> bool:
    """Whether a text ends as no name does; "Inc.", "z o.o." and their like are part of names."""
    if not text.endswith("."):
        return text.endswith((":", ";"))
    last = text.split()[-1]
    initialled = "." in last[:-1]
    return not (initialled or (last[0].isupper() and len(last) <= _LONGEST_ABBREVIATION))


def ordered(found: Sequence[Piece]) -> tuple[Piece | None, list[Piece]]:
    """What leads, and the rest."""
    lead = next((piece for piece in found if piece.apart and not piece.dated), None) or next(
        (piece for piece in found if piece.apart), None
    )
    rest = [piece for piece in found if piece is not lead]
    return lead, sorted(rest, key=lambda piece: (piece.dated, not piece.italic))
