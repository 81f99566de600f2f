"""`resume-pdf check` as a person, a script and an editor call it."""

import io
import json
import os
import pty
import subprocess
import sys

import pytest

from resume_pdf.cli import main

GOOD = """\
# Ada Example

ada@example.org | +44 20 7946 0958

## Experience

### Toolmaker

Example Works, Leeds | 2019 – present

- Ground 400 lenses a month.
"""
BAD = GOOD.replace("## Experience", "##Experience").replace("lenses", "[lenses](/l/)")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, text):
    path = folder / "resume.md"
    path.write_bytes(text.encode())
    return path


def test_a_good_file_has_nothing_to_mend(folder, capsys):
    put(folder, GOOD)
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("nothing to mend\n", "")


def test_findings_are_told_as_a_compiler_tells_them(folder, capsys):
    put(folder, BAD)
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "2 warnings\n"
    heading, _, link = printed.err.partition("resume.md:11:")
    assert heading.startswith("resume.md:5:1: warning[heading-no-space]: ")
    assert "  5 | ##Experience\n    | ^^\n  hint: " in heading
    assert link.startswith("14: warning[link-relative]: ")
    assert " | - Ground 400 [lenses](/l/) a month.\n     |              ^^^^^^^^^^^^^\n" in link


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        pytest.param(GOOD, ["--strict"], 0, id="good"),
        pytest.param(BAD, [], 0, id="warnings"),
        pytest.param(BAD, ["--strict"], 1, id="warnings-strict"),
        pytest.param(f"{GOOD}\n<!-- resume: nonsense -->\nx\n", [], 1, id="error"),
        pytest.param("---\nname: [\n---\n# A\n", [], 1, id="front-matter"),
        pytest.param("\n", [], 1, id="empty"),
        pytest.param("<!-- nothing shows -->\n", [], 1, id="shows-nothing"),
        pytest.param(GOOD, ["--yes"], 2, id="yes-without-fix"),
        pytest.param(BAD, ["--fix", "--format", "json"], 2, id="diff-as-json"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--format", "json"]])
def test_the_exit_status_tells_how_bad_it_is(folder, text, options, status, form):
    put(folder, text)
    options = [*options, *(form if "--format" not in options else [])]
    assert main(["check", *options]) == status


def test_a_file_that_is_not_there_is_told_in_both_forms(folder, capsys):
    assert main(["check", "cv.md"]) == 1
    assert "error[no-source]: there is no file cv.md" in capsys.readouterr().err
    assert main(["check", "cv.md", "--format", "json"]) == 1
    [found] = json.loads(capsys.readouterr().out)
    assert (found["code"], found["line"]) == ("no-source", None)


def test_another_encoding_is_told_in_json(folder, capsys):
    (folder / "resume.md").write_bytes(GOOD.encode("utf-16"))
    assert main(["check", "--format", "json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == ["source-not-utf8"]


def test_an_unknown_format_is_wrong_use(folder):
    with pytest.raises(SystemExit) as caught:
        main(["check", "--format", "xml"])
    assert caught.value.code == 2


def test_json_gives_places_in_characters_and_fixes(folder, capsys):
    put(folder, BAD.replace("400", "𝟒𝟎𝟎"))
    assert main(["check", "--format", "json", "--quiet"]) == 0
    printed = capsys.readouterr()
    heading, link = json.loads(printed.out)
    assert printed.err == ""
    assert set(heading) == {*link, "fix"}
    place = {"line": 5, "column": 3, "endLine": 5, "endColumn": 3}
    assert heading["fix"] == {**place, "text": " "}
    assert (heading["file"], heading["code"]) == ("resume.md", "heading-no-space")
    assert (link["line"], link["column"], link["endLine"], link["endColumn"]) == (11, 14, 11, 27)
    assert (link["severity"], link["code"]) == ("warning", "link-relative")


def test_standard_input_is_checked(folder, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert main(["check", "-", "--format", "json"]) == 0
    assert {one["file"] for one in json.loads(capsys.readouterr().out)} == {"<stdin>"}


def test_quiet_drops_notes_and_the_last_line(folder, capsys):
    text = GOOD + "\n### Polisher\n\nSample Ltd, Hull | 2010 – 2012\n\n- Polished.\n"
    put(folder, text)
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert "info[date-gap]" in printed.err
    assert printed.out == "1 note\n"
    assert main(["check", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_images_are_looked_for_beside_the_file_and_nowhere_else(folder, capsys):
    (folder / "cv").mkdir()
    path = folder / "cv" / "resume.md"
    (folder / "cv" / "a b.png").write_bytes(b"")
    (folder / "outside.png").write_bytes(b"")
    path.write_text(GOOD + "\n![A](a%20b.png)\n\n![B](../outside.png)\n\n![C](c.png)\n")
    assert main(["check", str(path), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["code"], one["line"]) for one in found] == [
        ("image-missing", 15),
        ("image-missing", 17),
    ]


# ── --fix ────────────────────────────────────────────────────────────────────────────────


def test_without_a_terminal_the_diff_is_shown_and_nothing_written(folder, capsys):
    path = put(folder, BAD)
    assert main(["check", "--fix"]) == 0
    printed = capsys.readouterr().out
    assert "-##Experience\n+## Experience\n" in printed
    assert "--yes" in printed
    assert path.read_text() == BAD


def test_with_yes_only_what_is_wrong_is_changed_once(folder, capsys):
    text = "\ufeff" + BAD.replace("\n", "\r\n").rstrip()
    path = put(folder, text)
    assert main(["check", "--fix", "--yes"]) == 0
    printed = capsys.readouterr()
    assert path.read_bytes() == text.replace("##Exp", "## Exp").encode()
    assert "mended 1 thing in resume.md\n1 warning\n" in printed.out
    assert "heading-no-space" not in printed.err
    assert main(["check", "--fix", "--yes"]) == 0
    assert capsys.readouterr().out == "1 warning\n"
    assert path.read_bytes() == text.replace("##Exp", "## Exp").encode()


def test_standard_input_cannot_be_mended(folder, capsys):
    assert main(["check", "-", "--fix"]) == 2


@pytest.mark.parametrize(("answer", "mends"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks(folder, answer, mends):
    path = put(folder, BAD)
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminal")
    with subprocess.Popen(
        [sys.executable, "-m", "resume_pdf", "check", "--fix"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,  # where Python puts the question
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        os.close(theirs)
        printed = b""
        while b"[y/N]" not in printed:
            printed += os.read(ours, 1000)
        os.write(ours, f"{answer}\n".encode())
        while True:
            try:
                more = os.read(ours, 1000)
            except OSError:
                more = b""
            if not more:
                break
            printed += more
    os.close(ours)
    assert process.returncode == 0
    assert b"+## Experience" in printed
    assert path.read_text() == (BAD.replace("##Exp", "## Exp") if mends else BAD)
