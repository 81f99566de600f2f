"""What validators do not ask and a listener meets: tags, links, attachment, metadata, bytes."""

import hashlib
import json
import os
import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, NullObject

from resume_pdf.html import arranged, render
from resume_pdf.theme import find_layout, find_style, style_names
from resume_pdf.typeset import Typesetter
from resume_pdf.typeset.conformance import UNDATED, date_of, describe

CONTENT = json.dumps({"basics": {"name": "Wren Albarn"}})


@pytest.fixture(scope="module")
def typesetter():
    return Typesetter(find_style(style_names()[0]))


@pytest.fixture(scope="module")
def html(document):
    layout = find_layout("full")
    return render(arranged(document, layout), layout)


@pytest.fixture
def pages(typesetter, html):
    return typesetter.lay_out(html, "a4")


def read(pdf):
    return PdfReader(BytesIO(pdf))


def page_of(body, head="<title>T</title>"):
    return f'<html lang="en"><head>{head}</head><body><h1>T</h1>{body}</body></html>'


# ── Tags ─────────────────────────────────────────────────────────────────────────────────


def elements(reader):
    """Every element of the structure tree with those above it, the nearest last."""

    def walk(element, above):
        yield element, above
        for kid in element.get("/K", ()):
            kid = getattr(kid, "get_object", lambda kid=kid: kid)()
            if isinstance(kid, dict) and kid.get("/Type") == "/StructElem":
                yield from walk(kid, (*above, element))

    for top in reader.trailer["/Root"]["/StructTreeRoot"]["/K"]:
        yield from walk(top.get_object(), ())


def marks(reader, page):
    """The marked contents of a page: tag, properties."""
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator == b"BDC":
            yield operands[0], operands[1]


def test_running_heads_are_artifacts_and_in_no_tree(pages):
    reader = read(pages.pdf()[0])
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages):
        artifacts = [kind for tag, kind in marks(reader, page) if tag == "/Artifact"]
        # The first page has none: its head is the letterhead.
        assert len(artifacts) == len(pages.furniture[number])
        assert all(kind == {"/Type": "/Pagination", "/Subtype": "/Header"} for kind in artifacts)
    assert any(pages.furniture)


def test_what_is_no_artifact_is_in_the_tree(pages):
    reader = read(pages.pdf()[0])
    above = {element.indirect_reference.idnum for element, _ in elements(reader)}
    owners = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        of_page = owners[2 * number + 1]
        numbers = [kind["/MCID"] for tag, kind in marks(reader, page) if tag != "/Artifact"]
        assert numbers
        assert all(of_page[one].indirect_reference.idnum in above for one in numbers)
        unused = set(range(len(of_page))) - set(numbers)
        assert all(isinstance(of_page[one], NullObject) for one in unused)


def test_no_element_is_left_outside_the_tree(pages):
    reader = read(pages.pdf()[0])
    inside = {element.indirect_reference.idnum for element, _ in elements(reader)}
    objects = ((number, reader.get_object(number)) for number in range(1, reader.trailer["/Size"]))
    found = [
        number
        for number, one in objects
        if isinstance(one, dict) and one.get("/Type") == "/StructElem"
    ]
    assert sorted(found) == sorted(inside)


def test_every_element_names_the_one_above_it(pages):
    for element, above in elements(read(pages.pdf()[0])):
        if above:
            assert element["/P"] == above[-1]


def test_an_item_has_its_label_before_its_body(pages):
    reader = read(pages.pdf()[0])
    items = [element for element, _ in elements(reader) if element["/S"] == "/LI"]
    assert items
    for item in items:
        assert [kid.get_object()["/S"] for kid in item["/K"]] == ["/Lbl", "/LBody"]
    lists = [element for element, _ in elements(reader) if element["/S"] == "/L"]
    numberings = {element["/A"]["/ListNumbering"] for element in lists}
    assert numberings == {"/Disc", "/Decimal"}


def test_the_number_of_a_footnote_is_no_label(typesetter):
    html = page_of('<div class="footnote"><p><span class="number">[1] </span>so</p></div>')
    tags = [element["/S"] for element, _ in elements(read(typesetter.lay_out(html, "a4").pdf()[0]))]
    assert "/Lbl" not in tags
    assert "/P" in tags


def test_a_paragraph_over_a_page_end_is_one(typesetter):
    html = page_of(f"<section><h2>S</h2><p>{'long ' * 4000}</p><p>end</p></section>")
    pdf, _ = typesetter.lay_out(html, "a4").pdf()
    reader = read(pdf)
    assert len(reader.pages) > 1
    tags = [element["/S"] for element, _ in elements(reader)]
    assert tags.count("/Sect") == 1
    assert tags.count("/P") == 2


def test_a_list_over_a_page_end_is_one(typesetter):
    item = '<li class="item"><p><span class="bullet"></span>{}</p></li>'
    items = "".join(item.format("long " * 300) for _ in range(12))
    pages = typesetter.lay_out(page_of(f'<ul class="list">{items}</ul>'), "a4")
    assert pages.measurement.pages > 2
    found = list(elements(read(pages.pdf()[0])))
    (whole,) = [element for element, _ in found if element["/S"] == "/L"]
    assert len(whole["/K"]) == 12
    labels = [above[-1] for element, above in found if element["/S"] == "/Lbl"]
    assert [item["/S"] for item in labels] == ["/LI"] * 12


def test_headings_keep_the_levels_of_the_page(pages):
    levels = [
        int(element["/S"][2:])
        for element, _ in elements(read(pages.pdf()[0]))
        if element["/S"][:2] == "/H"
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# ── Links ────────────────────────────────────────────────────────────────────────────────


def test_links_say_where_they_lead(pages):
    annotations = [
        annotation.get_object()
        for page in read(pages.pdf()[0]).pages
        for annotation in page.get("/Annots", ())
    ]
    said = {one["/A"]["/URI"]: one["/Contents"] for one in annotations}
    assert said == {
        "mailto:wren@example.org": "e-mail to wren@example.org",
        "https://example.org/wren": "link to example.org/wren",
        "https://example.org/report": "link to the report on the Tyne crossing (example.org)",
    }


@pytest.mark.parametrize(
    ("text", "target", "language", "expected"),
    [
        ("jo@x.org", "mailto:jo@x.org", "en", "e-mail to jo@x.org"),
        ("jo@x.org", "mailto:jo@x.org", "de-AT", "E-Mail an jo@x.org"),
        ("write", "mailto:jo@x.org?subject=Hi", "en", "e-mail to write (jo@x.org)"),
        ("+44 20 1", "tel:+44201", "fr", "appeler le +44 20 1"),
        ("x.org/a", "https://x.org/a/", "en", "link to x.org/a"),
        ("https://x.org/a", "https://x.org/a", "en", "link to x.org/a"),
        ("my site", "https://www.x.org/a", "it", "link a my site (x.org)"),
        ("X.org", "https://x.org/deep/down", "en", "link to X.org"),
        ("", "https://x.org/a", "en", "link to x.org"),
        ("私の頁", "https://x.org/a", "ja", "私の頁 (x.org)"),
        ("call", "tel:1", "tlh", "call"),
    ],
)
def test_a_description(text, target, language, expected):
    assert describe(text, target, language) == expected


# ── The attachment ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("standard", ["a3a+ua1", "a4f+ua2"])
def test_the_attachment_is_there_once_as_the_source(pages, standard):
    reader = read(pages.pdf(standard, CONTENT)[0])
    assert reader.attachments == {"resume.json": [CONTENT.encode()]}
    root = reader.trailer["/Root"]
    (listed,) = root["/AF"]
    assert listed == root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    assert listed["/AFRelationship"] == "/Source"
    assert listed["/EF"]["/F"]["/Subtype"] == "/application/json"


def test_without_an_attachment_nothing_is_attached(pages):
    root = read(pages.pdf()[0]).trailer["/Root"]
    assert "/AF" not in root
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def test_a_4f_without_a_file_is_refused(pages):
    with pytest.raises(ValueError, match="attach"):
        pages.pdf("a4f+ua2")


@pytest.mark.parametrize(("standard", "outlined"), [("a3a+ua1", True), ("a4f+ua2", False)])
def test_the_outline(pages, standard, outlined):
    assert bool(read(pages.pdf(standard, CONTENT)[0]).outline) is outlined


# ── Metadata and bytes ───────────────────────────────────────────────────────────────────


def test_the_metadata_name_the_person(pages):
    reader = read(pages.pdf()[0])
    assert reader.metadata == {
        "/Title": "Wren Albarn – Résumé",
        "/Author": "Wren Albarn",
        "/Subject": "Bridge inspector",
        "/Keywords": "bridges, inspection",
        "/Creator": "resume-pdf",
        "/Producer": reader.metadata["/Producer"],
    }
    xmp = reader.xmp_metadata
    assert xmp.dc_title == {"x-default": "Wren Albarn – Résumé"}
    assert xmp.dc_creator == ["Wren Albarn"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def embedded(reader):
    return reader.trailer["/Root"]["/AF"][0]["/EF"]["/F"]["/Params"]


@pytest.mark.parametrize(
    ("head", "given", "expected", "attached"),
    [
        ("", None, None, "D:19800101000000Z"),
        ("", "2021-05-06T07:08:09Z", "D:20210506070809Z", "D:20210506070809Z"),
        ('<meta name="dcterms.created" content="2020-02">', None, "D:202002", "D:20200201000000Z"),
        (
            '<meta name="dcterms.created" content="2020-02-03">',
            "2021",
            "D:20200203",
            "D:20200203000000Z",
        ),
    ],
)
def test_dates_come_from_outside_or_nowhere(typesetter, head, given, expected, attached):
    html = page_of("<p>x</p>", f"<title>T</title>{head}")
    reader = read(typesetter.lay_out(html, "a4").pdf(attachment=CONTENT, date=given)[0])
    for name in ("/CreationDate", "/ModDate"):
        assert reader.metadata.get(name) == expected
        assert embedded(reader)[name] == attached


def test_a_date_is_a_moment_in_universal_time():
    assert date_of(None) == UNDATED
    assert date_of("2024").isoformat() == "2024-01-01T00:00:00+00:00"
    assert date_of("2024-05").isoformat() == "2024-05-01T00:00:00+00:00"
    assert date_of("2024-05-06T01:00:00+02:00").isoformat() == "2024-05-05T23:00:00+00:00"


PROGRAM = """
import sys
from resume_pdf.theme import find_style
from resume_pdf.typeset import Typesetter
html, style, standard, content = sys.stdin.read().split("\\0")
pages = Typesetter(find_style(style)).lay_out(html, "a4")
sys.stdout.buffer.write(pages.pdf(standard, content)[0])
"""


@pytest.mark.parametrize("standard", ["a3a+ua1", "a4f+ua2"])
def test_two_processes_write_the_same_bytes(html, standard):
    given = "\0".join((html, style_names()[0], standard, CONTENT)).encode()
    digests = set()
    for seed, zone in [("1", "UTC"), ("2", "Asia/Tokyo")]:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        pdf = subprocess.run(
            [sys.executable, "-c", PROGRAM], input=given, env=environment, stdout=-1, check=True
        ).stdout
        assert pdf.startswith(b"%PDF-")
        digests.add(hashlib.sha256(pdf).hexdigest())
    assert len(digests) == 1
