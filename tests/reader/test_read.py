"""Any text is read, and no word of it is lost, moved or said twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resume_pdf.document import Content, Entry, Keyed, key, plain
from resume_pdf.reader import read
from resume_pdf.reader.syntax import front_matter
from resume_pdf.reader.syntax.plaintext import visible_words
from resume_pdf.source import Source
from resume_pdf.words import said, words

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "resumes").glob("*.md"))

# Lines as résumés have them, put together at random: heads, dates, contacts, and what breaks.
LINES = st.sampled_from(
    [
        "# Jo Rye",
        "## Experience",
        "## Skills",
        "### Education",
        "### Baker, Loaf Ltd | 2019 – 2021",
        "#### Head Baker",
        "## ",
        "# 2005 - 2015: Crumb Inc, Troy, NY",
        "**Loaf Ltd** — *2010 – 2012*",
        "**Crumb Inc**",
        "**Experience**",
        "EXPERIENCE",
        "2010 - 2012",
        "`2010-now`\n__Loaf Ltd__, Baker",
        "- Baker, Loaf Ltd (2012 – 2014)",
        "- rye\n  - wheat 2011",
        "1. one\n2. two 2012",
        "> Period: 2019.03 - 2020.04",
        "> a quotation",
        "| Dates | Role |\n|---|---|\n| 2010 - 2012 | Baker |",
        "| | |\n|---|---|\n| Name | Jo Rye |",
        "2010-2011\n:   **Baker**; Loaf Ltd",
        "jo@example.org | +44 20 7946 0611 → York",
        "Name: Jo Rye",
        "Github：https://g.example.org/jo",
        "[Code](https://g.example.org) and ![oven](oven.png)",
        "*Keywords: rye, wheat*\nBaked.",
        "Company: Loaf\\\nLocation: York",
        "```\nEXPERIENCE\n\n2010-  Loaf, Baker\n```",
        "see[^1] 2010",
        "[^1]: a note",
        "<!-- resume: omit -->",
        "---",
        "Skills\n------",
        "(((2010 ] ) – [",
        "a\u2003\u2003b 2020年3月 ~ 至今",
        "***x** y* `z",
        "[Loaf Ltd][loaf], 2012",
    ]
)


def _no_front_matter(text: str) -> str:
    """Text whose first line is no fence of front matter, which might be unreadable."""
    return (
        f"Hello\n\n{text}" if text.lstrip("\ufeff \t\r\n").startswith(("---", "+++", "{")) else text
    )


TEXTS = st.lists(
    st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\n\n", "  \n", " "])), max_size=14
).map(lambda parts: _no_front_matter("".join(line + end for line, end in parts)))


def body_words(text: str) -> list[str]:
    source = Source(text)
    start = front_matter.read(source).body_start
    return [word for word, _ in visible_words(source, start)]


def model_words(text: str) -> list[str]:
    source = Source(text)
    start = front_matter.read(source).body_start
    return [
        word
        for piece, span in said(read(source).document)
        if span.end > start
        for word in words(piece)
    ]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("Github：https://g.example.org/jo")
@example("2010-2011\n:   Name: Jo Rye")
@example("## [Loaf Ltd][loaf], Ovens\n\n→\n")
def test_no_word_is_lost(text: str) -> None:
    assert model_words(text) == body_words(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
@example("\ufeff")
@example("\x00#\x00")
@example("((((((((((")
def test_any_text_is_read(text: str) -> None:
    text = _no_front_matter(text)
    assert model_words(text) == body_words(text)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_word_of_a_resume_is_lost(path: Path) -> None:
    text = path.read_bytes().decode()
    assert model_words(text) == body_words(text)
    assert model_words(text.replace("\n", "\r\n")) == body_words(text)


def nodes(content: tuple[Content, ...]) -> list[Keyed]:
    found: list[Keyed] = []
    for node in content:
        found.append(node)
        if isinstance(node, Entry):
            found += [*node.head, *nodes(node.content)]
    return found


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_node_has_a_place_of_its_own(text: str) -> None:
    document = read(Source(text)).document
    found: list[Keyed] = [*document.person.letterhead, *document.sections]
    for section in document.sections:
        found += nodes(section.content)
    keys = [key(node) for node in found]
    assert len(keys) == len(set(keys))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_diagnostics_point_into_the_source(text: str) -> None:
    for diagnostic in read(Source(text)).diagnostics:
        assert diagnostic.span is None or diagnostic.span.end <= len(text)


def test_the_language_is_declared_or_detected() -> None:
    assert read(Source("# Jo\n\n## Berufserfahrung\n\nUnd das war es.\n")).document.language == "de"
    declared = "---\nlanguage: fr\n---\n\n# Jo\n\n## Experience\n"
    assert read(Source(declared)).document.language == "fr"


def test_marks_of_a_heading_are_those_of_its_section_or_entry() -> None:
    text = (
        "# Jo Rye\n\n<!-- resume: keep -->\n\n## Experience\n\n"
        "<!-- resume: priority=high -->\n\n### Baker, Loaf Ltd | 2019 – 2020\n"
    )
    (section,) = read(Source(text)).document.sections
    assert section.marks.keep
    assert section.entries[0].marks.priority == 1
    assert plain(section.title) == "Experience"
