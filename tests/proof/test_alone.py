"""PDFs of which nothing is known: what can be said of them, and what cannot."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from resume_pdf.proof import examine, likeness, traits_of

Typeset = Callable[..., bytes]

TEXT = (
    "<h1>Ada Byron</h1><p>Efficient offices, <a href='https://example.org/'>a link</a>, C++ and ¾."
)


def edited(pdf: bytes, edit: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    edit(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_good_file(typeset: Typeset) -> None:
    proof = examine(typeset(TEXT))
    assert proof.passed
    assert "1 link" in proof.summary
    assert "2 readers" in proof.summary


def first_font(writer: PdfWriter) -> Any:
    resources: Any = writer.pages[0]["/Resources"]
    return next(iter(resources["/Font"].values())).get_object()


def no_map(writer: PdfWriter) -> None:
    del first_font(writer)["/ToUnicode"]


def not_embedded(writer: PdfWriter) -> None:
    descriptor = first_font(writer)["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    for name in ("/FontFile2", "/FontFile3"):
        descriptor.get_object().pop(name, None)


def relative(writer: PdfWriter) -> None:
    annotation: Any = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    annotation["/A"][NameObject("/URI")] = TextStringObject("cv/paper.pdf")


def without(key: str) -> Callable[[PdfWriter], None]:
    def strip(writer: PdfWriter) -> None:
        del writer.root_object[key]

    return strip


@pytest.mark.parametrize(
    ("edit", "code", "message"),
    [
        pytest.param(no_map, "proof-fonts", "has no Unicode map", id="no map"),
        pytest.param(not_embedded, "proof-fonts", "is not embedded", id="not embedded"),
        pytest.param(relative, "proof-links", "is not absolute", id="a relative link"),
        pytest.param(without("/MarkInfo"), "proof-metadata", "is not tagged", id="unmarked"),
        pytest.param(without("/StructTreeRoot"), "proof-metadata", "is not tagged", id="no tags"),
        pytest.param(without("/Lang"), "proof-metadata", "no language", id="no language"),
        pytest.param(without("/Outlines"), "proof-metadata", "no outline", id="no outline"),
    ],
)
def test_damaged_files(
    edit: Callable[[PdfWriter], None], code: str, message: str, typeset: Typeset
) -> None:
    proof = examine(edited(typeset(TEXT), edit))
    assert not proof.passed
    assert any(one.code == code and message in one.message for one in proof.diagnostics)


def test_nothing_to_read(typeset: Typeset) -> None:
    proof = examine(typeset("<div style='width:9pt;height:9pt;background:#000'></div>"))
    assert "there is no text to be read" in [one.message for one in proof.diagnostics]


@pytest.mark.parametrize("pdf", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_no_pdf(pdf: bytes, edition_of: Callable[..., Any]) -> None:
    (one,) = examine(pdf).diagnostics
    assert one.code == "proof-unreadable"
    assert traits_of(pdf) is None
    assert likeness(pdf, edition_of("Text.")) == 0


def test_likeness(typeset: Typeset, edition_of: Callable[..., Any]) -> None:
    pdf = typeset("<h1>Ada Byron</h1><p>One two three four.")
    assert likeness(pdf, edition_of("One two three four.")) == 1
    assert likeness(pdf, edition_of("Four three two one.")) == 1
    assert 0.5 < likeness(pdf, edition_of("One two three and more.")) < 1


def test_traits(typeset: Typeset) -> None:
    seen = traits_of(typeset(TEXT, css="@page { size: a4 }"))
    assert seen is not None
    assert (seen.pages, seen.paper) == (1, "a4")
    assert seen.faces
    assert not any("+" in face for face in seen.faces)
