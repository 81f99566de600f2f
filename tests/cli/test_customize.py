"""Styles and layouts are listed and copied beside the résumé; nothing is written over."""

import json
from pathlib import Path

import pytest

from resume_pdf.cli import main
from resume_pdf.theme import layout_names, style_names

RESUME = """\
# Ada Example

ada@example.org | +44 20 7946 0123

## Work

### Miller

Havel Mills | 2019 – 2023

1. Ground rye.
2. Ground wheat.

- Sold **flour**.

```
mill --fine
```
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("resume.md").write_text(RESUME)
    return tmp_path


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def render(*arguments):
    """The PDF that the command makes, as bytes."""
    assert main(["render", "--quiet", "--output", "made.pdf", *arguments]) == 0
    return Path("made.pdf").read_bytes()


@pytest.mark.parametrize(
    ("command", "names"), [("styles", style_names()), ("layouts", layout_names())]
)
def test_all_that_ship_are_listed_with_a_line_each(capsys, command, names):
    assert main([command]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(names)
    assert all(len(line.split()) > 3 for line in lines)
    assert main([command, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found] == list(names)
    assert all(one["file"] is None and one["description"] for one in found)


def test_ones_own_are_listed_first_with_their_files(capsys):
    main(["customize", "style", "classic", "--as", "mine", "--quiet"])
    main(["customize", "layout", "full", "--as", "long", "--quiet"])
    main(["styles"])
    main(["layouts"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("mine ")
    assert lines[0].endswith("(styles/mine.css)")
    [long] = [line for line in lines if line.startswith("long ")]
    assert long.endswith("(layouts/long/layout.toml)")


def test_one_that_cannot_be_used_is_listed_with_the_reason(capsys):
    Path("styles").mkdir()
    Path("styles/broken.css").write_text("/* mine */\n:root { --size: big }\n")
    assert main(["styles"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("broken ")
    assert "cannot be used" in lines[0]
    assert len(lines) == len(style_names()) + 1


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("new", [[], ["--as", "mine"]])
def test_a_copied_style_renders_the_same_page_to_the_byte(style, new):
    before = render("--layout", "full", "--style", style)
    assert main(["customize", "style", style, *new]) == 0
    assert render("--layout", "full", "--style", new[-1] if new else style) == before


def test_a_layout_under_a_new_name_names_its_pdfs_by_it(capsys):
    main(["customize", "layout", "full", "--as", "long"])
    assert main(["render", "--layout", "long", "--layout", "full"]) == 0
    assert {path.name for path in Path("output").iterdir()} == {
        "ada-example-resume-long.pdf",
        "ada-example-resume-full.pdf",
    }


def test_a_part_that_is_copied_is_used():
    main(["customize", "layout", "full", "--as", "long", "--part", "section"])
    part = Path("layouts/long/section.html.j2")
    part.write_text(part.read_text().replace("section-title", "section-title whole"))
    assert render("--layout", "long")


def test_a_layout_of_ones_own_is_copied_with_what_it_changes():
    Path("layouts/full").mkdir(parents=True)
    Path("layouts/full/entry-head.html.j2").write_text("{# mine #}")
    main(["customize", "layout", "full", "--as", "long"])
    assert Path("layouts/long/entry-head.html.j2").read_text() == "{# mine #}"
    assert Path("layouts/long/layout.toml").is_file()


def test_what_was_written_and_what_to_try_next_is_said(capsys):
    Path("jo's cv.md").write_text(RESUME)
    main(["customize", "style", "classic", "jo's cv.md", "--as", "mine"])
    assert capsys.readouterr().out.splitlines() == [
        "wrote styles/mine.css",
        """next: change it, then resume-pdf render 'jo'"'"'s cv.md' --style mine""",
    ]


def test_the_copy_goes_beside_the_resume_wherever_one_stands(tmp_path):
    Path("away").mkdir()
    Path("away/cv.md").write_text(RESUME)
    main(["customize", "style", "classic", "away/cv.md", "--as", "mine"])
    assert Path("away/styles/mine.css").is_file()


@pytest.mark.parametrize("what", ["style", "layout"])
def test_nothing_is_written_over(folder, capsys, what):
    name = {"style": "classic", "layout": "full"}[what]
    assert main(["customize", what, name, "--as", "mine"]) == 0
    before = files(folder)
    assert main(["customize", what, name, "--as", "mine"]) == 1
    printed = capsys.readouterr().err
    assert "error[output-exists]" in printed
    assert "--as" in printed
    assert files(folder) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["style", "clasic"], "did you mean 'classic'?"),
        (["style", "base"], "there is no style 'base'"),
        (["layout", "ful"], "did you mean 'full'?"),
        (["style", "classic", "--as", "../up"], "nothing can be called '../up'"),
        (["style", "classic", "--as", "base"], "nothing can be called 'base'"),
        (["layout", "full", "--as", "a/b"], "nothing can be called 'a/b'"),
        (["layout", "full", "--part", "head"], "there is: blocks"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(folder, capsys, arguments, says):
    before = files(folder)
    assert main(["customize", *arguments]) == 2
    assert says in capsys.readouterr().err
    assert files(folder) == before


def test_a_folder_that_cannot_be_written_is_told(capsys):
    Path("styles").write_text("a file")
    Path("layouts").write_text("a file")
    for what, name in (("style", "classic"), ("layout", "full")):
        assert main(["customize", what, name, "--as", "mine"]) == 1
        assert "error[output-unwritable]" in capsys.readouterr().err
