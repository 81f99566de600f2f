"""Help that helps: examples that run, completion in a shell, a reference that is true."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resume_pdf.cli import main
from resume_pdf.starters import starter

ROOT = Path(__file__).parents[2]
# These go on until they are stopped; their own tests run them.
ENDLESS = {"preview", "watch"}
RESUME = starter("en").replace("Jordan Example", "Jane Doe")


def _reference():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = _reference()
COMMANDS = {name: command for name, _, command in REFERENCE.commands()}
EXAMPLES = [
    example
    for name, command in COMMANDS.items()
    if name.split()[-1] not in ENDLESS
    for example in REFERENCE.examples(command)
]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """A folder with a résumé and its PDFs, as the examples suppose."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "resume.md").write_text(RESUME, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["render", "--quiet"]) == 0
    return folder


@pytest.mark.parametrize("path", REFERENCE.FILES, ids=lambda path: path.name)
def test_the_reference_says_what_the_command_understands(path):
    made = REFERENCE.FILES[path]()
    assert path.read_text("utf-8") == made, "out of date: python tools/reference.py"


def test_every_command_has_a_description_and_an_example():
    for name, command in COMMANDS.items():
        if len(name.split()) == 2:
            assert command.description, name
            assert REFERENCE.examples(command), name


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_does_what_it_shows(example, rendered, tmp_path, monkeypatch, capsys):
    shutil.copytree(rendered, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    program, command, *rest = shlex.split(re.split(r" >>? ", example)[0])
    assert program == "resume-pdf"
    if command == "new":
        (tmp_path / "resume.md").unlink()
    assert main([command, *rest]) == 0
    printed = capsys.readouterr()
    assert printed.out
    if example.endswith("json"):
        assert printed.out[0] in "[{"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_narrow_terminal(name, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    with pytest.raises(SystemExit, match="0"):
        main([*name.split()[1:], "--help"])
    _, _, after_usage = capsys.readouterr().out.partition("\n\n")
    prose, _, _ = after_usage.partition("examples:")
    # A word that is longer than a line stays in one piece.
    assert [line for line in prose.splitlines() if len(line) > 40 and " " in line.strip()] == []


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["rendr"], "did you mean render?"),
        (["render", "--layot", "full"], "did you mean --layout?"),
        (["render", "--paper", "leter"], "did you mean letter?"),
        (["explain", "date-oder"], "did you mean date-order?"),
        (["customize", "stile"], "did you mean style?"),
        ([], "resume-pdf --help tells more"),
        (["verify"], "resume-pdf verify --help tells more"),
        (["render", "--pages", "0"], "resume-pdf render --help tells more"),
    ],
)
def test_wrong_use_ends_with_the_next_step(arguments, hint, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert f"\n  hint: {hint}" in capsys.readouterr().err


def test_an_option_is_not_taken_by_its_first_letters(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["render", "--lay", "full"])
    assert "did you mean --layout?" in capsys.readouterr().err


# ── Completion ───────────────────────────────────────────────────────────────────────────

_ASK = """
eval "$(resume-pdf completion bash)"
complete -p resume-pdf >/dev/null || exit 9
while IFS= read -r COMP_LINE; do
    COMP_POINT=${#COMP_LINE} COMP_TYPE=9 COMPREPLY=()
    _python_argcomplete resume-pdf
    printf '%s|' "${COMPREPLY[@]}"
    echo
done
"""


@pytest.fixture(scope="module")
def complete(tmp_path_factory):
    """What bash offers for command lines, all asked in one shell."""
    folder = tmp_path_factory.mktemp("completing")
    programs = tmp_path_factory.mktemp("programs")
    command = programs / "resume-pdf"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m resume_pdf "$@"\n')
    command.chmod(0o755)
    for name in ("cv one.md", "cv-two.md", "notes.txt", "cv.pdf"):
        (folder / name).write_text("")
    (folder / "styles").mkdir()
    (folder / "styles" / "mine.css").write_text('@import url("classic.css");')

    def ask(*lines):
        done = subprocess.run(
            ["bash", "--norc", "-c", _ASK],
            input="".join(f"{line}\n" for line in lines),
            env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        offered = [line.split("|")[:-1] for line in done.stdout.splitlines()]
        return [{one.rstrip() for one in offers} for offers in offered]

    return ask


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_completes_commands_options_layouts_styles_and_files(complete):
    commands, options, layouts, styles, own, languages, codes, files, pdfs = complete(
        "resume-pdf re",
        "resume-pdf render --st",
        "resume-pdf render --layout ",
        "resume-pdf render --style c",
        "resume-pdf render cv-two.md --style m",
        "resume-pdf new --language p",
        "resume-pdf explain date-",
        "resume-pdf check cv",
        "resume-pdf read c",
    )
    assert commands == {"render", "read"}
    assert options == {"--style", "--standard", "--strict"}
    assert {"onepage", "full"} <= layouts
    assert "classic" in styles
    assert "mine" in own
    assert languages == {"pl", "pt"}
    assert {"date-order", "date-gap"} <= codes
    assert files == {"cv\\ one.md", "cv-two.md"}
    assert pdfs == {"cv.pdf"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_is_told_is_a_program_that_it_reads(shell, capsys):
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    assert "resume-pdf" in printed
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=printed, text=True, check=True)
