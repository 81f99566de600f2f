"""What is a person's name, and what is the title of the document around it.

In: a line such as "Jo Doe — Curriculum Vitae", "Jo Doe's Resume", "CV - Jo Doe - joiner". Out:
where the name stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from ...patterns import lazy
from ...words import words
from ..syntax.inlines import trim
from .likeness import organization, title
from .vocabulary import contact_label, document_title, section_kind

_PARTS = lazy(
    r"\s+[-–—|·•/:]+\s+|\s*[—|]\s*|\s*[:：]\s+|\s*[,，]\s*|\t+|\s*\u3000{2,}\s*|(?=[(（\[])"
)
_POSSESSIVE = lazy(r"['’]s?\s+(?=\S+$|curriculum)", re.IGNORECASE)
_PARTICLES = frozenset(
    (
        *("de", "da", "do", "das", "dos", "del", "della", "di", "du", "la", "le", "el", "al"),
        *("van", "von", "der", "den", "ter", "ten", "zu", "zur", "af", "av", "bin", "ibn"),
        *("y", "e", "i", "und", "of", "the"),
    )
)
_MOST_WORDS = 6
_LONGEST = 60
_MOST_LABEL_WORDS = 4
_SHORTEST_LABEL = 3


def is_document_title(text: str) -> bool:
    """Is the whole text a title such as "Curriculum Vitae" or "Resume of"?"""
    stripped = re.sub(r"\s+(?:of|de|von|di)$", "", " ".join(text.split()), flags=re.IGNORECASE)
    return bool(stripped) and document_title(stripped.strip(" :：-–—.&"))


def name_range(text: str) -> tuple[int, int] | None:
    """Where a name stands in a line that is a name, perhaps with a document title or a trade."""
    if len(text) > 3 * _LONGEST:
        return None
    possessive = _POSSESSIVE.search(text)
    if possessive and is_document_title(text[possessive.end() :]):
        return _shaped(text, 0, possessive.start())
    edges = [match.span() for match in _PARTS.finditer(text)]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(text)]
    for start, end in zip(starts, ends, strict=True):
        if not text[start:end].strip() or is_document_title(text[start:end]):
            continue
        # "Resume of Jo Doe", "Lebenslauf Jo Doe".
        lead = re.match(
            r"\s*(\S+(?:\s+vit[aæ]e?)?(?:\s+(?:of|de|von|di))?)\s+", text[start:end], re.I
        )
        if lead and is_document_title(lead[1]):
            start += lead.end()
        tail = re.search(r"\s+(\S+|curriculum vit[aæ]e?)\s*$", text[start:end], re.I)
        if tail and is_document_title(tail[1]):
            end = start + tail.start()
        return _without_label(text, start, end) or _shaped(text, start, end)
    return None


def _without_label(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name after a label without a colon, as pages print a table: "Full name Jo Doe"."""
    found = None
    for gap in islice(re.finditer(r"\s+", text[start:end].rstrip()), _MOST_LABEL_WORDS):
        label = text[start : start + gap.start()].strip()
        # "Ad" is a label to a Turk, and a given name to a Dutchman.
        short = len(label) < _SHORTEST_LABEL and label.isascii()
        if not short and contact_label(label) == "name":
            found = _shaped(text, start + gap.end(), end) or found
    return found


def _shaped(text: str, start: int, end: int) -> tuple[int, int] | None:
    start, end = trim(text, start, end)
    return (start, end) if name_shaped(text[start:end]) else None


def name_shaped(text: str) -> bool:
    """Does a text have the form of a name: a few words, capitals, no figures?"""
    said = [word for word in re.split(r"\s+", text.strip()) if re.search(r"\w", word)]
    if not 1 <= len(said) <= _MOST_WORDS or len(text) > _LONGEST or re.search(r"[\d@/<>]", text):
        return False
    if any(
        word[0].islower()
        and word.casefold().strip(".") not in _PARTICLES
        and not word.startswith(("d'", "d’", "al-", "el-"))
        for word in said
    ):
        return False
    if re.search(r"[.!?;:]\s|[!?;:]$", text + " ") and not re.search(r"\b\w{1,3}\.\s", text):
        return False
    # One word alone is a name only where names are written so.
    return len(said) > 1 or not any(
        unicodedata.name(letter, "").startswith("LATIN") for letter in text
    )


def looks_like_name(text: str, names: Sequence[str] = ()) -> bool:
    """Is a line a person's name: of the right form, and nothing the vocabulary knows otherwise?"""
    if any(same_name(text, name) for name in names):
        return True
    place = name_range(text)
    if place is None:
        return False
    name = text[slice(*place)]
    return section_kind(name) is None and title(name) < 1 and organization(name) < 1


def same_name(one: str, other: str) -> bool:
    """Do two texts say the same name, whatever the case and the order of its parts?"""
    left, right = words(one), words(other)
    return bool(left) and sorted(left) == sorted(right)
