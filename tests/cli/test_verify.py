"""`resume-pdf verify` as a person or a script calls it."""

import io
import json

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject

from resume_pdf.cli import main

RESUME = """\
# Ada Example

ada@example.org | +44 20 7946 0958

## Experience

### Toolmaker

Example Works, Leeds | 2019 – present

- Ground 400 lenses a month.
- Taught six apprentices, of whom four now run [benches](https://example.org/benches) of their own.

## Education

### BSc Optics

University of Leeds | 2015 – 2018
"""
FULL, ONE = "output/ada-example-resume-full.pdf", "output/ada-example-resume.pdf"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text(RESUME)
    assert main(["render", "--quiet"]) == 0
    return tmp_path


def without_a_line(path):
    """Takes the line about lenses out of a PDF."""
    writer = PdfWriter(clone_from=io.BytesIO(path.read_bytes()))
    page = writer.pages[0]
    content = ContentStream(page.get_contents(), writer)
    shown = [n for n, (_, operator) in enumerate(content.operations) if operator == b"TJ"]
    operations = list(content.operations)
    for number in shown:
        trial = operations[:number] + operations[number + 1 :]
        content.operations = trial
        page[NameObject("/Contents")] = writer._add_object(content)
        written = io.BytesIO()
        writer.write(written)
        text = PdfReader(io.BytesIO(written.getvalue())).pages[0].extract_text()
        if "lenses" not in text:
            path.write_bytes(written.getvalue())
            return
    raise AssertionError("no such line")


@pytest.mark.parametrize("pdf", [FULL, ONE])
def test_alone(folder, capsys, pdf):
    assert main(["verify", pdf]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[-1] == f"{pdf}: good"
    assert "good:   nothing hidden" in printed
    assert "✓" not in printed


@pytest.mark.parametrize(("pdf", "layout"), [(FULL, "full"), (ONE, "onepage")])
def test_against_its_source(folder, capsys, pdf, layout):
    assert main(["verify", pdf, "--source", "resume.md", "--layout", layout]) == 0
    printed = capsys.readouterr().out
    assert f"held to resume.md, layout {layout}, style classic" in printed
    assert "words in order, 2 readers" in printed


def test_the_layout_is_found(folder, capsys):
    more = RESUME + "\n## Notes\n\n" + "A sentence that there is no room for on one page.\n\n" * 90
    (folder / "resume.md").write_text(more)
    assert main(["render", "--quiet"]) in (0, 1)
    for pdf, layout in ((FULL, "full"), (ONE, "onepage")):
        assert main(["verify", pdf, "--source", "resume.md"]) == 0
        assert f"layout {layout}," in capsys.readouterr().out


def test_layouts_that_show_the_same_words_are_told_by_their_order(folder, capsys):
    for pdf, layout in ((FULL, "full"), (ONE, "onepage")):
        assert main(["verify", pdf, "--source", "resume.md"]) == 0
        assert f"layout {layout}," in capsys.readouterr().out


def test_a_damage_is_named_with_its_place(folder, capsys):
    without_a_line(folder / FULL)
    assert main(["verify", FULL, "--source", "resume.md", "--layout", "full"]) == 1
    printed = capsys.readouterr().out
    assert "failed: every word once, in order" in printed
    assert "resume.md:11:3: “ground 400 lenses" in printed


def test_the_source_has_changed(folder, capsys):
    (folder / "resume.md").write_text(RESUME.replace("400", "500").replace("/benches", "/shops"))
    assert main(["verify", FULL, "--source", "resume.md", "--layout", "full"]) == 1
    printed = capsys.readouterr().out
    assert "“500” reads “400”" in printed
    assert "leads to “https://example.org/benches”" in printed


def test_json(folder, capsys):
    without_a_line(folder / FULL)
    arguments = ["--source", "resume.md", "--layout", "full", "--format", "json"]
    assert main(["verify", FULL, *arguments]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["passed"], found["layout"], found["pages"]) == (False, "full", 1)
    (words,) = (check for check in found["checks"] if check["name"] == "words")
    (one,) = words["diagnostics"]
    assert (one["code"], one["line"]) == ("proof-words", 11)


def test_quiet_says_nothing_of_a_good_file(folder, capsys):
    assert main(["verify", FULL, "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--layout", "full"],
        ["--style", "classic"],
        ["--audience", "x"],
        ["--source", "resume.md", "--layout", "nosuch"],
    ],
)
def test_wrong_use(folder, arguments):
    assert main(["verify", FULL, *arguments]) == 2


def test_no_pdf(folder, capsys):
    assert main(["verify", "nosuch.pdf"]) == 1
    assert "nosuch.pdf" in capsys.readouterr().err
    assert main(["verify", "resume.md"]) == 1
    assert "cannot be read" in capsys.readouterr().out
