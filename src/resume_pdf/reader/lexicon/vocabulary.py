"""What the words of a résumé mean: titles of sections and documents, labels, kinds of names.

All knowledge is in data/: sections.jsonc, labels.jsonc, and the tables behind the scores. Titles
are compared without case, accents, emoji, numbering and punctuation around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from ...patterns import lazy
from ...record import Record
from ...tables import table
from .folding import bare, bare_each, normal
from .scores import (
    looks_like_degree,
    looks_like_location,
    looks_like_organization,
    looks_like_title,
)

__all__ = [
    "SectionTitle",
    "contact_label",
    "document_title",
    "entry_label",
    "looks_like_degree",
    "looks_like_location",
    "looks_like_organization",
    "looks_like_title",
    "section_kind",
    "section_title",
]

ContactLabel = Literal["name", "email", "phone", "url", "location", "birth", "headline", "other"]
EntryLabel = Literal["title", "organization", "location", "dates", "note", "keywords"]

# No title or label is longer; a longer text is not worth the work.
_LONGEST = 80
_NO_KINDS = frozenset({"document", "rules"})


class SectionTitle(Record):
    """The kind that a title names (a table of data/sections.jsonc), and the languages it is in.

    `languages` is empty for a title that was understood by its parts.
    """

    kind: str
    languages: tuple[str, ...] = ()


def section_kind(title: str) -> str | None:
    """The kind of section that a title names, None for a title that is not known."""
    found = section_title(title)
    return found.kind if found else None


@lru_cache(maxsize=1024)
def section_title(title: str) -> SectionTitle | None:
    """What is known of a section's title: by the table, else by its parts.

    The parts count cautiously: what is left without words such as "selected" or "my"; several
    titles joined ("Skills & Interests" is of the kind of the first); an ending such as "…
    Experience" or "…kenntnisse". A title of the document ("Resume") is none of a section.
    """
    if len(title) > _LONGEST:
        return None
    stripped = _stripped_title(title)
    text = _key(stripped)
    if not text or text in _documents() or text in _rules().not_titles:
        return None
    found = _known(text) or _known_in_parts(text)
    if found and len(found.languages) > 1:
        written = tuple(one for one in found.languages if stripped in _written(found.kind, one))
        return SectionTitle(found.kind, written or found.languages)
    return found


def document_title(text: str) -> bool:
    """Is a text the title of the document, such as "Curriculum Vitae" or "履歴書"?"""
    return len(text) <= _LONGEST and _key(_stripped_title(text)) in _documents()


def contact_label(text: str) -> ContactLabel | None:
    """What a label in the head of a résumé says ("Tel.", "E-Mail:", "電話"), None if not known."""
    return _labels("contact").get(_folded_label(text)) if len(text) <= _LONGEST else None  # type: ignore[return-value]


def entry_label(text: str) -> EntryLabel | None:
    """What a label in an entry says ("Company:", "Zeitraum", "Tech stack"), None if not known."""
    return _labels("entry").get(_folded_label(text)) if len(text) <= _LONGEST else None  # type: ignore[return-value]


# ── Titles ───────────────────────────────────────────────────────────────────────────────

_ATTRIBUTES = lazy(r"\{[:#.\-][^{}]*\}\s*$|\{-\}|:[a-z0-9_+-]+:")
_NUMBERING = lazy(
    r"^(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-h]|[一二三四五六七八九十]{1,3})[.)、．:：]|[①-⑳]|§\s?\d*)\s*"
)
_BRACKET_BEHIND = lazy(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*[:：]?\s*$")
_EDGES = " \t.:：;,·•|–—-―~*_=#>«»\"'“”„()（）[]【】「」『』《》<>!?¿¡"


def _stripped_title(title: str) -> str:
    """A title without what stands around its words: emoji, attributes, a number, a bracket."""
    text = "".join(
        " " if unicodedata.category(char) in ("So", "Sk", "Co", "Cs", "Cf") else char
        for char in _ATTRIBUTES.sub("", title)
    )
    text = _accented(text).lstrip(_EDGES)
    shorter = _BRACKET_BEHIND.sub("", text).strip(_EDGES)
    return _NUMBERING.sub("", shorter or text.strip(_EDGES)).strip(_EDGES)


def _accented(text: str) -> str:
    """Without case and needless space, accents kept: they tell French from English."""
    return " ".join(unicodedata.normalize("NFC", normal(text)).casefold().split())


def _key(title: str) -> str:
    """The form in which a title is looked up: all that joins two titles ("and", "&", a comma) is
    written as " & ".
    """
    return _joining().sub(" & ", bare(title).strip(_EDGES)).strip(" &")


def _keys(titles: Sequence[str]) -> list[str]:
    """`_key` of each of a table's titles: all of them at once, with a mark between that parts."""
    whole = "\0".join(title.strip(_EDGES) for title in bare_each(titles))
    return [key.strip(" &") for key in _joining().sub(" & ", whole).split("\0")]


@cache
def _joining() -> re.Pattern[str]:
    words = table("sections")["rules"]["joining"]
    marks = "".join(re.escape(word) for word in words if not word.isalpha())
    unspaced = "".join(word for word in words if "一" <= word <= "龥")
    spaced = "|".join(word for word in words if word.isalpha() and word < "一")
    return re.compile(
        rf"(?=[\s{marks}{unspaced}])"  # nearly no place has one: to see that takes no time
        rf"(?:\s*[{marks}]\s*(?:(?:{spaced})\s+)?|\s+(?:{spaced})\s+"
        rf"|(?<=\w\w)[{unspaced}](?=\w\w))"
    )


@cache
def _titles() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The kinds and languages in which each title of the table stands."""
    places: list[tuple[str, str]] = []
    titles: list[str] = []
    for kind, languages in table("sections").items():
        for language, of_kind in () if kind in _NO_KINDS else languages.items():
            titles += of_kind
            places += [(kind, language)] * len(of_kind)
    found: dict[str, list[tuple[str, str]]] = {}
    for title, place in zip(_keys(titles), places, strict=True):
        found.setdefault(title, []).append(place)
    return found


@cache
def _written(kind: str, language: str) -> frozenset[str]:
    """The titles of a kind in a language with their accents."""
    return frozenset(map(_accented, table("sections")[kind].get(language, ())))


@cache
def _documents() -> frozenset[str]:
    languages = table("sections")["document"].values()
    return frozenset(_keys([title for titles in languages for title in titles]))


class _Modifiers(Record):
    """Words that may stand before or behind a title; some scripts put no space between."""

    all: frozenset[str]
    spaced: frozenset[str]
    unspaced: frozenset[str]


class _Rules(Record):
    """The rules of data/sections.jsonc for titles that stand in no list, folded."""

    modifiers: _Modifiers
    heads: Mapping[str, str]
    suffixes: Mapping[str, str]
    not_titles: frozenset[str]


def _modifiers(words: Iterable[str]) -> _Modifiers:
    known = frozenset(words)
    unspaced = frozenset(
        word for word in known if word[0] >= "一" and unicodedata.category(word[0]) == "Lo"
    )
    return _Modifiers(known, known - unspaced, unspaced)


@cache
def _rules() -> _Rules:
    rules: dict[str, Any] = table("sections")["rules"]
    return _Rules(
        _modifiers(map(bare, rules["modifiers"])),
        {bare(word): kind for word, kind in rules["heads"].items()},
        {bare(word): kind for word, kind in rules["suffixes"].items()},
        frozenset(map(bare, rules["not_titles"]["titles"])),
    )


def _known(text: str) -> SectionTitle | None:
    """The title in the table, English also in the plural or singular."""
    found = _listed(text)
    if found is None:
        found = _listed(text[:-1] if text.endswith("s") else text + "s")
        if found is not None and "en" not in found.languages:
            found = None
    return found


def _listed(text: str) -> SectionTitle | None:
    """The title in the table; what stands in several kinds is of the first."""
    places = _titles().get(text)
    if places is None:
        return None
    return SectionTitle(places[0][0], tuple(dict.fromkeys(language for _, language in places)))


def _known_in_parts(text: str) -> SectionTitle | None:
    parts = text.split(" & ")
    if len(parts) > 1:
        found = [_modified(part) for part in parts]
        if parts[0].endswith("-"):
            return found[-1]  # "Berufs- und Projekterfahrung"
        first = next((one for one in found if one), None)
        if first is None or (found[0] is None and len(parts) > 2):
            return None
        # The rest may be anything short that does not make it a name: "Languages and the rest".
        rest = [part for part, one in zip(parts, found, strict=True) if one is None]
        strange = any(len(part.split()) > 3 for part in rest)
        name = looks_like_organization(text) >= 1 or looks_like_title(text) >= 1
        return None if rest and (strange or name or found[0] is None) else first
    return _modified(text)


def _modified(text: str) -> SectionTitle | None:
    """A title without modifiers at its front and end, or by its last word or ending."""
    rules = _rules()
    left = text
    while left:
        found = _known(left)
        if found is not None:
            return found
        shorter = _without_modifier(left, rules.modifiers)
        if shorter == left:
            break
        left = shorter
    words = text.split()
    if (
        2 <= len(words) <= 3
        and words[-1] in rules.heads
        and text not in rules.not_titles
        and not words[0].startswith(("non-", "no"))
    ):
        return SectionTitle(rules.heads[words[-1]])
    if len(words) == 1:
        for suffix, kind in sorted(rules.suffixes.items(), key=lambda pair: -len(pair[0])):
            if text.endswith(suffix) and len(text) - len(suffix) <= 12:
                return SectionTitle(kind)
    return None


def _without_modifier(text: str, modifiers: _Modifiers) -> str:
    """The text without the longest modifier at its front or end."""
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    fronts = [text[:at] for at in spaces if text[:at] in modifiers.spaced]
    fronts += [word for word in modifiers.unspaced if text.startswith(word)]
    ends = [text[at + 1 :] for at in spaces if text[at + 1 :] in modifiers.all]
    front, end = (max(found, key=len, default="") for found in (fronts, ends))
    if len(front) >= len(end):
        return text[len(front) :].strip()
    return text[: -len(end)].strip()


# ── Labels ───────────────────────────────────────────────────────────────────────────────


_AROUND_LABELS = " \t:：.*_-–—()（）[]【】•·|"


def _folded_label(text: str) -> str:
    return bare(text).strip(_AROUND_LABELS) or text.strip()


@cache
def _labels(where: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for meaning, labels in table("labels")[where].items():
        for label in bare_each(labels):
            found.setdefault(label.strip(_AROUND_LABELS), meaning)
    return found
