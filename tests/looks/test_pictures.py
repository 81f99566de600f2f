"""The pages look as they did when somebody last looked at them.

`pytest tests/looks --update-looks` takes the pages as they are for the reference pictures. Look at
them before you commit them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from resume_pdf.proof import page_sizes, picture

PICTURES = Path(__file__).parent / "pictures"
WIDTH = 413
"""Of A4 in pixels, at 50 to the inch."""

COLOURS = 32

BLUR = 0.7
"""Radius in pixels, a third of a millimetre: what is less than that away looks the same."""

NOTICED = 40
"""Of 255, in any channel of sRGB, whose values follow the lightness that is perceived: a pixel that
differs by more looks different."""

TOLERANCE = 0.0001
"""The part of a page's pixels that may: 24 of an A4 page's, fewer than a word's."""


def pages(pdf: bytes) -> list[Image.Image]:
    numbers = range(1, len(page_sizes(pdf)) + 1)
    drawn = (Image.open(BytesIO(picture(pdf, number, WIDTH))) for number in numbers)
    return [image.convert("RGB") for image in drawn]


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where the two look different."""
    seen = [image.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR)) for image in (one, other)]
    red, green, blue = ImageChops.difference(*seen).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 if level > NOTICED else 0 for level in range(256)])


def part_that_differs(one: Image.Image, other: Image.Image) -> float:
    if one.size != other.size:
        return 1.0
    return difference(one, other).histogram()[255] / (one.width * one.height)


def references(name: str) -> list[Path]:
    return sorted(PICTURES.glob(f"{name}-[0-9].png"))


def test_a_page_looks_as_it_did(shown, request, tmp_path):
    name = f"{shown.style}-{shown.layout}"
    made, kept = pages(shown.rendering.pdf), references(name)
    if request.config.getoption("--update-looks"):
        update(name, made, kept)
        kept = references(name)
    how = "if that is meant: pytest tests/looks --update-looks"
    assert len(made) == len(kept), f"{name}: {len(made)} pages, {len(kept)} pictures; {how}"
    for number, (page, path) in enumerate(zip(made, kept, strict=True), 1):
        with Image.open(path) as opened:
            reference = opened.convert("RGB")
        part = part_that_differs(page, reference)
        if part > TOLERANCE:
            page.save(tmp_path / "actual.png")
            if page.size == reference.size:
                difference(page, reference).save(tmp_path / "difference.png")
            pytest.fail(
                f"{name}, page {number}: {part:.4%} of the pixels differ; see {tmp_path}; {how}"
            )


def update(name: str, made: list[Image.Image], kept: list[Path]) -> None:
    """Writes what differs, and takes away what is no more."""
    for path in kept[len(made) :]:
        path.unlink()
    for number, page in enumerate(made, 1):
        path = PICTURES / f"{name}-{number}.png"
        if path.is_file():
            with Image.open(path) as opened:
                if part_that_differs(page, opened.convert("RGB")) <= TOLERANCE:
                    continue
        page.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)


def test_there_is_no_picture_of_what_is_no_more(looks, request):
    strays = [one for one in PICTURES.iterdir() if one.stem.rpartition("-")[0] not in looks]
    if request.config.getoption("--update-looks"):
        for path in strays:
            path.unlink()
    else:
        assert strays == []


def test_the_pictures_are_small():
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 1_500_000


# ── The eye of the test itself ───────────────────────────────────────────────────────────


@pytest.fixture
def page() -> Image.Image:
    path = next(iter(sorted(PICTURES.glob("*.png"))))
    with Image.open(path) as opened:
        return opened.convert("RGB")


def test_the_same_page_is_the_same(page):
    assert part_that_differs(page, page) == 0


def test_a_shift_of_a_fifth_of_a_pixel_is_not_noticed(page):
    moved = page.transform(
        page.size, Image.Transform.AFFINE, (1, 0, 0.2, 0, 1, 0), Image.Resampling.BICUBIC
    )
    assert part_that_differs(page, moved) <= TOLERANCE


@pytest.mark.parametrize("way", [(1, 0), (0, 1)])
def test_a_shift_of_a_pixel_is_noticed(page, way):
    assert part_that_differs(page, ImageChops.offset(page, *way)) > 10 * TOLERANCE


def test_a_bar_as_small_as_a_word_is_noticed(page):
    marked = page.copy()
    ImageDraw.Draw(marked).rectangle((200, 300, 214, 303), fill="black")
    assert part_that_differs(page, marked) > TOLERANCE


def test_another_colour_of_the_same_lightness_is_noticed(page):
    red, green, blue = page.split()
    tinted = Image.merge(
        "RGB", (red.point([min(255, level + 80) for level in range(256)]), green, blue)
    )
    assert part_that_differs(page, tinted) > TOLERANCE
