"""Pictures are known by their bytes, have bounds once decoded, and an SVG does nothing but draw."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from resume_pdf.confined import Refused
from resume_pdf.theme import find_style
from resume_pdf.typeset import Typesetter, fetcher
from resume_pdf.typeset.fetcher import local_fetcher
from resume_pdf.typeset.pictures import picture_kind


def chunk(kind, data):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_of(width, height):
    """A PNG that says it has this size, and holds next to nothing."""
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


def gif_of(width, height):
    size = struct.pack("<HH", width, height)
    return b"GIF89a" + size + b"\0\0\0," + b"\0\0\0\0" + size + b"\0\2\2\4\1\0;"


@pytest.mark.parametrize(
    "bomb",
    [png_of(50000, 50000), png_of(2**31 - 1, 2**31 - 1), png_of(10001, 5000), gif_of(65535, 65535)],
    ids=["many pixels", "all pixels there are", "just too many", "GIF"],
)
def test_a_picture_of_too_many_pixels_is_refused(bomb):
    with pytest.raises(Refused):
        picture_kind(bomb)


@pytest.mark.parametrize("form", ["BMP", "TIFF", "EPS", "PPM", "ICO", "TGA", "PCX", "SGI"])
def test_other_kinds_of_pictures_are_none(form):
    """Pillow knows dozens of them, and runs Ghostscript for one."""
    data = BytesIO()
    Image.new("RGB", (1, 1)).save(data, form)
    assert picture_kind(data.getvalue()) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF....WAVEfmt ",
        b"%PDF-1.7",
        b"BM",
        b"-----BEGIN OPENSSH PRIVATE KEY-----",
        b"[core]\n",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_picture_is_none(content):
    assert picture_kind(content) is None


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_are_known_by_their_bytes(stranger, form):
    assert picture_kind(stranger.picture((3, 3), form)) == f"image/{form.lower()}"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink">{}</svg>'
DOUBLE = "".join(
    f'<g id="a{one}"><use href="#a{one + 1}"/><use href="#a{one + 1}"/></g>' for one in range(40)
)
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;">]>'
HOSTILE: dict[str, str | bytes] = {
    "script": SVG.format("<script>x</script>"),
    "foreign object": SVG.format("<foreignObject><p>x</p></foreignObject>"),
    "image": SVG.format('<image href="secret.png"/>'),
    "image, as it was written before": SVG.format('<image l:href="file:///etc/hosts"/>'),
    "use of another file": SVG.format('<use href="other.svg#a"/>'),
    "use of itself": SVG.format('<g id="a"><use href="#a"/></g>'),
    "uses that double": SVG.format(DOUBLE),
    "clips that double": SVG.format('<clipPath id="a"><path clip-path="url(#a)"/></clipPath>'),
    "a mask": SVG.format('<mask id="a"/>'),
    "a pattern": SVG.format('<pattern id="a"/>'),
    "a marker": SVG.format('<marker id="a"/>'),
    "a filter": SVG.format('<filter id="a"/>'),
    "a sheet within": SVG.format("<style>@import url(x.css)</style>"),
    "a sheet beside": '<?xml-stylesheet href="x.css"?>' + SVG.format(""),
    "an address in a fill": SVG.format('<path fill="url(http://127.0.0.1/x#a)"/>'),
    "an address in a style": SVG.format("<path style=\"fill: URL( 'x.svg#a')\"/>"),
    "an address in an href": SVG.format('<linearGradient href="other.svg#a"/>'),
    "a link": SVG.format('<a href="javascript:x"><path/></a>'),
    "entities": ENTITIES + SVG.format("&b;"),
    "an entity from a file": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hosts">]>'
    + SVG.format("&a;"),
    "a document type from elsewhere": '<!DOCTYPE svg SYSTEM "http://127.0.0.1/x.dtd">'
    + SVG.format(""),
    "no namespace": '<svg><use href="#a"/></svg>',
    "very many elements": SVG.format("<path/>" * 6000),
    "very deep": SVG.format("<g>" * 100 + "</g>" * 100),
    "not well formed": "<svg><g></svg>",
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>' + SVG.format("<script/>")).encode(
        "utf-16"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_svg_that_does_more_than_draw_is_refused(name):
    content = HOSTILE[name]
    with pytest.raises(Refused):
        picture_kind(content if isinstance(content, bytes) else content.encode())


def test_an_svg_that_draws_is_set(stranger):
    gradient = '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>'
    drawing = SVG.format(gradient + '<path d="M0 0h9v9z" fill="url(#a)"/><text x="1">x</text>')
    assert picture_kind(f'<?xml version="1.0"?>\n<!-- mark -->\n{drawing}'.encode())
    stranger.write("mark.svg", drawing)
    url = (stranger.folder / "mark.svg").as_uri()
    assert stranger.attempt(f'<p><img src="{url}" alt="mark">x</p>').codes == ()


def test_a_style_sheet_with_an_svg_in_an_address_is_a_style_sheet(stranger):
    drawing = SVG.format('<path d="M0 0h9v9z"/>').replace('"', "'")
    style = f'.name {{ background: url("data:image/svg+xml,{drawing}") }}'
    assert stranger.attempt('<p class="name">x</p>', style).codes == ()


# ── What the fetcher makes of it ─────────────────────────────────────────────────────────


def fetched(stranger, url, pictures=True):
    folders = (stranger.folder,) if pictures else ()
    return local_fetcher((stranger.folder / "styles",), folders).fetch(url)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("id_rsa.png", b"-----BEGIN OPENSSH PRIVATE KEY-----"),
        ("notes.svg", b"my notes"),
        ("face.png", b"\x00\x01\x00\x00 a face, which only a style may load"),
        ("sheet.css", b"p { color: red }"),
        ("styles/packed.woff2", b"wOF2 and more"),
        ("styles/packed.woff", b"wOFF and more"),
        ("resume.md", b"# Jane Doe"),
        ("page.pdf", b"%PDF-1.7"),
        ("program.py", b"import os"),
    ],
)
def test_a_file_counts_as_what_it_is(stranger, name, content):
    path = stranger.write(name, content)
    with pytest.raises(Refused):
        fetched(stranger, path.as_uri())


@pytest.mark.parametrize(
    "url",
    [
        "data:text/html,<script>x</script>",
        "data:text/css,@import 'x'",
        "data:,x",
        "data:x",
        "data:image/png;base64,!!!!",
        "data:image/svg+xml,<svg><script/></svg>",
        "data:" + "x" * 999,
        "DATA:application/pdf,%25PDF-",
    ],
)
def test_data_in_an_address_is_a_picture_or_nothing(stranger, url):
    with pytest.raises((Refused, ValueError)):
        fetched(stranger, url)


def test_data_in_an_address_has_a_bound(stranger, monkeypatch):
    monkeypatch.setattr(fetcher, "LARGEST", 1000)
    with pytest.raises(Refused, match="large"):
        fetched(stranger, "data:image/png," + "x" * 2000)


def test_a_picture_is_not_read_again_when_the_pdf_is_written(stranger, watch):
    """WeasyPrint does so with a JPEG: by then it may be another file than the one looked at."""
    path = stranger.write("me.jpg", stranger.picture((30, 30), "JPEG"))
    html = f'<html lang="en"><title>T</title><p><img src="{path.as_uri()}" alt="me">x</p></html>'
    pages = Typesetter(find_style("classic"), (stranger.folder,)).lay_out(html, "a4")
    assert pages.diagnostics == ()
    with watch.watching():
        pdf, _ = pages.pdf()
    assert b"/DCTDecode" in pdf
    assert [name for name in watch.opened if "me.jpg" in name] == []


def test_a_page_loads_a_bounded_number_of_things(stranger, monkeypatch):
    monkeypatch.setattr(fetcher, "_MOST", 5)
    body = "".join(
        f'<img alt="" src="data:image/svg+xml,&lt;svg/&gt;&lt;!--{number}--&gt;">'
        for number in range(9)
    )
    assert "enough" in stranger.attempt(f"<p>{body}</p>").said
