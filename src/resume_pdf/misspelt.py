"""What a misspelt word was meant to be. The library for that is imported when one is met."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str | None:
    """The one of `known` most like `word`, None if none is alike by `least` (0 to 1)."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), 1, least)), None)


def suggestion(near: str | None, known: Iterable[str]) -> str:
    """The hint to a word that is none of `known`: the one that is `near`, or what there is."""
    return f"did you mean “{near}”?" if near else f"there is: {', '.join(known)}"


def likeness(one: str, other: str) -> float:
    """How much two words are alike, from 0 to 1."""
    import difflib

    return difflib.SequenceMatcher(None, one, other).ratio()
