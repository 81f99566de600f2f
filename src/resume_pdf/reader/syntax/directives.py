"""Directives for authors: `<!-- resume: keep, priority=high -->`, read into `document.Marks`.

In: the text of a comment. Out: its marks, and diagnostics for what is misspelt. Several may
stand in one comment. `omit` may be followed by `layout=NAME,NAME`; without it every layout
leaves the piece out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from ...diagnostics import Diagnostic
from ...document import ALL_LAYOUTS, UNMARKED, Inlines, Marks
from ...misspelt import likeness, nearest
from ...patterns import lazy
from ...record import Mutable, field
from .located import Located

PRIORITIES = {"high": 1, "normal": 0, "low": -1}
FLAGS = ("keep", "omit", "page-break")
VALUES = ("layout", "priority", "short", "audience")

_PREFIX = lazy(r"\s*resume\s*:\s*", re.I)
_PART = lazy(
    r"(?P<name>[^\s=,;\"“”]+)"
    r"(?:\s*=\s*(?:[\"“”](?P<quoted>[^\"“”]*)[\"“”]|(?P<bare>[^\s;\"“”]*)))?"
    r"[\s,;]*"
)
_LIKE = lazy(r"\s*([^\W\d_]{4,9})\s*[:;.,=-]?\s*([A-Za-z-]{3,12})(?=[\s=:,;]|$)")
_NEAR = 0.7


def merged(first: Marks, second: Marks) -> Marks:
    """What both say together; of two priorities or short forms the second counts."""
    if first is UNMARKED or second is UNMARKED:
        return second if first is UNMARKED else first
    return Marks(
        keep=first.keep or second.keep,
        omit=first.omit | second.omit,
        priority=second.priority or first.priority,
        short=first.short if second.short is None else second.short,
        audiences=first.audiences | second.audiences,
        page_break=first.page_break or second.page_break,
    )


def read(
    comment: Located, inlines: Callable[[Located], Inlines]
) -> tuple[Marks, tuple[Diagnostic, ...]]:
    """The marks of the directives in a comment; `inlines` reads the Markdown of a short form."""
    prefix = _PREFIX.match(comment.text)
    if not prefix:
        return UNMARKED, _directive_like(comment)
    reading = _Reading(comment, inlines)
    position = prefix.end()
    while part := _PART.match(comment.text, position):
        reading.take(part)
        position = part.end()
    if position < len(comment.text.rstrip()):
        rest = comment.text[position:].strip()
        reading.unknown(position, position + len(rest), f"cannot read {rest!r} in a directive")
    elif position == prefix.end():
        reading.unknown(0, len(comment.text), "a directive that says nothing", _nearest(""))
    return reading.marks(), tuple(reading.diagnostics)


class _Reading(Mutable):
    """The marks of one comment, while it is read."""

    comment: Located
    inlines: Callable[[Located], Inlines]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    layouts: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    priority: int = 0
    short: Inlines | None = None

    def take(self, part: re.Match[str]) -> None:
        name = part["name"].lower()
        group = "bare" if part["quoted"] is None else "quoted"
        value = part[group].rstrip(",") if part[group] else part[group]
        place = part.span("name")
        if name in FLAGS and value is None:
            self.flags.add(name)
        elif name in VALUES and value:
            self._value(name, value, part.span(group))
        elif name in VALUES:
            self.unknown(*place, f"“{name}” needs a value", f"write {name}=…")
        elif name in FLAGS:
            self.unknown(*place, f"“{name}” takes no value", f"write {name}")
        else:
            self.unknown(*place, f"no such directive: {name}", _nearest(name))

    def _value(self, name: str, value: str, place: tuple[int, int]) -> None:
        names = frozenset(part.strip() for part in value.split(",") if part.strip())
        match name:
            case "layout":
                self.layouts |= names
            case "audience":
                self.audiences |= names
            case "short":
                self.short = self.inlines(self.comment.part(*place))
            case _ if value.lower() in PRIORITIES:
                self.priority = PRIORITIES[value.lower()]
            case _ if re.fullmatch(r"[+-]?\d{1,6}", value, re.ASCII):
                self.priority = int(value)
            case _:
                near = nearest(value.lower(), (*PRIORITIES,), 0.3)
                hint = f"did you mean {near}?" if near else "high, normal, low or a number"
                self.unknown(*place, f"no such priority: {value}", hint)

    def unknown(self, start: int, end: int, message: str, hint: str | None = None) -> None:
        place = self.comment.span(start, end)
        self.diagnostics.append(Diagnostic("directive-unknown", message, place, hint))

    def marks(self) -> Marks:
        if self.layouts and "omit" not in self.flags:
            hint = "write omit layout=…"
            self.unknown(0, len(self.comment.text), "“layout” says where to omit it", hint)
            self.layouts = frozenset()
        return Marks(
            keep="keep" in self.flags,
            omit=(self.layouts or frozenset({ALL_LAYOUTS}))
            if "omit" in self.flags
            else frozenset(),
            priority=self.priority,
            short=self.short,
            audiences=self.audiences,
            page_break="page-break" in self.flags,
        )


def _nearest(name: str) -> str:
    near = nearest(name, (*FLAGS, *VALUES), _NEAR - 0.2)
    return f"did you mean {near}?" if near else f"known are {', '.join((*FLAGS, *VALUES))}"


def _directive_like(comment: Located) -> tuple[Diagnostic, ...]:
    """A word for a comment that was meant as a directive: "resume keep", "resumé: keep"."""
    found = _LIKE.match(comment.text)
    if not found:
        return ()
    word = unicodedata.normalize("NFD", found[1].lower())
    word = "".join(letter for letter in word if not unicodedata.combining(letter))
    name = nearest(found[2].lower(), (*FLAGS, *VALUES), _NEAR)
    if name is None or likeness(word, "resume") < _NEAR:
        return ()
    message = "this comment looks like a directive and is none"
    hint = f"write <!-- resume: {name} … -->" if name in VALUES else None
    hint = hint or f"write <!-- resume: {name} -->"
    return (Diagnostic("directive-like", message, comment.span(*found.span()), hint),)
