"""What an author sets of a style: accepted, or refused with what to set instead."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader

from resume_pdf import build
from resume_pdf.cli import main
from resume_pdf.diagnostics import ResumeError, Severity
from resume_pdf.document import Settings
from resume_pdf.faces import shipped_families
from resume_pdf.look import look_of
from resume_pdf.properties import checked, declared, text_colours
from resume_pdf.source import Source
from resume_pdf.theme import find_style, style_names
from resume_pdf.typeset import machine_families

SHEET = """\
:root { --size: 10; --leading: 1.3; --gap: 1; --margin-left: 20mm; --hang: 0.9em;
  /* --gone: 1; */
  --ink: #000; --rule: #ccc; --title: var(--ink);
  --face: "Some Face"; --title-face: var(--face); --case: uppercase }
:root:lang(ja) { --size: 12; --only-here: 1 }
.name { color: var(--title); border-color: var(--rule) }
"""
PROPERTIES = declared([SHEET])
OF_TEXT = text_colours([SHEET], PROPERTIES)


def of(name, value):
    """What becomes of one value, or why it is refused."""
    accepted, refused = checked({name: value}, PROPERTIES, OF_TEXT, [lambda: ["Some Face", "Lato"]])
    assert bool(accepted) != bool(refused)
    return accepted[name] if accepted else refused[0]


def test_what_a_sheet_declares():
    assert PROPERTIES["size"] == "10", "for every language"
    assert PROPERTIES["only-here"] == "1"
    assert "gone" not in PROPERTIES
    assert {"ink", "title"} == OF_TEXT


@pytest.mark.parametrize(
    ("name", "value", "set_as"),
    [
        ("size", "10.20", "10.2"),
        ("size", "11 pt", "11"),
        ("leading", "1.5", "1.5"),
        ("gap", ".5", "0.5"),
        ("margin-left", "1in", "1in"),
        ("margin-left", "12.50MM", "12.5mm"),
        ("hang", "0", "0mm"),
        ("hang", "1em", "1em"),
        ("ink", "Navy", "#000080"),
        ("title", "hsl(0 0% 20%)", "#333333"),
        ("rule", "#eee", "#eeeeee"),
        ("face", "lato", '"Lato"'),
        ("face", "'Some  Face'", '"Some Face"'),
        ("title-face", "Lato", '"Lato"'),
        ("case", "none", "none"),
    ],
)
def test_what_is_accepted(name, value, set_as):
    assert of(name, value) == set_as


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("size", "8.9", "from 9 to 16, in points"),
        ("size", "17", "from 9 to 16"),
        ("size", "nan", "number"),
        ("size", "10px", "number"),
        ("leading", "0.9", "from 1 to 2.5"),
        ("gap", "-1", "from 0.1 to 4"),
        ("margin-left", "20", "20mm"),
        ("margin-left", "2em", "from 5mm to 60mm"),
        ("margin-left", "4.9mm", "from 5mm"),
        ("margin-left", "3in", "to 60mm"),
        ("hang", "big", "0.9em"),
        ("hang", "10%", "give a length"),
        ("ink", "#0b5", "the nearest that passes is #00893d"),
        ("title", "yellow", "the nearest that passes is #"),
        ("ink", "005500", "did you mean #005500?"),
        ("ink", "rgb(0 0 0 / 50%)", "opaque"),
        ("rule", "gre", "#243b5a"),
        ("face", "Latto", "did you mean “Lato”?"),
        ("face", "Lato, serif", "fc-list"),
        ("case", "none; color: red", "one value"),
        ("case", "url(file:///etc/passwd)", "one value"),
        ("case", "x" * 300, "one value"),
        ("sise", "10", "did you mean “size”?"),
        ("zzz", "10", "there is: "),
    ],
)
def test_what_is_refused_and_what_to_set_instead(name, value, hint):
    refusal = of(name, value)
    assert hint in refusal.hint
    assert name in refusal.message
    assert refusal.unknown == (name not in PROPERTIES)


@pytest.mark.parametrize("style", style_names())
def test_every_style_can_be_set_in_what_it_has(style):
    """A style's own values pass its own checks, so that an author may begin with them."""
    properties = find_style(style).properties
    plain = {name: value for name, value in properties.items() if "var(" not in value}
    assert not look_of(find_style(style), Settings(), plain).diagnostics
    assert len(plain) > 15


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_the_colours_of_text_are_known(style, name):
    found = find_style(style)
    if name in found.properties:
        with pytest.raises(ResumeError, match="its contrast on white paper"):
            look_of(find_style(style), Settings(), {name: "#bbb"})


# ── From the front matter ────────────────────────────────────────────────────────────────


def resume(front):
    return Source(f"---\n{front}\n---\n\n# Ada Example\n\nada@example.org\n\n## Work\n\n- Mills.\n")


def built(front, **wishes):
    source = resume(front)
    found = build(source, layouts=["full"], **wishes)
    told = [
        (one.span and source.position(one.span.start)[0], one.code, one.hint)
        for one in found.diagnostics
        if one.code.startswith("front-matter")
    ]
    return found, told


@pytest.mark.parametrize(
    "front",
    [
        "accent: '#405'",
        "variables:\n  accent: '#405'",
        "resume:\n  variables:\n    accent: '#405'",
        "accent: red\nresume:\n  variables:\n    accent: '#405'",
    ],
)
def test_the_front_matter_sets_a_colour(front):
    found, told = built(front)
    assert told == []
    assert found.document.settings.variables == {"accent": "#440055"}


def test_the_caller_goes_before_the_front_matter():
    found, told = built("accent: yellow\nvariables: {size: 10}", variables={"accent": "#405"})
    assert told == [], "what the caller sets anew is no matter any more"
    assert found.document.settings.variables == {"size": "10", "accent": "#440055"}


@pytest.mark.parametrize(
    ("front", "line", "code", "hint"),
    [
        ("accent: yellow", 2, "front-matter-bad-value", "nearest that passes"),
        ("accent: #405", 2, "front-matter-bad-value", "quotation marks"),
        ("variables:\n  acent: red", 3, "front-matter-unknown-key", "“accent”"),
        ("resume:\n  variables:\n    size: 3", 4, "front-matter-bad-value", "from 9"),
        ("face: No Such Face", 2, "front-matter-bad-value", "fc-list"),
        ("variables: [accent]", 2, "front-matter-bad-value", "names with their values"),
    ],
)
def test_what_cannot_be_set_is_told_with_its_line_and_left_as_the_style_has_it(
    front, line, code, hint
):
    found, told = built(front)
    assert [(one[0], one[1]) for one in told] == [(line, code)]
    assert hint in told[0][2]
    assert found.document.settings.variables == {}
    assert found.renderings[0].good


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("resume.md").write_text(resume("headline: Miller").text)
    return tmp_path


# ── On the page ──────────────────────────────────────────────────────────────────────────


def rendering(**variables):
    [made] = build(resume("style: classic"), layouts=["full"], variables=variables).renderings
    return made


def test_a_size_and_its_bounds_are_the_styles_own_for_the_choice():
    style = look_of(find_style("classic"), Settings(), {"size": "11", "leading": "1.2"}).style
    assert (style.size.own, style.size.high) == (11, 11)
    assert style.leading.own == style.leading.low == 1.2


@pytest.mark.parametrize("family", sorted(shipped_families() - {"Shipped Emoji"}))
def test_every_style_can_be_set_in_any_family_that_ships(family):
    made = rendering(face=family)
    assert made.good
    assert all(name.startswith(family.replace(" ", "")) for name in families_of(made.pdf))
    assert not [one for one in made.diagnostics if one.code == "font-fallback"]


def families_of(pdf):
    """The names of a PDF's fonts without what differs between family and face."""
    return {
        re.sub("[^A-Za-z0-9]", "", str(font.get_object()["/BaseFont"]).partition("+")[2])
        for page in PdfReader(BytesIO(pdf)).pages
        for font in cast(Any, page)["/Resources"]["/Font"].values()
    }


def test_a_face_of_the_machine_is_taken_when_the_author_names_it():
    family = next(
        (name for name in ("DejaVu Serif", "DejaVu Sans") if name in machine_families()), ""
    )
    if not family:
        pytest.skip("this machine has no DejaVu")
    made = rendering(face=family.lower())
    assert made.good
    assert all(name.startswith(family.replace(" ", "")) for name in families_of(made.pdf))
    assert not [one for one in made.diagnostics if one.code == "font-fallback"]


@pytest.mark.parametrize("family", sorted(shipped_families() - {"Shipped Emoji"}))
def test_a_style_of_ones_own_may_name_a_family_that_ships(folder, family):
    mine = folder / "styles" / "mine.css"
    mine.parent.mkdir()
    mine.write_text(f'/* Mine */\n@import url("classic.css");\n:root {{ --face: "{family}" }}\n')
    [made] = build("resume.md", layouts=["full"], style="mine").renderings
    assert all(name.startswith(family.replace(" ", "")) for name in families_of(made.pdf))
    assert made.diagnostics == ()


def test_a_face_of_a_style_that_is_nowhere_is_told(folder):
    mine = folder / "styles" / "mine.css"
    mine.parent.mkdir()
    mine.write_text('@import url("classic.css");\n:root { --face: "No Such Face" }\n')
    built = build("resume.md", layouts=["full"], style="mine")
    [told] = [one for one in built.diagnostics if one.code == "style-rejected"]
    assert "mine.css: --face: no family “No Such Face”" in told.message


def test_what_passes_as_a_colour_passes_the_proof_too():
    with pytest.raises(ResumeError) as refused:
        rendering(accent="#f80")
    nearest = str(refused.value.diagnostic.hint).split()[-1]
    made = rendering(accent=nearest, muted=nearest, ink=nearest)
    assert made.good
    assert all(one.severity < Severity.WARNING for one in made.diagnostics)


# ── The command ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("argument", "says"),
    [
        ("accent=#0b5", "error[property-invalid]: “accent” cannot be “#0b5”"),
        ("acent=red", "error[unknown-property]: the style has no property “acent”"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_made(folder, capsys, argument, says):
    assert main(["render", "--set", argument]) == 2
    printed = capsys.readouterr().err
    assert says in printed
    assert "hint: " in printed
    assert not (folder / "output").exists()


def test_wrong_use_is_told_once_for_many_resumes(folder, capsys):
    Path("other.md").write_text(resume("headline: Baker").text.replace("Ada", "Bea"))
    assert main(["render", "resume.md", "other.md", "--set", "accent=#0b5", "--jobs", "1"]) == 2
    assert capsys.readouterr().err.count("error[property-invalid]") == 1
    assert not (folder / "output").exists()


@pytest.mark.parametrize("argument", ["accent", "=red", "accent="])
def test_a_name_without_a_value_is_wrong_use(folder, capsys, argument):
    with pytest.raises(SystemExit) as ended:
        main(["render", "--set", argument])
    assert ended.value.code == 2
    assert "NAME=VALUE" in capsys.readouterr().err


def test_what_was_rendered_with_a_size_is_verified_with_it(folder, capsys):
    size = ["--set=--size=12", "--set", "accent=#405"]
    assert main(["render", "--layout", "full", "--output", "a.pdf", *size]) == 0
    assert main(["verify", "a.pdf", "--source", "resume.md", *size]) == 0
    assert main(["verify", "a.pdf", *size]) == 2
    assert "--set says how a source is set" in capsys.readouterr().err
