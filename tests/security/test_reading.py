"""A page reads nothing but pictures, faces and sheets of its own folders, and calls nobody."""

import pytest

# ── By the elements of a layout ──────────────────────────────────────────────────────────

ELEMENTS = {
    "img": '<img src="{}" alt="">',
    "link to a sheet": '<link rel="stylesheet" href="{}">',
    "link that attaches": '<link rel="attachment" href="{}">',
    "iframe": '<iframe src="{}"></iframe>',
    "object": '<object data="{}"></object>',
    "embed": '<embed src="{}">',
    "a that attaches": '<a rel="attachment" href="{}">x</a>',
    "base": '<base href="{}">',
    "style that imports": "<style>@import url({})</style>",
    "style attribute": '<p style="background: url({})">x</p>',
    "svg image": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}"/></svg>',
    "svg use": '<svg xmlns="http://www.w3.org/2000/svg"><use href="{}#a"/></svg>',
    "input image": '<input type="image" src="{}">',
    "video": '<video poster="{}"></video>',
    "meta refresh": '<meta http-equiv="refresh" content="0; url={}">',
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_no_element_reads_a_file_outside(stranger, element):
    for name in ("secret.png", "secret.txt", "secret.css"):
        found = stranger.attempt(ELEMENTS[element].format((stranger.outside / name).as_uri()))
        assert found.outside == []
        assert found.codes in (("layout-invalid",), ("resource-refused",))
        assert stranger.secret not in found.pdf


@pytest.mark.parametrize("element", ELEMENTS)
def test_no_element_calls_a_server(stranger, server, element):
    for url in (f"http://127.0.0.1:{server.port}/x", f"http://localhost:{server.port}/redirect"):
        found = stranger.attempt(ELEMENTS[element].format(url))
        assert found.called == []
        assert found.codes in (("layout-invalid",), ("resource-refused",))
    assert server.hits == []


def test_no_attachment_takes_a_file_of_the_folder_along(stranger):
    """WeasyPrint embeds what a link attaches, whatever it is."""
    note = stranger.write("note.css", stranger.secret)
    for element in ("link that attaches", "a that attaches"):
        found = stranger.attempt(ELEMENTS[element].format(note.as_uri()))
        assert found.pdf == b""
        assert found.codes == ("layout-invalid",)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " file:///etc/passwd",
        "data:text/html,x",
        "\\\\server\\share",
        "//server/share",
        "vbscript:x",
        "java\tscript:x",
        "http://[",
        "x.html",
    ],
)
def test_a_layout_prints_no_link_to_anything_else(stranger, target):
    assert stranger.attempt(f'<p><a href="{target}">x</a></p>').codes == ("layout-invalid",)


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>",
        '<p onclick="x">x</p>',
        "<form><input name=a></form>",
        "<math></math>",
        '<table><tr><td colspan="100000000">x</td></tr></table>',
        "<textarea>x</textarea>",
        '<table><colgroup span="9999999"></colgroup><tr><td>x</td></tr></table>',
        "<xml>x</xml>",
        "<b>" * 400 + "x",
    ],
)
def test_a_layout_prints_nothing_that_does_something(stranger, body):
    assert stranger.attempt(body).codes == ("layout-invalid",)


# ── By the declarations of a style ───────────────────────────────────────────────────────

DECLARATIONS = {
    "background": "body {{ background: url({}) }}",
    "content": 'p::before {{ content: url("{}") }}',
    "list marker": "p {{ display: list-item; list-style-image: url({}) }}",
    "border": "p {{ border: 1em solid; border-image: url({}) 1 }}",
    "page background": "@page {{ background-image: url({}) }}",
    "margin box": "@page {{ @top-left {{ content: url({}) }} }}",
    "font": "@font-face {{ font-family: Stolen; src: url({}) }} p {{ font-family: Stolen }}",
    "colour profile": "@color-profile --x {{ src: url({}) }}",
}


@pytest.mark.parametrize("declaration", DECLARATIONS)
def test_no_declaration_reads_a_file_outside(stranger, declaration):
    for name in ("secret.png", "secret.txt"):
        path = stranger.outside / name
        for url in (path.as_uri(), f"../../out/{name}", f"..%2f..%2fout%2f{name}"):
            found = stranger.attempt("<p>x</p>", DECLARATIONS[declaration].format(url))
            assert found.outside == []
            assert set(found.codes) & {"resource-refused", "style-invalid"}
            assert b"/Subtype /Image" not in found.pdf


@pytest.mark.parametrize("declaration", DECLARATIONS)
def test_no_declaration_calls_a_server(stranger, server, declaration):
    url = f"http://127.0.0.1:{server.port}/x"
    found = stranger.attempt("<p>x</p>", DECLARATIONS[declaration].format(url))
    assert found.called == []
    assert set(found.codes) & {"resource-refused", "style-invalid"}
    assert server.hits == []


OTHER_WAYS = {
    "local face": "@font-face {{ font-family: L; src: local('{}') }} p {{ font-family: L }}",
    "import for a medium": "@import url({}) print;",
    "import into a layer": "@import url({}) layer(x);",
    "import if supported": "@import url({}) supports(display: block);",
    "import within a rule": "@media print {{ @import url({}); }}",
    "property": ":root {{ --x: url({}) }} body {{ background: var(--x) }}",
    "fallback of a property": "body {{ background: var(--nope, url({})) }}",
    "property in url()": ":root {{ --x: '{}' }} body {{ background: url(var(--x)) }}",
    "image-set": "body {{ background: image-set(url({}) 1x) }}",
    "cross-fade": "body {{ background-image: cross-fade(url({}), red) }}",
    "cursor": "body {{ cursor: url({}), auto }}",
    "mask": "body {{ mask: url({}); mask-image: url({}) }}",
    "clip-path": "body {{ clip-path: url({}#a) }}",
    "filter": "body {{ filter: url({}#a) }}",
    "shape-outside": "p {{ float: left; shape-outside: url({}) }}",
    "symbols": "@counter-style x {{ symbols: url({}) }} p {{ list-style: x; display: list-item }}",
    "document": "@document url({}) {{ p {{ color: red }} }}",
    "escaped": "body {{ background: u\\72l({}) }}",
    "src()": "body {{ background: src('{}') }}",
    "link": "p {{ -weasy-link: url({}) }}",
    "named string": "p {{ string-set: a url({}) }}",
}


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_no_other_way_of_css_reads_or_calls(stranger, server, way):
    for url in (
        (stranger.outside / "secret.png").as_uri(), f"http://127.0.0.1:{server.port}/other",
    ):  # fmt: skip
        found = stranger.attempt("<p>x</p>", OTHER_WAYS[way].replace("{}", url).format())
        assert found.outside == []
        assert found.called == []
        assert b"/Subtype /Image" not in found.pdf
    assert "/other" not in server.hits


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://[::1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "https://example.org/x.png",
        "//example.org/x.png",
        "ftp://example.org/x.png",
        "gopher://example.org/",
        "jar:file:///x!/",
        "file://example.org/share/x.png",
        "file:////example.org/share/x.png",
        "smb://host/x.png",
        "\\\\\\\\example.org\\\\share\\\\x.png",
        "HTTP://127.0.0.1/",
        "blob:x",
        "about:blank",
        "file:///dev/zero",
        "file:///dev/stdin",
        "file:///proc/self/environ",
        "file:///etc/hosts",
    ],
)
def test_no_address_is_called(stranger, address):
    found = stranger.attempt("<p>x</p>", f'body {{ background: url("{address}") }}')
    assert found.called == []
    assert found.outside == []
    assert set(found.codes) & {"resource-refused", "style-invalid"}
    assert b"/Subtype /Image" not in found.pdf


@pytest.mark.parametrize(
    "statement",
    [
        '@import "../../out/secret.css";',
        "@import url({});",
        "@import url(http://127.0.0.1/x.css);",
        '@import "%2e%2e/%2e%2e/out/secret.css";',
        "@import url(../../out/secret.txt);",
    ],
)
def test_no_sheet_is_imported_from_outside(stranger, statement):
    path = stranger.outside / "secret.css"
    found = stranger.attempt("<p>x</p>", statement.format(path.as_uri()))
    assert found.outside == []
    assert found.called == []
    assert found.codes


# ── What must go on working ──────────────────────────────────────────────────────────────


def test_pictures_and_faces_of_the_folder_are_set(stranger, bundled_face):
    stranger.write("me.png", stranger.picture((40, 40)))
    stranger.write("styles/mark.jpg", stranger.picture((40, 40), "JPEG"))
    stranger.write("styles/face.ttf", bundled_face.read_bytes())
    found = stranger.attempt(
        f'<p><img src="{(stranger.folder / "me.png").as_uri()}" alt="me">x</p>',
        "body { background: url(mark.jpg) }"
        "@font-face { font-family: Own; src: url(face.ttf) } p { font-family: Own }",
    )
    assert found.codes == ()
    assert found.pdf.count(b"/Subtype /Image") == 2
    assert found.faces == ("Own",)
