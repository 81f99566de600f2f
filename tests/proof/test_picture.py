"""A page as a picture: as wide as asked, and what the PDF shows."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops

from resume_pdf.pipeline import build
from resume_pdf.proof import page_sizes, picture
from resume_pdf.source import Source


@pytest.fixture(scope="module")
def pdf():
    text = "# Ada Example\n\nada@example.org\n\n## Experience\n\n" + "- Ground lenses.\n" * 90
    (rendering,) = build(Source(text), layouts=["full"], paper="a4").renderings
    return rendering.pdf


def opened(png):
    image = Image.open(BytesIO(png))
    image.load()
    assert image.format == "PNG"
    return image


def test_the_sizes_are_those_of_the_paper(pdf):
    sizes = page_sizes(pdf)
    assert len(sizes) == 2
    for size in sizes:
        assert size == pytest.approx((595.276, 841.89), abs=0.01)


@pytest.mark.parametrize("width", [1, 64, 595, 596, 817, 1600, 1633])
def test_a_picture_is_exactly_as_wide_as_asked(pdf, width):
    image = opened(picture(pdf, 1, width))
    assert image.width == width
    assert image.height == pytest.approx(width * 841.89 / 595.276, abs=1)


def test_a_picture_is_what_pdfium_draws(pdf):
    document = pypdfium2.PdfDocument(pdf)
    for number in (1, 2):
        drawn = document[number - 1].render(scale=1000 / 595.276 - 1e-6).to_pil().convert("RGB")
        ours = opened(picture(pdf, number, 1000))
        assert ours.size == drawn.size
        apart = ImageChops.difference(ours, drawn).convert("L")
        assert max(value for value, count in enumerate(apart.histogram()) if count) <= 8
    document.close()


def test_the_pages_differ_and_there_is_no_third(pdf):
    assert picture(pdf, 1, 200) != picture(pdf, 2, 200)
    for number in (0, 3, -1):
        with pytest.raises(IndexError):
            picture(pdf, number, 200)
    with pytest.raises(ValueError, match="pixel"):
        picture(pdf, 1, 0)


def test_bytes_that_are_no_pdf_are_refused():
    with pytest.raises(pypdfium2.PdfiumError):
        picture(b"no PDF", 1, 100)
    with pytest.raises(pypdfium2.PdfiumError):
        page_sizes(b"no PDF")
