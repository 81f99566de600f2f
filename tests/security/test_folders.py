"""What is found by its name lies in the résumé's folder, whatever links lead out of it."""

import os

import pytest

from resume_pdf import confined
from resume_pdf.confined import Refused, is_inside, read_inside
from resume_pdf.diagnostics import ResumeError
from resume_pdf.pipeline import build
from resume_pdf.theme import find_layout, find_style, in_styles

STYLE = ":root {\n  --size: 10;\n  --leading: 1.3;\n  --gap: 1;\n}\n"


def opens_outside(stranger, watch):
    return [name for name in watch.opened if str(stranger.outside) in name]


# ── Links ────────────────────────────────────────────────────────────────────────────────


def link_file(stranger):
    (stranger.folder / "x.png").symlink_to(stranger.outside / "secret.png")


def link_folder(stranger):
    (stranger.folder / "x").symlink_to(stranger.outside)
    return "x/secret.png"


def link_chain(stranger):
    (stranger.folder / "x.png").symlink_to("y.png")
    (stranger.folder / "y.png").symlink_to("z/secret.png")
    (stranger.folder / "z").symlink_to("../out")


def link_relative(stranger):
    (stranger.folder / "x.png").symlink_to("../out/secret.png")


def link_loop(stranger):
    (stranger.folder / "x.png").symlink_to("y.png")
    (stranger.folder / "y.png").symlink_to("x.png")


def dots(stranger):
    return "../out/secret.png"


def dots_by_a_folder(stranger):
    (stranger.folder / "a").mkdir()
    return "a/../../out/secret.png"


def pipe(stranger):
    os.mkfifo(stranger.folder / "x.png")


def a_folder(stranger):
    (stranger.folder / "x.png").mkdir()


def device(stranger):
    (stranger.folder / "x.png").symlink_to("/dev/zero")


def of_the_process(stranger):
    (stranger.folder / "x.png").symlink_to("/proc/self/environ")


def a_nul(stranger):
    return "x\0.png"


def too_long(stranger):
    return "x" * 5000


def hidden(stranger):
    stranger.write(".x.png", stranger.png)
    return ".x.png"


def hidden_folder(stranger):
    stranger.write(".git/x.png", stranger.png)
    return ".git/x.png"


def hidden_by_a_link(stranger):
    stranger.write(".git/x.png", stranger.png)
    (stranger.folder / "x.png").symlink_to(".git/x.png")


def too_large(stranger):
    stranger.write("x.png", b"x" * 1001)


WAYS = [link_file, link_folder, link_chain, link_relative, link_loop, dots, dots_by_a_folder]
WAYS += [pipe, a_folder, device, of_the_process, a_nul, too_long, hidden, hidden_folder]
WAYS += [hidden_by_a_link, too_large]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_leads_to_what_may_not_be_read(stranger, watch, way):
    name = way(stranger) or "x.png"
    with watch.watching(), pytest.raises(Refused):
        read_inside(stranger.folder / name, (stranger.folder,), 1000)
    assert opens_outside(stranger, watch) == []


@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_a_link_put_there_after_the_look_is_not_followed(stranger, monkeypatch, swapped):
    """The file is changed for a link between the look at its way and the reading."""
    path = stranger.write("a/x.txt", "harmless")
    look = confined._ways

    def then_swap(*arguments):
        found = list(look(*arguments))
        path.unlink()
        if swapped == "file":
            path.symlink_to(stranger.outside / "secret.txt")
        else:
            path.parent.rmdir()
            path.parent.symlink_to(stranger.outside)
            (stranger.outside / "x.txt").write_bytes(stranger.secret)
        return found

    monkeypatch.setattr(confined, "_ways", then_swap)
    with pytest.raises(Refused):
        read_inside(path, (stranger.folder,), 1000)


def test_links_within_the_folder_and_to_the_folder_are_followed(stranger, tmp_path):
    stranger.write("deep/x.txt", "text")
    (stranger.folder / "y.txt").symlink_to("deep/x.txt")
    (tmp_path / "way").symlink_to(stranger.folder)
    assert read_inside(tmp_path / "way" / "y.txt", (tmp_path / "way",), 1000) == b"text"
    assert is_inside(tmp_path / "way" / "y.txt", (stranger.folder,))


# ── Styles and layouts ───────────────────────────────────────────────────────────────────


def test_a_style_by_a_link_is_not_read(stranger, watch):
    (stranger.outside / "mine.css").write_text(STYLE)
    (stranger.folder / "styles").mkdir()
    (stranger.folder / "styles" / "mine.css").symlink_to(stranger.outside / "mine.css")
    with watch.watching(), pytest.raises(ResumeError) as caught:
        find_style("mine", (stranger.folder,))
    assert caught.value.diagnostic.code == "style-invalid"
    assert str(stranger.outside) in caught.value.diagnostic.message
    assert opens_outside(stranger, watch) == []


def test_styles_by_a_linked_folder_are_not_read(stranger, watch):
    (stranger.outside / "mine.css").write_text(STYLE)
    (stranger.folder / "styles").symlink_to(stranger.outside)
    with watch.watching(), pytest.raises(ResumeError):
        find_style("mine", (stranger.folder,))
    assert opens_outside(stranger, watch) == []


def test_a_linked_base_is_not_read(stranger, watch):
    (stranger.outside / "base.css").write_text(STYLE)
    stranger.write("styles/mine.css", STYLE)
    (stranger.folder / "styles" / "base.css").symlink_to(stranger.outside / "base.css")
    with watch.watching(), pytest.raises(ResumeError):
        find_style("mine", (stranger.folder,))
    assert opens_outside(stranger, watch) == []


def test_a_linked_folder_of_styles_gives_no_right_to_what_lies_in_it(stranger, watch):
    """The style itself lies inside; the folder by which it is found, and what is in it, do not."""
    own = stranger.write("mine.css", STYLE)
    (stranger.outside / "mine.css").symlink_to(own)
    (stranger.folder / "styles").symlink_to(stranger.outside)
    with pytest.raises(ResumeError):
        find_style("mine", (stranger.folder,))


@pytest.mark.parametrize(
    "name", ["../out/mine.css", "/{out}/mine.css", "styles/../../out/mine.css"]
)
def test_the_front_matter_names_no_style_elsewhere(stranger, watch, name):
    (stranger.outside / "mine.css").write_text(STYLE)
    (stranger.folder / "styles").mkdir()
    name = name.replace("/{out}", str(stranger.outside))
    text = f"---\nresume:\n  style: {name}\n---\n# Jane\n\n## Work\n\n- It.\n"
    resume = stranger.write("resume.md", text)
    with watch.watching(), pytest.raises(ResumeError) as caught:
        build(resume, layouts=["full"])
    assert caught.value.diagnostic.code in ("style-invalid", "unknown-style")
    assert opens_outside(stranger, watch) == []


def test_a_style_that_the_caller_names_may_lie_anywhere(stranger):
    (stranger.outside / "mine.css").write_text(STYLE)
    assert find_style(str(stranger.outside / "mine.css"), (stranger.folder,)).name == "mine"


@pytest.mark.parametrize("linked", ["layouts", "layouts/own", "layouts/own/layout.toml"])
def test_a_layout_by_a_link_is_not_read(stranger, watch, linked):
    elsewhere = stranger.outside / "layouts" / "own" / "layout.toml"
    elsewhere.parent.mkdir(parents=True)
    elsewhere.write_text('description = "x"\n')
    link = stranger.folder / linked
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(stranger.outside / linked)
    with watch.watching(), pytest.raises(ResumeError) as caught:
        find_layout("own", (stranger.folder,))
    assert caught.value.diagnostic.code == "layout-invalid"
    assert opens_outside(stranger, watch) == []


@pytest.mark.parametrize(
    "toml", ["x = " + "[" * 5000, "description = '" + "x" * 2_000_000 + "'", "suffix = '/../../x'"]
)
def test_a_hostile_layout_toml_is_refused(stranger, toml):
    stranger.write("layouts/own/layout.toml", toml)
    with pytest.raises(ResumeError) as caught:
        find_layout("own", (stranger.folder,))
    assert caught.value.diagnostic.code == "layout-invalid"


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "x" * 300 + "/y", "\n"])
def test_a_name_that_no_file_can_have_is_unknown(stranger, name):
    for find, code in ((find_style, "unknown-style"), (find_layout, "unknown-layout")):
        with pytest.raises(ResumeError) as caught:
            find(name, (stranger.folder,))
        assert caught.value.diagnostic.code == code
        assert len(caught.value.diagnostic.message) < 200


# ── Sheets that import sheets ────────────────────────────────────────────────────────────


def test_sheets_that_import_one_another_come_to_an_end(stranger):
    # Twice as many with each sheet, 2,048 in all; with forty there would be no end.
    for number in range(11):
        text = f'@import "{number + 1}.css";\n@import "./{number + 1}.css";\n' + STYLE
        stranger.write(f"styles/{number}.css", text)
    stranger.write("styles/11.css", STYLE)
    with pytest.raises(ResumeError) as caught:
        find_style("0", (stranger.folder,))
    assert "too many" in caught.value.diagnostic.message


def test_a_sheet_that_imports_itself_by_other_names_comes_to_an_end(stranger):
    (stranger.folder / "styles" / "a").mkdir(parents=True)
    stranger.write("styles/mine.css", '@import "a/../mine.css";\n' + STYLE)
    assert find_style("mine", (stranger.folder,)).name == "mine"
    assert stranger.attempt("<p>x</p>", '@import "a/../mine.css";\n').pdf


def test_no_namesake_is_taken_from_above_the_bundled_styles(stranger):
    path = stranger.folder / "styles" / ".." / ".." / "pyproject.toml"
    assert in_styles(path) == path


@pytest.mark.parametrize("number", ["nan", "inf", "1e300", "0", "-1"])
def test_a_size_out_of_range_is_refused(stranger, number):
    stranger.write("styles/mine.css", STYLE.replace("10", number))
    with pytest.raises(ResumeError) as caught:
        find_style("mine", (stranger.folder,))
    assert caught.value.diagnostic.code == "style-invalid"
