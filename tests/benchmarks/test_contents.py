"""What the contenders of the benchmark are given."""

import itertools

import pytest

from benchmarks.inside import repeated
from benchmarks.places import CONTENTS
from benchmarks.prepare import rendercv
from resume_pdf.load import load
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.words import said, words


def document(text):
    return read(text if isinstance(text, Source) else Source(text)).document


def strings(value):
    """Every text of an object, without the names of its fields, but with those of its sections."""
    match value:
        case str():
            return [value]
        case dict():
            named = value.get("sections", {})
            return [*named, *itertools.chain(*map(strings, value.values()))]
        case _:
            return list(itertools.chain(*map(strings, value)))


@pytest.mark.parametrize("content", CONTENTS, ids=lambda one: one.name)
def test_peers_are_given_as_many_words_as_resume_pdf(content):
    found = document(load(content.markdown))
    ours = sum(len(words(text)) for text, _ in said(found))
    theirs = sum(len(words(text)) for text in strings(rendercv(found)))
    assert theirs == pytest.approx(ours, rel=0.03)


def test_entries_and_lines_go_where_rendercv_looks_for_them():
    cv = rendercv(
        document(
            "# Ada Example\n\nada@example.org | Leeds\n\n## Experience\n\n### Toolmaker\n\n"
            "Example Works | 2019 – present\n\n- Ground lenses.\n\n## Skills\n\nGrinding\n"
        )
    )["cv"]
    assert (cv["name"], cv["email"]) == ("Ada Example", "ada@example.org")
    assert cv["sections"] == {
        "Experience": [
            {
                "name": "Toolmaker, Example Works",
                "date": "2019 – present",
                "highlights": ["Ground lenses."],
            }
        ],
        "Skills": ["Grinding"],
    }


def test_content_several_times_has_one_letterhead():
    text = "# Ada Example\n\nada@example.org\n\n## Skills\n\nGrinding\n\n## Languages\n\nEnglish\n"
    found = document(repeated(text, 3))
    titles = [section.title[0].text for section in found.sections]
    assert titles == ["Skills", "Languages"] * 3
    assert found.person.name == "Ada Example"
    assert repeated(text, 1) == text


def test_the_long_resume_is_long_and_the_short_one_short():
    short, long, _ = (content.markdown.stat().st_size for content in CONTENTS)
    assert short < 3_000
    assert 18_000 < long < 22_000
