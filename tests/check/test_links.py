"""Links and images that would not work in a PDF."""

import pytest

from resume_pdf.check import check
from resume_pdf.document import Date
from resume_pdf.reader import read
from resume_pdf.source import Source

TOP = "# Ada Example\n\nada@example.org\n\n## Projects\n\n"


def found(text, *files, top=TOP):
    """(code, marked text) of what the check says of a project's description."""
    source = Source(top + text)
    document = read(source).document
    diagnostics = check(document, source, today=Date(2024, 6), exists=files.__contains__)
    return [
        (one.code, source.text[one.span.start : one.span.end]) for one in diagnostics if one.span
    ]


@pytest.mark.parametrize(
    ("written", "code", "marked"),
    [
        pytest.param("See [the notes]().", "link-empty", "[the notes]()", id="empty"),
        pytest.param("See [the notes](<>).", "link-empty", "[the notes](<>)", id="angles"),
        pytest.param('<a href="">Notes</a>', "link-empty", '<a href="">Notes</a>', id="html"),
        pytest.param("See [below](#more).", "link-relative", "[below](#more)", id="fragment"),
        pytest.param("[A](//a.example/b)", "link-relative", "[A](//a.example/b)", id="no-scheme"),
        pytest.param("[A](ftp://a.example)", "link-scheme", "[A](ftp://a.example)", id="ftp"),
        pytest.param("[A](https:/a)", "link-syntax", "[A](https:/a)", id="one-slash"),
        pytest.param(
            "By [A] (https://a.example).", "link-syntax", "[A] (https://a.example)", id="space"
        ),
        pytest.param(
            "By (A)[https://a.example].", "link-syntax", "(A)[https://a.example]", id="turned"
        ),
        pytest.param(
            "By [A](https://a.example/b c) too.",
            "link-syntax",
            "[A](https://a.example/b c)",
            id="space-in-address",
        ),
        pytest.param("Uses [[Graphs]] a lot.", "link-syntax", "[[Graphs]]", id="wiki"),
        pytest.param("![A desk](desk.png)", "image-missing", "![A desk](desk.png)", id="image"),
        pytest.param('<img src="a.png">', "image-missing", '<img src="a.png">', id="html-image"),
        pytest.param("![A desk]()", "image-missing", "![A desk]()", id="image-without-file"),
    ],
)
def test_what_leads_nowhere_is_marked(written, code, marked):
    assert found(f"An oven. {written}\n") == [(code, marked)]


@pytest.mark.parametrize(
    "written",
    [
        "[A](https://a.example/b_(c)) and <https://b.example> and https://c.example/d.",
        "[Mail](mailto:ada@example.org) or [call](tel:+442079460958).",
        "[A][1] of three, [B] (in print).\n\n[1]: https://a.example",
        "- [x] (https://a.example) read\n- [ ] (https://b.example) not yet",
        "The list `[[1, 2], [3]]` and `[A] (https://a.example)`.",
        "<!-- [A] (https://a.example) and [[Graphs]] -->",
        "    [[1, 2]] in code\n",
        "![A desk](https://a.example/desk.png) ![A lamp](data:image/png;base64,AAAA)",
    ],
)
def test_what_is_right_is_left_alone(written):
    assert found(f"An oven.\n\n{written}\n") == []


def test_an_image_that_is_there_is_not_missing():
    assert found("![A desk](img/desk.png)\n", "img/desk.png") == []


def test_with_a_base_url_a_fragment_leads_to_that_page():
    top = f"---\nresume:\n  base_url: https://ada.example/cv\n---\n{TOP}"
    assert found("See [below](#more).\n", top=top) == []


def test_a_hint_holds_the_whole_link():
    source = Source(f"{TOP}By [A] (https://a.example).\n")
    [one] = check(read(source).document, source, today=Date(2024), exists=lambda _: True)
    assert one.hint == "write [A](https://a.example)"
