"""Directives: what they say, what they apply to, what is said about misspelt ones."""

from __future__ import annotations

import pytest

from resume_pdf.document import ALL_LAYOUTS, UNMARKED, Block, List, Marks, Table, plain
from resume_pdf.reader.syntax.markdown import parse
from resume_pdf.source import Source


def blocks(text: str) -> tuple[Block, ...]:
    return parse(Source(text), 0).blocks


@pytest.mark.parametrize(
    ("directive", "marks"),
    [
        ("keep", Marks(keep=True)),
        ("omit", Marks(omit=frozenset({ALL_LAYOUTS}))),
        ("omit layout=onepage", Marks(omit=frozenset({"onepage"}))),
        ("omit layout=onepage,poster", Marks(omit=frozenset({"onepage", "poster"}))),
        ("page-break", Marks(page_break=True)),
        ("priority=high", Marks(priority=1)),
        ("priority=low", Marks(priority=-1)),
        ("priority=-7", Marks(priority=-7)),
        ("audience=staff", Marks(audiences=frozenset({"staff"}))),
        ('audience="staff, board"', Marks(audiences=frozenset({"staff", "board"}))),
        ("keep, priority=high", Marks(keep=True, priority=1)),
        ("keep; page-break", Marks(keep=True, page_break=True)),
    ],
)
def test_marks(directive: str, marks: Marks) -> None:
    parsed = parse(Source(f"<!-- resume: {directive} -->\nText\n"), 0)
    assert parsed.diagnostics == ()
    assert [block.marks for block in parsed.blocks] == [marks]


def test_short_form_is_markdown_with_its_place() -> None:
    text = '- <!-- resume: short="Baked *bread*" --> Baked a lot of bread\n'
    (bullets,) = blocks(text)
    assert isinstance(bullets, List)
    short = bullets.items[0].marks.short
    assert short is not None
    assert plain(short) == "Baked bread"
    assert text[short[0].span.start :].startswith("Baked *")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- resume: keep -->\n{}",
        "<!-- resume: keep -->\n\n{}",
        "<!--resume:keep-->\n<!-- x -->\n{}",
    ],
)
@pytest.mark.parametrize("block", ["# H", "H\n=", "text", "> q", "- a\n- b", "| a |\n|---|\n| b |"])
def test_applies_to_the_block_below(text: str, block: str) -> None:
    first, second = blocks(text.format(block) + "\n\n***\n")
    assert first.marks == Marks(keep=True)
    assert second.marks == UNMARKED


def test_applies_to_the_heading_that_it_stands_in() -> None:
    heading, text = blocks("## H <!-- resume: keep -->\n\ntext\n")
    assert (heading.marks, text.marks) == (Marks(keep=True), UNMARKED)


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- <!-- resume: keep --> b\n- c\n",
        "- a\n- b <!-- resume: keep -->\n- c\n",
        "- a\n- **b <!-- resume: keep -->**\n- c\n",
        "- a\n- b\n\n  <!-- resume: keep -->\n- c\n",
        "- a\n<!-- resume: keep -->\n- b\n",
        "<ul><li>a</li><li><!-- resume: keep -->b</li></ul>",
    ],
)
def test_applies_to_an_item(text: str) -> None:
    found = blocks(text)
    items = [item for block in found if isinstance(block, List) for item in block.items]
    assert [item.marks for item in items][:2] == [UNMARKED, Marks(keep=True)]
    assert all(item.marks == UNMARKED for item in items[2:])
    assert all(block.marks == UNMARKED for block in found)


def test_table_takes_marks() -> None:
    (table,) = blocks("<!-- resume: keep -->\n<table><tr><td>a</table>\n")
    assert isinstance(table, Table)
    assert table.marks == Marks(keep=True)


@pytest.mark.parametrize(
    ("comment", "code", "hint"),
    [
        ("resume: kep", "directive-unknown", "did you mean keep?"),
        ("resume: priorty=high", "directive-unknown", "did you mean priority?"),
        ("resume: priority=hihg", "directive-unknown", "did you mean high?"),
        ("resume: priority", "directive-unknown", "write priority=…"),
        ("resume: keep=yes", "directive-unknown", "write keep"),
        ("resume: layout=onepage", "directive-unknown", "write omit layout=…"),
        ("resume:", "directive-unknown", None),
        ("resumé keep", "directive-like", "write <!-- resume: keep -->"),
        ("resume keep", "directive-like", "write <!-- resume: keep -->"),
        ("resme: omit", "directive-like", "write <!-- resume: omit -->"),
    ],
)
def test_misspelt(comment: str, code: str, hint: str | None) -> None:
    source = Source(f"text\n\n<!-- {comment} -->\n\nmore\n")
    (diagnostic,) = parse(source, 0).diagnostics
    assert diagnostic.code == code
    assert hint is None or diagnostic.hint == hint
    assert diagnostic.span is not None
    assert source.position(diagnostic.span.start)[0] == 3


@pytest.mark.parametrize(
    "comment", ["resume of Jo", "keep this", "TODO: resume", "end of badges", ""]
)
def test_other_comments_are_left_alone(comment: str) -> None:
    assert parse(Source(f"<!-- {comment} -->\n\ntext\n"), 0).diagnostics == ()
