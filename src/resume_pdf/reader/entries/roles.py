"""Decides what the pieces of a head are: role, organisation, place.

"A, B" does not say which is which, so a head is not judged alone: every way of reading it is
scored by the vocabulary, and heads written alike lean towards the order that most of them show.

In: `Head`s with their `Context`. Out: `Understood`: the fields to show, and what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

from ...document import Field, FieldRole, Period, plain
from ...patterns import lazy
from ...record import Record, replace
from ...words import words
from ..lexicon.likeness import degree, organization, place, title
from ..syntax.inlines import cut, spanning, trim
from .heads import Head, Piece

Guess = Literal["T", "O", "L", "N"]
_GUESSES: tuple[Guess, ...] = ("T", "O", "L", "N")
_FIELD_ROLES: dict[str, FieldRole] = {
    "T": "title", "O": "organization", "L": "location", "N": "note",
}  # fmt: skip

# So many heads show what a résumé's habits are.
_ENOUGH_HEADS = 200

# What it costs to take two neighbours as one, by what parts them: the stronger, the dearer.
_MERGING = {
    "comma": 0.15, "slash": 0.1, "word": 0.9, "bracket": -0.1, "dash": 0.9, "wide": 0.9,
    "style": 0.9, "bar": 1.3, "line": 2.0, "date": 2.0,
}  # fmt: skip


class Context(Record):
    """Where a head stands: in which kind of section, above roles or beneath an employer.

    `title_below` is set where the first words of the body name the role.
    """

    kind: str
    above_roles: bool = False
    beneath_employer: bool = False
    title_below: bool = False


class Understood(Record):
    """What a head says: the fields as written, and their meaning as plain text."""

    fields: tuple[Field, ...]
    title: str | None
    organization: str | None
    location: str | None
    period: Period | None


class Habits(Record, dict=True):
    """Which comes first in this résumé: above 0 the role, below 0 the organisation."""

    by_form: Counter[tuple[str, str]]
    by_kind: Counter[str]

    def leaning(self, head: Head, context: Context) -> float:
        """Below 0 for the organisation first, above 0 for the role first."""
        if context.above_roles or context.beneath_employer:
            return 0.0
        kind = _group(context.kind)
        # Heads written alike decide, those of other sections with half their weight; how the
        # rest is written is only a hint.
        alike = sum(
            weight * (1.0 if of_kind == kind else 0.5)
            for (of_kind, form), weight in self.by_form.items()
            if form == head.form
        )
        hint = self.by_kind[kind] / 4 + sum(self.by_kind.values()) / 8
        return _bounded(alike, 2.0) + _bounded(hint, 0.5)


def _bounded(value: float, bound: float) -> float:
    return max(-bound, min(bound, value))


def habits(heads: Iterable[tuple[Head, Context]]) -> Habits:
    """Learn from all heads of a résumé in which order they tell role and organisation."""
    by_form: Counter[tuple[str, str]] = Counter()
    by_kind: Counter[str] = Counter()
    for head, context in islice(heads, _ENOUGH_HEADS):
        if context.above_roles or context.beneath_employer:
            continue
        scored = _scored(head.parts, context, 0.0)
        first: dict[str, float] = {}
        for score, reading in scored:
            order = "".join(guess for guess in dict.fromkeys(reading) if guess in "TO")
            if len(order) == 2:
                first[order] = max(score, first.get(order, -9.0))
        if len(first) == 2:
            weight = _bounded(first["TO"] - first["OT"], 1.5)
            by_form[_group(context.kind), head.form] += weight  # type: ignore[assignment]
            by_kind[_group(context.kind)] += weight  # type: ignore[assignment]
    return Habits(by_form, by_kind)


def _group(kind: str) -> str:
    return kind if kind in ("education", "projects") else "posts"


def understand(head: Head, context: Context, learned: Habits) -> Understood:
    """Read one head, as its words and the résumé's habits say."""
    pieces = head.parts
    scored = _scored(pieces, context, learned.leaning(head, context))
    reading = max(scored, key=lambda pair: pair[0])[1] if scored else ()
    roles: dict[Piece, FieldRole] = {
        piece: _FIELD_ROLES[guess] for piece, guess in zip(pieces, reading, strict=False)
    }
    fields: list[Field] = []
    said: dict[str, str] = {}
    ordered = sorted([*pieces, *_fixed(head)], key=lambda piece: (piece.line, piece.start))
    for number, line in enumerate(head.lines):
        stretches = _stretches([piece for piece in ordered if piece.line == number], roles)
        text = plain(line)
        line_fields: list[Field] = []
        for start, end, role, value in stretches:
            end = _closed(text, start, end)
            part = cut(line, *trim(text, start, end))
            if part:
                line_fields.append(Field(role, part, spanning(part)))
            meaning = _meaning(text[value:end], role)
            if meaning and role not in said:
                said[role] = meaning
        # Nothing of a line may be lost, whatever its pieces are.
        kept = [word for field in line_fields for word in words(plain(field.inlines))]
        if kept != words(text):
            role = line_fields[0].role if line_fields else "note"
            line_fields = [Field(role, line, spanning(line))]
        fields.extend(line_fields)
    return Understood(
        tuple(fields), said.get("title"), said.get("organization"), said.get("location"),
        head.period,
    )  # fmt: skip


def _closed(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes what was opened inside, if it stands right there."""
    after = re.match(r"\s*[)\]）】]", text[end:])
    inner = text[start:end]
    opened = sum(map(inner.count, "([（【")) - sum(map(inner.count, ")]）】"))
    return end + after.end() if after and opened > 0 else end


def _fixed(head: Head) -> list[Piece]:
    return [piece for piece in head.pieces if piece.period is not None or piece.role]


def _stretches(
    pieces: Sequence[Piece], roles: dict[Piece, FieldRole]
) -> list[tuple[int, int, FieldRole, int]]:
    """Neighbours of one role as one: start, end, role, and where the value begins."""
    found: list[tuple[int, int, FieldRole, int]] = []
    for piece in pieces:
        role = _role(piece, roles)
        value = piece.start + piece.label
        if found and found[-1][2] == role and not piece.label and role != "dates":
            start, _, _, begin = found.pop()
            found.append((start, piece.end, role, begin))
        else:
            found.append((piece.start, piece.end, role, value))
    return found


def _role(piece: Piece, roles: dict[Piece, FieldRole]) -> FieldRole:
    if piece.period is not None:
        return "dates"
    if piece.role:
        return piece.role  # type: ignore[return-value]
    return roles.get(piece, "note")


# Words that lead an organisation or a place in, and are no part of its name.
_LEAD_IN = lazy(
    r"^(?:@|at|bei|beim|chez|au|aux|à la|à l['’]|presso|bij|en la|en el|w|в|у|in)\s*(?<=[\s'’@])",
    re.IGNORECASE,
)


def _meaning(text: str, role: FieldRole) -> str:
    start, end = trim(text, 0, len(text))
    said = " ".join(re.sub(r"\[\d+\]", "", text[start:end]).split()).strip(" *_`")
    return _LEAD_IN.sub("", said) if role in ("organization", "location") else said


# ── Reading the pieces ───────────────────────────────────────────────────────────────────


class _Way(Record):
    """A way to read pieces: a guess for each; its runs of neighbours of one role: the role, the
    first, and the one after the last; the roles in their order, each once; and which of role and
    organisation leads, above or below 0.
    """

    reading: tuple[Guess, ...]
    runs: tuple[tuple[Guess, int, int], ...]
    order: str
    leads: int


@lru_cache(maxsize=16)
def _ways(count: int) -> tuple[_Way, ...]:
    """Every way to read so many pieces in which no role is told twice."""
    if not count:
        return (_Way((), (), "", 0),)
    found = []
    for way in _ways(count - 1):
        for guess in _GUESSES:
            *before, last = way.runs or (("", 0, 0),)
            if guess == last[0]:
                runs = (*before, (guess, last[1], count))
            elif guess in way.order and guess != "N":
                continue
            else:
                runs = (*way.runs, (guess, count - 1, count))
            order = way.order if guess in way.order else way.order + guess
            first = order.strip("LN")[:1] if count > 1 else ""
            leads = {"T": 1, "O": -1}.get(first, 0)
            found.append(_Way((*way.reading, guess), runs, order, leads))
    return tuple(found)


def _scored(
    pieces: Sequence[Piece], context: Context, leaning: float
) -> list[tuple[float, tuple[Guess, ...]]]:
    """Every reading of the pieces with its score."""
    count = len(pieces)
    scores = {
        (first, last): _scores(pieces[first:last], first, count, context)
        for first in range(count)
        for last in range(first + 1, count + 1)
    }
    found = []
    # A project in which a post is named is told like a post.
    if context.kind == "projects" and any(title(piece.text) >= 1 for piece in pieces):
        context = replace(context, kind="experience")
    several_lines = any(piece.joint == "line" for piece in pieces[1:])
    fitness = _fitness_of_orders(count, context, several_lines)
    # The habit speaks against the other order; it is no reason to find two roles in one.
    habit = {leads: min(0.0, leads * leaning) for leads in (-1, 0, 1)}
    for way in _ways(count):
        total = fitness[way.order] + habit[way.leads]
        for guess, first, last in way.runs:
            total += scores[first, last][guess]
        found.append((total, way.reading))
    return found


@lru_cache(maxsize=256)
def _fitness_of_orders(count: int, context: Context, several_lines: bool) -> Mapping[str, float]:
    orders = {way.order for way in _ways(count)}
    return {order: _fitness(order, context, several_lines) for order in orders}


def _scores(run: Sequence[Piece], first: int, count: int, context: Context) -> dict[str, float]:
    """How well each role suits neighbouring pieces taken as one."""
    texts = [" ".join(piece.text.split()) for piece in run]
    as_title = title(texts[0])
    if len(run) > 1 and as_title < 0.5:
        # A title begins with its title words: "Team Lead, Core Routing".
        as_title = max(as_title, max(map(title, texts[1:])) - 0.6)
    as_organization = max(map(organization, texts))
    # A place of several pieces ("Leeds, UK") stands at the end.
    text = ", ".join(texts)
    as_place = place(text) if len(run) == 1 or first + len(run) == count else -1.0
    if context.kind == "education":
        as_title = max(max(map(degree, texts)), as_title / 2)
    if run[0].linked:
        as_organization += 0.4  # employers are linked, roles are not
    if as_place >= 0.9:
        as_title, as_organization = as_title - 1, as_organization - 1
    bracket = run[0].joint == "bracket"
    if first == 0:
        as_place -= 1.2
    elif as_place < 1:
        # An unknown word is a place where places stand, and where none is known from above.
        as_place += 0.1 if first + len(run) == count else 0.0
        as_place += 0.3 if bracket and text[:1].isupper() and not text.isupper() else 0.0
        as_place -= 0.5 if context.beneath_employer or context.kind == "projects" else 0.0
    merging = sum(_MERGING[piece.joint] for piece in run[1:])
    # In brackets stands what is beside the point, unless its words say otherwise.
    parting = (0.3 if max(as_title, as_organization) >= 1 else 1.0) if bracket else 0.0
    return {
        "T": as_title - merging - parting,
        "O": as_organization - merging - parting,
        "L": as_place - (0.0 if as_place >= 1 else merging),
        "N": (-0.4 if bracket or not context.beneath_employer else -1.0) * len(run)
        - (0.6 if first == 0 else 0.0),
    }


def _fitness(order: str, context: Context, several_lines: bool) -> float:
    """How well the roles, in that order, suit where the head stands."""
    has_title, has_organization = "T" in order, "O" in order
    if not has_title and not has_organization:
        return -2.0
    total = 0.05 if order.startswith("TO") else 0.0
    if context.beneath_employer:
        # A second line may name another employer; within one line it is hardly ever so.
        other = 0.3 if several_lines else 3.0
        total -= (0.0 if has_title else 0.7) + (other if has_organization else 0.0)
    elif context.above_roles or context.title_below:
        # The role is told beneath: the head itself names none.
        total -= (0.8 if has_title else 0.0) + (0.0 if has_organization else 0.6)
    elif context.kind in ("projects", "other", ""):
        total -= (0.0 if has_title else 0.8) + (0.5 if has_organization else 0.0)
    else:
        # Roles are mostly known by their words; what is not is rather the employer's name.
        total -= (0.0 if has_title else 0.4) + (0.0 if has_organization else 0.6)
    # A place follows what is there; between role and employer it is rare.
    if not {"T", "O"}.isdisjoint(order.partition("L")[2]):
        total -= 0.3
    return total
