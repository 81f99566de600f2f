"""Files damaged on purpose: each damage is found, named by its code, and placed in the source."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject, TextStringObject

from resume_pdf.diagnostics import Diagnostic
from resume_pdf.document import Contact, Document, Entry, Field, Link, Paragraph, Text
from resume_pdf.edition import Edition
from resume_pdf.measurement import Measurement
from resume_pdf.proof import Expectation, Proof, prove
from resume_pdf.source import Span

Typeset = Callable[..., bytes]
MakeEdition = Callable[..., Edition]

TEXTS = (
    "The first paragraph tells of engines.",
    "The second one was written later.",
    "A third engineer follows them both.",
    "Nothing else remains to be said.",
)
PLACES = {text: Span(n * 100, n * 100 + 99) for n, text in enumerate(TEXTS, 1)}


def page(*texts: str) -> str:
    return "<h1>Ada Byron</h1>" + "".join(f"<p>{text}" for text in texts)


def found(proof: Proof, code: str) -> list[Diagnostic]:
    """What was found, all of it of one code."""
    assert not proof.passed
    assert {one.code for one in proof.diagnostics} == {code}
    return list(proof.diagnostics)


def edited(pdf: bytes, edit: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    edit(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def shown_lines(content: ContentStream) -> list[int]:
    """Where in a content stream text is shown."""
    return [n for n, (_, operator) in enumerate(content.operations) if operator == b"TJ"]


def with_content(pdf: bytes, edit: Callable[[list[Any], list[int]], None]) -> bytes:
    """`pdf` with the operations of its first page edited."""

    def edit_page(writer: PdfWriter) -> None:
        first = writer.pages[0]
        content = ContentStream(first.get_contents(), writer)
        operations = list(content.operations)
        edit(operations, shown_lines(content))
        content.operations = operations
        first[NameObject("/Contents")] = writer._add_object(content)

    return edited(pdf, edit_page)


@pytest.mark.parametrize(
    ("texts", "message", "place"),
    [
        pytest.param(
            (TEXTS[0], "The second one written later.", *TEXTS[2:]),
            "“was” is missing",
            TEXTS[1],
            id="a word removed",
        ),
        pytest.param(
            (*TEXTS[:2], "A third engineer engineer follows them both.", TEXTS[3]),
            "“engineer” stands twice",
            TEXTS[2],
            id="a word doubled",
        ),
        pytest.param(
            (*TEXTS[:2], "A third engneer follows them both.", TEXTS[3]),
            "“engineer” reads “engneer”",
            TEXTS[2],
            id="a letter lost",
        ),
        pytest.param(
            (*TEXTS[:2], "A third engi neer follows them both.", TEXTS[3]),
            "“engineer” reads “engi neer”",
            TEXTS[2],
            id="a word torn",
        ),
        pytest.param(
            (*TEXTS[:2], "A third engi<br>neer follows them both.", TEXTS[3]),
            "“engineer” reads “engi neer”",
            TEXTS[2],
            id="a word torn between lines",
        ),
        pytest.param(
            (*TEXTS[:2], "A third engi‐<br>neer follows them both.", TEXTS[3]),
            "“engineer” reads “engi neer”",
            TEXTS[2],
            id="a word hyphenated where its author did not",
        ),
        pytest.param(
            (*TEXTS[:2], "A thirdengineer follows them both.", TEXTS[3]),
            "“third engineer” reads “thirdengineer”",
            TEXTS[2],
            id="words run together",
        ),
        pytest.param(
            (TEXTS[0], TEXTS[2], TEXTS[1], TEXTS[3]),
            "does not stand where it should",
            TEXTS[1],
            id="lines swapped",
        ),
        pytest.param(
            (*TEXTS[:3], "Nothing else at all remains to be said."),
            "“at all” stands after “them both nothing else” and should not",
            TEXTS[3],
            id="words from nowhere",
        ),
        pytest.param(
            (*TEXTS, "More."),
            "“more” stands after “remains to be said” and should not",
            TEXTS[3],
            id="words at the end",
        ),
        pytest.param(TEXTS[:3], "“nothing else remains to be said”", TEXTS[3], id="a line removed"),
        pytest.param(TEXTS[1:], "“the first paragraph tells of", TEXTS[0], id="the start removed"),
    ],
)
def test_words(
    texts: tuple[str, ...], message: str, place: str, typeset: Typeset, edition_of: MakeEdition
) -> None:
    (one,) = found(prove(typeset(page(*texts)), edition_of(*TEXTS)), "proof-words")
    assert message in one.message
    assert one.message.endswith("(page 1, pypdf and PDFium)")
    assert one.span == PLACES[place]


def test_two_damages_far_apart(typeset: Typeset, edition_of: MakeEdition) -> None:
    texts = [f"Paragraph {n} says what {n * n} is and why." for n in range(60)]
    damaged = texts.copy()
    damaged[7] = damaged[7].replace("what", "that")
    del damaged[50]
    first, second = found(prove(typeset(page(*damaged)), edition_of(*texts)), "proof-words")
    assert (first.span, second.span) == (Span(800, 899), Span(5100, 5199))
    assert "“what” reads “that” (page 1," in first.message


def test_a_line_that_is_not_drawn(typeset: Typeset, edition_of: MakeEdition) -> None:
    def remove(operations: list[Any], shown: list[int]) -> None:
        del operations[shown[2]]

    pdf = with_content(typeset(page(*TEXTS)), remove)
    (one,) = found(prove(pdf, edition_of(*TEXTS)), "proof-words")
    assert "“the second one was written later” is missing" in one.message
    assert one.span == PLACES[TEXTS[1]]


def test_lines_drawn_in_another_order(typeset: Typeset, edition_of: MakeEdition) -> None:
    """The page looks the same, but is read in another order."""

    def swap(operations: list[Any], shown: list[int]) -> None:
        def block(show: int) -> slice:
            start = max(n for n in range(show) if operations[n][1] == b"BT")
            return slice(start, show + 2)

        first, second = block(shown[2]), block(shown[3])
        size_of_line = [op for op in operations[: shown[2]] if op[1] == b"Tf"][-1]
        one, other = operations[first], operations[second]
        for drawn in (one, other):
            if all(operator != b"Tf" for _, operator in drawn):
                drawn.insert(1, size_of_line)
        operations[second] = one
        operations[first] = other

    pdf = with_content(typeset(page(*TEXTS)), swap)
    (one,) = found(prove(pdf, edition_of(*TEXTS)), "proof-words")
    assert "does not stand where it should" in one.message
    assert one.span in (PLACES[TEXTS[1]], PLACES[TEXTS[2]])


def test_a_page_removed(typeset: Typeset, edition_of: MakeEdition) -> None:
    breaks = "<div style='break-before:page'></div>"
    css = "@page { @bottom-center { content: 'Ada Byron, page ' counter(page) } }"
    pdf = typeset(page(TEXTS[0], TEXTS[1] + breaks, TEXTS[2] + breaks, TEXTS[3]), css=css)
    furniture = tuple((f"Ada Byron, page {n}",) for n in (1, 2, 3))
    expected = Expectation(pages=3, furniture=furniture)
    assert prove(pdf, edition_of(*TEXTS), expected).passed

    def remove(writer: PdfWriter) -> None:
        writer.remove_page(1)

    proof = prove(edited(pdf, remove), edition_of(*TEXTS), expected)
    pages, words = proof.diagnostics
    assert (pages.code, pages.message) == ("proof-pages", "2 pages where there should be 3")
    assert words.code == "proof-words"
    assert "“a third engineer follows them both” is missing" in words.message
    assert words.span == PLACES[TEXTS[2]]


def test_furniture_that_is_not_read(typeset: Typeset, edition_of: MakeEdition) -> None:
    expected = Expectation(furniture=(("Running head",),))
    (one, _) = found(prove(typeset(page(*TEXTS)), edition_of(*TEXTS), expected), "proof-words")
    assert "page 1 should bear “Running head”" in one.message


def test_hundreds_of_damages_are_summed_up(typeset: Typeset, edition_of: MakeEdition) -> None:
    texts = [f"Paragraph {n} says what {n * n} is and why." for n in range(60)]
    damaged = [text.replace("says", "sags") if n % 2 else text for n, text in enumerate(texts)]
    diagnostics = found(prove(typeset(page(*damaged)), edition_of(*texts)), "proof-words")
    assert len(diagnostics) == 11
    assert diagnostics[-1].message == "and 20 more of the kind"


# ── Links ────────────────────────────────────────────────────────────────────────────────

LINE = "A first line."
LINKED = Span(700, 720)
LINKS = Paragraph(
    (
        Link("https://example.org/one", (Text("one", LINKED),), LINKED),
        Text(" ", LINKED),
        Link("https://example.org/two", (Text("two", LINKED),), LINKED),
    ),
    LINKED,
)
TWO = "<a href='https://example.org/two'>two</a>"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            f"<a href='https://example.org/won'>one</a> {TWO}",
            "the link to “https://example.org/one” leads to “https://example.org/won” (page 1)",
        ),
        (f"one {TWO}", "the link to “https://example.org/one” is missing"),
        (
            f"<a href='https://example.org/one'>one</a> {TWO} <a href='https://example.org/x'></a>"
            "<a href='https://example.org/x'><img alt='an image' style='width:5pt' src='data:image/"
            "svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22><title>x</title></svg>'></a>",
            "the link to “https://example.org/x” should not be there (page 1)",
        ),
    ],
)
def test_links(html: str, message: str, typeset: Typeset, edition_of: MakeEdition) -> None:
    one, *_ = found(prove(typeset(page(LINE, html)), edition_of(LINE, LINKS)), "proof-links")
    assert one.message == message
    assert one.span == (None if "not be" in message else LINKED)


def test_links_swapped(typeset: Typeset, edition_of: MakeEdition) -> None:
    html = "<a href='https://example.org/two'>one</a> <a href='https://example.org/one'>two</a>"
    assert found(prove(typeset(page(LINE, html)), edition_of(LINE, LINKS)), "proof-links")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("/URI", "papers/one.pdf", "the link to “papers/one.pdf” on page 1 is not absolute"),
        (
            "/URI",
            "file:///etc/passwd",
            "the link to “file:///etc/passwd” on page 1 is not absolute",
        ),
        ("/S", "/Launch", "a link on page 1 does “/Launch”, not open an address"),
    ],
)
def test_links_that_are_unsafe(
    key: str, value: str, message: str, typeset: Typeset, edition_of: MakeEdition
) -> None:
    html = f"<a href='https://example.org/one'>one</a> {TWO}"

    def change(writer: PdfWriter) -> None:
        annotation: Any = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
        kind = NameObject if key == "/S" else TextStringObject
        annotation["/A"][NameObject(key)] = kind(value)

    proof = prove(edited(typeset(page(LINE, html)), change), edition_of(LINE, LINKS))
    assert message in [one.message for one in found(proof, "proof-links")]


# ── Fonts and glyphs ─────────────────────────────────────────────────────────────────────


def first_font(writer: PdfWriter) -> Any:
    resources: Any = writer.pages[0]["/Resources"]
    return next(iter(resources["/Font"].values())).get_object()


def test_a_font_without_unicode_map(typeset: Typeset, edition_of: MakeEdition) -> None:
    def strip(writer: PdfWriter) -> None:
        del first_font(writer)["/ToUnicode"]

    proof = prove(edited(typeset(page(*TEXTS)), strip), edition_of(*TEXTS))
    assert not proof.passed
    (one,) = (one for one in proof.diagnostics if one.code == "proof-fonts")
    assert "has no Unicode map" in one.message
    assert "proof-words" in {one.code for one in proof.diagnostics}


def test_a_font_that_is_not_embedded(typeset: Typeset, edition_of: MakeEdition) -> None:
    def strip(writer: PdfWriter) -> None:
        descriptor = first_font(writer)["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for name in ("/FontFile2", "/FontFile3"):
            descriptor.get_object().pop(name, None)

    proof = prove(edited(typeset(page(*TEXTS)), strip), edition_of(*TEXTS))
    assert "is not embedded" in next(
        one.message for one in proof.diagnostics if one.code == "proof-fonts"
    )


@pytest.mark.filterwarnings("ignore")
def test_a_character_without_glyph(typeset: Typeset, edition_of: MakeEdition) -> None:
    text = "A letter \U000f1234 of nobody's."
    proof = prove(typeset(page(text)), edition_of(text))
    codes = {one.code for one in proof.diagnostics}
    assert "proof-glyphs" in codes


# ── What the file says of itself ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("/Title", "the PDF has no title"),
        ("/Author", "the PDF names no author"),
        ("/Lang", "no language is named"),
        ("/MarkInfo", "the PDF is not tagged"),
        ("/StructTreeRoot", "the PDF is not tagged"),
        ("/Outlines", "the PDF has no outline"),
    ],
)
def test_metadata(key: str, message: str, typeset: Typeset, edition_of: MakeEdition) -> None:
    def strip(writer: PdfWriter) -> None:
        if key in ("/Title", "/Author"):
            assert writer._info is not None
            del writer._info[key]
        else:
            del writer.root_object[key]

    proof = prove(edited(typeset(page(*TEXTS)), strip), edition_of(*TEXTS))
    assert [one.message for one in found(proof, "proof-metadata")] == [message]


def test_another_persons_title(typeset: Typeset, edition_of: MakeEdition) -> None:
    pdf = typeset(page(*TEXTS), title="Mary Somerville – Résumé")
    (one,) = found(prove(pdf, edition_of(*TEXTS)), "proof-metadata")
    assert one.message == "the title “Mary Somerville – Résumé” does not bear the name “Ada Byron”"
    (one,) = found(prove(pdf, edition_of(*TEXTS), Expectation(title="X")), "proof-metadata")
    assert one.message == "the title is “Mary Somerville – Résumé”, not “X”"


def test_too_many_bytes_are_told_of_but_published(
    typeset: Typeset, edition_of: MakeEdition
) -> None:
    def pad(writer: PdfWriter) -> None:
        writer.add_attachment("padding", bytes(range(256)) * 1200)

    proof = prove(edited(typeset(page(*TEXTS)), pad), edition_of(*TEXTS))
    assert [one.code for one in proof.diagnostics] == ["proof-size"]
    assert "at most 300" in proof.diagnostics[0].message
    assert proof.passed, "a very long résumé is large, and still right"


def test_text_past_its_page(typeset: Typeset, edition_of: MakeEdition) -> None:
    wide = Measurement(
        pages=1,
        content_top=0,
        content_bottom=100,
        text_bottoms=(50,),
        extents={},
        overflows=("paragraph-200-299",),
    )
    expected = Expectation(measurement=wide)
    (one,) = found(prove(typeset(page(*TEXTS)), edition_of(*TEXTS), expected), "proof-overflow")
    assert one.span == PLACES[TEXTS[1]]
    assert TEXTS[1] in one.message


# ── Dates, addresses and numbers ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ("2012–<br>2015", False),
        ("2012 – 2015", True),
        ("ada-b@<br>example.org", False),
        ("ada- b@example.org", False),
        ("ada-b@example.org", True),
        ("+44 20-<br>7946 0018", False),
        ("+44 20-7946 0018", True),
    ],
)
def test_what_must_stay_whole(
    html: str, whole: bool, typeset: Typeset, edition_of: MakeEdition
) -> None:
    place = Span(100, 120)
    texts = {"2": "2012 - 2015", "a": "ada-b@example.org", "+": "+44 20-7946 0018"}
    text = texts[html[0]]
    edition = edition_of(Entry((Field("dates", (Text(text, place),), place),), (), place))
    if html[0] == "+":
        person = edition.document.person
        contact = Contact("phone", text, None, place)
        person = type(person)(person.name, None, person.letterhead, (contact,))
        edition = Edition("full", Document(person, edition.document.sections))
    proof = prove(typeset(page(html)), edition)
    broken = [one for one in proof.diagnostics if one.code == "proof-broken"]
    assert (not broken) == whole
    assert all(one.span == place and text in one.message for one in broken)


# ── Files that are none ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pdf", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_no_pdf(pdf: bytes, edition_of: MakeEdition) -> None:
    (one,) = found(prove(pdf, edition_of(*TEXTS)), "proof-unreadable")
    assert one.message.startswith("the PDF cannot be read")


def test_a_pdf_cut_short(typeset: Typeset, edition_of: MakeEdition) -> None:
    pdf = typeset(page(*TEXTS))
    assert not prove(pdf[: len(pdf) // 2], edition_of(*TEXTS)).passed


def test_right_to_left_words_are_not_let_off(
    typeset: Typeset, edition_of: MakeEdition, arabic_and_hebrew: str
) -> None:
    texts = (
        "مهندس برمجيات في شركة Google منذ عام 2019",
        "قواعد البيانات الموزعة وأنظمة",
        "وعمل مع Python هنا",
    )
    kept = ("مهندس برمجيات شركة Google منذ عام 2019", *texts[1:])
    swapped = (texts[0], texts[2], texts[1])
    another = (texts[0], "قواعد الموزعة البيانات وأنظمة", texts[2])
    style = {"language": "ar", "direction": "rtl", "other": arabic_and_hebrew}
    edition = edition_of(*texts, language="ar")
    for damaged in (kept, swapped, another):
        pdf = typeset(page(*damaged), css="html { font-family: Other }", **style)
        diagnostics = found(prove(pdf, edition), "proof-words")
        assert any("PDFium" in one.message for one in diagnostics)


def test_beside_a_word_longer_than_a_line_words_from_the_right_are_not_let_off(
    typeset: Typeset, edition_of: MakeEdition, arabic_and_hebrew: str
) -> None:
    long = "x" * 150
    texts = (f"عمل في {long} المكتب", "قواعد البيانات الموزعة وأنظمة")
    style = {"language": "ar", "direction": "rtl", "other": arabic_and_hebrew}
    edition = edition_of(*texts, language="ar")
    shorter = (f"عمل في {long[1:]} المكتب", texts[1])
    kept = (f"عمل {long} المكتب", texts[1])
    swapped = (texts[0], "قواعد الموزعة البيانات وأنظمة")
    for damaged in (shorter, kept, swapped):
        pdf = typeset(page(*damaged), css="html { font-family: Other }", **style)
        assert found(prove(pdf, edition), "proof-words")


def test_readers_are_named_apart(typeset: Typeset, edition_of: MakeEdition) -> None:
    class Forgetful:
        name = "forgetful"
        orders_words = True

        def read(self, file: Any) -> list[str]:
            assert len(PdfReader(io.BytesIO(file.data)).pages) == 1
            return ["Ada Byron\n" + "\n".join(TEXTS[:3])]

    from resume_pdf.proof import READERS

    pdf = typeset(page(*TEXTS))
    (one,) = found(prove(pdf, edition_of(*TEXTS), readers=(*READERS, Forgetful())), "proof-words")
    assert "(page 1, forgetful)" in one.message
