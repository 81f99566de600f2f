"""The shorter ways through pypdf: whatever the bytes, what is found is what pypdf finds alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NameObject, StreamObject
from pypdf.generic._font import Font

from resume_pdf.proof import Pypdf, read_plainly, shortcuts
from resume_pdf.proof.file import File
from resume_pdf.proof.objects import Objects
from resume_pdf.proof.operations import text_operations, with_operations_read

Typeset = Callable[..., bytes]

PAGE = (
    "<h1>Ada Byron</h1><p>AVAILABLE To the <a href='https://example.org/(a)'>office</a> since 2019."
    "<p style='break-before: page'>AVAILABLE <b>elsewhere</b>, too."
)
Damage = list[tuple[float, int, bytes]]

DAMAGE = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 3),
        st.sampled_from(
            [
                *(bytes([byte]) for byte in b"<>[]()/%#\\\0\n 09-.R?\xff"),
                *(b"<<", b">>", b"/K", b"1 0 R", b"true", b"stream", b"endobj", b""),
            ]
        ),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, damage: Damage) -> bytes:
    """`data` with some bytes taken out and others put in their place."""
    for where, length, put in damage:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    return data


def outcome(ask: Callable[[], object]) -> str:
    """What comes of it, an error too, without the addresses of objects."""
    try:
        told = repr(ask())
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    return re.sub(r"(IndirectObject\(-?\d+, -?\d+, )\d+|0x[0-9a-f]+", r"\1", told)


# ── Objects in streams ───────────────────────────────────────────────────────────────────

_HOLDER = re.compile(
    rb"/Type /ObjStm/N (\d+)/First (\d+)/Filter /FlateDecode/Length (\d+)>>\nstream\n"
)


def with_objects(pdf: bytes, edit: Callable[[bytes], bytes], more: int = 0) -> bytes:
    """`pdf` with the content of its stream of objects edited, and said to hold `more` of them."""
    holder = _HOLDER.search(pdf)
    assert holder
    count, first, length = map(int, holder.groups())
    end = holder.end() + length
    content = zlib.compress(edit(zlib.decompress(pdf[holder.end() : end])))
    head = b"/Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>\nstream\n"
    head %= count + more, first, len(content)
    cut = pdf.rindex(b"startxref\n")
    moved = holder.start() + len(head) + len(content) - end
    place = int(pdf[cut:].split()[1]) + moved
    return b"".join(
        (pdf[: holder.start()], head, content, pdf[end:cut], b"startxref\n%d\n%%%%EOF\n" % place)
    )


def asked_in_turn(objects: PdfReader) -> list[str]:
    """What becomes of each object of a file, and of its pages."""
    numbers = range(int(str(objects.trailer["/Size"])) + 1)
    pages = outcome(lambda: [page.extract_text() for page in objects.pages])
    return [pages, *(outcome(partial(objects.get_object, n)) for n in numbers)]


def outcomes(make: Callable[[], PdfReader]) -> list[str]:
    try:
        objects = make()
    except Exception as error:
        return [repr(error)]
    return asked_in_turn(objects)


@pytest.fixture(scope="module")
def pdf(typeset: Typeset) -> bytes:
    return typeset(PAGE)


def test_objects_are_those_of_pypdf_and_only_those_asked_for(pdf: bytes) -> None:
    objects, all_of_them = Objects(pdf), PdfReader(BytesIO(pdf))
    assert len(objects.pages) == len(all_of_them.pages) == 2
    assert len(objects.resolved_objects) < len(all_of_them.resolved_objects) / 2
    assert asked_in_turn(objects) == asked_in_turn(all_of_them)
    assert objects.get_object(1) is objects.get_object(1)


@settings(deadline=None)
@given(DAMAGE)
def test_damaged_objects_are_what_pypdf_makes_of_them(pdf: bytes, damage: Damage) -> None:
    broken = with_objects(pdf, lambda data: damaged(data, damage))
    assert outcomes(lambda: Objects(broken)) == outcomes(lambda: PdfReader(BytesIO(broken)))


@pytest.mark.parametrize("more", [-1, 1, -1000, 1_000_000])
def test_a_wrong_number_of_objects_is_left_to_pypdf(more: int, pdf: bytes) -> None:
    broken = with_objects(pdf, lambda data: data, more)
    assert outcomes(lambda: Objects(broken)) == outcomes(lambda: PdfReader(BytesIO(broken)))


def test_an_object_that_is_broken_is_found_though_nobody_asks_for_it(pdf: bytes) -> None:
    """As pypdf finds it, for it reads all objects of a stream at once."""
    broken = with_objects(
        pdf, lambda data: data.replace(b"<</Type /StructElem/S /H1", b"?</Type /StructElem/S /H1")
    )
    with pytest.raises(Exception, match="Invalid Elementary Object"):
        len(Objects(broken).pages)


# ── Fonts ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def fonts_read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The fonts that pypdf reads, each time it does."""
    read: list[object] = []
    from_resource = vars(Font)["from_font_resource"].__func__

    def noted(kind: type[Font], resource: DictionaryObject) -> Font:
        read.append(resource["/BaseFont"])
        return from_resource(kind, resource)  # type: ignore[no-any-return]

    monkeypatch.setattr(Font, "from_font_resource", classmethod(noted))
    return read


def test_a_font_is_read_once_for_all_pages(pdf: bytes, fonts_read: list[object]) -> None:
    short, plain = File(pdf), PdfReader(BytesIO(pdf))
    text = Pypdf().read(short)
    assert len(fonts_read) == len(set(fonts_read)) == 2
    assert text == [page.extract_text() for page in plain.pages]
    assert len(fonts_read) == 2 + 2 * 2, "those of any other reader each time"


# ── Content ──────────────────────────────────────────────────────────────────────────────


def with_content(pdf: bytes, edit: Callable[[bytes], bytes]) -> PageObject:
    """The first page of `pdf` with its content edited."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    contents = page.get_contents()
    assert contents is not None
    stream = StreamObject()
    stream.set_data(edit(contents.get_data()))
    page[NameObject("/Contents")] = stream
    return page


def texts(page: PageObject) -> tuple[str, str]:
    """What pypdf reads on a page whose operations were read for it, and what it reads alone."""
    short = outcome(lambda: with_operations_read(page).extract_text())
    return short, outcome(page.extract_text)


def test_the_content_of_a_page_is_read_for_pypdf(pdf: bytes) -> None:
    page = with_content(pdf, lambda data: data)
    read = with_operations_read(page)
    assert read is not page
    assert isinstance(read["/Contents"], ContentStream)
    assert "AVAILABLE To the office since 2019." in read.extract_text()
    assert len(set(texts(page))) == 1


@settings(deadline=None)
@given(DAMAGE)
def test_damaged_content_is_what_pypdf_makes_of_it(pdf: bytes, damage: Damage) -> None:
    short, alone = texts(with_content(pdf, lambda data: damaged(data, damage)))
    assert short == alone


SHOWN = [
    *(f"[<0010>{by}<001f0020>{more}<0001>]TJ" for by in (0, 3, -300, "-4 2") for more in (-90, 9)),
    *("[<>-2<00190020>3] TJ", "[<0020>1.5<>2.25<0021>-.5]TJ", "<0010001f> Tj", "<0010> '"),
    *('1 2 <0010> "', "[] TJ", "[-500 <0010> 5 5] TJ", "[0<0001>0] TJ"),
]
PLACED = ["1 0 0 -1 9 {} Tm", "{} -14 TD", "40 0 Td", "-1 -2 Td", "T*", "0 1 -1 0 50 {} Tm"]
STATE = ["2 Tc", "1 Tw", "90 Tz", "2 Tr", "3 Ts", "12 TL", "/FACE 9 Tf", "/Other 12.5 Tf", "q", "Q"]
OTHERS = ["1 0 0 rg", "/Span <</MCID 1>> BDC", "EMC", "/X Do", "x", "1 0 0 1 5 -30 cm", "BT", "ET"]
ODD = [
    *("/FACE -9 Tf", "/FACE 0 Tf", "/FACE Tf", "1 2 1 2 7 8 Tm", "0 0 0 0 1 1 cm", "5 Tm", "cm"),
    *("TJ", "3 TJ", "[<0010>5] 4 TJ", "(a) Tj", "% a", "1 0 R", "<001> Tj", "/FACE Tj", "[/N] TJ"),
]


def operations(drawn: list[str], data: bytes) -> bytes:
    """What was drawn as content of a page that has `data`, in a face of its own."""
    face = re.search(rb"/([A-Z]{6}) [0-9.]+ Tf", data)
    assert face
    written = "\n".join(one.replace("{}", str(at * 7)) for at, one in enumerate(drawn))
    start = "1 0 0 -1 0 400 cm\nBT\n1 0 0 -1 9 9 Tm\n/FACE 10 Tf\n"
    return f"{start}{written}\n".replace("FACE", face[1].decode()).encode()


@settings(deadline=None)
@given(st.lists(st.tuples(*map(st.sampled_from, (STATE, PLACED, SHOWN))), max_size=20))
def test_operations_of_every_kind_give_the_text_of_pypdf(
    pdf: bytes, drawn: list[tuple[str, str, str]]
) -> None:
    page = with_content(pdf, partial(operations, [one for three in drawn for one in three]))
    assert with_operations_read(page) is not page
    short, alone = texts(page)
    assert short == alone


@settings(deadline=None)
@given(st.lists(st.sampled_from(SHOWN * 3 + PLACED * 3 + STATE + OTHERS * 2 + ODD), max_size=30))
def test_operations_in_any_order_give_the_text_of_pypdf(pdf: bytes, drawn: list[str]) -> None:
    short, alone = texts(with_content(pdf, partial(operations, drawn)))
    assert short == alone


@pytest.mark.parametrize(
    "left_to_pypdf",
    [
        b"BT (words) Tj ET",
        b"q BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q BT <0010> Tj ET",
        b"BT <0010> Tj % a note\nET",
        b"BT <001> Tj ET",
        b"BT <0010",
        b"BT 1 2 3",
        b"/Span <</E (x)>> BDC",
        b"q " * 500_001,
    ],
)
def test_what_is_not_plainly_written_is_left_to_pypdf(left_to_pypdf: bytes) -> None:
    assert text_operations(left_to_pypdf) is None


def test_plain_content_is_not_slow_to_tell_from_other() -> None:
    """Nothing is tried twice: a stream that ends in what is not plain is given up at its end."""
    assert text_operations(b"[" + b"<0010>1" * 20_000) is None
    assert text_operations(b"<<" + b"/A 1" * 20_000) is None
    assert text_operations(b"1 " * 400_000) is None


# ── When they are taken ──────────────────────────────────────────────────────────────────


def test_a_version_that_was_not_tried_takes_the_plain_way(
    pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = File(pdf)
    text = Pypdf().read(short)
    assert isinstance(short.objects, Objects)
    monkeypatch.setattr(shortcuts, "_TRIED", ("7.0.0",))
    monkeypatch.delattr("resume_pdf.proof.operations.text_operations")
    plain = File(pdf)
    assert Pypdf().read(plain) == text
    assert type(plain.objects) is PdfReader


def test_they_can_be_switched_off(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts, "_plain", False)
    assert shortcuts.known()
    read_plainly()
    assert type(File(pdf).objects) is PdfReader
