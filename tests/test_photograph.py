"""A photograph on the page: cropped, reduced, silent about itself; and every reader in order."""

from io import BytesIO
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text
from PIL import Image
from pypdf import PdfReader

from resume_pdf import Press, build
from resume_pdf.cli import main
from resume_pdf.proof import prove
from resume_pdf.record import replace
from resume_pdf.theme import style_names

RESUME = """\
---
photo: {photo}
---
# Ada Example

Toolmaker

ada@example.org | Leeds

## Experience

### Toolmaker, Kestrel | 2019 – now

- Made tools.
"""


@pytest.fixture(scope="module")
def press():
    return Press()


def written(folder, image, name="me.jpg", **options):
    image.save(folder / name, **options)
    (folder / "resume.md").write_text(RESUME.format(photo=name), "utf-8")
    return folder / "resume.md"


def rendered(path, press, layout="full", **options):
    built = build(path, layouts=[layout], press=press, **options)
    (rendering,) = built.renderings
    assert rendering.good, rendering.diagnostics
    return rendering


def picture(rendering):
    (found,) = PdfReader(BytesIO(rendering.pdf)).pages[0].images
    assert found.image is not None
    return found.image


def halves(top, bottom, size=(700, 900), mode="RGB"):
    image = Image.new(mode, size, top)
    image.paste(bottom, (0, size[1] // 2, *size))
    return image


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("layout", ["full", "onepage"])
def test_no_reader_loses_its_way_beside_it(tmp_path, press, layout, style):
    path = written(tmp_path, Image.new("RGB", (600, 800), "navy"))
    rendering = rendered(path, press, layout, style=style)
    assert any(check.name == "photo" and check.count == 1 for check in rendering.proof.checks)
    text = " ".join(extract_text(BytesIO(rendering.pdf)).split()).lower()
    places = [text.index(one) for one in ("ada example", "toolmaker", "leeds", "kestrel", "tools")]
    assert places == sorted(places)


def test_a_huge_one_is_reduced_and_tells_nothing_of_its_maker(tmp_path, press):
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    image = Image.effect_noise((4000, 3000), 90).convert("RGB")
    rendering = rendered(written(tmp_path, image, exif=exif), press)
    assert b"SECRET-CAMERA" not in rendering.pdf
    assert not any(found.code == "proof-size" for found in rendering.diagnostics)
    assert max(picture(rendering).size) < 700
    assert picture(rendering).height / picture(rendering).width == pytest.approx(36 / 28, abs=0.01)


def test_what_is_cut_off_is_not_in_the_file(tmp_path, press):
    image = Image.new("RGB", (2000, 900), "red")
    image.paste("blue", (700, 0, 1300, 900))
    shown = picture(rendered(written(tmp_path, image), press)).convert("RGB")
    (_, (red, _, blue)) = max(shown.getcolors(shown.width * shown.height))
    assert blue > 200 > red


def test_the_cameras_turn_is_made(tmp_path, press):
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    image = halves("red", "blue")
    shown = picture(rendered(written(tmp_path, image, quality=95, exif=exif), press)).convert("RGB")
    assert shown.getpixel((5, 5))[2] > 200
    assert shown.getpixel((5, shown.height - 5))[0] > 200


def test_what_is_transparent_is_white(tmp_path, press):
    image = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    shown = picture(rendered(written(tmp_path, image, "me.png"), press)).convert("RGB")
    assert min(shown.getpixel((5, 5))) > 250


def test_a_style_may_make_it_a_square(tmp_path, press):
    path = written(tmp_path, Image.new("RGB", (300, 400), "navy"))
    square = {"photo-width": "30mm", "photo-height": "30mm"}
    shown = picture(rendered(path, press, variables=square))
    assert shown.width == shown.height


@pytest.mark.parametrize(
    "options", [{"photo": False}, {"layout": "letter"}], ids=["not wished", "letter"]
)
def test_there_is_none_where_it_is_not_wished(tmp_path, press, options):
    path = written(tmp_path, Image.new("RGB", (300, 400), "navy"))
    rendering = rendered(path, press, **options)
    assert not PdfReader(BytesIO(rendering.pdf)).pages[0].images.keys()


def test_a_layout_may_be_set_to_have_none(tmp_path, press):
    path = written(tmp_path, Image.new("RGB", (300, 400), "navy"))
    setting = "photo: me.jpg\nresume:\n  layouts:\n    full:\n      photo: false"
    path.write_text(path.read_text("utf-8").replace("photo: me.jpg", setting), "utf-8")
    rendering = rendered(path, press)
    assert not PdfReader(BytesIO(rendering.pdf)).pages[0].images.keys()


def test_a_pdf_without_it_or_without_its_words_is_not_published(tmp_path, press):
    path = written(tmp_path, Image.new("RGB", (300, 400), "navy"))
    for options, alt in (({"photo": False}, "Ada Example"), ({}, "Somebody else")):
        rendering = rendered(path, press, **options)
        expected = replace(rendering.expectation, photo=alt)
        (found,) = prove(rendering.pdf, rendering.edition, expected).diagnostics
        assert found.code == "proof-photo"


@pytest.mark.parametrize("name", ["nobody.jpg", "resume.md", "../me.jpg", "/etc/hostname"])
def test_one_that_cannot_be_shown_is_told_where_it_is_named(tmp_path, press, name):
    folder = tmp_path / "cv"
    folder.mkdir()
    Image.new("RGB", (30, 40)).save(tmp_path / "me.jpg")
    path = folder / "resume.md"
    path.write_text(RESUME.format(photo=name), "utf-8")
    rendering = rendered(path, press)
    (found,) = [one for one in rendering.diagnostics if one.code == "photo-unusable"]
    assert found.span is not None
    assert path.read_text("utf-8")[found.span.start : found.span.end] == "photo"
    assert not PdfReader(BytesIO(rendering.pdf)).pages[0].images.keys()


def test_the_command_takes_one_from_anywhere_and_leaves_one_out(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (300, 400), "navy").save(tmp_path / "me.jpg")
    folder = tmp_path / "cv"
    folder.mkdir()
    (folder / "resume.md").write_text("# Ada Example\n\nada@example.org\n", "utf-8")
    shared = ["render", "cv/resume.md", "--layout", "full", "--output", "cv.pdf"]
    for options, count in ((["--photo", "me.jpg"], 1), (["--no-photo"], 0), ([], 0)):
        assert main([*shared, *options]) == 0
        assert len(PdfReader(Path("cv.pdf")).pages[0].images.keys()) == count
    assert main([*shared, "--photo", "you.jpg", "--strict"]) == 1
    assert "photo-unusable" in capsys.readouterr().err
