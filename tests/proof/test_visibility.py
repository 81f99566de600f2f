"""What a machine reads must be there to be seen: text hidden on purpose or by mistake is found,
and no page that can be read well is accused."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DecodedStreamObject, NameObject
from pypdfium2 import PdfDocument

from resume_pdf.edition import Edition
from resume_pdf.proof import examine, prove, visibility
from resume_pdf.proof.file import File
from resume_pdf.proof.report import Check
from resume_pdf.proof.sight import Sight
from resume_pdf.proof.visibility import check_visibility, covered
from resume_pdf.source import Span

Typeset = Callable[..., bytes]
MakeEdition = Callable[..., Edition]

LINE = "A line that all can read."
H = f"<h1>Ada Byron</h1><p>{LINE}"
PHOTO = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/"
    "AAX+Av4N70a4AAAAAElFTkSuQmCC"
)  # one white pixel


def checked(pdf: bytes) -> tuple[Check, ...]:
    file = File(pdf)
    return check_visibility((), file, covered(file))


def told(pdf: bytes) -> list[tuple[str, str]]:
    return [(one.code, one.message) for check in checked(pdf) for one in check.diagnostics]


@pytest.mark.parametrize(
    ("html", "words", "why"),
    [
        pytest.param(
            "<p style='color:#fff'>Some hidden words",
            "Some hidden words",
            "has the colour of its ground",
            id="white",
        ),
        pytest.param(
            "<p style='color:#fdfdfd'>Some hidden words",
            "Some hidden words",
            "has the colour of its ground",
            id="nearly white",
        ),
        pytest.param(
            "<p style='background:#123;color:#123'>Some hidden words",
            "Some hidden words",
            "has the colour of its ground",
            id="dark on dark",
        ),
        pytest.param(
            "<p style='color:transparent'>Some hidden words",
            "Some hidden words",
            "has the colour of its ground",
            id="transparent",
        ),
        pytest.param(
            "<p style='font-size:.5pt'>Some hidden words",
            "Some hidden words",
            "is 0.5 pt small",
            id="tiny",
        ),
        pytest.param(
            "<p style='position:absolute;left:900pt;white-space:nowrap'>Some hidden words",
            "Some hidden words",
            "lies off the page",
            id="off the page",
        ),
        pytest.param(
            "<p style='position:relative'>Some hidden words<i style='position:absolute;left:0;"
            "top:0;width:200pt;height:14pt;background:#fff'></i>",
            "Some hidden words",
            "is covered or cut off",
            id="under a rectangle",
        ),
        pytest.param(
            "<p style='position:relative'>Some hidden words<i style='position:absolute;left:0;"
            "top:0;width:26pt;height:14pt;background:#000'></i>",
            "Some",
            "has the colour of its ground",
            id="one word of a line under a black rectangle",
        ),
        pytest.param(
            "<p style='position:relative'>Some hidden words<img style='position:absolute;left:0;"
            f"top:0;width:200pt;height:14pt' src='{PHOTO}'>",
            "Some hidden words",
            "is covered or cut off",
            id="under an image",
        ),
        pytest.param(
            "<p style='overflow:hidden;width:26pt;white-space:nowrap'>Some hidden words",
            "hidden words",
            "is covered or cut off",
            id="clipped",
        ),
    ],
)
def test_hidden_text(html: str, words: str, why: str, typeset: Typeset) -> None:
    assert told(typeset(H + html)) == [("proof-hidden", f"“{words}” {why} (page 1)")]


@pytest.mark.parametrize(
    ("operators", "why"),
    [
        (b"3 Tr", "is not painted (text render mode)"),
        (b"0 Tz", None),
    ],
)
def test_text_hidden_by_its_state(operators: bytes, why: str | None, typeset: Typeset) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(typeset(H)))
    page = writer.pages[0]
    contents = page.get_contents()
    assert isinstance(contents, ContentStream)
    stream = DecodedStreamObject()
    stream.set_data(operators + b"\n" + contents.get_data())
    page[NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    if why:
        assert ("proof-hidden", f"“Ada Byron {LINE}” {why} (page 1)") in told(written.getvalue())
    else:  # narrowed to nothing: one reader takes it for text, the other does not
        assert not examine(written.getvalue()).passed


def test_hidden_words_have_their_place_in_the_source(
    typeset: Typeset, edition_of: MakeEdition
) -> None:
    html = f"<h1>Ada Byron</h1><p>{LINE}<p style='color:#fff'>Some hidden words"
    proof = prove(typeset(html), edition_of(LINE, "Some hidden words"))
    (one,) = proof.diagnostics
    assert (one.code, one.span) == ("proof-hidden", Span(200, 299))


@pytest.mark.parametrize(
    ("style", "ratio", "least"),
    [
        ("color:#949494", "3.0", "4.5"),
        ("color:#777", "4.4", "4.5"),
        ("color:rgba(0,0,0,.4)", "2.8", "4.5"),
        ("color:#fff;background:#888", "3.5", "4.5"),
        ("color:#999;font-size:20pt", "2.8", "3"),
        ("color:#999;font-size:15pt;font-weight:bold", "2.8", "3"),
        ("color:#888;font-size:15pt", "3.5", "4.5"),
    ],
)
def test_contrast(style: str, ratio: str, least: str, typeset: Typeset) -> None:
    ((code, message),) = told(typeset(f"{H}<p style='{style}'>Faint words"))
    assert code == "proof-contrast"
    assert message.startswith(f"“Faint words” has a contrast of {ratio.removesuffix('.0')}:1")
    assert f"not {least}:1" in message
    assert ("the nearest that passes is #" in message) == ("background" not in style)


@pytest.mark.parametrize(
    "html",
    [
        "<p style='color:#767676'>Just dark enough.",
        "<p style='color:rgba(0,0,0,.7)'>A dark grey by opacity.",
        "<p style='color:#888;font-size:18pt'>Large and grey.",
        "<p style='color:#888;font-size:14pt;font-weight:bold'>Large, bold and grey.",
        "<p style='background:#123;color:#eee'>Light on a dark ground.",
        f"<p style='background:url({PHOTO});color:#000'>On an image.",
        "<p style='background:linear-gradient(#fff,#ddd)'>On a gradient.",
        "<p style='border:1pt solid #ddd;border-radius:6pt;padding:3pt'>In a frame.",
        "<h2 style='border-bottom:.5pt solid #999'>Over a rule</h2>",
        "<p><u>Underlined</u> and <s>struck through</s> words.",
        "<p>Words <i style='color:#ddd'>·</i> parted <i style='color:#fff'>|</i> by signs.",
        "<p>Raised<sup style='font-size:5pt'>2</sup>, lowered<sub style='font-size:5pt'>2</sub>.",
        "<p style='overflow:hidden;border-radius:3pt'>In a box that cuts nothing.",
        "<p>Before a link <a href='https://example.org/'>that is one</a>.",
        "<svg width=20 height=20><title>A sign</title><rect width=20 height=20 fill='#fff'/></svg>",
        "<p style='letter-spacing:.05em;text-transform:uppercase'>Set apart.",
    ],
)
def test_good_pages_are_not_accused(html: str, typeset: Typeset) -> None:
    assert told(typeset(H + html)) == []


def test_an_annotation_over_text(typeset: Typeset) -> None:
    from pypdf.annotations import Rectangle

    writer = PdfWriter(clone_from=io.BytesIO(typeset(H)))
    writer.add_annotation(0, Rectangle((0, 0, 300, 400), interior_color="ffffff"))
    written = io.BytesIO()
    writer.write(written)
    pdf = written.getvalue()
    assert len(PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]) == 1  # type: ignore[arg-type]
    hidden = [message for code, message in told(pdf) if code == "proof-hidden"]
    # A rectangle without an appearance of its own is drawn by some viewers and not by others.
    assert hidden in ([], [f"“Ada Byron {LINE}” is covered or cut off (page 1)"])


def test_a_plain_page_is_not_drawn(typeset: Typeset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing is dear: what is painted in plain colours on plain ground is beyond doubt."""
    drawn: list[object] = []

    def looked_at(page: object, _: object) -> list[Sight]:
        drawn.append(page)
        return []

    monkeypatch.setattr(visibility, "looked_at", looked_at)
    body = "".join(f"<p>Paragraph {n} says what {n * n} is, and why." for n in range(200))
    assert all(check.passed for check in checked(typeset(H + body)))
    assert drawn == []
    checked(typeset(H + "<p style='color: #eee'>Faint"))
    assert len(drawn) == 1


def test_pages_beyond_doubt_are_loaded_once(
    typeset: Typeset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To load one takes PDFium as long as to read it."""
    loaded: list[int] = []
    get_page = PdfDocument.get_page

    def counted(document: PdfDocument, index: int) -> object:
        loaded.append(index)
        return get_page(document, index)

    monkeypatch.setattr(PdfDocument, "get_page", counted)
    examine(typeset(H + "<p style='break-before: page'>More"))
    assert loaded == [0, 1]
