"""Takes a text apart into dates and the words about dates, for `dates` to put together.

In: text made `normal`, and `Words`. Out: `Token`s in order, without overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...document import Date
from ...patterns import lazy
from ...record import replace
from .datenumbers import YEAR, Kind, Token, century, number
from .datewords import Words
from .folding import folded

# A letter that joins a number to a word, so that it is no date: "x2019", "2019er" — not Chinese
# or Japanese characters, which stand beside numbers without a space.
_JOINING = lazy(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿ_]")
_NOT_BEFORE_NUMBER = frozenset("+#@$€£¥§&%=")
_NOT_AFTER_NUMBER = frozenset("%@°€$£¥+=*")
_WORD_BEFORE = lazy(r"([^\W\d_]{1,20}|§)[.\s]{0,2}$")


def tokens(text: str, words: Words) -> Iterator[Token]:
    """The dates and the words about dates, in order, without overlap."""
    years_of_two = any(
        int(match["yy"]) > 12
        for match in re.finditer(rf"(?<!\d)(?P<y>{YEAR})[-/](?P<yy>\d\d)(?![\d/.-])", text)
    )
    for match in words.matches(text):
        group = match.lastgroup
        if group == "skip":
            continue
        if group == "number":
            yield from _number_tokens(text, match, words, years_of_two)
        elif group == "cjk":
            yield from _cjk_token(match, words)
        elif group == "named":
            yield from _named_token(text, match, words)
        elif group == "dash":
            kind: Kind = "dash" if len(match[0]) <= 3 else "number"
            yield Token(kind, match.start(), match.end())
        elif group == "slash":
            yield Token("slash", match.start(), match.end())
        elif group == "word":
            yield from _word_tokens(match, words)


def _number_tokens(
    text: str, match: re.Match[str], words: Words, years_of_two: bool
) -> Iterator[Token]:
    start, end = match.start("digits"), match.end("digits")
    digits = match["digits"]
    parts = digits.split(",")
    if len(parts) > 1 and all(re.fullmatch(YEAR, part) for part in parts):
        for part in parts:  # "2013,2015"
            yield Token("date", start, start + len(part), int(part), bare=True)
            start += len(part) + 1
        return
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    token = number(digits, words.month_first, years_of_two)
    short = int(digits) if len(digits) == 2 and token is None else None
    apostrophe = (
        before == "'" and short is not None and not re.match(r"\w", text[start - 2 : start - 1])
    )
    if apostrophe and short is not None:
        yield Token("date", start - 1, end, century(short), weak=True)
        return
    odd = (
        bool(_JOINING.match(before))
        or (bool(_JOINING.match(after)) and match.end() == end)
        or before in _NOT_BEFORE_NUMBER
        or after in _NOT_AFTER_NUMBER
        or (before in ".,:" and text[start - 2 : start - 1].isdigit())
        or (before in "-‐‑./" and bool(_JOINING.match(text[start - 2 : start - 1])))
        or (token is not None and _named_before(text, start, words))
    )
    if odd or token is None:
        yield Token("number", start, end, short=None if odd else short)
        return
    yield replace(token, start=start, end=match.end())


def _named_before(text: str, start: int, words: Words) -> bool:
    """Whether the word before says that the number is no date: "Windows 2000"."""
    word = _WORD_BEFORE.search(text[max(0, start - 22) : start])
    return word is not None and folded(word[1]) in words.not_before


def _cjk_token(match: re.Match[str], words: Words) -> Iterator[Token]:
    """2019年4月, 令和元年4月, 2019년 3월; 4月 alone is a month that lacks its year."""
    month = int(match["cjk_month"] or match["cjk_month_alone"] or 0)
    if month > 12:
        return
    if match["cjk_month_alone"]:
        if month:
            yield Token("date", match.start(), match.end(), None, month, weak=True)
        return
    if match["era"]:
        ordinal = 1 if match["era_year"] == "元" else int(match["era_year"])
        year = words.eras[match["era"]] + ordinal
    else:
        year = int(match["cjk_year"])
        if year < 100:
            if not month:
                return  # "10年" is a duration
            year = century(year)
    if 1900 <= year <= 2100:
        day = bool(match["cjk_day"])
        season = bool(match["cjk_part"])
        yield Token(
            "date", match.start(), match.end(), year, month, day=day, exact=not (day or season)
        )


def _named_token(text: str, match: re.Match[str], words: Words) -> Iterator[Token]:
    """A month or season: "May 2019", "6 mars 2011", "Summer 2016", "WS 2014/15", "May" alone."""
    name = folded(match["month"] or match["part"])
    month = words.months.get(name, 0) if match["month"] else 0
    years = match["years"] or match["years_before"]
    day = bool(match["day"] or match["day_after"])
    exact = bool(match["month"]) and not day
    if years is None:
        yield Token(
            "date", match.start(), match.end(), None, month, weak=True, exact=exact, day=day
        )
        return
    digits = re.sub(r"\D", " ", years).split()
    first = digits[0]
    if len(first) == 4:
        year = int(first)
        until = None
        if len(digits) > 1:
            short = int(digits[1])
            last = year - year % 100 + short if len(digits[1]) == 2 else short
            until = Date(last) if last > year else None
        yield Token("date", match.start(), match.end(), year, month, until, exact=exact, day=day)
        return
    short = int(first)
    strong = years.startswith("'")
    alone = not text[: match.start()].strip() and not text[match.end() :].strip()
    until = None
    if not month and len(digits) > 1 and int(digits[1]) == (short + 1) % 100:
        until, strong = Date(century(short) + 1), True  # "WS 14/15"
    yield Token(
        "date", match.start(), match.end(), century(short), month, until,
        weak=not (strong or alone), exact=exact, day=day, short=None if strong else short,
    )  # fmt: skip


_WORD_KINDS: tuple[Kind, ...] = (
    "open",
    "expected",
    "since",
    "until",
    "from",
    "to",
    "after",
    "upto",
)


def _word_tokens(match: re.Match[str], words: Words) -> Iterator[Token]:
    kinds = words.kinds.get(folded(match["word"]), frozenset())
    for kind in _WORD_KINDS:
        if kind in kinds:
            # A word such as Russian "с" starts a range and, alone, means since.
            yield Token(
                kind, match.start(), match.end(),
                lasting="after" in kinds and kind in ("to", "after"),
                weak=bool(kinds & {"to", "until"}),
            )  # fmt: skip
            return
