"""Front matter in its three forms, and what only looks like it."""

from __future__ import annotations

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.reader.syntax import front_matter
from resume_pdf.source import Source


@pytest.mark.parametrize(
    "text",
    [
        "---\nname: Jo\n---\nBody",
        "--- \nname: Jo\n---  \nBody",
        "---\nname: Jo\n...\nBody",
        "\ufeff---\r\nname: Jo\r\n---\r\nBody",
        "---\rname: Jo\r---\rBody",
        "\n\n---\n# a comment\nname: Jo\n---\nBody",
        '+++\nname = "Jo"\n+++\nBody',
        '{\n  "name": "Jo"\n}\nBody',
    ],
)
def test_forms(text: str) -> None:
    read = front_matter.read(Source(text))
    assert read.data == {"name": "Jo"}
    assert text[read.body_start :] == "Body"
    assert text[read.key_span("name").start :].lstrip('"').startswith("name")


def test_values_are_as_they_are_written() -> None:
    text = (
        "---\ndate: 2022-12-19 17:47:57\nphone: +44201234\nversion: 1.10\ncode: 0123\n"
        "pages: 2\ndraft: false\nkeywords: [a, 3]\n---\n"
    )
    assert front_matter.read(Source(text)).data == {
        "date": "2022-12-19 17:47:57",
        "phone": "+44201234",
        "version": "1.10",
        "code": "0123",
        "pages": 2,
        "draft": False,
        "keywords": ["a", 3],
    }
    assert front_matter.read(Source("+++\ndate = 2024-01-02\n+++\n")).data == {"date": "2024-01-02"}


@pytest.mark.parametrize(
    "text",
    [
        "# Jo\n",
        "",
        "---",
        "---\n\n# Jo\n\n---\n\ntext",
        "---\nSome words\n---\n",
        "---\n- a\n- b\n---\n",
        "----\nname: Jo\n----\n",
        "{\nwords\n}\n",
        "+++\nwords\n+++\n",
        "text\n---\nname: Jo\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    read = front_matter.read(Source(text))
    assert (read.data, read.body_start) == ({}, 0)


def test_empty_front_matter_is_taken_off() -> None:
    assert front_matter.read(Source("---\n---\nBody")).body_start == 8


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\nname: Jo\ntitle: a: b\n---\n", 3, 9),
        ("\n---\r\nname: *Jo*\r\n---\r\n", 3, 10),
        ("---\nname: Jo\n\n# Jo\n", 1, 1),
        ("+++\nname = Jo\n+++\n", 2, 8),
        ('{\n"name": Jo\n}\n', 2, 9),
        ("---\nname: J\x07o\n---\n", 1, 1),
        ("---\na: " + "[" * 200 + "]" * 200 + "\n---\n", 2, 43),
        ("---\na: &a [" + "1," * 50 + "]\nb: [" + "*a," * 500 + "]\n---\n", 3, 1178),
    ],
)
def test_what_cannot_be_read_has_a_place(text: str, line: int, column: int) -> None:
    source = Source(text)
    with pytest.raises(ResumeError) as raised:
        front_matter.read(source)
    diagnostic = raised.value.diagnostic
    assert diagnostic.code == "front-matter-invalid"
    assert diagnostic.span is not None
    found_line, found_column = source.position(diagnostic.span.start)
    assert (found_line, abs(found_column - column) <= 1) == (line, True)


def test_code_in_yaml_is_not_run() -> None:
    with pytest.raises(ResumeError):
        front_matter.read(Source("---\na: !!python/object/apply:os.getcwd []\n---\n"))


def test_place_of_an_inner_key() -> None:
    text = "---\nname: Jo\nresume:\n  paper: a4\n---\n"
    read = front_matter.read(Source(text))
    span = read.key_span("resume.paper")
    assert text[span.start : span.end] == "paper"
    toml = "+++\n[resume]\npaper = 'a4'\n+++\n"
    assert front_matter.read(Source(toml)).key_span("resume.paper").start == toml.index("paper")
    assert read.key_span("absent") == read.span
