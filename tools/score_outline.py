"""Scores `outline` over a folder of résumés: each NAME.md beside its NAME.expect.json.

    python tools/score_outline.py FOLDER [--misses]

Prints a table, a row a file and the totals, and with `--misses` what was not as expected.
Strings are compared after white space of any kind is made one space, addresses without case
and without the "https://" and last "/" that a reader does not see.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from resume_pdf.outline import outline
from resume_pdf.reader import read
from resume_pdf.source import Source

MEASURES = (
    "name", "emails", "phones", "urls", "sections", "entries", "dates", "apart", "location",
)  # fmt: skip


@dataclass
class Score:
    """Hits and chances for each measure, and what was missed."""

    hits: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    chances: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    surplus: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, hits: int, chances: int) -> None:
        """Count `hits` of `chances`."""
        self.hits[measure] += hits
        self.chances[measure] += chances

    def tell(self, measure: str, right: bool, message: str) -> None:
        """Count one chance, and keep the message if it was missed."""
        self.add(measure, int(right), 1)
        if not right:
            self.misses.append(f"{measure}: {message}")

    def merge(self, other: Score) -> None:
        """Add another file's counts."""
        for measure in MEASURES:
            self.add(measure, other.hits[measure], other.chances[measure])
        self.surplus += other.surplus


def normal(text: str | None) -> str | None:
    """Text with every run of white space as one space."""
    return None if text is None else " ".join(text.split())


def address(text: str) -> str:
    """A web or mail address as a reader compares it."""
    return re.sub(r"^https?://(www\.)?|^mailto:|/$", "", text.strip().casefold())


def digits(text: str) -> str:
    """A telephone number's digits."""
    return re.sub(r"\D", "", text)


def alike(one: str | None, other: str | None) -> bool:
    """Do two strings name the same: equal, one within the other, or mostly the same words?"""
    if one is None or other is None:
        return one is other
    left, right = (re.findall(r"\w+", text.casefold()) for text in (one, other))
    if not left or not right:
        return left == right
    if _within(left, right) or _within(right, left):
        return True
    shared = len(set(left) & set(right))
    if 2 * shared >= len(set(left) | set(right)):
        return True
    # Scripts without spaces between words: a stretch of the text itself.
    short, long = sorted(("".join(left), "".join(right)), key=len)
    return len(short) > 1 and not short.isascii() and short in long


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    return any(
        list(long[at : at + len(short)]) == list(short) for at in range(len(long) - len(short) + 1)
    )


def score(expected: dict[str, Any], found: dict[str, Any]) -> Score:
    """How well one outline does against its expectation."""
    result = Score()
    result.tell(
        "name",
        normal(expected["name"]) == normal(found["name"]),
        f"{expected['name']!r}, got {found['name']!r}",
    )
    for measure, form in (("emails", address), ("phones", digits), ("urls", address)):
        _sets(result, measure, expected[measure], found[measure], form)
    _sections(result, expected["sections"], found["sections"])
    _entries(result, expected["entries"], found["entries"])
    return result


def _sets(
    result: Score,
    measure: str,
    expected: Iterable[str],
    found: Iterable[str],
    form: Callable[[str], str],
) -> None:
    """One chance for each thing expected, and one missed for each that was not."""
    wanted, got = {form(one): one for one in expected}, {form(one): one for one in found}
    for key, one in wanted.items():
        result.tell(measure, key in got, f"{one!r} not found in {list(got.values())}")
    for key in got.keys() - wanted.keys():
        result.tell(measure, False, f"{got[key]!r} not expected")


def _sections(result: Score, expected: list[str], found: list[str]) -> None:
    """The longest common order, over the longer of both lists."""
    left, right = [normal(one) for one in expected], [normal(one) for one in found]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    result.add("sections", sum(block.size for block in blocks), max(len(left), len(right)))
    if left != right:
        result.misses.append(f"sections: {expected}, got {found}")


def _entries(result: Score, expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    left = list(found)
    for entry in expected:
        choice = max(
            (other for other in left if _same_entry(entry, other)),
            key=lambda other: _agreement(entry, other),
            default=None,
        )
        result.tell("entries", choice is not None, f"not found: {_line(entry)}")
        if choice is None:
            continue
        left.remove(choice)
        both = f"{_line(entry)}\n{'':13}{_line(choice)}"
        for end in ("start", "end"):
            result.tell("dates", entry[end] == choice[end], both)
        apart = all(alike(entry[part], choice[part]) for part in ("organization", "title"))
        result.tell("apart", apart, both)
        result.tell("location", alike(entry["location"], choice["location"]), both)
    result.surplus = len(left)
    result.misses.extend(f"surplus: {_line(entry)}" for entry in left)


def _same_entry(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """The same section, and a title or organisation in common, whichever way round."""
    if normal(expected["section"]) != normal(found["section"]):
        return False
    return any(
        expected[one] is not None
        and found[other] is not None
        and alike(expected[one], found[other])
        for one in ("title", "organization")
        for other in ("title", "organization")
    )


def _agreement(expected: dict[str, Any], found: dict[str, Any]) -> int:
    exact = sum(bool(expected[part] == found[part]) for part in ("start", "end"))
    close = sum(alike(expected[part], found[part]) for part in ("title", "organization"))
    return 3 * exact + 2 * close


def _line(entry: dict[str, Any]) -> str:
    return " | ".join(str(value) for value in entry.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for a folder; the status is 1 if there was nothing to score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was not as expected")
    options = parser.parse_args(arguments)
    pairs = [
        (markdown, expectation)
        for markdown in sorted(options.folder.glob("*.md"))
        if (expectation := markdown.with_suffix(".expect.json")).exists()
    ]
    if not pairs:
        print(f"no NAME.md with NAME.expect.json in {options.folder}", file=sys.stderr)
        return 1
    total = Score()
    print(f"{'':32}" + "".join(f"{measure:>10}" for measure in MEASURES) + f"{'surplus':>10}")
    for markdown, expectation in pairs:
        expected = json.loads(expectation.read_text(encoding="utf-8"))
        # As bytes: reading as text would turn CRLF into LF.
        source = Source(markdown.read_bytes().decode("utf-8"), markdown.name)
        result = score(expected, dict(outline(read(source).document)))
        total.merge(result)
        _row(markdown.stem, result)
        if options.misses:
            print("".join(f"    {miss}\n" for miss in result.misses), end="")
    _row("all", total)
    shares = "".join(
        f"{100 * total.hits[measure] / max(total.chances[measure], 1):>9.1f}%"
        for measure in MEASURES
    )
    print(f"{'':32}{shares}")
    return 0


def _row(name: str, result: Score) -> None:
    counts = "".join(
        f"{f'{result.hits[measure]}/{result.chances[measure]}':>10}" for measure in MEASURES
    )
    print(f"{name[:31]:32}{counts}{result.surplus:>10}")


if __name__ == "__main__":
    sys.exit(main())
