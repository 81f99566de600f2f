"""Contrast as WCAG has it, and the nearest colour that is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_pdf import css
from resume_pdf.colour import (
    LEAST_CONTRAST,
    WHITE,
    contrast,
    from_oklch,
    hexadecimal,
    needed,
    oklch,
    readable,
)

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def test_the_rule_of_contrast():
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)
    assert (needed(18, bold=False), needed(17.9, bold=False)) == (3.0, 4.5)
    assert (needed(14, bold=True), needed(13.9, bold=True)) == (3.0, 4.5)


@given(COLOURS)
def test_the_nearest_colour_passes_and_one_that_passes_stays(colour):
    found = readable(colour)
    assert contrast(found, WHITE) >= LEAST_CONTRAST
    assert found == colour or contrast(colour, WHITE) < LEAST_CONTRAST


@given(COLOURS)
def test_no_lighter_colour_of_the_hue_passes(colour):
    found = readable(colour)
    if found != colour:
        assert contrast(found, WHITE) < LEAST_CONTRAST + 0.1


@given(st.floats(0, 359), st.floats(0.1, 0.2), st.floats(0.65, 0.9))
def test_the_hue_is_kept(hue, chroma, lightness):
    _, colourful, found = oklch(readable(from_oklch(lightness, chroma, hue)))
    assert colourful > 0.05
    assert abs((found - hue + 180) % 360 - 180) < 2


@given(COLOURS)
def test_what_passes_is_read_in_print_without_colour(colour):
    red, green, blue = readable(colour)
    grey = round(0.299 * red + 0.587 * green + 0.114 * blue)  # ITU-R BT.601, as printers do
    # Purples come out a little lighter than they look: (140, 100, 185) at 4.29.
    assert contrast((grey, grey, grey), WHITE) >= 4.2


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("#0b5", "#00bb55"),
        ("#243B5A", "#243b5a"),
        ("navy", "#000080"),
        ("rgb(36, 59, 90)", "#243b5a"),
        ("rgb(36 59 90)", "#243b5a"),
        ("hsl(240 100% 25%)", "#000080"),
        ("hwb(240 0% 50%)", "#000080"),
        ("oklch(62.8% 0.2577 29.23)", "#ff0000"),
        ("oklch(0 0 none)", "#000000"),
        ("oklch(1 0 0)", "#ffffff"),
    ],
)
def test_colours_as_css_has_them(written, means):
    found, wanted = css.colour(written), css.colour(means)
    assert found is not None
    assert wanted is not None
    assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= 1
    assert css.colour(hexadecimal(found)) == found


def test_a_colour_that_srgb_has_not_keeps_lightness_and_hue():
    assert css.colour("oklch(0.7 0.4 150)") == css.colour("oklch(0.7 0.3 150)")


@pytest.mark.parametrize(
    "written",
    ["", "#12", "currentcolor", "transparent", "rgb(0 0 0 / 50%)", "color()", "red; x", "10pt"],
)
def test_what_is_not_one_opaque_colour(written):
    assert css.colour(written) is None


@given(st.text(max_size=40))
def test_no_text_makes_trouble(text):
    css.colour(text)
    css.is_one_value(text)


@pytest.mark.parametrize("text", ["4mm", '"Some Face", serif', "calc(1em + 2pt)", "var(--ink)"])
def test_one_value(text):
    assert css.is_one_value(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "red; color: blue", "red}", "{}", '"open', "url(x.png)", "url('x')", "image(x)",
        "calc(url(x))", "a ! b", "@import", "x)", "a/**/b", "element(#a)",
    ],
)  # fmt: skip
def test_what_ends_a_declaration_or_loads_something_is_not_one_value(text):
    assert not css.is_one_value(text)
