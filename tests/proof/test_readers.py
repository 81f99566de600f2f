"""What readers give, and that a third one finds the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from resume_pdf.edition import Edition
from resume_pdf.proof import READERS, Expectation, Proof, Pypdf, prove
from resume_pdf.proof.file import File

Typeset = Callable[..., bytes]
MakeEdition = Callable[..., Edition]


class Pdfminer:
    """A reader that puts boxes of text together by their place on the page."""

    name = "pdfminer.six"
    orders_words = False

    def read(self, file: File) -> list[str]:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LTTextContainer

        return [
            "".join(box.get_text() for box in page if isinstance(box, LTTextContainer))
            for page in extract_pages(BytesIO(file.data))
        ]


PROSE = (
    "Efficient work for the office: AVAILABLE, Type-safe, fjords and To. " * 6,
    "Ёлка, объём и «Санкт-Петербург» — 42 %.",
    "C++ and C#, 99.9 % of 10 000 at ada@example.org, https://example.org/a?b=c.",
)


def page(*texts: str) -> str:
    return "<h1>Ada Byron</h1>" + "".join(f"<p>{text}" for text in texts)


def test_three_readers_agree(typeset: Typeset, edition_of: MakeEdition) -> None:
    readers = (*READERS, Pdfminer())
    css = "@page { @bottom-left { content: 'Ada Byron' } @bottom-right { content: counter(page) } }"
    pdf = typeset(page(*PROSE * 3), css=css)
    count = len(PdfReader(BytesIO(pdf)).pages)
    furniture = tuple(("Ada Byron", str(number)) for number in range(1, count + 1))
    proof: Proof = prove(
        pdf, edition_of(*PROSE * 3), Expectation(pages=count, furniture=furniture), readers
    )
    assert proof.diagnostics == ()
    assert count > 1
    assert ", 3 readers" in proof.summary


def apart(pdf: bytes) -> bytes:
    """`pdf` with an adjustment of 0 between all glyphs, as WeasyPrint writes them for faces whose
    em is not a thousand units."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        contents = page.get_contents()
        assert contents is not None
        stream = StreamObject()
        glyphs = re.compile(rb"(?<=[<0-9a-f]{4})(?=(?:[0-9a-f]{4})+>)")
        stream.set_data(glyphs.sub(b">0<", contents.get_data()))
        page[NameObject("/Contents")] = writer._add_object(stream)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def stock(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("justified", [False, True])
def test_pypdf_is_given_a_shorter_spelling_of_the_same(justified: bool, typeset: Typeset) -> None:
    """What makes it quick must not change what it reads."""
    css = "p { text-align: justify }" if justified else ""
    pdf = apart(typeset(page(*PROSE), css=css))
    file = File(pdf)
    contents = file.pages[0].get_contents()
    assert contents is not None
    assert contents.get_data().count(b">0<") > 300
    assert Pypdf().read(file) == stock(pdf)
    assert Pypdf().read(file) == stock(pdf), "reading changed the file"


def test_pypdf_reads_right_to_left_text_alike(typeset: Typeset, arabic_and_hebrew: str) -> None:
    text = "شركة Google منذ 2019 – 2022 وعمل مع C++ و Python 3.11 في (دبي). לא שלום 42"
    css = "html { font-family: Other }"
    pdf = apart(typeset(page(text), css=css, other=arabic_and_hebrew))
    assert Pypdf().read(File(pdf)) == stock(pdf)
