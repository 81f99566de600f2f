"""Every bundled layout, style and paper conforms, says veraPDF; and it finds what does not."""

import json

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject

from resume_pdf.html import arranged, render
from resume_pdf.json_resume import json_resume
from resume_pdf.theme import find_layout, find_style, layout_names, style_names
from resume_pdf.typeset import PAPERS, Typesetter

pytestmark = pytest.mark.xdist_group("verapdf")  # one JVM for all of them

FLAVOURS = {"a3a+ua1": ("3a", "ua1"), "a4f+ua2": ("4f", "ua2")}


@pytest.fixture(scope="module", params=style_names())
def typesetter(request):
    return Typesetter(find_style(request.param))


def lay_out(typesetter, document, layout="full", paper="a4"):
    found = find_layout(layout)
    shown = arranged(document, found)
    pages = typesetter.lay_out(render(shown, found), paper)
    return pages, json.dumps(json_resume(shown))


@pytest.mark.parametrize("standard", FLAVOURS)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", layout_names())
def test_it_conforms(verapdf, typesetter, document, layout, paper, standard, tmp_path):
    pages, attachment = lay_out(typesetter, document, layout, paper)
    assert pages.measurement.pages > 1, "elements must run over a page's end"
    file = tmp_path / "resume.pdf"
    file.write_bytes(pages.pdf(standard, attachment)[0])
    for flavour in FLAVOURS[standard]:
        assert verapdf(flavour, file) == []


def test_it_conforms_without_an_attachment(verapdf, typesetter, document, tmp_path):
    file = tmp_path / "resume.pdf"
    file.write_bytes(lay_out(typesetter, document)[0].pdf()[0])
    for flavour in FLAVOURS["a3a+ua1"]:
        assert verapdf(flavour, file) == []


# ── Damaged on purpose ───────────────────────────────────────────────────────────────────


def no_structure(writer):
    del writer.root_object["/StructTreeRoot"]


def no_language(writer):
    del writer.root_object["/Lang"]


def title_not_shown(writer):
    del writer.root_object["/ViewerPreferences"]


def no_title(writer):
    metadata = writer.root_object["/Metadata"].get_object()
    metadata.set_data(metadata.get_data().replace(b"dc:title", b"dc:other"))


def not_said_to_be_accessible(writer):
    metadata = writer.root_object["/Metadata"].get_object()
    metadata.set_data(metadata.get_data().replace(b'pdfuaid:part="1"', b""))


def link_without_description(writer):
    for annotation in writer.pages[0]["/Annots"]:
        annotation.get_object().pop("/Contents")


def attachment_without_relationship(writer):
    writer.root_object["/AF"][0].get_object().pop("/AFRelationship")


def furniture_as_text(writer):
    page = writer.pages[1]
    stream = ContentStream(page["/Contents"], writer)
    stream.operations = [
        ([NameObject("/Span")], b"BMC") if operator == b"BDC" and "Artifact" in operands[0] else one
        for one in stream.operations
        for operands, operator in [one]
    ]
    page[NameObject("/Contents")] = writer._add_object(stream)


def skipped_level(writer):
    for number in range(1, len(writer._objects)):
        found = writer.get_object(number)
        if isinstance(found, dict) and found.get("/S") == "/H2":
            found[NameObject("/S")] = NameObject("/H4")


DAMAGES = {
    no_structure: {"3a": {"6.7.3.3-1"}, "ua1": {"7.1-11"}},
    no_language: {"ua1": {"7.2-2"}},
    title_not_shown: {"ua1": {"7.1-10"}},
    no_title: {"ua1": {"7.1-9"}},
    not_said_to_be_accessible: {"ua1": {"5-1"}},
    link_without_description: {"ua1": {"7.18.5-2"}},
    attachment_without_relationship: {"3a": {"6.8-3"}},
    furniture_as_text: {"ua1": {"7.1-3"}},
    skipped_level: {"ua1": {"7.4.2-1"}},
}


@pytest.fixture(scope="module")
def good(document, tmp_path_factory):
    pages, attachment = lay_out(Typesetter(find_style(style_names()[0])), document)
    file = tmp_path_factory.mktemp("good") / "good.pdf"
    file.write_bytes(pages.pdf("a3a+ua1", attachment)[0])
    return file


def written(good, damage, folder):
    writer = PdfWriter(clone_from=PdfReader(good))
    damage(writer)
    file = folder / "damaged.pdf"
    writer.write(file)
    return file


def test_written_anew_it_still_conforms(verapdf, good, tmp_path):
    file = written(good, lambda writer: None, tmp_path)
    for flavour in FLAVOURS["a3a+ua1"]:
        assert verapdf(flavour, file) == []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_found(verapdf, good, tmp_path, damage):
    file = written(good, damage, tmp_path)
    for flavour, rules in DAMAGES[damage].items():
        assert rules <= {f"{one.clause}-{one.test}" for one in verapdf(flavour, file)}
