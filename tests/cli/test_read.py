"""`resume-pdf read` as a person or a script calls it."""

import io
import json
import sys

import pytest
from pypdf import PdfWriter

from resume_pdf.cli import main

RESUME = """\
---
keywords: [optics]
---

# Ada Example

Lens grinder

ada@example.org | +44 20 7946 0958

## Experience

### Toolmaker

Example Works, Leeds | 2019 – present

- Ground 400 lenses a month.

## Education

### BSc Optics

University of Leeds | 2015 – 2018

## Skills

- Grinding, polishing
"""
FULL = "output/ada-example-resume-full.pdf"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text(RESUME)
    assert main(["render", "--quiet", "--layout", "full"]) == 0
    return tmp_path


def read(capsys, *arguments):
    assert main(["read", FULL, *arguments]) == 0
    return capsys.readouterr().out


def test_text_and_fields(folder, capsys):
    printed = read(capsys)
    text, _, fields = printed.partition("── fields ──")
    assert text.startswith("── text of page 1 ──\nAda Example\n")
    assert "• Ground 400 lenses a month.\n" in text
    assert [line.split(maxsplit=1) for line in fields.strip().splitlines()] == [
        ["name", "Ada Example"],
        ["e-mail", "ada@example.org"],
        ["phone", "+44 20 7946 0958"],
        ["section", "EXPERIENCE"],
        ["section", "EDUCATION"],
        ["section", "SKILLS"],
        ["job", "Toolmaker | Example Works | Leeds | 2019 – present"],
        ["education", "BSc Optics | University of Leeds | 2015 – 2018"],
        ["skills", "Grinding, polishing"],
    ]


def test_beside_the_source(folder, capsys):
    printed = read(capsys, "--source", "resume.md", "--strict")
    assert "differs" not in printed
    assert " only" not in printed
    (folder / "resume.md").write_text(
        RESUME.replace("Toolmaker", "Foreman").replace("ada@", "eda@")
    )
    printed = read(capsys, "--source", "resume.md")
    rows = [" ".join(line.split()) for line in printed.splitlines()]
    assert "differs job: title Toolmaker Foreman" in rows
    assert "source only e-mail (nothing) eda@example.org" in rows
    assert "page only e-mail ada@example.org (nothing)" in rows
    assert main(["read", FULL, "--source", "resume.md", "--strict"]) == 1


def test_json(folder, capsys):
    found = json.loads(read(capsys, "--source", "resume.md", "--format", "json"))
    assert found["text"][0].startswith("Ada Example")
    assert found["fields"]["jobs"][0]["organization"] == "Example Works"
    assert {pair["sign"] for pair in found["comparison"]} == {"same"}


def test_only_the_page_is_read(folder, capsys):
    """Without attachment, metadata and tags a machine reads the very same."""
    before = read(capsys)
    writer = PdfWriter()
    with (folder / FULL).open("rb") as file:
        from pypdf import PdfReader

        for page in PdfReader(io.BytesIO(file.read())).pages:
            page.pop("/Annots", None)
            page.pop("/StructParents", None)
            writer.add_page(page)
    written = io.BytesIO()
    writer.write(written)
    assert b"Toolmaker" not in written.getvalue()
    (folder / FULL).write_bytes(written.getvalue())
    assert read(capsys) == before


def test_from_standard_input(folder, capsys, monkeypatch):
    data = io.BytesIO((folder / FULL).read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert main(["read", "-"]) == 0
    assert "Ada Example" in capsys.readouterr().out
    assert main(["read", "-", "--source", "-"]) == 2


def test_no_pdf(folder, capsys):
    assert main(["read", "resume.md"]) == 1
    assert "error[proof-unreadable]" in capsys.readouterr().err
