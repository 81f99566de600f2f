"""Layouts and styles are found, read and checked."""

import shutil

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.reader.syntax import front_matter
from resume_pdf.reader.syntax.settings import wishes
from resume_pdf.source import Source
from resume_pdf.theme import (
    as_wished,
    bundled,
    check_wishes,
    find_layout,
    find_style,
    in_styles,
    is_bundled,
    layout_names,
    style_names,
)

STYLE = """\
/* A style for tests */
:root {
  --size: 10pt;
  --size-min: 9;
  --leading: 1.3;
  --leading-max: 1.4;
  --gap: 1;
}
@font-face { font-family: "Some Face"; src: url(x.ttf) }
"""


@pytest.fixture
def beside(tmp_path):
    """A résumé's folder with a layout and a style of the author's own."""
    layout = tmp_path / "layouts" / "poster"
    layout.mkdir(parents=True)
    (layout / "layout.toml").write_text('description = "Big"\npages = 2\nhead = ["title"]\n')
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "mine.css").write_text(STYLE)
    return tmp_path


def failure(call, *arguments):
    with pytest.raises(ResumeError) as caught:
        call(*arguments)
    return caught.value.diagnostic


@pytest.mark.parametrize("name", layout_names())
def test_every_bundled_layout_is_sound(name):
    layout = find_layout(name)
    assert layout.description
    assert layout.folders[0].name == name


@pytest.mark.parametrize("name", style_names())
def test_every_bundled_style_is_sound(name):
    style = find_style(name)
    assert style.description
    assert style.families
    assert style.size.low >= 9, "body text below 9 pt is not read"


def test_the_names_of_the_bundled_ones():
    assert {"onepage", "full"} <= set(layout_names())
    assert style_names()
    assert "base" not in style_names()


def test_the_authors_own_come_first(beside):
    assert layout_names([beside])[0] == "poster"
    layout = find_layout("poster", [beside])
    assert (layout.pages, layout.head, layout.suffix) == (2, ("title",), "-poster")
    assert find_style("mine", [beside]).sheets[-1] == beside / "styles" / "mine.css"


def test_a_layout_of_the_same_name_hides_the_bundled_one(beside):
    own = beside / "layouts" / "full"
    own.mkdir()
    (own / "layout.toml").write_text('description = "Mine"')
    assert find_layout("full", [beside]).description == "Mine"


def test_one_template_of_a_bundled_layout_can_be_replaced(beside):
    own = beside / "layouts" / "full"
    own.mkdir()
    (own / "entry-head.html.j2").write_text("{# mine #}")
    layout = find_layout("full", [beside])
    assert layout.folders[0] == own
    assert (layout.folders[1] / "layout.toml").is_file()
    assert layout.folders[-1].name == "_partials"


@pytest.mark.parametrize("edit", ["none", "changed", "same length", "more", "a folder"])
def test_a_copy_that_nobody_edited_stands_for_the_bundled_one(tmp_path, edit):
    for name in ("full", "_partials"):
        shutil.copytree(bundled("layouts") / name, tmp_path / "layouts" / name)
    copied = tmp_path / "layouts" / "full" / "layout.toml"
    match edit:
        case "changed":
            copied.write_text(copied.read_text("utf-8") + "\n# mine\n", "utf-8")
        case "same length":
            copied.write_bytes(copied.read_bytes().swapcase())
        case "more":
            (copied.parent / "mine.html.j2").write_text("mine")
        case "a folder":
            (copied.parent / "mine").mkdir()
    if edit == "same length":  # which TOML does not read
        with pytest.raises(ResumeError):
            find_layout("full", (tmp_path,))
        return
    found = find_layout("full", (tmp_path,))
    assert is_bundled(found) is (edit == "none")
    assert (found == find_layout("full")) is (edit == "none")


def test_a_style_is_read_from_its_sheet(beside):
    style = find_style(str(beside / "styles" / "mine.css"))
    assert style.description == "A style for tests"
    assert (style.size.low, style.size.own) == (9, 10)
    assert (style.leading.own, style.leading.high) == (1.3, 1.4)
    assert "Some Face" in style.families


@pytest.mark.parametrize(
    ("call", "name", "code", "nearest"),
    [
        (find_layout, "onepgae", "unknown-layout", "onepage"),
        (find_style, "clasic", "unknown-style", "classic"),
    ],
)
def test_an_unknown_name_gives_the_nearest(call, name, code, nearest):
    found = failure(call, name)
    assert found.code == code
    assert f"did you mean '{nearest}'?" in found.hint


def test_an_unknown_path_is_named():
    assert "nowhere/x.css" in failure(find_style, "nowhere/x.css").message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pages = 0", "pages"),
        ("pages = true", "pages"),
        ('head = ["employer"]', "head"),
        ('letterhead = "top"', "letterhead"),
        ('heads = "none"', "heads"),
        ('sufix = "-x"', "sufix"),
        ("suffix = 3", "suffix"),
        ('suffix = "/../x"', "suffix"),
        ("running = 1", "running"),
        ("settings = 1", "settings"),
        ("[settings.pages]\ndescription = '…'\nvalues = ['few']", "settings.pages"),
        ("[settings.tone]\nvalues = ['grave']", "settings"),
        ("[settings.tone]\ndescription = '…'\nvalues = []", "settings"),
        ("[settings.tone]\ndescription = '…'\nvalues = ['two words']", "settings"),
        ("[settings.'A b']\ndescription = '…'\nvalues = ['x']", "settings"),
        ("pages = ", "layout.toml"),
    ],
)
def test_a_broken_layout_says_what_is_wrong(beside, text, says):
    (beside / "layouts" / "poster" / "layout.toml").write_text(text)
    found = failure(find_layout, "poster", [beside])
    assert found.code == "layout-invalid"
    assert says in found.message


SETTINGS = """\
[settings.tone]
description = "how it sounds"
values = ["grave", "gay"]
"""


def wished(beside, yaml):
    """The layout `poster` as a front matter sets it, and what is said of that front matter."""
    (beside / "layouts" / "poster" / "layout.toml").write_text(SETTINGS)
    text = f"---\nresume:\n  layouts:\n{yaml}\n---\n"
    settings = wishes(front_matter.read(Source(text))).settings
    found = check_wishes(settings, [beside])
    told = [(one.code, one.span and text[one.span.start : one.span.end], one.hint) for one in found]
    return as_wished(find_layout("poster", [beside]), settings), told


def test_a_setting_has_its_first_value_until_somebody_wishes(beside):
    layout, told = wished(beside, "    full: {}")
    assert (layout.settings, layout.pages, told) == ({"tone": "grave"}, None, [])
    layout, told = wished(beside, "    poster:\n      tone: gay\n      pages: 3")
    assert (layout.settings, layout.pages, told) == ({"tone": "gay"}, 3, [])


@pytest.mark.parametrize(
    ("yaml", "code", "place", "hint"),
    [
        ("    poter: {}", "unknown-key", "poter", "did you mean “poster”?"),
        ("    poster:\n      tome: gay", "unknown-key", "tome", "did you mean “tone”?"),
        ("    poster:\n      suffix: -x", "unknown-key", "suffix", "there is: tone, pages"),
        ("    poster:\n      tone: glum", "bad-value", "tone", "give one of grave, gay"),
        ("    poster:\n      pages: 0", "bad-value", "pages", "give a whole number from 1"),
        ("    poster:\n      running: 1", "bad-value", "running", "give true or false"),
        ("    full:\n      head: [x]", "bad-value", "head", "give a list of lead, title,"),
    ],
)
def test_what_cannot_be_set_of_a_layout_is_told_at_its_place(beside, yaml, code, place, hint):
    layout, ((found, where, how),) = wished(beside, yaml)
    assert (found, where) == (f"front-matter-{code}", place)
    assert how.startswith(hint)
    assert layout == find_layout("poster", [beside])


def test_a_value_beyond_the_bounds_moves_them(beside):
    (beside / "styles" / "mine.css").write_text(STYLE.replace("--size-min: 9", "--size-min: 11"))
    assert find_style("mine", [beside]).size.low == 10


def test_bounds_that_are_no_numbers_are_refused(beside):
    (beside / "styles" / "mine.css").write_text(STYLE.replace("--size-min: 9", "--size-min: small"))
    found = failure(find_style, "mine", [beside])
    assert found.code == "style-invalid"
    assert "--size" in found.message


def test_a_style_may_stand_on_a_bundled_one(beside):
    own = beside / "styles" / "green.css"
    own.write_text('/* Green */\n@import url("classic.css");\n:root {\n  --size: 9.5;\n}\n')
    style, classic = find_style("green", [beside]), find_style("classic")
    assert style.size.own == 9.5
    assert style.leading == classic.leading
    assert style.families == classic.families
    assert in_styles(beside / "styles" / "classic.css") == classic.sheets[-1]
