"""Long lists of words compared: the gaps are true, and found without a quadratic search."""

from __future__ import annotations

import random
import time

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


def test_a_hundred_thousand_words() -> None:
    draw = random.Random(1).randrange
    expected = [f"word{draw(5000)}" for _ in range(100_000)]
    found = [word for n, word in enumerate(expected) if n % 5000]
    started = time.perf_counter()
    assert len(gaps(expected, found)) == 20
    assert len(gaps(expected, found[50_000:] + found[:50_000])) >= 1
    assert len(gaps(expected, expected[::-1])) >= 1
    assert time.perf_counter() - started < 10


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
