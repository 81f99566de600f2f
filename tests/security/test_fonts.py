"""A face from a stranger is set, or said to be none; it neither ends nor holds up the program."""

import struct
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphComponent


def saved(font):
    data = BytesIO()
    font.save(data)
    return data.getvalue()


def truncated(face):
    return face[: len(face) // 3]


def head_alone(face):
    return face[:12]


def nothing_but_the_mark(_):
    return b"\x00\x01\x00\x00"


def tables_beyond_the_end(face):
    """Every table is said to lie where there is nothing, and to be four gigabytes long."""
    data = bytearray(face)
    (count,) = struct.unpack(">H", data[4:6])
    for number in range(count):
        struct.pack_into(">II", data, 12 + 16 * number + 8, 0xFFFFFFF0, 0xFFFFFFFF)
    return bytes(data)


def very_many_tables(face):
    data = bytearray(face)
    struct.pack_into(">H", data, 4, 0xFFFF)
    return bytes(data)


def zeros(face):
    return face[:300] + b"\x00" * (len(face) - 300)


def noise(face):
    data = bytearray(face)
    for place in range(400, len(data), 37):
        data[place] ^= 0x5A
    return bytes(data)


def composed_of_itself(face):
    """The glyph of "x" is put together of itself."""
    font = TTFont(BytesIO(face))
    name = font.getBestCmap()[ord("x")]
    glyph = font["glyf"][name]
    component = GlyphComponent()
    component.glyphName, component.x, component.y, component.flags = name, 0, 0, 0x4
    glyph.numberOfContours, glyph.components = -1, [component]
    font["maxp"].recalc = lambda _: None
    font.recalcBBoxes = False
    return saved(font)


def no_units(face):
    font = TTFont(BytesIO(face))
    font["head"].unitsPerEm = 0
    return saved(font)


def no_characters(face):
    font = TTFont(BytesIO(face))
    for table in font["cmap"].tables:
        table.cmap = {}
    return saved(font)


def huge_advances(face):
    font = TTFont(BytesIO(face))
    font["hmtx"].metrics = dict.fromkeys(font["hmtx"].metrics, (65535, 0))
    return saved(font)


HOSTILE = [truncated, head_alone, nothing_but_the_mark, tables_beyond_the_end, very_many_tables]
HOSTILE += [zeros, noise, composed_of_itself, no_units, no_characters, huge_advances]


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_face_does_not_end_the_program(stranger, bundled_face, make):
    stranger.write("styles/face.ttf", make(bundled_face.read_bytes()))
    found = stranger.attempt(
        "<p>x yz fi</p>",
        "@font-face { font-family: Own; src: url(face.ttf) } p { font-family: Own, serif }",
    )
    assert found.pdf or found.codes
