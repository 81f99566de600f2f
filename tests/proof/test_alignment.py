"""Long lists of words compared: the gaps are true, and found without a quadratic search."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_pdf.proof import compare_with_source
from resume_pdf.proof.alignment import gaps
from resume_pdf.source import Span

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@given(WORDS, WORDS)
def test_what_lies_between_gaps_is_the_same(expected: list[str], found: list[str]) -> None:
    at = found_at = 0
    for gap in gaps(expected, found):
        assert expected[at : gap.start] == found[found_at : gap.found_start]
        assert gap.start < gap.end or gap.found_start < gap.found_end
        at, found_at = gap.end, gap.found_end
    assert expected[at:] == found[found_at:]


class Looked(str):
    """A word that may be looked at, with all others, as often as is `left`."""

    __slots__ = ()
    left = 0

    def __eq__(self, other: object) -> bool:
        return self._look() and str.__eq__(self, other)

    def __hash__(self) -> int:
        return self._look() and str.__hash__(self)

    @staticmethod
    def _look() -> bool:
        Looked.left -= 1
        if Looked.left < 0:
            raise AssertionError("words are looked at again and again")
        return True


@pytest.mark.parametrize("how", ["some lost", "parts changed over", "backwards", "never twice"])
def test_no_word_of_a_hundred_thousand_is_looked_at_often(how: str) -> None:
    draw = random.Random(1).randrange
    expected = [Looked(f"word{draw(5000)}") for _ in range(100_000)]
    half = len(expected) // 2
    found = {
        "some lost": [word for n, word in enumerate(expected) if n % 5000],
        "parts changed over": expected[half:] + expected[:half],
        "backwards": expected[::-1],
        "never twice": [Looked(f"other{n}") for n in range(len(expected))],
    }[how]
    Looked.left = 20 * (len(expected) + len(found))
    differing = gaps(expected, found)
    assert len(differing) == 20 if how == "some lost" else differing


def located(text: str) -> list[tuple[str, Span]]:
    spans, start = [], 0
    for word in text.split():
        spans.append((word, Span(start, start + len(word))))
        start += len(word) + 1
    return spans


def test_the_source_is_compared_without_a_pdf() -> None:
    source = located("ada byron engines of 2012 数据 and more")
    assert compare_with_source(located("ada byron engines of 2012 数 据 and more"), source).passed
    check = compare_with_source(located("ada byron of 2012 数据 and more more"), source)
    assert [(one.code, one.message, one.span) for one in check.diagnostics] == [
        ("proof-source", "“engines” is missing", Span(10, 17)),
        ("proof-source", "“more” stands twice", Span(33, 37)),
    ]
    assert not compare_with_source([], source).passed
    assert not compare_with_source(located("ada"), []).passed
