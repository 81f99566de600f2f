"""What is kept between builds never hides that a style or a layout was edited."""

from functools import partial

import pytest

from resume_pdf.pipeline import Press, build
from resume_pdf.theme import bundled, find_style

RESUME = """\
# Ada Example

ada@example.org

## Experience

### Toolmaker, Example Works | 2019 – present

- Ground 400 lenses a month.
"""
STYLE = '@import url("classic.css");\n.name { padding-bottom: 0.2em }\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "resume.md").write_text(RESUME)
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "mine.css").write_text(STYLE)
    return tmp_path


def rendered(folder, press, layout="full"):
    made = build(folder / "resume.md", layouts=[layout], style="mine", press=press)
    (rendering,) = made.renderings
    assert rendering.good
    return rendering


def height(rendering):
    measured = rendering.expectation.measurement
    return max(one.bottom for extents in measured.extents.values() for one in extents)


def test_a_style_that_was_edited_is_seen(folder):
    press = Press()
    before = rendered(folder, press)
    (folder / "styles" / "mine.css").write_text(STYLE.replace("0.2", "2.2"))
    assert height(rendered(folder, press)) > height(before)


def test_a_sheet_that_a_style_imports_is_seen_when_it_was_edited(folder):
    (folder / "styles" / "other.css").write_text(".headline { }")
    (folder / "styles" / "mine.css").write_text(
        STYLE.replace('"classic.css");', '"classic.css");\n@import url("other.css");')
    )
    press = Press()
    before = rendered(folder, press)
    (folder / "styles" / "other.css").write_text(".section { margin-top: 80pt }")
    assert height(rendered(folder, press)) > height(before)


def test_a_template_that_comes_to_be_and_is_edited_is_seen(folder):
    press = Press()
    before = rendered(folder, press)
    letterhead = (bundled("layouts") / "_partials" / "letterhead.html.j2").read_text("utf-8")
    mine = folder / "layouts" / "full" / "letterhead.html.j2"
    mine.parent.mkdir(parents=True)
    mine.write_text(letterhead.replace("</header>", '<p style="height: 40pt"></p></header>'))
    taller = height(rendered(folder, press))
    assert taller > height(before) + 30
    mine.write_text(letterhead.replace("</header>", '<p style="height: 90pt"></p></header>'))
    assert height(rendered(folder, press)) > taller + 30


def test_a_style_that_stayed_is_not_read_again(folder):
    press = Press()
    mine = partial(find_style, "mine", (folder,))
    first = press.typesetter(mine(), (folder,))
    assert press.typesetter(mine(), (folder,))._fonts is first._fonts
    assert press.typesetter(mine(), (folder / "elsewhere",))._fonts is first._fonts
    (folder / "styles" / "mine.css").write_text(STYLE + "/* edited */\n")
    assert press.typesetter(mine(), (folder,))._fonts is not first._fonts


def test_styles_without_end_do_not_fill_the_memory(folder):
    press = Press()
    for number in range(20):
        (folder / "styles" / f"s{number}.css").write_text(STYLE)
        press.typesetter(find_style(f"s{number}", (folder,)), (folder,))
    assert len(press._typesetters) == 8
    latest = press.typesetter(find_style("s19", (folder,)), (folder,))
    press.typesetter(find_style("s0", (folder,)), (folder,))
    assert press.typesetter(find_style("s19", (folder,)), (folder,))._fonts is latest._fonts
