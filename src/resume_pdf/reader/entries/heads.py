"""Takes the head of an entry apart: lines into pieces, dates found, separators told.

In: the lines of a head, as inlines. Out: a `Head` of `Piece`s in the author's order. What a piece
is (a role, an organisation, a place) is decided in `roles`, over the whole résumé.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

from ...document import Inlines, Period, plain
from ...patterns import lazy
from ...record import Record, replace
from ...words import words
from ..lexicon.dates import find_periods
from ..lexicon.likeness import degree, organization, title
from ..lexicon.vocabulary import entry_label
from ..syntax.inlines import Run, cut, runs, spanning, trim
from .dated import BRACKETS, Dated, dates_in, joined, parted

Joint = Literal["line", "bar", "dash", "wide", "style", "date", "comma", "slash", "bracket", "word"]

# What parts the pieces of a line, strongest first. A dash needs space around it ("Lyon–Brest" is
# one word) unless it is doubled; a slash with space may also stand within a title.
_STRONG = lazy(
    r"(?P<bar>\s*[|¦‖；;]\s*|\s*[·•‣▪●∙・]\s+|\s+[·•‣▪●∙・]\s*)"
    r"|(?P<dash>\s*-{2,}\s*|\s*[—―]+\s*|\s+[-–−~〜～]\s+)"
    r"|(?P<wide>\s*\t\s*|[  \u2000-\u200a\u3000]{3,}|\u2003+|\s*\u3000\s*)"
)
_WEAK: dict[Joint, re.Pattern[str]] = {
    # A legal form or a title of honour behind a comma belongs to the name before it.
    "comma": lazy(
        r"\s*[,，、،](?!\s*(?:(?:\w\.){2,}|(?:Inc|LLC|LLP|Ltd|Co|Corp|PLC|GmbH|Jr|Sr)\b)\.?)\s*"
        r"|(?<=[^\W\d]{3})[:：]\s+"
    ),
    "slash": lazy(r"\s+[/／]\s+"),
}
# The words that stand between a role and its place of work, in the languages of the vocabulary.
_AT = lazy(
    r"\s+(?:@|at|bei|beim|chez|au|aux|à la|à l['’]|presso|bij|en la|en el|w|в|у)\s+|\s+à l['’]",
    re.IGNORECASE,
)


# No line of a head is longer; what is, is prose that someone made a heading of.
_LONGEST_LINE = 600
_LONGEST_NAME = 80
_MOST_WORDS = 8
# A head of more pieces than this is cut less finely: the ways to read it grow fourfold a piece.
_MOST_PARTS = 5
_FINER: tuple[Joint, ...] = ("bracket", "comma", "slash", "word")
SURE = 1.5


class Piece(Record):
    """A stretch of a head's line; `joint` is what parts it from the piece before.

    `role` is set where the author's own label says it ("Company: …"); `label` is its length.
    """

    line: int
    start: int
    end: int
    text: str
    joint: Joint
    period: Period | None = None
    linked: bool = False
    bold: bool = False
    role: str | None = None
    label: int = 0


class Head(Record, dict=True):
    """The lines of a head, and the pieces they were taken apart into."""

    lines: tuple[Inlines, ...]
    pieces: tuple[Piece, ...]

    @cached_property
    def period(self) -> Period | None:
        """The time the head tells: from the first start to the last end of its dates."""
        return joined([piece.period for piece in self.pieces if piece.period is not None])

    @cached_property
    def content(self) -> tuple[Piece, ...]:
        """The pieces that are no dates."""
        return tuple(piece for piece in self.pieces if piece.period is None)

    @cached_property
    def parts(self) -> tuple[Piece, ...]:
        """The pieces whose roles are to be found, cut as finely as can still be weighed."""
        pieces = [piece for piece in self.content if not piece.role]
        for how in _FINER:
            finer = [part for piece in pieces for part in _refined(piece, how)]
            if len(finer) <= _MOST_PARTS:
                pieces = finer
        return tuple(pieces[:_MOST_PARTS])

    @cached_property
    def form(self) -> str:
        """How the head is written, so that heads written alike can be read alike."""
        return " ".join("dates" if piece.period else piece.joint for piece in self.pieces)


# ── Pieces ───────────────────────────────────────────────────────────────────────────────


def dissect(lines: Iterable[Inlines], languages: Sequence[str]) -> Head:
    """Take the lines of a head apart."""
    kept = tuple(line for line in lines if plain(line).strip())
    pieces: list[Piece] = []
    for number, line in enumerate(kept):
        pieces.extend(_without_remark(list(_pieces(number, line, languages))))
    return Head(kept, tuple(pieces))


def _without_remark(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a line; beside dates alone, a word or two in small letters are a remark."""
    beside = [number for number, piece in enumerate(pieces) if piece.period is None]
    if len(beside) != 1 or len(pieces) < 2:
        return pieces
    remark = pieces[beside[0]]
    small = remark.text[:1].islower() and len(remark.text.split()) <= 2
    if small and remark.role is None and max(title(remark.text), degree(remark.text)) < 1:
        pieces[beside[0]] = replace(remark, role="note")
    return pieces


def _pieces(number: int, line: Inlines, languages: Sequence[str]) -> Iterator[Piece]:
    text, styles = plain(line), runs(line)
    if len(text) > _LONGEST_LINE:
        yield Piece(number, 0, len(text), text, "line", role="note")
        return
    label = _label(text)
    if label is not None:
        yield _labelled(number, line, label, languages)
        return
    joint: Joint = "line"
    position = 0
    for dated in [*dates_in(line, languages), None]:
        if dated and position == 0:
            dated = _with_lead_in(dated, text)
        until = dated.start if dated else len(text)
        for start, end, part_joint in _parts(text, position, until, styles):
            yield _piece(number, text, start, end, part_joint or joint, styles)
            joint = "date"
        if dated is None:
            break
        yield Piece(
            number, dated.start, dated.end, text[dated.start : dated.end],
            joint if joint == "line" else "date",
            _placed(dated.period, line),
        )  # fmt: skip
        joint, position = "date", dated.end


def _with_lead_in(dated: Dated, text: str) -> Dated:
    """The dates with the words that lead them in, if the line says no more: "Left in July 2019"."""
    before = text[: dated.start]
    alone = not text[dated.end :].strip() and not parted(before)
    said = before.split()
    if alone and 1 <= len(said) <= 3 and said[-1].islower() and re.fullmatch(r"[\w\s]+", before):
        return Dated(0, dated.end, dated.period)
    return dated


def _placed(period: Period, line: Inlines) -> Period:
    """The period with its place in the source instead of in the line."""
    part = cut(line, period.span.start, period.span.end)
    return Period(period.start, period.end, spanning(part or line))


def _label(text: str) -> tuple[str, int] | None:
    """The role that a label at the start of a line gives it, and where its value begins."""
    match = re.match(r"\s*([^:：]{2,40}?)\s*[:：]\s*(?=\S)", text)
    role = entry_label(match[1]) if match else None
    return (role, match.end()) if match and role else None


def _labelled(
    number: int, line: Inlines, label: tuple[str, int], languages: Sequence[str]
) -> Piece:
    text = plain(line)
    role, value = label
    start, end = trim(text, value, len(text))
    periods = find_periods(text, languages) if role == "dates" else ()
    period = joined([Period(told.start, told.end, told.span) for told in periods])
    return Piece(
        number, 0, len(text), text[start:end], "line",
        _placed(period, line) if period else None,
        role=role, label=value,
    )  # fmt: skip


def _piece(
    number: int, text: str, start: int, end: int, joint: Joint, styles: Sequence[Run]
) -> Piece:
    over = [run for run in styles if run.start < end and run.end > start]
    return Piece(
        number,
        start,
        end,
        text[start:end],
        joint,
        linked=bool(over) and over[0].linked,
        bold=bool(over) and "strong" in over[0].styles,
    )


def _parts(
    text: str, start: int, end: int, styles: Sequence[Run]
) -> Iterator[tuple[int, int, Joint | None]]:
    """The pieces of a stretch without dates; the first has no joint of its own."""
    joint: Joint | None = None
    for begin, stop, part_joint in _split(text, start, end, styles):
        first, last = trim(text, begin, stop)
        if words(text[first:last]):
            yield first, last, joint or part_joint
            joint = None
        elif joint is None:
            joint = part_joint


def _split(
    text: str, start: int, end: int, styles: Sequence[Run]
) -> Iterator[tuple[int, int, Joint | None]]:
    joints = [
        (match.start(), match.end(), _name(match)) for match in _STRONG.finditer(text, start, end)
    ]
    joints += _style_joints(text, start, end, styles)
    inside = _inside_brackets(text, start, end)
    position, before = start, None
    for begin, stop, joint in sorted(joints):
        if begin < position or any(left < begin < right for left, right in inside):
            continue
        yield position, begin, before
        position, before = stop, joint
    yield position, end, before


def _name(match: re.Match[str]) -> Joint:
    return "bar" if match["bar"] else "dash" if match["dash"] else "wide"


def _style_joints(
    text: str, start: int, end: int, styles: Sequence[Run]
) -> Iterator[tuple[int, int, Joint]]:
    """Where the style changes at a separator, or where an HTML span or bold start ends."""
    for left, right in pairwise(styles):
        place = right.start
        if not start < place < end or left.styles == right.styles:
            continue
        around = text[max(place - 3, start) : place], text[place : place + 3]
        separated = re.search(r"[,;:/|.、，]\s*$", around[0]) or re.match(
            r"\s*[,;:/|、，]", around[1]
        )
        spans = any("@" in style for style in (*left.styles, *right.styles))
        spaced = around[0].endswith((" ", "\u00a0")) or around[1].startswith((" ", "\u00a0"))
        lead = left.start <= start and "strong" in left.styles and "strong" not in right.styles
        capital = text[place:].lstrip()[:1]
        if separated or spans or (spaced and lead and not capital.islower()):
            yield place, place, "style"


def _inside_brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost bracketed stretches."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for place in range(start, end):
        letter = text[place]
        if letter in BRACKETS:
            stack.append((BRACKETS[letter], place))
        elif stack and letter == stack[-1][0]:
            _, opened = stack.pop()
            if not stack:
                found.append((opened, place))
    return found


def _refined(piece: Piece, how: Joint) -> list[Piece]:
    """A piece taken further apart at a weaker separator; one piece if there is none."""
    if piece.role or piece.period or piece.joint == "bracket":
        return [piece]
    if how == "bracket":
        return _bracket_off(piece)
    inside = _inside_brackets(piece.text, 0, len(piece.text))
    edges = [
        match
        for match in (
            _between_words(piece.text) if how == "word" else _WEAK[how].finditer(piece.text)
        )
        if not any(left < match.start() < right for left, right in inside)
    ]
    if how == "word":
        edges = edges[:1]
    if not edges:
        return [piece]
    # The word between ("at", "chez") stays with what it leads in.
    starts = [0, *((match.start() if how == "word" else match.end()) for match in edges)]
    ends = [*(match.start() for match in edges), len(piece.text)]
    parts = [
        _within(piece, start, end, piece.joint if number == 0 else how)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    return [part for part in parts if part.text]


def _between_words(text: str) -> Iterator[re.Match[str]]:
    """Where a role and an employer meet: at "at", else where one surely ends and one begins."""
    found = next(_AT.finditer(text), None)
    if found is not None:
        yield found
        return
    # Only where a space is all that parts them: in scripts with capitals it parts words.
    if len(text) > _LONGEST_NAME or text.upper() != text.lower():
        return
    for space in list(re.finditer(r"\s+", text))[:_MOST_WORDS]:
        before, after = text[: space.start()], text[space.end() :]
        if _surely_parted(before, after):
            yield space
            return


def _surely_parted(before: str, after: str) -> bool:
    employed = organization(before) >= SURE and max(title(after), degree(after)) >= SURE
    return employed and organization(after) < SURE and title(before) < SURE


def _bracket_off(piece: Piece) -> list[Piece]:
    inside = _inside_brackets(piece.text, 0, len(piece.text))
    if not inside or inside[-1][1] != len(piece.text) - 1 or inside[-1][0] == 0:
        return [piece]
    opened = inside[-1][0]
    return [
        _within(piece, 0, opened, piece.joint),
        _within(piece, opened, len(piece.text), "bracket"),
    ]


def _within(piece: Piece, start: int, end: int, joint: Joint) -> Piece:
    first, last = trim(piece.text, start, end)
    return replace(
        piece,
        start=piece.start + first,
        end=piece.start + last,
        text=piece.text[first:last],
        joint=joint,
    )
