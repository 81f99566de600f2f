"""Laid-out pages tell where everything stands; nothing is read from outside."""

import builtins
import subprocess
from itertools import accumulate, pairwise

import pytest

from resume_pdf.confined import Refused
from resume_pdf.diagnostics import ResumeError
from resume_pdf.theme import Bounds, Style, find_style
from resume_pdf.typeset import PAPERS, Typesetter

SHEET = """\
@page { margin: 36pt; @bottom-right { content: "page " counter(page) } }
body { margin: 0; font: 10pt/15pt "Test Face", serif }
h1, p, ul { margin: 0 }
p { margin-bottom: 6pt }
ul { list-style: none; padding: 0 }
li::before { content: "• " }
"""


def set_up(tmp_path, sheet=SHEET):
    path = tmp_path / "test.css"
    path.write_text(sheet)
    any_bounds = Bounds(1, 1, 1)
    style = Style("test", "", (path,), any_bounds, any_bounds, any_bounds)
    return Typesetter(style, (tmp_path,))


@pytest.fixture
def typesetter(tmp_path):
    return set_up(tmp_path)


def machine_has(character):
    try:
        asked = ["fc-list", f":charset={ord(character):x}", "family"]
        return bool(subprocess.run(asked, capture_output=True, check=False).stdout.strip())
    except FileNotFoundError:
        return False


def page(body, head="<title>T</title>"):
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


def test_extents_are_points_from_the_top(typesetter):
    html = page('<p data-key="a">One</p><p data-key="b">Two</p>')
    measured = typesetter.lay_out(html, "a4").measurement
    (a,), (b,) = measured.extents["a"], measured.extents["b"]
    assert (a.page, a.top, a.height, a.space_after) == pytest.approx((1, 36, 15, 6))
    assert b.top == pytest.approx(36 + 15 + 6)
    assert measured.content_bottom == pytest.approx(PAPERS["a4"][1] - 36)
    assert measured.text_bottom == pytest.approx(36 + 15 + 6 + 15)


def test_variables_go_before_the_pages_own_and_hold_for_one_layout(tmp_path):
    typesetter = set_up(tmp_path, SHEET + "p { line-height: var(--height); margin-bottom: 3pt }")
    html = page('<p data-key="a">One</p>').replace("<html ", '<html style="--height: 20pt" ')

    def height(**variables):
        (extent,) = typesetter.lay_out(html, "a4", variables).measurement.extents["a"]
        return extent.height

    heights = [height(), height(height="30pt"), height(), height(other="1")]
    assert heights == pytest.approx([20, 30, 20, 20])


def test_variables_are_as_if_written_on_the_root(typesetter):
    html = page("<p>One</p>")
    written = html.replace("<html ", '<html style="--line:30pt" ')
    typesetter.lay_out(html, "a4")
    pdf, _ = typesetter.lay_out(html, "a4", {"line": "30pt"}).pdf()
    assert pdf == typesetter.lay_out(written, "a4").pdf()[0]


def test_lines_count_the_characters_up_to_each(typesetter):
    words = " ".join(["word"] * 60)
    html = page(f'<ul><li data-key="a">{words}</li></ul>')
    (extent,) = typesetter.lay_out(html, "letter").measurement.extents["a"]
    assert len(extent.lines) == round(extent.height / 15)
    assert extent.lines[-1] == 60 * 4, "neither the spaces nor the bullet count"
    assert sorted(extent.lines) == list(extent.lines)


def test_a_node_over_two_pages_has_two_extents(typesetter):
    html = page(f'<div data-key="a">{"<p>x</p>" * 60}</div>')
    measured = typesetter.lay_out(html, "a4").measurement
    assert measured.pages == 2
    assert [extent.page for extent in measured.extents["a"]] == [1, 2]


def test_a_tall_page_breaks_nothing(typesetter):
    html = page("<p>x</p>" * 400)
    assert typesetter.lay_out(html, "a4", tall=True).measurement.pages == 1


def test_fill_is_the_share_of_the_height_used(typesetter):
    height = PAPERS["a4"][1] - 72
    measured = typesetter.lay_out(page("<p>x</p>" * 10), "a4").measurement
    assert measured.fill == pytest.approx((9 * 21 + 15) / height)


def test_text_past_the_page_is_reported(typesetter):
    html = page(f'<p data-key="a">ok</p><p data-key="b">{"x" * 400}</p>')
    assert typesetter.lay_out(html, "a4").measurement.overflows == ("b",)


def test_text_below_the_page_is_reported(typesetter):
    html = page('<p>x</p><p data-key="a" style="position: relative; top: 800pt">y</p>')
    assert typesetter.lay_out(html, "a4").measurement.overflows == ("a",)


def test_tight_lines_at_the_foot_are_no_overflow(tmp_path):
    tight = set_up(tmp_path, SHEET.replace("10pt/15pt", "10pt/0.9"))
    html = page('<p data-key="a">x</p>' * 200)
    assert tight.lay_out(html, "a4").measurement.overflows == ()


def test_furniture_is_kept_apart(typesetter):
    pages = typesetter.lay_out(page("<p>x</p>" * 60), "a4")
    assert pages.furniture == (("page 1",), ("page 2",))


def test_the_pdf_names_its_fonts_and_what_they_lack(typesetter):
    pdf, fonts = typesetter.lay_out(page("<p>a\U000f0000</p>"), "a4").pdf()
    assert pdf.startswith(b"%PDF-")
    assert "\U000f0000" in [char for font in fonts for char in font.missing]


def test_rejected_css_is_reported_with_its_file(tmp_path):
    found = set_up(tmp_path, SHEET + "p { colour: red }").diagnostics
    assert [one.code for one in found] == ["style-rejected"]
    assert "test.css" in found[0].message
    assert "colour" in found[0].message


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "ftp://x/y.png"]
)
def test_nothing_outside_is_read(typesetter, url):
    with pytest.raises(Refused, match=r"network|outside"):
        typesetter._fetcher.fetch(url)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    typesetter = set_up(inside)
    with pytest.raises(Refused, match="outside"):
        typesetter._fetcher.fetch((inside / "link.png").as_uri())


def test_a_data_url_is_read(typesetter):
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert typesetter._fetcher.fetch(f"data:image/svg+xml,{svg}").read() == svg.encode()


def test_a_missing_library_says_what_to_install(tmp_path, monkeypatch, capsys):
    def missing(name, *arguments, **options):
        if name.startswith("weasyprint"):
            print("-----\nadvice of the library's own")
            raise OSError("cannot load library 'libpango-1.0-0'\nand more")
        return importing(name, *arguments, **options)

    importing = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ResumeError) as caught:
        set_up(tmp_path)
    assert caught.value.diagnostic.code == "library-missing"
    assert "install libpango-1.0-0" in (caught.value.diagnostic.hint or "")
    assert capsys.readouterr().out == ""


def test_what_a_box_in_a_line_holds_is_no_line_of_its_own(typesetter):
    box = '<span style="display: inline-block; width: 20pt">1.</span>'
    html = page(f'<p data-key="a">{box}Word</p>')
    (extent,) = typesetter.lay_out(html, "a4").measurement.extents["a"]
    assert extent.lines == (len("1.Word"),)


@pytest.mark.parametrize("tail", ["<b>of them.</b>", '<span class="whole">of them.</span>'])
def test_no_word_is_left_alone_where_a_space_alone_does_not_fit(tail):
    """The widths at which this is so are met by chance, so all are tried."""
    typesetter = Typesetter(find_style("modern"))
    text = "again, was a Kestrel. I should be glad to tell you in person what I would do in the "
    words = f"{text}first hundred days, and to hear what you would want {tail}"
    keys = range(600, 900)
    html = "".join(
        f'<p data-key="{tenths}" style="width: {tenths / 2}px">{words}</p>' for tenths in keys
    )
    measured = typesetter.lay_out(f"<html lang=en><body>{html}", "a4", tall=True).measurement
    ragged = []
    for tenths in keys:
        (extent,) = measured.extents[str(tenths)]
        ends = (0, *extent.lines)
        lines = [after - before for before, after in pairwise(ends)]
        ragged += [tenths / 2 for line in lines[:-1] if line < 0.55 * max(lines)]
    assert ragged == []


def test_a_line_from_the_right_begins_at_its_edge_whatever_it_ends_in(tmp_path):
    """The widths at which a line ends in a piece from the left are met by chance."""
    typesetter = set_up(tmp_path, "@page { margin: 36pt } body, p { margin: 0 }")
    text = '<b>מערכת</b> <i style="direction: ltr">Python </i>' * 3
    html = "".join(
        f'<p data-key="{width}" style="width: {width}pt">{text}</p>' for width in range(60, 200, 3)
    )
    pages = typesetter.lay_out(f'<html lang=he dir=rtl><body dir="rtl">{html}', "a4", tall=True)
    assert pages.measurement.overflows == ()


def test_within_a_title_a_word_is_broken_only_where_a_line_is_too_short_for_it():
    typesetter = Typesetter(find_style("classic"))
    said = "Milled flour for seven bakeries and one restaurant "
    title = f"<span><span>{said}<em>overnight </em>alone.</span></span>"
    html = "".join(
        f'<p data-key="{width}" style="width: {width}px">{title}</p>' for width in range(90, 400)
    )
    html += f'<p data-key="long" style="width: 90px"><span><em>{"overnight" * 3}</em></span></p>'
    measured = typesetter.lay_out(f"<html lang=en><body>{html}", "a4", tall=True).measurement
    ends_of_words = set(accumulate(map(len, f"{said}overnight alone.".split())))
    for width in range(90, 400):
        assert ends_of_words.issuperset(measured.extents[str(width)][0].lines), width
    assert len(measured.extents["long"][0].lines) > 1


def test_a_word_is_broken_where_the_letter_before_fits_as_it_is_drawn_there():
    """At its end an Arabic word has other letters than within, and wider ones."""
    if not machine_has("ن"):
        pytest.skip("this machine has no face with Arabic letters")
    typesetter = Typesetter(find_style("classic"))
    html = "".join(f'<p data-key="{length}">{"ن" * length}</p>' for length in range(120, 400, 7))
    page = f'<html lang=ar dir=rtl><body style="overflow-wrap: anywhere">{html}'
    measured = typesetter.lay_out(page, "a4", tall=True).measurement
    assert measured.overflows == ()
    assert {len(measured.extents[str(length)][0].lines) for length in range(120, 400, 7)} > {1}
