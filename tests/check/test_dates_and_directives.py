"""Dates in several styles, and text that was meant as a directive."""

import pytest

from resume_pdf.check import check
from resume_pdf.document import Date
from resume_pdf.reader import read
from resume_pdf.source import Source


def found(code, text):
    source = Source(text)
    diagnostics = check(read(source).document, source, today=Date(2024, 6), exists=lambda _: True)
    return [
        (source.text[one.span.start : one.span.end], one.message, one.hint)
        for one in diagnostics
        if one.code == code and one.span
    ]


def jobs(*dates, language="en"):
    entries = "".join(f"\n### Potter, Works {at}\n{one}\n" for at, one in enumerate(dates))
    text = (
        f"---\nlang: {language}\n---\n# Ada Example\n\nada@example.org\n\n## Experience\n{entries}"
    )
    return found("date-style-mixed", text)


@pytest.mark.parametrize(
    ("dates", "odd"),
    [
        pytest.param(("Jan 2019 – May 2020", "2015-03 – Jun 2018"), "2015-03", id="year-first"),
        pytest.param(("Jan 2019 – May 2020", "03/2015 – 06/2018"), "03/2015", id="month-first"),
        pytest.param(("2019-02 – present", "Mar 2015 – 2018"), "Mar 2015", id="a-name"),
    ],
)
def test_the_first_date_unlike_most_is_marked(dates, odd):
    [(marked, _, _)] = jobs("Feb 2023 – present" if odd[0].isdigit() else "2023-02 –", *dates)
    assert marked == odd


def test_the_message_shows_each_way_and_how_often():
    [(_, message, hint)] = jobs("Feb 2023 – present", "Jan 2021 – Dec 2022", "2015-03 – present")
    assert message == "dates are written in 2 ways: “Feb 2023” (twice), “2015-03” (once)"
    assert hint == "write “2015-03” in the way of “Feb 2023”"


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param(("2020-01 – present", "2015.03 - 2019/12"), id="separators"),
        pytest.param(("Jan 2020 – present", "2015 – 2018", "2012"), id="years-alone"),
        pytest.param(("Jan 2020 – present", "March 2015 – Dec. 2019"), id="short-and-long-names"),
        pytest.param(("2012-15", "Jan 2016 – May 2018"), id="two-digit-end"),
    ],
)
def test_one_style_with_variations_is_one_style(dates):
    assert jobs(*dates) == []


@pytest.mark.parametrize(
    ("written", "marked", "hint"),
    [
        ("- resume: keep\n- Sold pots", "resume: keep", "write <!-- resume: keep -->"),
        (
            "<! -- resume: omit -->\n\nSold pots",
            "<! -- resume: omit",
            "write <!-- resume: omit -->",
        ),
        (
            "Sold pots {resume: priority=high}",
            "{resume: priority=high",
            "write <!-- resume: priority=high -->",
        ),
        ("<!-- page-break -->\n\nPots", "<!-- page-break -->", "write <!-- resume: page-break -->"),
    ],
)
def test_text_that_was_meant_as_a_directive_is_marked(written, marked, hint):
    [(text, _, said)] = found("directive-like", f"# Ada Example\n\n## Projects\n\n{written}\n")
    assert (text.strip("}"), said) == (marked, hint)


@pytest.mark.parametrize(
    "written",
    [
        "<!-- resume: keep -->\n- Sold pots",
        "Resume: keep it short, said the editor of *Resume: A Life*.".replace("keep it", "be"),
        "Wrote `resume: keep` and `<!-- omit -->`",
        "<!-- keep this for later -->\nSold pots",
    ],
)
def test_other_text_and_real_directives_are_left_alone(written):
    assert found("directive-like", f"# Ada Example\n\n## Projects\n\n{written}\n") == []


def test_a_file_that_shows_nothing_says_so():
    [(_, message, _)] = found("source-empty", "<!-- all of it -->\n")
    assert message == "<text> shows no word"
