"""The tutorial works as it stands: every command in it is run, every change in it made."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_pdf.cli import main

TUTORIAL = Path(__file__).parents[1] / "docs" / "own-style.md"
_BLOCK = re.compile(r"^```(?P<about>[^\n]*)\n(?P<text>.*?)^```$", re.M | re.S)


def blocks() -> Iterator[tuple[str, dict[str, str], str]]:
    """Language, attributes and text of every block of code."""
    for found in _BLOCK.finditer(TUTORIAL.read_text("utf-8")):
        language, *attributes = found["about"].split()
        yield language, dict(one.split("=") for one in attributes), found["text"]


def run(text: str) -> list[int]:
    """Runs every line as the command that it is; returns the exit statuses."""
    statuses = []
    for line in text.splitlines():
        program, *arguments = shlex.split(line, comments=False)
        assert program == "resume-pdf", line
        statuses.append(main(arguments))
    return statuses


def change(path: Path, declarations: str) -> None:
    """Gives properties that a style has other values."""
    css = path.read_text("utf-8")
    for line in declarations.splitlines():
        name = line.partition(":")[0]
        assert len(re.findall(rf"^{name}:.*;$", css, re.M)) == 1, line
        css = re.sub(rf"^{name}:.*;$", line, css, flags=re.M)
    path.write_text(css, "utf-8")


def test_every_step_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = ""
    for language, about, text in blocks():
        if language == "sh":
            statuses = run(text)
            captured = capsys.readouterr()
            printed = captured.out + captured.err
            assert set(statuses) == {int(about.get("exits", 0))}, text + printed
        elif language == "text":
            assert text.strip() in printed
        elif "append" in about:
            with Path(about["append"]).open("a", encoding="utf-8") as file:
                file.write(f"\n{text}")
        else:
            change(Path(about["change"]), text)
    assert list((tmp_path / "output").glob("*-mine.pdf"))


def test_there_is_something_to_do() -> None:
    languages = [language for language, _, _ in blocks()]
    assert languages.count("sh") > 10
    assert languages.count("css") >= 5
    assert set(languages) == {"sh", "css", "text"}
