"""Lines of a page, by hand, and the Markdown that their looks mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resume_pdf.printed import PrintedLine, Run
from resume_pdf.readback import markdown

INK = (0, 0, 0)
WIDTH = 400.0
SMALL, BODY, LARGE, NAME = 8.0, 10.0, 11.5, 20.0


def run(text: str, size: float = BODY, *, bold: bool = False, italic: bool = False) -> Run:
    return Run(text, size, bold, italic, INK)


def page(*rows: tuple[float, Sequence[Run] | str], number: int = 1) -> Iterator[PrintedLine]:
    """Lines, each with the distance from the one above; "> " stands for 10 pt from the left."""
    baseline = 40.0
    for gap, row in rows:
        runs = (run(row),) if isinstance(row, str) else tuple(row)
        baseline += gap
        text = runs[0].text
        left = 40.0 + 10 * (len(text) - len(text.lstrip(">")))
        runs = (run(text.lstrip(">"), runs[0].size, bold=runs[0].bold), *runs[1:])
        width = sum(len(one.text) * one.size * 0.5 for one in runs)
        yield PrintedLine(number, runs, left, left + width, baseline)


def known(title: str) -> bool:
    return title.lower() in ("experience", "skills")


NAMED = (0, [run("Ada Example", NAME, bold=True)])
CONTACTS = (20, "ada@example.org · +44 20 7946 0958")
EXPERIENCE = (24, [run("Experience", LARGE, bold=True)])


def test_name_sections_and_what_else_looks_like_one() -> None:
    lines = page(
        NAMED,
        CONTACTS,
        EXPERIENCE,
        (14, "Some words."),
        (24, [run("Beekeeping", LARGE, bold=True)]),
        (14, "Other words."),
    )
    text = markdown(list(lines), known)
    assert text.startswith("# Ada Example\n\nada@example.org | +44 20 7946 0958\n\n## Experience\n")
    assert "## Beekeeping\n\nOther words.\n" in text


def test_a_head_is_the_same_however_it_is_set() -> None:
    two_lines = page(
        NAMED,
        CONTACTS,
        EXPERIENCE,
        (14, [run("Toolmaker", bold=True)]),
        (13, [run("Example Works", italic=True), run(" · Leeds · 2019 – 2021")]),
        (13, "• Ground lenses."),
    )
    one_line = page(
        NAMED,
        CONTACTS,
        EXPERIENCE,
        (
            14,
            [
                run("2019 – 2021 · "),
                run("Toolmaker", bold=True),
                run(" · "),
                run("Example Works", italic=True),
                run(" · Leeds"),
            ],
        ),
        (13, "• Ground lenses."),
    )
    expected = "### Toolmaker\n\nExample Works | Leeds | 2019 – 2021\n\n- Ground lenses.\n"
    assert expected in markdown(list(two_lines), known)
    assert expected in markdown(list(one_line), known)


def test_a_bold_label_is_no_head() -> None:
    lines = page(
        NAMED,
        CONTACTS,
        (24, [run("Skills", LARGE, bold=True)]),
        (14, [run("Languages:", bold=True), run(" C, Python")]),
        (13, [run("Tools", bold=True), run(" · lathe and mill")]),
    )
    text = markdown(list(lines), known)
    assert "**Languages:** C, Python" in text
    assert "###" not in text


def test_an_organisation_that_ends_in_an_abbreviation_heads_its_entry() -> None:
    lines = page(
        NAMED,
        CONTACTS,
        EXPERIENCE,
        (14, [run("2019 – 2021 · "), run("Example Works Inc.", bold=True)]),
        (13, "Toolmaker"),
        (13, "• Ground lenses."),
        (18, [run("Apprentice", bold=True), run(" · 2017 – 2019")]),
        (13, [run("Other Works sp. z o.o.", italic=True)]),
        (18, [run("We did all of this by hand.", bold=True)]),
    )
    text = markdown(list(lines), known)
    assert "### Example Works Inc.\n\nToolmaker | 2019 – 2021\n\n- Ground" in text
    assert "### Apprentice\n\nOther Works sp. z o.o. | 2017 – 2019\n" in text
    assert "# We did" not in text


def test_a_line_goes_on_where_the_one_above_was_full() -> None:
    full = "These words fill their line of the page to its very end, and the sentence goes"
    lines = page(NAMED, CONTACTS, EXPERIENCE, (14, full), (13, "on here."), (13, "Another."))
    text = markdown(list(lines), known)
    assert f"{full} on here.\n\nAnother.\n" in text


def test_items_and_items_within_them() -> None:
    lines = page(
        NAMED,
        CONTACTS,
        EXPERIENCE,
        (14, "• One thing"),
        (13, ">that goes on"),
        (13, ">• within it"),
        (13, "• Another * thing"),
        (20, "2. is no list [here]"),
    )
    text = markdown(list(lines), known)
    assert "- One thing that goes on\n    - within it\n- Another \\* thing\n" in text


def test_roles_stand_under_their_employer_and_the_next_employer_does_not() -> None:
    lines = page(
        NAMED,
        CONTACTS,
        EXPERIENCE,
        (16, [run("Example Works", LARGE + 0.5, bold=True), run(" · 2010 – 2020")]),
        (14, [run("Foreman", bold=True), run(" · 2015 – 2020")]),
        (14, [run("Fitter", bold=True), run(" · 2010 – 2015")]),
        (16, [run("Apprentice", bold=True), run(" · 2006 – 2009")]),
    )
    text = markdown(list(lines), known)
    assert "### Example Works\n" in text
    assert "#### Foreman\n" in text
    assert "#### Fitter\n" in text
    assert "\n### Apprentice\n" in text


def test_furniture_is_left_out() -> None:
    first = page(NAMED, CONTACTS, EXPERIENCE, (14, "Words of page one."), (13, "1 / 2"))
    second = page(
        (0, [run("Ada Example", SMALL)]), (24, "Words of page two."), (13, "2 / 2"), number=2
    )
    text = markdown([*first, *second], known)
    assert text.count("Ada Example") == 1
    assert "/ 2" not in text
    assert "Words of page one." in text
    assert "Words of page two." in text


def test_no_lines() -> None:
    assert markdown([], known) == ""
