"""The words that dates are written with, by language, and the patterns that find them.

In: languages. Out: `Words`, made once for each choice of languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from itertools import groupby

from ...record import Record
from ...tables import table
from ...words import is_beyond_latin
from .folding import folded, normal


class Words(Record, dict=True):
    """What the words of some languages mean, and one pattern for all that dates are made of.

    `written` has the words as the table of dates has them, by its keys, and the names of "months";
    `months` and `kinds` have folded words for keys; `kinds` says what a word does ("open",
    "since", …); `terms` are seasons that run over the turn of the year.
    """

    written: Mapping[str, Sequence[str]]
    months: Mapping[str, int]
    kinds: Mapping[str, frozenset[str]]
    terms: frozenset[str]
    not_before: frozenset[str]
    eras: Mapping[str, int]
    month_first: bool

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """All that dates are made of in `text`. A pattern for any text takes long to compile, most
        of it for 2019年4月 and for capitals: few texts have the one, and small letters go for the
        other, but where these are not one for one.
        """
        if self._needs_whole or is_beyond_latin(text) or not _ODD_CASED.isdisjoint(text):
            return self._whole.finditer(text)
        return self._latin.finditer(text.lower())

    @cached_property
    def _needs_whole(self) -> bool:
        """Whether most texts are such as need the pattern for any, or the words are."""
        return any(map(_is_unspaced, self.written["open"])) or any(
            not _ODD_CASED.isdisjoint(word) for words in self.written.values() for word in words
        )

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(_pattern(self.written, tuple(self.eras)), re.IGNORECASE)

    @cached_property
    def _latin(self) -> re.Pattern[str]:
        return re.compile(_pattern(self.written))


# Latin letters that are the same as "i", "s" and "μ" where case does not matter.
_ODD_CASED = frozenset("İıſµ")


def _months(locale: str) -> Mapping[str, int]:
    """The names of months in a CLDR locale. To load Babel and a locale of it takes longer than to
    read a résumé: it is asked only for locales that the table of dates does not name.
    """
    known: Mapping[str, int] | None = table("months").get(locale)
    return cldr_months(locale) if known is None else known


@cache
def cldr_months(locale: str) -> Mapping[str, int]:
    """The names and abbreviations of months in a CLDR locale; none for one Babel lacks."""
    from babel import Locale, UnknownLocaleError

    try:
        forms = Locale.parse(locale).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name.rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in forms.get(context, {}).get(width, {}).items()
        # "4月" is read as a number; one-letter forms would be found everywhere. Where CLDR has
        # no form of its own Babel hands out a number or the Chinese name.
        if len(name) > 1 and not any(char.isdigit() for char in name)
        if locale.startswith("zh") or not name.endswith("月")
    }


def locales() -> tuple[str, ...]:
    """The locales that the table of dates names, whose months are in the table of months."""
    of_languages = (
        words.get("locales", [tag]) for tag, words in table("dates").items() if tag != "any"
    )
    return tuple(dict.fromkeys(locale for found in of_languages for locale in found))


_LISTS = ("open", "since", "from", "to", "until", "after", "upto", "expected")
_OTHERS = ("parts", "terms", "of", "year_words", "prefixes", "not_before")


@lru_cache(maxsize=64)
def words_of(languages: tuple[str, ...]) -> Words:
    """The words of `languages` (BCP 47 tags; what is not known is passed over)."""
    known = table("dates")
    primary = tuple(dict.fromkeys(re.split("[-_]", tag)[0].lower() for tag in languages))
    primary = tuple({"no": "nb", "nn": "nb"}.get(tag, tag) for tag in primary)
    chosen = [known.get(tag, {}) for tag in primary]
    months: dict[str, int] = {}
    for tag, words in zip(primary, chosen, strict=True):
        for locale in words.get("locales", [tag]):
            for name, number in _months(locale).items():
                months.setdefault(name.casefold(), number)
        for name, number in words.get("months", {}).items():
            months.setdefault(name.casefold(), number)
    chosen.append(known["any"])
    written = {
        key: [word for words in chosen for word in words.get(key, [])]
        for key in (*_LISTS, *_OTHERS)
    }
    kinds: dict[str, frozenset[str]] = {}
    for kind in _LISTS:
        for word in written[kind]:
            key = folded(word)
            kinds[key] = kinds.get(key, frozenset()) | {kind}
    return Words(
        written={**written, "months": tuple(months)},
        months={folded(name): number for name, number in months.items()},
        kinds=kinds,
        terms=frozenset(map(folded, written["terms"])),
        not_before=frozenset(map(folded, written["not_before"])),
        eras=known["any"]["eras"],
        month_first="en" in primary[:1],
    )


# ── The pattern ──────────────────────────────────────────────────────────────────────────

# Scripts that are written without spaces between words: their first and last characters.
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
)


def _is_unspaced(word: str) -> bool:
    return any(first <= char <= last for char in word for first, last in _UNSPACED)


def _alternatives(words: Iterable[str], *, latin: bool) -> str:
    """One of `words`, with or without accents and a full stop, the longest first; of those alone
    that a text of Latin letters may have, if `latin`.

    The words are grouped by their first letter: so a place where none begins costs little.
    """
    forms: set[str] = set()
    for word in words:
        word = normal(word).casefold()
        forms |= {word, folded(word), unicodedata.normalize("NFD", word)}
    by_first: dict[str, list[str]] = {}
    for form in forms:
        if form and not (latin and is_beyond_latin(form)):
            by_first.setdefault(form[0], []).append(form)
    groups = []
    # What must follow is written once for all that it follows: half the time to compile it.
    stops = {_stop(form) for members in by_first.values() for form in members}
    common = stops.pop() if len(stops) == 1 else ""
    for first, members in sorted(by_first.items()):
        rests = [
            "(?:" + "|".join(_rest(form) for form in ending) + ")" + ("" if common else stop)
            for stop, ending in groupby(sorted(members, key=len, reverse=True), _stop)
        ]
        groups.append(re.escape(first) + "(?:" + "|".join(rests) + ")")
    return "(?:" + "|".join(groups) + ")" + common if groups else "(?!)"


def _rest(form: str) -> str:
    """All but the first letter, with any white space where there is a space."""
    return re.escape(form[1:]).replace(r"\ ", r"\s{1,3}")


def _stop(form: str) -> str:
    """A word must end where it ends, unless its script does not part words."""
    if _is_unspaced(form[-1]):
        return ""
    return "" if not form[-1].isalnum() else r"(?![^\W\d_])"


def _pattern(written: Mapping[str, Sequence[str]], eras: Sequence[str] = ()) -> str:
    """The pattern for the words `written`, in small letters; with `eras` for dates in Chinese
    characters and Hangul, too.
    """
    one_of = partial(_alternatives, latin=not eras)
    year = r"(?:19\d\d|20\d\d|2100)"
    month = one_of(written["months"])
    part = one_of([*written["parts"], *written["terms"]])
    of = one_of(written["of"])
    suffix = one_of(written["year_words"])
    prefixes = "|".join(map(re.escape, written["prefixes"]))
    prefix = f"(?:(?:{prefixes})-?)?" if prefixes else ""
    plain_words = [word for kind in _LISTS for word in written[kind]]
    word = one_of(word for word in plain_words if not _is_unspaced(word))
    unlettered = one_of(word for word in plain_words if not word[0].isalpha())
    unspaced = one_of(word for word in plain_words if _is_unspaced(word))
    expected = one_of(written["expected"])
    day = r"\d{1,2}(?:\s?[-–—]\s?\d{1,2})?"
    ordinal = r"(?:\.|er\b|st\b|nd\b|rd\b|th\b|º|ª|°|-?го\b)?"
    start = r"(?<![^\W\d_])"
    year_end = rf"(?:\s?(?:{suffix})\.?)?" if written["year_words"] else ""
    # A season may be that of two years, a month may not: "Sep 2012-2016" is a range.
    years = rf"{year}(?(part)(?:[/–-](?:{year}|\d\d)(?![\d/.–-]))?)"
    short = r"'?\d\d(?:/\d\d)?"
    glue = rf"(?:\.?\s{{0,3}}[,/]?\s{{0,3}}|-|\.?\s{{1,3}}{of}\s{{1,3}}|\.?\s?{of}(?<='))"
    letter = r"(?=[^\W\d_])"
    # What holds digits and is no date. Every alternative looks first at what it begins with, and
    # gives no space back: so a long line costs little where no date stands.
    skip = (
        r"(?P<skip>(?:https?://|www\.)\S++|\+\d[\d\s().\-/]{5,24}\d|\bdoi:\s?\S++"
        r"|\b(?:isbn|issn)[:\s-]{0,3}[\dxX -]{8,20}|\b\d{1,2}[:.]\d\d\s?(?:am|pm|h|uhr)\b)"
    )
    # 2019年4月, 令和元年, 2019년 3월, 4月. The long ranges know no case: to compile them with it
    # takes three times as long.
    cjk = (
        rf"(?P<cjk>(?<!\d)(?=\d{{1,4}}\s?[年년月월]|{'|'.join(eras)})"
        rf"(?:(?:(?P<era>{'|'.join(eras)})\s?(?P<era_year>元|\d{{1,2}})"
        rf"|(?P<cjk_year>{year}|\d\d))\s?(?:年度?|년도?)"
        r"(?:\s?(?P<cjk_month>\d{1,2})\s?(?:月份?|월)(?P<cjk_day>\s?\d{1,2}\s?(?:日|号|號|일))?)?"
        rf"(?P<cjk_part>\s?(?:{part}))?"
        r"|(?P<cjk_month_alone>\d{1,2})\s?(?:月份?|월)(?![間间]))"
        r"(?:\s?(?:中旬|初旬|上旬|下旬|初|末|底|말|초)(?!(?-i:[一-龥가-힣])))?)|"
        if eras
        else ""
    )
    # 6 mars 2011, May 2019, Jan '19, Set/2021, Summer 2016, WS 2014/15, 2016 Summer
    named = (
        rf"(?P<named>(?:(?<![\w.,/–-])(?P<years_before>{year})\s{{1,3}}+"
        rf"|(?:(?<![\w.,/:-])(?P<day>{day}){ordinal}\s{{0,3}}+{letter}(?:{of}\s{{1,3}}+)?)?{start})"
        rf"{letter}(?:(?(years_before)(?!)|{prefix}(?P<month>{month})"
        rf"(?P<day_after>\s{{1,3}}{day}(?:st|nd|rd|th)?,?(?=\s{{1,3}}{year}))?)"
        rf"|(?P<part>{part}))(?(years_before)(?!\s{{0,3}}+\d)"
        rf"|(?:{glue}(?P<years>{years}(?!\d)|{short}(?![\d.,:/%]|\s?%))(?!\w){year_end}|\.?)))"
    )
    # (expected), since, to, present
    said = (
        rf"(?P<word>[(\[（]\s?{letter}{expected}\.?\s?[)\]）]"
        rf"|{letter}(?:{unspaced}|{start}{word}\.?)|{unlettered})"
    )
    number = (
        # Taken whole by way of a lookahead: a possessive group is broken in Python 3.11.2.
        rf"(?P<number>(?=(?P<digits>\d++(?:[-./,:–—−‐‑‒~〜～]{{1,3}}\d++)*))(?P=digits){year_end})"
        r"|(?P<dash>[-–—−‐‑‒―]++|[~〜～∼]++)|(?P<slash>/)"
    )
    return rf"(?=\S)(?:{skip}|{cjk}{named}|{said}|{number})"
