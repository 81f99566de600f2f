"""What is said in letters: greetings and farewells, and what stands before a subject.

All knowledge is in data/letters.jsonc.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...document import Date
from ...patterns import lazy
from ...tables import table
from .dates import find_periods
from .folding import bare, bare_each

_LONGEST_GREETING = 100
_LONGEST_FAREWELL = 60
_LONGEST_DATE = 60
_LONGEST_FORMULA = 300
_ENDS = " ,.;:!、，。；：！…"
_LABEL = lazy(r"\s*([^:：\n]{1,20}?)\s*[:：](?!//)")
# "Leeds, 12 May 2025", "Berlin, den 12. Mai 2025", "Lyon, le 12 mai 2025", "Date: 12 May 2025"
_BEFORE_DATE = lazy(
    r"(?:[^\d,;:.]{1,40},\s*)?(?:den|am|le|il|lì|li|el|a|em|op|the|dnia)?\s*|\w{1,12}\s*[:：]\s*"
)
_AFTER_DATE = lazy(r"[\s).日г]*")


def is_salutation(line: str) -> bool:
    """Does a line open a letter: "Dear Ms Hall,", "Sehr geehrte Damen und Herren"?"""
    text = bare(line).strip(_ENDS)
    if not text or len(text) > _LONGEST_GREETING:
        return False
    return text.startswith(_joined()) or any(
        text.startswith(opening) and not text[len(opening) :][:1].isalnum()
        for opening in _listed("salutations")
    )


def is_closing(line: str) -> bool:
    """Does a line close a letter: "Yours sincerely,", "Mit freundlichen Grüßen aus Leeds"?"""
    text = bare(line).strip(_ENDS)
    return len(text) <= _LONGEST_FAREWELL and (
        text in _listed("closings")
        or any(text.startswith(f"{closing} ") for closing in _listed("closings") if " " in closing)
    )


def is_formula(sentence: str) -> bool:
    """Does a sentence close a letter: "Je vous prie d'agréer … mes salutations distinguées."?"""
    text = bare(sentence).strip(_ENDS)
    return len(text) <= _LONGEST_FORMULA and any(map(text.endswith, _listed("formulas")))


def is_subject(line: str) -> bool:
    """Does a line say that it is the subject: "Re: …", "Objet : …"?"""
    return _label(line) in _listed("subjects")


def is_enclosures(line: str) -> bool:
    """Does a line name what goes with the letter: "Enclosures: …", "Anlagen"?"""
    return (_label(line) or bare(line).strip(_ENDS)) in _listed("enclosures")


def is_dateline(line: str, languages: Sequence[str]) -> bool:
    """Is a line the date of a letter, perhaps after its place, and nothing else?"""
    if len(line) > _LONGEST_DATE:
        return False
    found = find_periods(line, languages)
    if len(found) != 1 or not found[0].single:
        return False
    (date,) = found
    # A year alone stands in many a line; what tells more than its month is not kept, but found.
    year_alone = date.exact and isinstance(date.end, Date) and not date.end.month
    return (
        not year_alone
        and _BEFORE_DATE.fullmatch(line[: date.start_offset]) is not None
        and _AFTER_DATE.fullmatch(line[date.end_offset :]) is not None
    )


def _label(line: str) -> str | None:
    found = _LABEL.match(line)
    return bare(found[1]).strip(_ENDS) if found else None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(bare_each(table("letters")[name]))


@cache
def _joined() -> tuple[str, ...]:
    return tuple(bare_each(table("letters")["salutations_joined"]))
