"""What a picture cannot say in words: edges, rhythm and sizes of every layout in every style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any

import pytest

from resume_pdf import Source
from resume_pdf.properties import SMALLEST_TYPE
from resume_pdf.theme import find_style

_NEAR = 0.2  # pt: less is rounding
_EDGES = 5
_SIZES = 5
_SMALLEST = 8.5  # pt, of anything
_LOOSEST = 1.4  # times the usual distance of lines: applicant trackers take more for a new entry


def distinct(values: Iterable[float]) -> list[float]:
    """`values` without those that are hardly more than another."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def steps(lines: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs of lines that follow each other on one page."""
    return ((one, other) for one, other in pairwise(lines) if one.page == other.page)


def body(shown: Any) -> list[Any]:
    """Lines of running text: not the letterhead, not a section's title."""
    return [line for line in shown.lines if not line.is_in("letterhead", "section-title")]


def test_its_proof_is_passed_and_nothing_is_to_be_said_about_it(shown):
    assert shown.rendering.good
    told = [one for one in shown.rendering.diagnostics if not one.code.startswith("page-")]
    assert told == []


def test_text_begins_at_few_edges(shown):
    edges = distinct(line.left - shown.left for line in body(shown))
    assert len(edges) <= _EDGES, f"text begins at {edges} pt from the margin"
    assert edges[0] == pytest.approx(0, abs=_NEAR)


def test_heads_and_titles_begin_at_the_margin(shown):
    for line in shown.lines:
        if line.is_in("section-title", "letterhead"):
            # A large name is hung out by the white beside its first letter.
            assert -1.5 <= line.left - shown.left <= _NEAR, line.texts[0].words


def test_bullets_and_numbers_hang(shown):
    for _, group in groupby(body(shown), lambda line: line.block):
        first, *rest = group
        if first.label:
            assert first.label.right <= first.left + _NEAR
            for line in rest:
                assert line.left == pytest.approx(first.left, abs=_NEAR), line.texts[0].words


def test_items_of_one_list_begin_at_one_edge(shown):
    labels = [line for line in body(shown) if line.label and line.label.is_in("bullet")]
    hangs = distinct(line.left - line.label.left for line in labels)
    assert len(hangs) <= 1, f"text hangs {hangs} pt from its bullet"


def test_lines_of_a_paragraph_are_a_leading_apart(shown):
    for one, other in steps(body(shown)):
        if one.block == other.block:
            apart = other.baseline - one.baseline
            assert apart == pytest.approx(one.height, abs=_NEAR), other.texts[0].words


def test_all_running_text_has_one_leading(shown):
    heights = Counter(round(line.height, 1) for line in body(shown) if line.is_in("item"))
    assert len(heights) <= 1, heights


def test_lines_of_an_entry_keep_together_and_entries_apart(shown):
    usual = Counter(line.height for line in body(shown)).most_common(1)[0][0]
    within, between = [usual], []
    for one, other in steps(body(shown)):
        apart = other.baseline - one.baseline
        if one.entry is not None and one.entry == other.entry:
            within.append(apart)
        elif other.is_in("entry-head") and not one.is_in("entry-head"):
            between.append(apart)
    assert max(within) <= _LOOSEST * usual
    assert not between or min(between) > max(within) + 1


def test_dates_stand_down_one_edge(shown):
    """Each begins its line, at the edge of its entry."""
    edges = []
    for line in shown.lines:
        dates = [one for one in line.texts if one.is_in("dates") and not one.is_in("separator")]
        if dates:
            assert dates[0] == line.texts[0]
            edges.append(dates[0].left)
    assert len(distinct(edges)) <= 2


def test_sizes_are_few_and_none_is_small(shown):
    sizes = distinct(text.size for line in shown.lines for text in line.texts)
    assert len(sizes) <= _SIZES, f"text is set in {sizes} pt"
    assert sizes[0] >= _SMALLEST
    running = [text.size for line in body(shown) for text in line.texts if not text.is_in("small")]
    most = Counter(running).most_common(1)[0][0]
    assert most >= SMALLEST_TYPE


def test_nothing_is_right_of_the_margin(shown):
    for line in shown.lines:
        assert line.right <= shown.right + _NEAR, line.texts[-1].words


def test_lines_are_ragged_at_the_right(shown):
    """Words are as far apart as the face has them, so that no line is torn."""
    full = [
        line
        for _, group in groupby(body(shown), lambda line: line.block)
        for line in list(group)[:-1]
        if not line.is_in("listing", "row")
    ]
    edges = distinct(line.right for line in full)
    assert len(full) < 4 or len(edges) > len(full) / 4


def test_faces_are_few(shown):
    faces = {text.face for line in shown.lines for text in line.texts}
    assert len(faces) <= 2, faces


# ── Each of them can fail ────────────────────────────────────────────────────────────────

LINES = "A line that is long enough to run over the end of its own and then far into another. " * 2
SHORT = Source(f"""\
# Ada Example

ada@example.org

## Work

### Miller

Havel Mills | 2019 – 2023

{LINES}

- {LINES}
- {LINES}

### Baker

Havel Bakers | 2015 – 2019

1. {LINES}
2. {LINES}
""")

INDENTED = "".join(f".item:nth-child({n}) {{ margin-left: {3 * n}pt }}" for n in (1, 2)) + (
    ".numbered .item { padding-left: 20pt } .entry-line { padding-left: 5pt }"
)
MANY_SIZES = (
    ".dates { font-size: 9.1pt } .bullet { font-size: 11pt }"
    ".organization { font-size: 10.3pt } .contact { font-size: 12.4pt }"
)


@pytest.mark.parametrize(
    ("measure", "declaration"),
    [
        (test_its_proof_is_passed_and_nothing_is_to_be_said_about_it, ".item { color: #ddd }"),
        (test_text_begins_at_few_edges, INDENTED),
        (test_heads_and_titles_begin_at_the_margin, ".section-title { padding-left: 3pt }"),
        (test_bullets_and_numbers_hang, ".number { letter-spacing: 1pt }"),
        (
            test_bullets_and_numbers_hang,
            ".item .paragraph { padding-left: 1em; text-indent: -1em }",
        ),
        (test_items_of_one_list_begin_at_one_edge, ".item + .item .bullet { font-size: 2em }"),
        (test_lines_of_a_paragraph_are_a_leading_apart, ".number { vertical-align: 4pt }"),
        (test_all_running_text_has_one_leading, ".item + .item { line-height: 1.5 }"),
        (test_lines_of_an_entry_keep_together_and_entries_apart, ".item { margin-top: 12pt }"),
        (
            test_lines_of_an_entry_keep_together_and_entries_apart,
            ".section .entry { margin-top: 0 }",
        ),
        (test_sizes_are_few_and_none_is_small, ".number { font-size: 8pt }"),
        (test_sizes_are_few_and_none_is_small, ".item, .paragraph { font-size: 8.9pt }"),
        (test_sizes_are_few_and_none_is_small, MANY_SIZES),
        (test_dates_stand_down_one_edge, '.entry-line::before { content: "from " }'),
        (test_nothing_is_right_of_the_margin, ".item { margin-right: -9pt }"),
        (test_lines_are_ragged_at_the_right, ".page { text-align: justify }"),
        (test_faces_are_few, ".item { font-family: serif } .number { font-family: sans-serif }"),
    ],
)
def test_a_style_that_breaks_a_measure_is_found(measure, declaration, looked_at, tmp_path):
    measure(looked_at("classic", "full", SHORT))
    style = tmp_path / "styles" / "worse.css"
    style.parent.mkdir()
    style.write_text(find_style("classic").sheets[-1].read_text("utf-8") + declaration)
    with pytest.raises(AssertionError):
        measure(looked_at(str(style), "full", SHORT))
