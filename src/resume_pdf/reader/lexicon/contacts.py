"""Finds ways to reach a person in a text: e-mail addresses, telephone numbers, web addresses.

In: text, and the country whose numbers are written without their country code. Out: `Found`, in
order, without overlap. Numbers are judged by the phonenumbers library, which is loaded only for a
text that holds what may be one. Nothing is undone: a disguised address stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from ...document import mailto
from ...patterns import lazy
from ...record import Record
from ...tables import table
from ..shortcuts import import_phonenumbers
from .folding import normal

Kind = Literal["email", "email-obfuscated", "phone", "url"]


class Found(Record):
    """A contact from `start` up to `end` of the text.

    `target` is the link ("mailto:…", "tel:+E.164", "https://…"); None for a disguised address, and
    for a number whose country is not known.
    """

    kind: Kind
    start: int
    end: int
    text: str
    target: str | None


@lru_cache(maxsize=1024)  # The same lines are asked for contacts, and for what disguises one.
def find_contacts(text: str, region: str | None = None) -> tuple[Found, ...]:
    """Every contact in `text`. `region` is a country code (ISO 3166), None if it is not known."""
    taken: list[Found] = []
    if len(text) < _SHORTEST:
        return ()
    for finder in (_web_addresses, _emails, _disguised, _bare_hosts, _phones):
        taken = _merged(taken, finder(text, region))
    return tuple(taken)


def _merged(taken: list[Found], more: Iterable[Found]) -> list[Found]:
    """Both in order; of two that overlap, the one that was taken before."""
    kept: list[Found] = []
    at = 0
    for found in more:
        while at < len(taken) and taken[at].end <= found.start:
            at += 1
        if at == len(taken) or found.end <= taken[at].start:
            kept.append(found)
    return sorted([*taken, *kept], key=lambda found: found.start)


# ── Addresses ────────────────────────────────────────────────────────────────────────────

_SHORTEST = len("a@b.c")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"(?:{_LABEL}\.){{1,8}}[^\W\d_]{{2,24}}"
_URL = lazy(r"(?<![\w@./-])(?:https?://|www\.)[^\s<>|\"“”„«»，。；、！？（）【】]++", re.IGNORECASE)
_EMAIL = lazy(
    r"(?<![\w.+%-])(?<![\w.+%-]['&])(?:mailto:)?"
    rf"(?P<address>[\w+%-]{{1,64}}(?:[.'&][\w+%-]{{1,64}}){{0,8}}@{_HOST})(?![\w-])",
    re.IGNORECASE,
)
_OPEN, _CLOSE = r"[\[({<⟨]", r"[\])}>⟩]"


@cache
def _disguises() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands for "@" in a disguised address, and the whole of one."""
    words = table("contacts")["words"]
    at, dot = ("|".join(map(re.escape, words[key])) for key in ("at", "dot"))
    bracketed_at = rf"{_OPEN}\s?(?:{at})\s?{_CLOSE}"
    spoken_at = r"\s(?:at|ät|arroba|arobase|@)\s"
    bracketed_dot = rf"\s?{_OPEN}\s?(?:{dot})\s?{_CLOSE}\s?"
    name = rf"(?<![\w.+-])[\w+-]{{1,40}}(?:(?:\.|{bracketed_dot})[\w+-]{{1,40}}){{0,4}}"
    sign = rf"(?:\s?{bracketed_at}\s?|(?P<plain>{spoken_at})|_at_)"
    host = rf"{_LABEL}(?:(?:\.|{bracketed_dot}|\s(?:{dot})\s|_dot_){_LABEL}){{1,4}}(?![\w-])"
    return (
        lazy(rf"{bracketed_at}|{spoken_at}|_at_", re.IGNORECASE),
        lazy(name + sign + host, re.IGNORECASE),
    )


# A host with a path, or a host alone whose ending is a usual one: "e.g." is none.
_BARE = lazy(
    rf"(?<![\w@./:\\~-])(?P<host>{_HOST})(?P<path>(?:/[^\s<>|\"“”„«»，。；、（）]*+)?)(?![\w@-])",
    re.IGNORECASE,
)


@cache
def _endings(kind: str) -> frozenset[str]:
    return frozenset(table("contacts")["endings"][kind])


def _web_addresses(text: str, _region: str | None) -> Iterator[Found]:
    for match in _URL.finditer(text):
        shown = _without_tail(match[0])
        rest = re.sub(r"^(?:https?://|www\.)", "", shown, flags=re.IGNORECASE)
        if "." in rest or rest.startswith("localhost") or "://" in shown:
            if not rest:
                continue
            target = shown if "://" in shown else f"https://{shown}"
            yield Found("url", match.start(), match.start() + len(shown), shown, target)


_PAIRS = {")": "(", "]": "[", "}": "{"}


def _without_tail(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        unpaired = opening is not None and address.count(last) > address.count(opening)
        if not (unpaired or last in ".,;:!?'’*_…`\\"):
            break
        address = address[:-1]
    return address


def _emails(text: str, _region: str | None) -> Iterator[Found]:
    for match in _EMAIL.finditer(text) if "@" in text else ():
        start, end = match.span("address")
        yield Found("email", start, end, match["address"], mailto(match["address"]))


def _disguised(text: str, _region: str | None) -> Iterator[Found]:
    sign, address = _disguises()
    for match in address.finditer(text) if sign.search(text) else ():
        ending = re.split(r"[.\s\])}>_]", match[0])[-1].casefold()
        if ending not in _endings("usual"):
            continue
        # "Engineer at example.com" is a sentence: without brackets the name must look like one.
        if match["plain"] and not _like_mailbox(
            text[match.start() : match.start("plain")], text, match
        ):
            continue
        yield Found("email-obfuscated", match.start(), match.end(), match[0], None)


def _like_mailbox(name: str, text: str, match: re.Match[str]) -> bool:
    """Is what stands before " at " the name of a mailbox, and no word of a sentence?"""
    if re.search(r"[.\d_+-]", name):
        return True
    before = text[: match.start()].rstrip()
    apart = (
        not before
        or before[-1] in ":：|·•,;([<\n"
        or text[max(0, match.start() - 2) : match.start()].isspace()
    )
    return apart and name.islower()


def _bare_hosts(text: str, _region: str | None) -> Iterator[Found]:
    for match in _BARE.finditer(text) if "." in text else ():
        shown = _without_tail(match[0])
        host = match["host"]
        ending = host.rsplit(".", 1)[-1].casefold()
        if ending not in _endings("usual"):
            continue
        path = shown[len(host) :]
        labels = host.split(".")
        if not path and ending in _endings("files"):
            continue
        # A capital within ("ASP.NET", "Node.IO") or one short label before such an ending is a
        # technology; with a path, or with two dots, it is an address.
        if (
            not path
            and ending in _endings("doubtful")
            and len(labels) == 2
            and (host != host.lower() or len(labels[0]) < 5)
        ):
            continue
        if not path and any(label.isupper() for label in labels):
            continue
        if labels[0].isdigit() and len(labels) == 2 and not path:
            continue
        yield Found("url", match.start(), match.start() + len(shown), shown, f"https://{shown}")


# ── Telephone numbers ────────────────────────────────────────────────────────────────────

# A run of digits that may be a number, with its punctuation: at most as long as any number.
_CANDIDATE = lazy(
    r"(?<![\w+./@=-])(?<!\d:)(?P<number>(?:\+|\(\+?)?\d(?:[ ().\-/–‐‑]{0,3}\d){5,18})"
    r"(?P<extension>\s?(?:ext\.?|x|#|durchwahl|dw|poste|int\.?|доб\.?)\s?\d{1,5})?(?![\w@%])(?![.,:/-]\d)",
    re.IGNORECASE,
)
# A number without a country: groups that begin with a trunk zero, or the North American form.
_NORTH_AMERICAN = lazy(r"(?:1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.–‐‑-])\d{3}[\s.–‐‑-]?\d{4}")
_WITH_TRUNK_ZERO = lazy(r"\(?0\d{1,5}\)?(?:[\s./()–‐‑-]{1,3}\d{2,8}){1,5}|0\d{9,10}")
_IN_GROUPS = lazy(r"\(?\d{2,4}\)?(?:[\s.–‐‑-]\d{2,4}){2,4}")
_YEARS = lazy(
    r"(?:19|20)\d\d\s?[-–/.]\s?(?:19|20)\d\d|(?:19|20)\d\d[-./]\d\d?(?:[-./]\d\d?)?"
    r"|\d\d?[./-]\d\d?[./-](?:19|20)\d\d|\d\d?[./-](?:19|20)\d\d"
)


def _phones(text: str, region: str | None) -> Iterator[Found]:
    plain = normal(text).replace("\u2011", "-").replace("（", "(").replace("）", ")")
    for match in _CANDIDATE.finditer(plain):
        start, end = match.span("number")
        if match["extension"]:
            end = match.end("extension")
        number = _trimmed(match["number"])
        start += match["number"].index(number)
        if not match["extension"]:
            end = start + len(number)
        digits = re.sub(r"\D", "", number)
        international = number.startswith(("+", "(+", "00"))
        if not 7 <= len(digits) <= 15:
            continue
        if not international and (
            _tells_time(number) or not _like_local(plain, start, number, region)
        ):
            continue
        target = _target(plain[start:end], number, region)
        if target is None and international:
            continue
        yield Found("phone", start, end, text[start:end], target)


def _trimmed(number: str) -> str:
    """The number without a bracket that is not its own."""
    number = number.strip(" .-/–·\n\t")
    if number.count("(") != number.count(")"):
        number = number.strip("()") if number.count("(") + number.count(")") == 1 else number
    return number


def _tells_time(number: str) -> bool:
    """Is it years, dates or a range of them?"""
    left = _YEARS.sub("", number)
    groups = re.findall(r"\d+", left)
    return (left != number and not groups) or all(
        re.fullmatch(r"(?:19|20)\d\d", group) for group in re.findall(r"\d+", number)
    )


@cache
def _phone_word() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("contacts")["words"]["phone"]))
    return re.compile(rf"(?:{words})[\W_]{{0,4}}$", re.IGNORECASE)


def _like_local(text: str, start: int, number: str, region: str | None) -> bool:
    """Has a number without a country code the form of one, or a word before it that says so?"""
    if _NORTH_AMERICAN.fullmatch(number) or _WITH_TRUNK_ZERO.fullmatch(number):
        return True
    said = bool(_phone_word().search(text[max(0, start - 24) : start]))
    grouped = bool(_IN_GROUPS.fullmatch(number))
    return said or (region is not None and grouped and bool(re.search(r"[\s().-]", number)))


def _target(shown: str, number: str, region: str | None) -> str | None:
    """The number as a tel: link in E.164, None where the country is not known."""
    import_phonenumbers()
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        is_possible_number,
        parse,
    )

    if number.startswith("00"):
        shown = "+" + shown[2:]
    # "(0)" within an international number is the trunk zero that is not dialled.
    shown = re.sub(r"^\(?\+", "+", re.sub(r"\(0\)", "", shown))
    guess = region or ("US" if _NORTH_AMERICAN.fullmatch(number) else None)
    if guess is None and not shown.startswith("+"):
        return None
    try:
        parsed = parse(shown, guess)
    except NumberParseException:
        return None
    # Whether it is assigned does not matter: a possible length is enough.
    if not is_possible_number(parsed):
        return None
    return "tel:" + format_number(parsed, PhoneNumberFormat.E164)
