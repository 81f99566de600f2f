"""Lines and styles of pages that were set before: taken again only where they would be the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from resume_pdf import Source
from resume_pdf.pipeline import Press, build
from resume_pdf.theme import bundled
from resume_pdf.typeset import preload

HERE = Path(__file__).parent
RESUME = (HERE.parent / "fixtures" / "looks" / "resume.md").read_text("utf-8")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none are kept")


def said(script, *arguments):
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.parametrize(("seed", "mended"), [("1", "mended"), ("2", "plain")])
def test_whatever_is_edited_pages_are_what_they_would_be_without_memory(seed, mended):
    *differences, counts = said("again.py", seed, mended, "120")
    assert differences == []
    known, new = map(int, counts.split())
    assert known < 0.8 * new


def test_what_breaking_lines_asks_of_a_style_is_what_they_are_known_by():
    assert said("reads.py", str(HERE / "odd.html")) == []


def test_a_further_build_by_a_press_gives_what_the_first_would():
    press = Press()
    edits = [
        RESUME,
        RESUME.replace(" and ", " *and* "),
        RESUME.replace(" of ", " "),
        RESUME.replace("- ", "- again ", 3),
        "---\nlang: de\n---\n" + RESUME,
        RESUME,
    ]

    def made(text, press, **options):
        built = build(Source(text, "r.md"), press=press, date="2026-01-01", **options)
        return [rendering.pdf for rendering in built.renderings]

    for text in edits:
        assert made(text, press) == made(text, Press())
    for variables in ({"size": "9.4"}, {"margin-left": "25mm"}, {"leading": "1.3"}):
        assert made(RESUME, press, variables=variables) == made(
            RESUME, Press(), variables=variables
        )


def test_a_face_that_was_edited_breaks_lines_anew(tmp_path):
    (tmp_path / "styles").mkdir()
    (tmp_path / "resume.md").write_text(RESUME, "utf-8")
    sheet, face = tmp_path / "styles" / "mine.css", tmp_path / "styles" / "own.ttf"
    sheet.write_text(
        '@import url("classic.css");\n@font-face { font-family: Own; src: url("own.ttf") }\n'
        ':root { --face: "Own" }\n'
    )

    def made(press):
        built = build(tmp_path / "resume.md", layouts=["full"], style="mine", press=press)
        return built.renderings[0].pdf

    press, pdfs = Press(), []
    for name in ("inter/Inter-Regular.ttf", "source-serif-4/SourceSerif4-Regular.ttf"):
        face.write_bytes((bundled("styles") / "fonts" / name).read_bytes())
        pdfs.append(made(press))
        assert pdfs[-1] == made(Press())
    assert pdfs[0] != pdfs[1]


def test_a_bounded_number_of_lines_is_kept():
    preload()
    from resume_pdf.typeset.shortcuts.lines import Kept

    kept = Kept(most=3)
    for number in range(5):
        kept.keep(number, str(number))
        assert kept.recall(2) == (None if number < 2 else "2")
    assert [*kept] == [3, 4, 2]
    assert kept.recall(0) is None
