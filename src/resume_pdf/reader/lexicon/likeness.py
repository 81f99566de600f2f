"""How much a text is like a role, a degree, an organisation or a place: the vocabulary's scores.

Out: numbers around 0 (the words tell nothing) to 3 (they surely name one); below 0 they speak
against it. What is counted beside the vocabulary are forms that hold in any language.
"""

from __future__ import annotations

import re
from functools import lru_cache

from . import vocabulary

_CACHED = 32768


@lru_cache(maxsize=_CACHED)
def title(text: str) -> float:
    """How much like a job title or the name of a role."""
    return vocabulary.looks_like_title(text)


@lru_cache(maxsize=_CACHED)
def degree(text: str) -> float:
    """How much like a degree, or a field of study."""
    return vocabulary.looks_like_degree(text)


@lru_cache(maxsize=_CACHED)
def organization(text: str) -> float:
    """How much like the name of an employer or a school."""
    known = vocabulary.looks_like_organization(text)
    if known >= 1:
        return known
    # Names are written with capitals; all capitals, or "&", are for names rather than for roles.
    if text[:1].islower():
        return known - 0.6
    return known + (0.3 if text.isupper() and len(text) > 3 else 0.2 if "&" in text else 0.0)


@lru_cache(maxsize=_CACHED)
def place(text: str) -> float:
    """How much like a place: known as one, or one to three capitalised words without others."""
    known = vocabulary.looks_like_location(text)
    if known:
        return known
    said = text.split()
    if len(said) > 3 or text[:1].islower() or re.search(r"[\d/,+#&]", text):
        return -1.0
    if title(text) > 0.5 or organization(text) > 0.5:
        return -0.5
    capital = all(word[:1].isupper() or word.lower() in ("de", "la", "of", "am") for word in said)
    return 0.25 if capital else -0.2
