"""A letter as a PDF: every word of it, on a page of its own make."""

from io import BytesIO

import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from resume_pdf import Press, Source, build
from resume_pdf.cli import main
from resume_pdf.theme import style_names

LETTER = """\
# Jane Doe

jane@example.org | 7 Mill Lane, Leeds

12 May 2026

Mr Alan Hargreave
Kestrel Optics Ltd
1 Glass Road

Dear Mr Hargreave,

**Head of Workshop**

{text}

Yours sincerely,

Jane Doe
"""
PROSE = "Your notice asks for a steady hand, and for somebody who measures before and after. " * 4


@pytest.fixture(scope="module")
def press():
    return Press()


def rendered(text, press, **options):
    built = build(Source(text), layouts=["letter"], press=press, **options)
    (rendering,) = built.renderings
    assert rendering.good, rendering.diagnostics
    assert built.diagnostics == ()
    return rendering


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_stands_on_one_page_word_for_word(press, style, paper):
    rendering = rendered(LETTER.format(text=PROSE), press, style=style, paper=paper)
    assert rendering.proof.pages == 1
    assert any(check.name == "source" for check in rendering.proof.checks)
    for text in (
        PdfReader(BytesIO(rendering.pdf)).pages[0].extract_text(),
        extract_text(BytesIO(rendering.pdf)),
    ):
        lines = [line.strip() for line in text.split("\n")]
        assert "Kestrel Optics Ltd" in lines, "an address keeps its lines"
        assert lines.index("1 Glass Road") < lines.index("Dear Mr Hargreave,")


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_its_lines_are_to_be_read_at_length(press, style, paper):
    rendering = rendered(LETTER.format(text=PROSE), press, style=style, paper=paper)
    text = PdfReader(BytesIO(rendering.pdf)).pages[0].extract_text()
    lines = text.split("Workshop\n")[1].split("Yours sincerely")[0].splitlines()
    longest = max(map(len, lines))
    assert 60 <= longest <= 80, lines


def test_a_long_one_runs_over_with_its_name_at_the_head(press):
    rendering = rendered(LETTER.format(text="\n\n".join([PROSE] * 12)), press)
    assert rendering.proof.pages > 1
    assert rendering.expectation.furniture[1] == (
        "Jane Doe\u2003 2 / 2".replace("\u2003 ", "\u2003"),
    )
    last = PdfReader(BytesIO(rendering.pdf)).pages[-1].extract_text()
    assert "Yours sincerely," in last
    assert "Jane Doe" in last


def test_on_fewer_pages_the_text_gives_way_and_not_the_greeting(press):
    text = LETTER.format(text="\n\n".join([PROSE] * 12))
    rendering = rendered(text, press, pages=1)
    assert rendering.edition.omissions
    read = PdfReader(BytesIO(rendering.pdf)).pages[0].extract_text()
    for part in ("12 May 2026", "1 Glass Road", "Dear Mr", "Head of Workshop", "sincerely,\nJane"):
        assert part in read


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("letter.md", "jane-doe-letter.pdf"),
        ("letter-kestrel.md", "jane-doe-letter-kestrel.pdf"),
        ("kestrel.md", "jane-doe-kestrel-letter.pdf"),
        ("resume.md", "jane-doe-resume-letter.pdf"),
    ],
)
def test_each_has_a_file_of_its_own(tmp_path, monkeypatch, capsys, file, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / file).write_text(LETTER.format(text=PROSE), "utf-8")
    assert main(["render", file, "--layout", "letter"]) == 0
    assert capsys.readouterr().err == ""
    assert [path.name for path in (tmp_path / "output").iterdir()] == [name]
    metadata = PdfReader(tmp_path / "output" / name).metadata
    assert metadata is not None
    assert metadata.title == "Jane Doe – Letter"


def test_verify_holds_it_to_the_letter(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.md").write_text(LETTER.format(text=PROSE), "utf-8")
    main(["render", "letter.md", "--layout", "letter", "--output", "letter.pdf"])
    assert main(["verify", "letter.pdf", "--source", "letter.md"]) == 0
    assert "layout letter," in capsys.readouterr().out


def test_check_knows_it_from_a_resume(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.md").write_text(LETTER.format(text=PROSE), "utf-8")
    assert main(["check", "letter.md", "--strict"]) == 0
    assert capsys.readouterr().err == ""
