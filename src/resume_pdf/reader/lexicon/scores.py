"""How much a text is like the name of a role, a degree, an organisation or a place.

Out: scores around 0 (the words tell nothing) to 3; from 1 on the words surely name one, below 0
they speak against it. The words are in data/titles.jsonc, organizations.jsonc and locations.jsonc:
general ones only, so that the scores hold for résumés nobody has seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

from ...patterns import lazy
from ...record import Record
from ...tables import table
from ...words import is_beyond_latin
from .folding import bare, bare_each

_LONGEST = 200
_CACHED = 4096
_MOST_WORDS_IN_PHRASE = 4

_TOKEN = lazy(r"[^\W_]+(?:['’&/.\-־\"״][^\W_]+)*(?:\+\+|#)?")
_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"  # with marks upon them: "Ṣẹ̀gun" is no "SE"
_WORD = lazy(rf'{_LETTERS}(?:[./"״]{_LETTERS})*\.?')
_HEAD_FIRST = lazy("[\u0590-\u06ff]")


class _Phrases(Record, dict=True):
    """Words and phrases, and endings of compounds, of one meaning, folded."""

    words: frozenset[tuple[str, ...]]
    suffixes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The words that they begin with."""
        return frozenset(words[0] for words in self.words)

    def weight(self, tokens: Sequence[str]) -> float:
        """2 for a phrase that ends (or is) `tokens`, less where it only leads or is inside.

        Arabic and Hebrew begin with what a thing is, so there it is the other way round.
        """
        best = 0.0
        for start in range(len(tokens)):
            longest = _MOST_WORDS_IN_PHRASE if tokens[start] in self.firsts else 0
            for end in range(start + 1, min(start + longest, len(tokens)) + 1):
                if tuple(tokens[start:end]) in self.words:
                    leads, ends = start == 0, end == len(tokens)
                    if _HEAD_FIRST.match(tokens[0]):
                        leads, ends = ends, leads
                    best = max(best, 2.0 if ends else 1.5 if leads else 1.2)
            if self.compound(tokens[start]):
                best = max(best, 1.8 if start + 1 == len(tokens) else 1.4)
        return best

    def compound(self, token: str) -> bool:
        """Does a word end like one of these: "Bauingenieurin", "Senior-Entwickler"?"""
        parts = token.split("-")
        if len(parts) > 1 and ((parts[0],) in self.words or (parts[-1],) in self.words):
            return True
        # Asked of every word: all endings at once, and which it is only where one fits.
        if not token.endswith(self.suffixes):
            return False
        return any(token.endswith(end) and len(token) >= len(end) + 3 for end in self.suffixes)

    def inside(self, text: str) -> float:
        """For scripts without spaces: 2 where a word ends the text, 1.6 where it stands in it."""
        found = [word for word in self.within if word in text]
        return 2.0 if any(text.endswith(word) for word in found) else 1.6 if found else 0.0


@lru_cache(maxsize=_CACHED)
def _tokens(text: str) -> tuple[str, ...]:
    """Folded words; full stops inside an abbreviation are taken out ("S.r.l." is "srl")."""
    return _parted(bare(text))


def _parted(folded: str) -> tuple[str, ...]:
    return tuple([token.replace(".", "") for token in _TOKEN.findall(folded)])


def _phrases(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    folded = bare_each(words)
    return frozenset((word,) if word.isalnum() else _parted(word) for word in folded) - {()}


@cache
def _roles() -> _Phrases:
    roles = table("titles")["roles"]
    return _Phrases(
        _phrases(roles["words"]),
        tuple(bare_each(roles["suffixes"])),
        tuple(bare_each(roles["within"])),
    )


@cache
def _weak(name: str, part: str) -> _Phrases:
    return _Phrases(_phrases(table(name)[part]["weak"]))


@cache
def _ranks() -> frozenset[tuple[str, ...]]:
    return _phrases(table("titles")["roles"]["rank"])


@cache
def _organizations() -> _Phrases:
    words = table("organizations")["any"]
    return _Phrases(
        _phrases(words["words"]),
        tuple(bare_each(words["suffixes"])),
        tuple(bare_each(words["within"])),
    )


@cache
def _legal_forms() -> frozenset[tuple[str, ...]]:
    return _phrases(table("organizations")["any"]["legal"])


@cache
def _degrees() -> tuple[_Phrases, frozenset[str], _Phrases]:
    degrees = table("titles")["degrees"]
    suffixes, within = (tuple(bare_each(degrees[key])) for key in ("suffixes", "within"))
    return (
        _Phrases(_phrases(degrees["words"]), suffixes, within),
        frozenset(degrees["abbreviations"]),
        _Phrases(_phrases(degrees["fields"])),
    )  # fmt: skip


@cache
def _prepositions() -> frozenset[tuple[str, ...]]:
    return _phrases(table("titles")["phrases"]["prepositions"])


def _head(tokens: Sequence[str]) -> Sequence[str]:
    """The words before the first preposition: what the phrase is, without what it is about."""
    for at, token in enumerate(tokens):
        if at and (token,) in _prepositions():
            return tokens[:at]
    return tokens


def _about(text: str) -> str:
    """The text without brackets: "(m/w/d)", "(part-time)"."""
    return re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", text[:_LONGEST]).strip() or text[:_LONGEST]


# ── Roles, organisations, degrees ────────────────────────────────────────────────────────


@lru_cache(maxsize=_CACHED)
def _role_weight(text: str) -> float:
    about = _about(text)
    tokens = _tokens(about)
    if not tokens:
        return 0.0
    head = _head(_tokens(re.split("[,，、;]", about, maxsplit=1)[0]) or tokens)
    weight = max(_roles().weight(head), _roles().inside(bare(about)))
    if not weight:
        weight = min(0.8, _roles().weight(tokens))
    ranked = (tokens[0],) in _ranks()
    weak = 0.6 if _weak("titles", "roles").weight(head) else 0.0
    if ranked and weak:
        weak = 1.1  # "Head Cook", "Chief Mate"
    elif ranked and not weight and len(tokens) <= 4:
        weak = 0.6
    return max(weight, weak) * (0.6 if len(tokens) > 12 else 1.0)


@lru_cache(maxsize=_CACHED)
def _organization_weight(text: str) -> float:
    about = text[:_LONGEST].strip()
    tokens = _tokens(about)
    if not tokens:
        return 0.0
    if _has_legal_form(about) or (tuple(tokens) in _legal_forms() and "." in about):
        return 2.6
    head = _head(tokens)
    weight = max(_organizations().weight(head), _organizations().inside(bare(about)))
    if not weight:
        weight = min(0.9, _organizations().weight(tokens))
    if re.search(r"[^\W\d_]\s?[&＆]\s?[A-ZÀ-Þ]", about):
        weight += 0.5  # "Smith & Sons"
    elif re.search(r"[«»“”„「」]", about):
        weight += 0.3
    weak = 0.3 if _weak("organizations", "any").weight(tokens) else 0.0
    return max(weight, weak) * (0.6 if len(tokens) > 12 else 1.0)


def _has_legal_form(text: str) -> bool:
    """Has a text "GmbH", "S.L.", "ООО" in it? Short forms must be in capitals or have a stop."""
    said = [match[0] for match in _WORD.finditer(text)]
    for at in range(len(said)):
        for end in range(at + 1, min(at + 3, len(said)) + 1):
            phrase = tuple(token for word in said[at:end] for token in _tokens(word))
            if phrase not in _legal_forms():
                continue
            shown = " ".join(said[at:end])
            short = len(shown.strip(".")) <= 3 and end - at == 1
            # A short form ends the name, or leads it where that is the custom ("ООО «…»").
            if short and not (
                shown[0].isupper() or "." in shown.rstrip(".") or shown[0] >= "\u0590"
            ):
                continue
            if short and at == 0 and shown.isascii():
                continue
            if re.search(rf",\s*{re.escape(shown)}\b", text) and shown in _codes():
                continue  # "Lund, SE" is in Sweden
            if len(said) > end - at:
                return True
    return False


@lru_cache(maxsize=_CACHED)
def _degree_weight(text: str) -> float:
    about = text[:_LONGEST].strip()
    tokens = _tokens(about)
    if not tokens:
        return 0.0
    words, abbreviations, fields = _degrees()
    weight = 0.0
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + _MOST_WORDS_IN_PHRASE, len(tokens)) + 1):
            if tuple(tokens[start:end]) in words.words:
                weight = max(weight, 2.0 if start == 0 else 1.5)
        if words.compound(tokens[start]):
            weight = max(weight, 1.4)
    weight = max(weight, words.inside(bare(about)))
    for match in re.finditer(r"[A-Za-zżź]+(?:\.[A-Za-z]+)*\.?", about):
        plain = match[0].replace(".", "").replace("'", "")
        dotted = "." in match[0].rstrip(".")
        known = plain in abbreviations or (dotted and plain.casefold() in _lower(abbreviations))
        if not known:
            continue
        first = match.start() == 0
        # "Boston, MA" is a place.
        state = len(plain) == 2 and not dotted and about[: match.start()].rstrip().endswith(",")
        if not state:
            weight = max(weight, 2.0 if first else 1.2)
    if fields.weight(_head(tokens)) or fields.weight(tokens):
        weight = max(weight, 0.8)
    return weight


@lru_cache(maxsize=4)
def _lower(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def looks_like_title(text: str) -> float:
    """How much like the name of a role: "Senior Engineer", "Leiterin Vertrieb", "店长"."""
    role, organization = _role_weight(text), _organization_weight(text)
    if organization > role and organization >= 1:
        role -= 0.6
    if not role and looks_like_location(text) >= 1.5:
        return -0.6
    return role


def looks_like_organization(text: str) -> float:
    """How much like the name of an employer or a school: "Ruhr-Universität", "Foo & Sons Ltd"."""
    role, organization = _role_weight(text), _organization_weight(text)
    if organization < 2.5 and role >= organization:
        organization -= 0.6 if role >= 1 else 0.2 if role else 0.0
    if organization < 1 and _degree_weight(text) >= 1.2:
        organization -= 0.6
    if organization <= 0 and looks_like_location(text) >= 1.5:
        return -0.6
    return organization


def looks_like_degree(text: str) -> float:
    """How much like a degree ("M.Sc. Physics", "Abitur", "학사") or a field of study."""
    degree = _degree_weight(text)
    if degree < 1 and _organization_weight(text) >= 1.4:
        degree -= 0.6
    if not degree and looks_like_location(text) >= 1.5:
        return -0.6
    return degree


# ── Places ───────────────────────────────────────────────────────────────────────────────

COUNTRY_LANGUAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("[\u0400-\u04ff]", ("ru", "uk")),
    ("[\u0590-\u05ff]", ("he",)),
    ("[\u0600-\u06ff]", ("ar",)),
    ("[\u3040-\u30ff\u4e00-\u9fff]", ("zh", "zh_Hant", "ja")),
    ("[\uac00-\ud7af]", ("ko",)),
    ("", ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "nb", "cs", "tr")),
)
"""Which languages' names of countries may stand in a text, by its script."""


def _countries() -> Mapping[str, Any]:
    """Names of countries from CLDR, folded, and their codes; scripts/cldr writes the file.

    Asking Babel would load thirteen languages whole to say that a word is no country.
    """
    return table("countries")


@cache
def _countries_in(languages: tuple[str, ...]) -> frozenset[str]:
    names = _countries()["names"]
    return frozenset(name for language in languages for name in names[language])


def _is_country(text: str) -> bool:
    folded = bare(text).strip(" .")
    scripts = COUNTRY_LANGUAGES if is_beyond_latin(text) else COUNTRY_LANGUAGES[-1:]
    for script, languages in scripts:
        if re.search(script, text):
            return folded in _countries_in(languages)
    return False


@cache
def _places() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Folded: cities; countries and regions; words for no place in particular; streets."""
    words = table("locations")
    return (
        frozenset(bare_each(words["cities"])),
        frozenset(name.strip(".") for name in bare_each(words["countries"])),
        frozenset(bare_each(words["remote"])),
        frozenset(bare_each(words["streets"])),
    )


@cache
def _street_endings() -> tuple[str, ...]:
    return tuple(bare_each(table("locations")["street_suffixes"]))


@cache
def _codes() -> frozenset[str]:
    words = table("locations")
    short = frozenset(name for name in words["countries"] if name.isupper())
    return short | frozenset(words["states"]) | frozenset(_countries()["codes"])


_POSTCODE = lazy(
    r"(?:^|[\s,])(?:[A-Z]{1,2}-)?\d{4,6}\s+[^\W\d_]{2,}|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|〒\s?\d{3}-\d{4}"
)


@lru_cache(maxsize=_CACHED)
def looks_like_location(text: str) -> float:
    """How much like a place ("Austin, TX", "Lyon (FR)", "Remote"); 0 where nothing is known.

    Below 0 for a legal form or an acronym, which stand where a place may stand.
    """
    shown = text.strip(" \t,;|·()（）[]📍🏠")
    if not shown or len(shown) > 100:
        return 0.0
    _, _, remote, streets = _places()
    parts = [part.strip(" .") for part in re.split(r"\s*[,，、/·|()（）;]\s*|\s+[-–—]\s+", shown)]
    parts = [part for part in parts if part]
    known = [_part_of_place(part, at) for at, part in enumerate(parts)]
    if parts and all(known):
        return 2.5
    if _has_legal_form(shown) or tuple(_tokens(shown)) in _legal_forms():
        return -0.6
    if re.fullmatch(r"[A-Z]{2,6}", shown):
        # A code of a country alone, or the short name of an organisation.
        return 0.9 if shown in _codes() else -0.6
    if (
        len(parts) > 1
        and known[-1]
        and _plain_words(parts[:-1])
        and _organization_weight(parts[0]) < 1
    ):
        return 2.0
    if len(parts) > 1 and known[0] and _plain_words(parts[1:]) and len(parts) == 2:
        return 1.2
    tokens = _tokens(shown)
    if any(token in remote for token in (bare(shown), *tokens[:1])) and len(tokens) <= 5:
        return 1.5
    if _POSTCODE.search(shown):
        return 2.0
    numbered = bool(re.search(r"\d", shown))
    street = any(
        token in streets or (len(token) > 5 and token.endswith(_street_endings()))
        for token in tokens
    )
    if numbered and street:
        return 2.0
    if (
        len(shown) <= 12
        and shown.endswith(tuple(table("locations")["within"]))
        and not _role_weight(shown)
    ):
        return 0.9
    return 0.0


def _part_of_place(part: str, at: int) -> bool:
    """Is a part of an address known as a place: a city, a country, a code behind another part?"""
    cities, regions, remote, _ = _places()
    folded = bare(part).strip(" .")
    if folded in cities or folded in regions or folded in remote:
        return True
    if at and part.replace(".", "") in _codes():
        return True
    # "Lyon France", "10115 Berlin", "Greater Boston".
    words = re.sub(r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+|^greater\s+|\s+area$|\s+metropolitan$", "", folded)
    if words != folded and words in cities:
        return True
    city, _, country = folded.rpartition(" ")
    if city in cities and (country in regions or part[-2:] in _codes()):
        return True
    return len(folded) > 3 and part[:1] == part[:1].upper() and _is_country(part)


def _plain_words(parts: Sequence[str]) -> bool:
    """Are parts a few capitalised words each, as names of places are?"""
    return all(
        len(part.split()) <= 3
        and not re.search(r"\d", part)
        and part[:1] == part[:1].upper()
        and _role_weight(part) < 1
        for part in parts
    )
