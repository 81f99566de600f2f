"""Which characters no face has, and which are set in a face of the machine: told script by script.

In: the faces of a PDF, the document they set and its source. Out: diagnostics. A résumé in a script
that no face has lacks hundreds of characters, so they are counted and not listed; a single odd one
is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from . import installing
from .diagnostics import Diagnostic
from .document import Document
from .patterns import lazy
from .record import Record
from .source import Source, Span
from .typeset import FontUse
from .words import said

# By the first word of a character's name, which for letters is that of their script.
_EAST_ASIAN = {
    "BOPOMOFO": "Bopomofo",
    "CJK": "Han",
    "FULLWIDTH": "",
    "HALFWIDTH": "",
    "HANGUL": "Hangul",
    "HIRAGANA": "Hiragana",
    "HIRAGANA-KATAKANA": "",
    "IDEOGRAPHIC": "",
    "KATAKANA": "Katakana",
    "KATAKANA-HIRAGANA": "",
}
_WIDE_SIGNS = range(0x3000, 0x3040)
_OF_NO_SCRIPT = frozenset({"COMBINING", "MODIFIER", "VARIATION"})
_WIDE = "East Asian"
_NAMED, _SHOWN = 5, 5
# Letters that no face shows and that machines read all the same: whole sentences were hidden so.
# What only shapes its neighbours is none, nor are the tags that make a flag of 🏴 (Unicode
# Technical Standard 51, Annex C).
_HIDDEN = lazy("[\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]")
_FLAG = lazy(
    "\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,3}\U000e007f"
)


class _Group(Record):
    """Characters for which the same fonts are made; `label` says what they are."""

    label: str
    characters: tuple[str, ...]
    east_asian: bool

    def __str__(self) -> str:
        count = len(self.characters)
        shown = " ".join(self.characters[:_SHOWN]) + (" …" if count > _SHOWN else "")
        what = f"{count:,} {self.label}".rstrip()
        return f"{what} character{'s' if count > 1 else ''} ({shown})"

    @property
    def hint(self) -> str:
        """What to install for them."""
        command = installing.font("CJK" if self.east_asian else self.label)
        return f"for a face that has them: {command}"


def about_fonts(
    fonts: Sequence[FontUse], document: Document, source: Source
) -> Iterator[Diagnostic]:
    """Characters that no face has, at their first place, and those of faces not the style's."""
    places = _places({char for font in fonts for char in font.missing}, document, source)
    groups, others = _grouped(sorted(places, key=lambda char: _order(places[char])))
    for group in groups:
        yield Diagnostic(
            "glyph-missing",
            f"no face has {group}; the first stands here",
            places[group.characters[0]],
            hint=group.hint,
        )
    for char in others[:_NAMED]:
        name = unicodedata.name(char, "no name")
        yield Diagnostic(
            "glyph-missing",
            f"no face has the character {char!r} (U+{ord(char):04X}, {name})",
            places[char],
            hint="write it otherwise, or install a font that has it",
        )
    if more := others[_NAMED:]:
        codes = ", ".join(f"U+{ord(char):04X}" for char in more)
        message = f"no face has {len(more):,} more characters: {codes}"
        yield Diagnostic("glyph-missing", message, places[more[0]])
    if hidden := _hidden(document):
        char, at = next(iter(hidden.items()))
        name = unicodedata.name(char, "no name")
        others_too = f" and {len(hidden) - 1:,} more like it" if len(hidden) > 1 else ""
        yield Diagnostic(
            "glyph-missing",
            f"nobody sees the character U+{ord(char):04X} ({name}){others_too}, but machines do",
            at,
            hint="take it out",
        )
    for family in dict.fromkeys(font.family for font in fonts if not font.shipped):
        used = {char for font in fonts if font.family == family for char in font.characters}
        yield Diagnostic(
            "font-fallback",
            f"{_told(used)} set in {family}, a face of this machine, not the style's",
        )


def _told(characters: Collection[str]) -> str:
    """What is set in a face: "154 Hangul characters (…) and 2 characters (→ ✓) are"."""
    seen = sorted(char for char in characters if not char.isspace())
    groups, others = _grouped(seen)
    if others:
        groups.append(_Group("", tuple(others), east_asian=False))
    said_of = " and ".join(map(str, groups)) or "white space"
    return f"{said_of} {'are' if len(seen) > 1 else 'is'}"


def _places(
    characters: Collection[str], document: Document, source: Source
) -> dict[str, Span | None]:
    """Where in the source each character stands first; None where it does not."""
    places: dict[str, Span | None] = {}
    for text, span in said(document) if characters else ():
        for char in set(text) & set(characters) - places.keys():
            at = source.text.find(char, span.start)
            places[char] = Span(at, at + 1) if at >= 0 else span
    return places | {char: None for char in characters if char not in places}


def _hidden(document: Document) -> dict[str, Span]:
    """The characters that nobody sees, each with where it first stands."""
    found: dict[str, Span] = {}
    for text, span in said(document):
        if not text.isascii():
            for char in _HIDDEN.findall(_FLAG.sub("", text)):
                found.setdefault(char, span)
    return found


def _order(span: Span | None) -> int:
    return span.start if span else -1


def _grouped(characters: Sequence[str]) -> tuple[list[_Group], list[str]]:
    """Characters by their script where there are several of it, and the others."""
    scripts = {_script(char) for char in characters if unicodedata.category(char)[0] in "LM"}
    by_script: dict[str, list[str]] = {}
    others: list[str] = []
    for char in characters:
        script = _script(char)
        if script == _WIDE or (script and script in scripts):
            by_script.setdefault(script, []).append(char)
        else:
            others.append(char)
    groups = []
    for script, members in by_script.items():
        if len(members) == 1:
            others += members
            continue
        wide = script == _WIDE
        groups.append(_Group(_scripts(members) if wide else script, tuple(members), wide))
    return groups, others


def _script(character: str) -> str:
    """The script of a character, the same for all of East Asia; empty for what is of none."""
    first = unicodedata.name(character, "").split(" ")[0]
    if first in _EAST_ASIAN or ord(character) in _WIDE_SIGNS:
        return _WIDE
    return "" if first in _OF_NO_SCRIPT else first.title()


def _scripts(characters: Sequence[str]) -> str:
    """The scripts of East Asian characters; their punctuation is of none."""
    firsts = (unicodedata.name(char, "").split(" ")[0] for char in characters)
    labels = [label for label in dict.fromkeys(_EAST_ASIAN.get(one, "") for one in firsts) if label]
    return " and ".join(filter(None, (", ".join(labels[:-1]), *labels[-1:]))) or _WIDE
