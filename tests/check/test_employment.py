"""Gaps and overlaps between jobs: only what the dates say for certain."""

import pytest

from resume_pdf.check import employment
from resume_pdf.document import Date, Document, Entry, Period, Person, Section, Text
from resume_pdf.source import Span

TODAY = Date(2024, 6)


def date(text):
    if text in (None, "present"):
        return text
    year, _, month = text.partition("-")
    return Date(int(year), int(month or 0))


class Places:
    """Gives every node a place of its own."""

    def __init__(self):
        self.at = 0

    def next(self):
        self.at += 10
        return Span(self.at, self.at + 9)


def entry(places, employer, start, end, *roles, title=None):
    period = Period(date(start), date(end), places.next()) if start or end else None
    inner = tuple(entry(places, employer, *role) for role in roles)
    return Entry((), inner, places.next(), title, employer, None, period)


def found(*jobs, studies=()):
    places = Places()
    title = (Text("Work", places.next()),)
    sections = [
        Section(title, kind, tuple(entry(places, *one) for one in entries), places.next())
        for kind, entries in (("experience", jobs), ("education", studies))
    ]
    document = Document(Person(None, None, (), ()), tuple(sections))
    return [(one.code, one.message) for one in employment.check(document, TODAY)]


def codes(*jobs, studies=()):
    return [code for code, _ in found(*jobs, studies=studies)]


@pytest.mark.parametrize(
    ("end", "start", "gap"),
    [
        pytest.param("2018-03", "2018-04", False, id="next-month"),
        pytest.param("2018-03", "2018-07", False, id="three-free-months"),
        pytest.param("2018-03", "2018-08", True, id="four-free-months"),
        pytest.param("2018-11", "2019-04", True, id="over-the-new-year"),
        pytest.param("2018", "2019", False, id="years-may-touch"),
        pytest.param("2017", "2019", True, id="a-whole-year-between"),
        pytest.param("2018-06", "2019", True, id="from-July-to-December-at-least"),
        pytest.param("2018-10", "2019", False, id="two-months-for-certain"),
    ],
)
def test_a_gap_is_more_than_three_months_for_certain(end, start, gap):
    assert codes(("A", start, "present"), ("B", "2015", end)) == ["date-gap"] * gap


def test_a_gap_tells_between_what():
    [(_, message)] = found(("Acme", "2019-02", "present"), ("Bolt", "2015", "2018-03"))
    assert message == (
        "nothing is said of the 10 months between “Bolt” (to 2018-03) and “Acme” (from 2019-02)"
    )


def test_studies_between_jobs_are_no_gap():
    jobs = ("A", "2018-01", "present"), ("B", "2012", "2014")
    assert codes(*jobs) == ["date-gap"]
    assert codes(*jobs, studies=[("U", "2015", "2017-12")]) == []


def test_studies_before_the_first_job_are_nobodys_gap():
    assert codes(("A", "2019", "present"), studies=[("U", "2005", "2009")]) == []


def test_a_long_job_reaches_over_shorter_ones():
    assert codes(("A", "2010", "2020"), ("A", "2012", "2013"), ("A", "2020", "present")) == []


@pytest.mark.parametrize(
    ("end", "start", "overlap"),
    [
        pytest.param("2019-05", "2019-05", False, id="handing-over-in-one-month"),
        pytest.param("2019-06", "2019-05", True, id="a-month"),
        pytest.param("2019", "2019", False, id="years-may-just-touch"),
        pytest.param("2021", "2019", True, id="more-than-a-year"),
        pytest.param("2019", "2019-05", False, id="may-have-ended-in-January"),
        pytest.param("present", "2023-12", True, id="still-there"),
        pytest.param("present", "2025-01", False, id="begins-after-today"),
    ],
)
def test_an_overlap_is_certain(end, start, overlap):
    assert codes(("A", start, "2025-12"), ("B", "2015", end)) == ["date-overlap"] * overlap


def test_an_overlap_tells_with_what_and_how_long():
    assert found(("A", "2020-01", "2021-01"), ("B", "2019-01", "2020-06")) == [
        ("date-overlap", "overlaps with “A” by 5 months")
    ]


def test_beside_a_long_practice_one_word_is_enough():
    jobs = [(name, str(year), str(year + 5)) for year, name in enumerate("ABCDE", 2005)]
    assert found(("Own practice", "2000", "present"), *jobs) == [
        ("date-overlap", "overlaps with “A”, “B”, “C” and others")
    ]


def test_a_long_overlap_is_told_in_years():
    assert found(("A", "2001", "2015"), ("B", "1999", "present")) == [
        ("date-overlap", "overlaps with “A” by 13 years")
    ]


def test_roles_at_one_employer_neither_overlap_nor_part():
    jobs = [("A", "2010", "2020", ("2010", "2018"), ("2012", "2020")), ("A", "2015", "2021")]
    assert codes(*jobs) == []


def test_the_employer_is_known_by_its_name_whatever_the_case():
    assert codes(("Acme, Inc.", "2015", "2020"), ("ACME Inc", "2017", "2019")) == []


def test_unknown_ends_are_left_alone():
    assert codes(("A", "2015", None), ("B", None, "2012"), ("C", None, None)) == []


def test_an_end_before_the_start_counts_for_nothing():
    assert codes(("A", "2020", "2010"), ("B", "2012", "2015")) == []
