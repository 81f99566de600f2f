"""What is kept between builds never hides that a style or a layout was edited."""

from functools import partial
from io import BytesIO
from typing import Any, cast

import pytest
from pypdf import PdfReader

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


def faces_in(pdf):
    """The names of the faces in a PDF of one page."""
    (page,) = PdfReader(BytesIO(pdf)).pages
    fonts = cast("Any", page)["/Resources"]["/Font"].values()
    return {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}


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
    assert press.typesetter(mine(), (folder,))._sheets != first._sheets


def test_edits_of_a_style_load_its_faces_once_or_memory_would_grow_with_each(folder):
    press = Press()
    seen = set()
    for size in range(9, 14):
        (folder / "styles" / "mine.css").write_text(f"{STYLE}:root {{ --size: {size}pt }}\n")
        seen.add(press.typesetter(find_style("mine", (folder,)), (folder,))._fonts)
    assert len(seen) == 1


def test_a_face_that_an_edit_adds_replaces_or_takes_away_is_another(folder):
    press, sheet, own = Press(), folder / "styles" / "mine.css", folder / "styles" / "own.ttf"
    rule = '@font-face { font-family: Own; src: url("own.ttf") }\n.name { font-family: Own }\n'

    def set_with(text, face):
        own.write_bytes((bundled("styles") / "fonts" / face).read_bytes())
        sheet.write_text(text)
        pdf = rendered(folder, press).pdf
        fonts = press.typesetter(find_style("mine", (folder,)), (folder,))._fonts
        return fonts, pdf, "Own-Bold" in faces_in(pdf)

    inter, source_sans = "inter/Inter-Regular.ttf", "source-sans-3/SourceSans3-Regular.ttf"
    made = [
        set_with(STYLE, inter),
        set_with(STYLE + rule, inter),
        set_with(STYLE + rule, source_sans),
        set_with(f"{STYLE}/* {rule} */", source_sans),
    ]
    fonts, pdfs, owned = zip(*made, strict=True)
    assert owned == (False, True, True, False)
    assert len(set(pdfs)) == 3
    assert pdfs[0] == pdfs[3]
    assert len(set(map(id, fonts))) == 4


def test_styles_without_end_do_not_fill_the_memory(folder):
    press = Press()
    for number in range(20):
        (folder / "styles" / f"s{number}.css").write_text(STYLE)
        press.typesetter(find_style(f"s{number}", (folder,)), (folder,))
    assert len(press._typesetters) == 8
    latest = press.typesetter(find_style("s19", (folder,)), (folder,))
    press.typesetter(find_style("s0", (folder,)), (folder,))
    assert press.typesetter(find_style("s19", (folder,)), (folder,))._fonts is latest._fonts
