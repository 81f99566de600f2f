"""Mends: exactly what is wrong is changed, and only what is beyond doubt."""

import os
import stat

import pytest

from resume_pdf.diagnostics import Diagnostic, ResumeError
from resume_pdf.fixes import Edit, difference, fixes, mended, write
from resume_pdf.load import load
from resume_pdf.reader import read
from resume_pdf.source import Source, Span


def mend(text):
    source = Source(text)
    return mended(source, fixes(source, read(source).diagnostics).values())


HEAD = "# Ada Example\n\nada@example.org\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("##Skills\n\nPots\n", "## Skills\n\nPots\n", id="heading"),
        pytest.param("##Skills##\n\nPots\n", "## Skills ##\n\nPots\n", id="closed-heading"),
        pytest.param(
            "Ada | ada@example.org\n---\n",
            "Ada | ada@example.org\n\n---\n",
            id="contacts-underlined",
        ),
        pytest.param(
            "## Skills\n\nPots,\nbricks and kilns.\n---\n",
            "## Skills\n\nPots,\nbricks and kilns.\n\n---\n",
            id="paragraph-underlined",
        ),
        pytest.param(
            "<!-- resume: omitt -->\n## Skills\n\nPots\n",
            "<!-- resume: omit -->\n## Skills\n\nPots\n",
            id="directive",
        ),
        pytest.param(
            '<!-- resume: priority="hihg" -->\n## Skills\n\nPots\n',
            '<!-- resume: priority="high" -->\n## Skills\n\nPots\n',
            id="priority",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_is_sure_is_mended_and_nothing_else(before, after, line_end):
    before, after = ((HEAD + text).replace("\n", line_end) for text in (before, after))
    assert mend(before) == after
    assert mend("\ufeff" + before.rstrip("\r\n")) == "\ufeff" + after.rstrip("\r\n")
    assert mend(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("langauge: en\n", "language: en\n", id="key"),
        pytest.param('"langauge": en\n', '"language": en\n', id="quoted-key"),
        pytest.param("resume:\n  papper: a4\n", "resume:\n  paper: a4\n", id="key-under-resume"),
        pytest.param("resume: {papper: a4}\n", "resume: {paper: a4}\n", id="key-in-braces"),
        pytest.param("langauge: en\nlanguage: de\n", None, id="the-right-key-is-there-too"),
        pytest.param("resume:\n  colour: red\n", None, id="no-key-is-near"),
    ],
)
def test_a_key_is_respelt_where_one_is_near(before, after):
    text = f"---\n{before}---\n{HEAD}"
    assert mend(text) == (text if after is None else f"---\n{after}---\n{HEAD}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Skills | Pots\n---\n\nMany\n", id="underlined-and-read-as-a-heading"),
        pytest.param("> Call +44 20 7946 0958\n> ---\n", id="in-a-quotation"),
        pytest.param("##Skills in C#\n\nPots\n", id="a-sign-that-may-close-or-not"),
        pytest.param("<!-- resume: banana -->\nPots\n", id="no-directive-is-near"),
        pytest.param("<!-- resume: keep=yes -->\nPots\n", id="well-spelt-and-still-wrong"),
        pytest.param("# Work\n\n#### Deep\n\nPots", id="level-jump-and-no-line-end"),
    ],
)
def test_what_is_in_doubt_stays(text):
    assert any(read(Source(HEAD + text)).diagnostics)
    assert mend(HEAD + text) == HEAD + text


def test_each_finding_has_its_own_edit():
    found = Diagnostic("heading-no-space", "…", Span(0, 2))
    assert fixes(Source("##A"), [found]) == {found: Edit(Span(2, 2), " ")}


def test_of_edits_that_overlap_the_first_is_made():
    edits = [Edit(Span(1, 3), "-"), Edit(Span(0, 2), "+"), Edit(Span(0, 2), "+")]
    assert mended(Source("abc"), edits) == "+c"


def test_the_difference_is_a_unified_diff():
    source = Source("a\u2028b\r\nc\r\nd", "cv.md")
    assert list(difference(source, "a\u2028b\r\nC\r\nd")) == [
        "--- cv.md",
        "+++ cv.md (mended)",
        "@@ -1,3 +1,3 @@",
        " a\u2028b",
        "-c",
        "+C",
        " d",
        "\\ No newline at end of file",
    ]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cv.md"
    path.write_bytes(b"\xef\xbb\xbf##Jos\xc3\xa9\r\n")
    path.chmod(0o640)
    return path


def test_a_file_keeps_its_bytes_and_mode(file):
    source = load(file)
    write(source, source.text.replace("##", "## "))
    assert file.read_bytes() == b"\xef\xbb\xbf## Jos\xc3\xa9\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(file.parent.iterdir()) == [file]


def test_a_link_to_a_file_stays_a_link(file):
    link = file.with_name("link.md")
    link.symlink_to(file)
    write(load(link), "new")
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_a_file_that_was_changed_meanwhile_is_left_alone(file):
    source = load(file)
    file.write_text("changed")
    with pytest.raises(ResumeError) as caught:
        write(source, "new")
    assert caught.value.diagnostic.code == "source-changed"
    assert file.read_text() == "changed"
    assert list(file.parent.iterdir()) == [file]


def test_a_write_that_fails_changes_nothing(file, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    source = load(file)
    before = file.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ResumeError, match="No space left"):
        write(source, "new")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
