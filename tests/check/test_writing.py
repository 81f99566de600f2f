"""Bullets in the first person among others."""

import pytest

from resume_pdf.check import check
from resume_pdf.document import Date
from resume_pdf.reader import read
from resume_pdf.source import Source

OTHERS = "- Built kilns\n- Fired bricks\n- Sold pots\n"


def marked(bullets, language="en", others=OTHERS):
    source = Source(
        f"---\nlang: {language}\n---\n# Ada Example\n\nada@example.org\n\n"
        f"## Experience\n\n### Potter, Example Works\n2010 – 2020\n\n{others}{bullets}"
    )
    found = check(read(source).document, source, today=Date(2024), exists=lambda _: True)
    return [
        source.text[one.span.start : one.span.end]
        for one in found
        if one.code == "first-person" and one.span
    ]


@pytest.mark.parametrize(
    ("language", "bullet", "word"),
    [
        ("en", "I ran a shop", "I"),
        ("en", "A shop where I’ve sold pots", "I"),
        ("en", "Fired **my own** bricks", "my"),
        ("en", "Fired &amp; sold my bricks", "my"),
        ("en", "The kiln was built by me.", "me"),
        ("en", "My bricks were the best", "My"),
        ("de-AT", "Leitete meine Werkstatt", "meine"),
        ("fr", "J’ai vendu des pots", "J"),
        ("es", "Vendí mis ollas", "mis"),
        ("ru", "Продавала мои горшки", "мои"),
    ],
)
def test_a_bullet_in_the_first_person_is_marked(language, bullet, word):
    assert marked(f"- {bullet}\n", language) == [word]


@pytest.mark.parametrize(
    ("language", "bullet"),
    [
        ("en", "Phase I of the works, and Calculus I for beginners"),
        ("en", "Levels I and II; World War I memorials; I/O; the I-95"),
        ("en", "Page my.example.org, mail me@example.org, i.e. everything"),
        ("en", "Taught in Portland, ME"),
        ("en", "Worked on `my` things"),
        ("it", "Schede di IO"),
        ("fr", "Construit pour J. Dupont"),
        ("en", "Built mystical myriads"),
        ("eo", "I and my kiln"),
    ],
)
def test_what_only_looks_like_it_is_not(language, bullet):
    assert marked(f"- {bullet}\n", language) == []


def test_where_most_bullets_are_in_the_first_person_nothing_is_mixed():
    assert marked("- I ran a shop\n", others="- I built kilns\n- Sold pots\n") == []


def test_a_bullet_within_a_bullet_speaks_for_itself():
    assert marked("- Ran a shop\n  - which I liked\n- Sold it\n") == ["I"]
