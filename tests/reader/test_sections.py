"""Sections at any level, and what is none although it stands there."""

import pytest

from resume_pdf.document import plain
from resume_pdf.reader import read
from resume_pdf.source import Source


def sections(text):
    return [plain(section.title) for section in read(Source(text)).document.sections]


def told(text, code):
    source = Source(text)
    return [
        (source.position(diagnostic.span.start)[0], diagnostic.message)
        for diagnostic in read(source).diagnostics
        if diagnostic.code == code and diagnostic.span is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Jo Rye\n\n## Experience\n\nBaked.\n\n## Odd Things\n\nKites.\n",
        "# Experience\n\nBaked.\n\n# Odd Things\n\nKites.\n",
        "# Jo Rye\n\n### Experience\n\nBaked.\n\n### Odd Things\n\nKites.\n",
        "Jo Rye\n======\n\nExperience\n----------\n\nBaked.\n\nOdd Things\n----------\n\nKites.\n",
    ],
)
def test_a_title_nobody_knows_is_a_section_at_the_level_of_those_known(text):
    assert sections(text) == ["Experience", "Odd Things"]


def test_bold_lines_are_titles_where_there_are_no_headings():
    text = "**Jo Rye**\n\n**Experience**\n\nBaked.\n\n**Education**\n\nAte.\n"
    assert sections(text) == ["Experience", "Education"]


def test_capitals_in_a_code_fence_are_titles():
    text = (
        "```\nJo Rye\n\nEXPERIENCE\n\n2019-2020   LOAF LTD, Baker\n     Baked.\n\n"
        "SKILLS\n\nRye\n```\n"
    )
    assert sections(text) == ["EXPERIENCE", "SKILLS"]


def test_a_code_sample_stays_code():
    text = "# Jo Rye\n\n## Skills\n\n" + "Rye and wheat. " * 20 + "\n\n```\nEXPERIENCE\n```\n"
    assert sections(text) == ["Skills"]


def test_a_table_with_a_title_for_a_header_is_a_section():
    text = "# Jo Rye\n\n| Personal Details | |\n|---|---|\n| Born | 1990 |\n\n## Skills\n\nRye\n"
    assert sections(text) == ["Personal Details", "Skills"]


def test_another_known_title_deeper_parts_a_section():
    text = "# Experience\n\n## Loaf Ltd (2019 - 2020)\n\nBaked.\n\n## Education\n\nAte.\n"
    assert sections(text) == ["Experience", "Education"]
    assert told(text, "section-inside-section") != []


def test_topics_of_a_section_stay_in_it():
    text = "# Jo Rye\n\n## Skills\n\n### Languages\n\nFrisian\n\n### Interests\n\nKites\n"
    assert sections(text) == ["Skills"]


def test_a_topic_beneath_an_entry_stays_in_it():
    text = (
        "# Jo Rye\n\n## Experience\n\n### Baker, Loaf Ltd | 2019 – 2020\n\n"
        "#### Projects\n\nAn oven.\n"
    )
    assert sections(text) == ["Experience"]


def test_an_employer_at_the_level_of_sections_is_an_entry():
    text = "# Experience\n\n# Loaf Ltd (2019 - 2020)\n\nBaked.\n\n# Education\n\nAte.\n"
    assert sections(text) == ["Experience", "Education"]
    assert [line for line, _ in told(text, "entry-at-section-level")] == [3]


def test_empty_sections_and_jumps_are_told():
    text = "# Jo Rye\n\n### Skills\n\n### Experience\n\nBaked.\n"
    assert [line for line, _ in told(text, "section-empty")] == [3]
    assert [line for line, _ in told(text, "heading-level-jump")] == [3]


def test_footnotes_belong_to_no_section():
    document = read(Source("# Jo Rye\n\n## Skills\n\nRye[^1]\n\n[^1]: Whole grain.\n")).document
    assert [plain(section.title) for section in document.sections] == ["Skills", ""]


def test_a_section_of_nothing_but_a_rule_is_empty():
    text = "# Ada Quill\n\n## Experience\n\n---\n\n## Skills\n\nGrinding\n"
    assert [line for line, _ in told(text, "section-empty")] == [3]
