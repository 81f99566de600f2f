"""Tells the language of a résumé: by its script, the titles of its sections, its commonest words.

In: text. Out: a BCP 47 primary tag. The tables are data/languages.jsonc and data/sections.jsonc.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from ...patterns import lazy
from ...tables import table
from .folding import normal
from .vocabulary import section_title

# More text than this tells no more.
_SAMPLE = 40_000
# From this share of all letters a script is the text's, though there are Latin names in it.
_SHARE = 0.15
# A known section title weighs as much as so many common words.
_TITLE = 8
_LETTER = 1
_DEFAULT = "en"

_HEADING = lazy(r"^\s{0,3}#{1,6}[ \t]*(.{1,80}?)[ \t]*#*$|^(.{1,80})\n(?:={3,}|-{3,})\s*$", re.M)
# Addresses and code are no language.
_NO_WORDS = lazy(r"https?://\S++|www\.\S++|`[^`\n]{1,200}`|<[^<>\n]{1,500}>|\S{1,80}@\S++")


def detect(text: str, titles: Sequence[str] | None = None) -> str:
    """The language of `text`, "en" when nothing decides.

    `titles` are those of its sections; None: they are looked for in the Markdown.
    """
    sample = text[:_SAMPLE]
    if titles is None:
        titles = [first or second for first, second in _HEADING.findall(sample)]
    words_only = _NO_WORDS.sub(" ", sample)
    script = _script(words_only)
    votes = _votes(words_only, titles)
    if script in ("he", "ar", "ko", "ja"):
        return script
    if script == "zh":
        return "zh"
    if script == "ru":
        return "uk" if votes["uk"] > votes["ru"] else "ru"
    for language in table("languages")["scripts"]:
        votes.pop(language, None)
    votes.pop("uk", None)
    if not votes:
        return _DEFAULT
    most = max(votes.values())
    best = [language for language, count in votes.items() if count == most]
    return _DEFAULT if _DEFAULT in best or most < 2 else best[0]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction that a language is written in."""
    primary = re.split("[-_]", language)[0].lower()
    return "rtl" if primary in table("languages")["direction"]["rtl"] else "ltr"


def _script(text: str) -> str | None:
    """The language that the script decides; None for Latin."""
    letters = Counter(re.findall(r"[^\W\d_]", text))
    shares = {
        language: _count(letters, re.findall("(.)-(.)", ranges)) / (letters.total() or 1)
        for language, ranges in table("languages")["scripts"].items()
    }
    # Japanese writes Chinese characters too, and is known by its syllables.
    if shares["ja"] > 0.05 and shares["ja"] + shares["zh"] > _SHARE:
        return "ja"
    language, share = max(shares.items(), key=lambda pair: pair[1])
    return language if share > _SHARE else None


def _count(letters: Counter[str], ranges: Sequence[tuple[str, str]]) -> int:
    """How many of `letters` are in one of `ranges`: as a regular expression each range of thousands
    would be compiled letter by letter.
    """
    within = (one for one in letters if any(first <= one <= last for first, last in ranges))
    return sum(letters[one] for one in within)


def _votes(text: str, titles: Sequence[str]) -> Counter[str]:
    """How much speaks for each language."""
    votes: Counter[str] = Counter()
    for word, count in Counter(re.findall(r"[^\W\d_]+", normal(text).casefold())).items():
        for language in _languages_of().get(word, ()):
            votes[language] += min(count, 30)
    for language, letters in table("languages")["letters"].items():
        found = sum(text.count(letter) for letter in letters)
        votes[language] += min(found * _LETTER, 40)
    for title in titles:
        known = section_title(title)
        for language in known.languages if known else ():
            # "Contact" is English and French: such a title says little.
            votes[language] += max(1, _TITLE // len(known.languages)) if known else 0
    return +votes


@cache
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in table("languages")["function_words"].items():
        for word in dict.fromkeys(words):
            found[word] = (*found.get(word, ()), language)
    return found
