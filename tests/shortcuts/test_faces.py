"""The machine's faces are looked through for a page that needs one, and no page changes by that."""

import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from resume_pdf.theme import bundled

HERE = Path(__file__).parent
PRIVATE = "\ue123"  # which no face that ships has
DRAWING = b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<text font-family="Probe" y="9">a</text></svg>'
).decode()
RANGED = """
@font-face { font-family: Rye; src: url("fonts/inter/Inter-Regular.ttf"); unicode-range: U+72 }
"""
RESUME = """\
# Jane Doe

jane@example.org | Leeds, UK

## Experience

### Baker, Ovens & Co

2019 – 2021

- *Baked* **bread** {}.
"""
CASES = {
    "usual": ("of rye", None),
    "signs": ("*→ ★ ☎* **✓ ☎ ★**, naïve, e̋, Ελληνικά, Кириллица, 🚀 👩‍💻 ☎️ 1️⃣ 🇩🇪", None),
    "lacking": (f"of {PRIVATE}", None),
    "nowhere": ("of \U00013000", None),
    "named": ("of rye", '.name { font-family: "Probe", serif }'),
    "alias": ("of rye", ".name { font-family: Elsewhere }"),
    "after": ("of rye", '.name { font-family: "Source Serif 4", "Probe" }'),
    "generated": ("of rye", f'.name::after {{ content: "{PRIVATE}" }}'),
    "marked": ("of rye", f'li {{ list-style: "{PRIVATE}" inside }}'),
    "drawn": ("of rye", f'body {{ background: url("data:;base64,{DRAWING}") }}'),
    "ranged": ("of rye", f"{RANGED} .name {{ font-family: Rye, Probe }}"),
}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is taken")


def machine_with(folder, family, character):
    """The environment of a machine with one face, which has a letter for `character` as well."""
    font = TTFont(bundled("styles") / "fonts" / "carlito" / "Carlito-Regular.ttf")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = table.cmap[ord("a")]
    for name in font["name"].names:
        name.string = family if name.nameID in (1, 4, 6, 16) else name.toUnicode()
    (folder / "fonts").mkdir()
    font.save(folder / "fonts" / "probe.ttf")
    rules = folder / "fonts.conf"
    rules.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir>"
        "<alias><family>Elsewhere</family><prefer><family>Probe</family></prefer></alias>"
        '<include ignore_missing="yes">/etc/fonts/conf.d/90-synthetic.conf</include></fontconfig>'
    )
    return {"FONTCONFIG_FILE": str(rules)}


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    return machine_with(tmp_path_factory.mktemp("machine"), "Probe", PRIVATE)


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases")
    (folder / "styles").mkdir()
    classic = (bundled("styles") / "classic.css").read_text("utf-8")
    for name, (text, rules) in CASES.items():
        (folder / f"{name}.md").write_text(RESUME.format(text), "utf-8")
        if rules:
            (folder / "styles" / f"{name}.css").write_text(f"{classic}\n{rules}\n", "utf-8")
    return folder


def said(machine, *arguments):
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env={**os.environ, **machine},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines(), done.stderr.split()


def ways(machine, cases, *names):
    return [said(machine, HERE / "faces.py", way, cases, *names) for way in ("library", "command")]


@pytest.fixture(scope="module")
def plain(machine, cases):
    return said(machine, HERE / "faces.py", "plain", cases, *CASES)[0]


def test_pages_are_the_same_whatever_faces_they_need(machine, cases, plain):
    told = {line.split()[0]: line for line in plain}
    assert [*told] == [*CASES]
    for name in ("lacking", "named", "alias", "generated", "marked", "drawn", "ranged"):
        assert "Probe" in told[name]
    assert "no face has" in told["nowhere"]
    for lines, _ in ways(machine, cases, *CASES):
        assert lines == plain


def test_pages_are_the_same_in_any_order(machine, cases, plain):
    lines, _ = said(machine, HERE / "faces.py", "command", cases, *reversed(CASES))
    assert lines == plain[::-1]


def test_a_fuller_face_of_the_machine_sets_nothing_under_the_name_of_ours(cases, plain, tmp_path):
    fuller = machine_with(tmp_path, "Source Serif 4", "★")
    for lines, _ in ways(fuller, cases, "usual", "signs"):
        assert lines == plain[:2]


def test_usual_pages_do_without_the_faces_of_the_machine(machine, cases):
    for _, looked in ways(machine, cases, "usual", "signs"):
        assert looked == ["alone"]
    for _, looked in ways(machine, cases, "lacking"):
        assert looked == ["looked"]


def test_the_command_does_not_even_look_for_them(machine, cases, tmp_path):
    # Fontconfig leaves a list of what it found wherever it looked.
    kept = Path(machine["FONTCONFIG_FILE"]).parent / "cache"

    def render(name):
        for file in kept.glob("*"):
            file.unlink()
        command = ["render", f"{cases}/{name}.md", "--quiet", "--output", str(tmp_path)]
        code = f"from resume_pdf.cli import main; assert not main({command!r})"
        said(machine, "-c", code)
        return bool([*kept.glob("*.cache-*")])

    assert render("lacking")
    assert not render("usual")
