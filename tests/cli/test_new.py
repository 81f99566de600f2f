"""`resume-pdf new`: from nothing to a résumé, and never over one."""

import io
import sys

import pytest

from resume_pdf.cli import main
from resume_pdf.starters import languages, starter


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_writes_a_resume_and_tells_the_next_command(folder, capsys):
    assert main(["new"]) == 0
    assert (folder / "resume.md").read_text("utf-8") == starter("en")
    assert capsys.readouterr().out.endswith("next: resume-pdf render\n")


def test_an_academic_one_is_to_be_rendered_as_such(folder, capsys):
    assert main(["new", "--academic"]) == 0
    assert capsys.readouterr().out.endswith("next: resume-pdf render --layout academic\n")
    assert main(["render", "--layout", "academic", "--strict"]) == 0


@pytest.mark.parametrize("language", languages())
def test_in_each_language(folder, language):
    assert main(["new", "cv.md", "--language", language, "--academic", "--quiet"]) == 0
    assert (folder / "cv.md").read_text("utf-8") == starter(language, academic=True)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("my cv.md", "next: resume-pdf render 'my cv.md'\n"),
        ("deep/er/cv.md", "next: resume-pdf render deep/er/cv.md\n"),
        ("-cv.md", "next: resume-pdf render ./-cv.md\n"),
    ],
)
def test_the_next_command_names_the_file_so_that_a_shell_finds_it(folder, capsys, name, told):
    assert main(["new", "--", name]) == 0
    assert (folder / name).is_file()
    assert capsys.readouterr().out.endswith(told)


def test_a_file_that_is_there_stays_as_it_is(folder, capsys):
    (folder / "resume.md").write_text("mine")
    assert main(["new"]) == 1
    assert (folder / "resume.md").read_text() == "mine"
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "error[output-exists]: resume.md is there already" in printed.err
    assert "hint: name a file" in printed.err


def test_a_link_to_nowhere_is_a_file_that_is_there(folder, capsys):
    (folder / "resume.md").symlink_to("elsewhere.md")
    assert main(["new"]) == 1
    assert not (folder / "elsewhere.md").exists()


def test_a_folder_is_no_file(folder, capsys):
    (folder / "cv").mkdir()
    assert main(["new", "cv"]) == 1
    assert "name cv/resume.md" in capsys.readouterr().err


def test_where_nothing_can_be_written_nothing_is_left(folder, capsys):
    (folder / "file").write_text("")
    assert main(["new", "file/cv.md"]) == 1
    assert "error[output-unwritable]: cannot write file/cv.md: " in capsys.readouterr().err


def test_standard_output_carries_the_resume_alone(folder, monkeypatch, capsys):
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stdout)
    assert main(["new", "-", "--language", "ja"]) == 0
    assert stdout.buffer.getvalue().decode("utf-8") == starter("ja")
    assert list(folder.iterdir()) == []


def test_another_language_is_wrong_use_and_those_there_are_told(folder, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["new", "--language", "tlh"])
    assert "'de', 'en'" in capsys.readouterr().err
