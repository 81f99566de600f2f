"""`resume-pdf render` as a person or a script calls it."""

import io
import json
import sys

import pypdf
import pytest

from resume_pdf.cli import main
from resume_pdf.html import page

RESUME = """\
# Ada Example

ada@example.org | +44 20 7946 0958

## Experience

### Toolmaker

Example Works, Leeds | 2019 – present

- Ground 400 lenses a month.
- Taught six apprentices.

## Education

### BSc Optics

University of Leeds | 2015 – 2018
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text(RESUME)
    return tmp_path


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_without_arguments_both_layouts_go_to_output(folder, capsys):
    assert main(["render"]) == 0
    made = ["output/ada-example-resume-full.pdf", "output/ada-example-resume.pdf"]
    assert names(folder) == [*made, "resume.md"]
    printed = capsys.readouterr().out
    for path in made:
        assert path in printed
        assert len(pypdf.PdfReader(folder / path).pages) == 1
    assert "1 page, A4" in printed
    assert "proof: " in printed


def test_one_layout_into_one_file(folder):
    assert main(["render", "--layout", "full", "--output", "here/cv.pdf"]) == 0
    assert names(folder) == ["here/cv.pdf", "resume.md"]


def test_standard_output_carries_the_pdf_alone(folder, monkeypatch, capsys):
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", stdout)
    assert main(["render", "--layout", "onepage", "--output", "-"]) == 0
    pdf = stdout.buffer.getvalue()
    assert pdf.startswith(b"%PDF-")
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert "proof: " in capsys.readouterr().err
    assert names(folder) == ["resume.md"]


def test_standard_input_is_read(folder, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(RESUME.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["render", "-", "--layout", "full", "--output", "x.pdf"]) == 0
    assert "x.pdf" in names(folder)


def test_explain_tells_every_block_in_columns(folder, capsys):
    assert main(["render", "--layout", "onepage", "--explain"]) == 0
    printed = capsys.readouterr().out.splitlines()
    start = next(n for n, line in enumerate(printed) if line.split()[:2] == ["line", "height"])
    rows = {line.split(":", 1)[1].strip(): line for line in printed[start + 1 :] if " pt " in line}
    assert {"Experience", "Ground 400 lenses a month.", "Taught six apprentices."} <= set(rows)
    line, height, _, value, verdict, what = rows["Ground 400 lenses a month."].split()[:6]
    assert (line, verdict, what) == ("11", "whole", "item:")
    assert 10 < float(height) < 20
    assert float(value) > float(rows["Taught six apprentices."].split()[3])
    head = next(row for text, row in rows.items() if text.startswith("Toolmaker"))
    assert head.split()[4] == "required"
    columns = {row.index(" pt ") for row in rows.values()}
    assert len(columns) == 1


def test_explain_says_that_nothing_was_chosen(folder, capsys):
    assert main(["render", "--layout", "full", "--explain"]) == 0
    assert "no limit of pages" in capsys.readouterr().out


def test_report_is_the_same_as_json(folder, capsys):
    text = RESUME.replace("- Taught", "<!-- resume: omit -->\n- Taught")
    (folder / "resume.md").write_text(text)
    assert main(["render", "--report", "account/report.json", "--paper", "letter"]) == 0
    report = json.loads((folder / "account" / "report.json").read_text("utf-8"))
    (resume,) = report["resumes"]
    assert resume["source"] == "resume.md"
    one, full = resume["pdfs"]
    assert (one["layout"], one["paper"], one["pages"]) == ("onepage", "letter", 1)
    assert one["file"] == "output/ada-example-resume.pdf"
    assert one["proof"]["passed"]
    assert 0 < one["fills"][0] < 1
    (omission,) = one["omissions"]
    assert (omission["line"], omission["reason"]) == (13, "author")
    assert omission["text"] == "Taught six apprentices."
    block = next(block for block in one["blocks"] if block["text"].startswith("Ground"))
    assert (block["line"], block["endLine"], block["shown"]) == (11, 11, "whole")
    assert full["blocks"] == []


def test_a_report_that_cannot_be_written_is_an_error(folder, capsys):
    (folder / "file").write_text("")
    assert main(["render", "--layout", "full", "--report", "file/report.json"]) == 1
    assert "output-unwritable" in capsys.readouterr().err


def test_pages_are_asked_for(folder, capsys):
    items = "\n".join(f"- Ground lens number {n} by hand, and polished it." for n in range(120))
    (folder / "resume.md").write_text(RESUME.replace("- Taught", f"{items}\n- Taught"))
    assert main(["render", "--layout", "full", "--pages", "2"]) == 0
    assert len(pypdf.PdfReader(folder / "output/ada-example-resume-full.pdf").pages) == 2
    assert "left out" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "-1", "some"])
def test_no_pages_are_wrong_use(folder, number, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["render", "--pages", number])
    assert ended.value.code == 2
    assert "--pages" in capsys.readouterr().err


def test_paper_is_asked_for(folder):
    assert main(["render", "--layout", "full", "--paper", "letter", "--output", "x.pdf"]) == 0
    box = pypdf.PdfReader("x.pdf").pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((612, 792), abs=0.5)


def test_a_contact_in_north_america_means_letter(folder, capsys):
    (folder / "resume.md").write_text(RESUME.replace("+44 20 7946 0958", "Portland, OR"))
    assert main(["render", "--layout", "full"]) == 0
    assert "1 page, Letter" in capsys.readouterr().out


def test_quiet_prints_nothing_when_all_is_well(folder, capsys):
    assert main(["render", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--output", "x.pdf"], id="two-layouts-into-one-file"),
        pytest.param(["--output", "-"], id="two-pdfs-to-standard-output"),
        pytest.param(["--layout", "full", "--layout", "full"], id="layout-named-twice"),
        pytest.param(["resume.md", "resume.md"], id="source-named-twice"),
        pytest.param(["--layout", "onepgae"], id="unknown-layout"),
        pytest.param(["--style", "clasic"], id="unknown-style"),
        pytest.param(["--paper", "a5"], id="unknown-paper"),
        pytest.param(["--frobnicate"], id="unknown-option"),
    ],
)
def test_wrong_use_exits_2_and_writes_nothing(folder, arguments, capsys):
    try:
        status: object = main(["render", *arguments])
    except SystemExit as error:
        status = error.code
    assert status == 2
    assert names(folder) == ["resume.md"]
    assert "resume-pdf" in capsys.readouterr().err


def test_two_sources_of_one_name_are_wrong_use(folder, capsys):
    (folder / "other.md").write_text(RESUME)
    assert main(["render", "resume.md", "other.md", "--layout", "full"]) == 2
    error = capsys.readouterr().err
    assert "resume.md" in error
    assert "other.md" in error
    assert names(folder) == ["other.md", "resume.md"]


def test_a_nearest_name_is_offered(folder, capsys):
    main(["render", "--layout", "onepgae"])
    assert "did you mean 'onepage'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "no-source"),
        (b"", "source-empty"),
        (b"<!-- nothing -->", "source-empty"),
        (b"caf\xe9", "source-not-utf8"),
        (b"---\na: [\n---\n# A\n", "front-matter-invalid"),
    ],
)
def test_bad_input_is_named_without_a_traceback(folder, content, code, capsys):
    source = folder / "resume.md"
    source.unlink() if content is None else source.write_bytes(content)
    assert main(["render"]) == 1
    error = capsys.readouterr().err
    assert f"error[{code}]" in error
    assert "Traceback" not in error


def test_one_bad_source_does_not_stop_the_others(folder, capsys):
    assert main(["render", "missing.md", "resume.md", "--layout", "full"]) == 1
    assert "output/ada-example-resume-full.pdf" in names(folder)


def test_an_unwritable_output_is_named(folder, capsys):
    (folder / "output").write_text("in the way")
    assert main(["render", "--layout", "full"]) == 1
    assert "error[output-unwritable]" in capsys.readouterr().err


def test_warnings_fail_only_under_strict(folder):
    (folder / "resume.md").write_text(RESUME.replace("ada@example.org | ", ""))
    assert main(["render", "--layout", "full"]) == 0
    assert main(["render", "--layout", "full", "--strict"]) == 1


def test_a_character_without_a_glyph_is_named_with_its_place(folder, capsys):
    (folder / "resume.md").write_text(RESUME.replace("400 lenses", "400 \U000f0000 lenses"))
    assert main(["render", "--layout", "full"]) == 1
    error = capsys.readouterr().err
    assert "resume.md:11:14: error[glyph-missing]" in error
    assert "U+F0000" in error
    assert names(folder) == ["resume.md"]


def test_a_pdf_that_fails_its_proof_is_not_published(folder, monkeypatch, capsys):
    assert main(["render", "--layout", "full", "--output", "cv.pdf"]) == 0
    before = (folder / "cv.pdf").read_bytes()

    real = page.filled

    def lose_a_word(*arguments):
        return real(*arguments).replace("apprentices", "")

    monkeypatch.setattr(page, "filled", lose_a_word)
    assert main(["render", "--layout", "full", "--output", "cv.pdf"]) == 1
    error = capsys.readouterr().err
    assert "error[proof-words]" in error
    assert "apprentices" in error
    assert "resume.md:12" in error
    assert (folder / "cv.pdf").read_bytes() == before


def test_a_mistake_of_ours_is_no_traceback(folder, monkeypatch, capsys):
    def broken(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr(page, "filled", broken)
    assert main(["render"]) == 1
    error = capsys.readouterr().err
    assert "boom" in error
    assert "Traceback" not in error


def test_private_contacts_come_from_a_file_of_their_own(folder):
    (folder / "private.yml").write_text("phone: +44 20 7946 0321\n")
    assert main(["render", "--contact", "private.yml"]) == 0
    for name in ("ada-example-resume.pdf", "ada-example-resume-full.pdf"):
        text = pypdf.PdfReader(folder / "output" / name).pages[0].extract_text()
        assert "+44 20 7946 0321" in text


def test_the_other_standard_is_proved_as_well(folder):
    arguments = ["render", "--layout", "full", "--output", "cv.pdf", "--standard", "a4f+ua2"]
    assert main(arguments) == 0
    assert "resume.json" in pypdf.PdfReader(folder / "cv.pdf").attachments
    (folder / "cv.pdf").unlink()
    assert main([*arguments, "--no-attachment"]) == 2
    assert names(folder) == ["resume.md"]


def test_the_attachment_can_be_left_off(folder):
    assert main(["render", "--layout", "full", "--output", "cv.pdf", "--no-attachment"]) == 0
    assert not pypdf.PdfReader(folder / "cv.pdf").attachments


@pytest.mark.parametrize(("epoch", "status"), [("1700000000", 0), ("yesterday", 2)])
def test_source_date_epoch_dates_the_file(folder, monkeypatch, epoch, status):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["render", "--layout", "full", "--output", "cv.pdf"]) == status
    if status == 0:
        dates = pypdf.PdfReader(folder / "cv.pdf").metadata
        assert dates is not None
        assert str(dates.creation_date).startswith("2023-11-14 22:13:20")
