"""`verify` and `read` come to an end with a PDF from a stranger, and raise nothing but errors."""

import subprocess
import sys
import zlib
from contextlib import suppress

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.machine import machine_reading
from resume_pdf.proof import examine, page_count

PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources 5 0 R>>"


def pdf(*objects, trailer="", end="%%EOF"):
    """A file of these objects, numbered from 1, with a table of where they are."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        body = one if isinstance(one, bytes) else one.encode()
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    head = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n{end}"
    return bytes(data) + head.encode()


def stream(data, more=""):
    return f"<</Length {len(data)}{more}>>\nstream\n".encode() + data + b"\nendstream"


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONTS = "<</Font<</F 6 0 R>>>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 9 Tf 9 9 Td (Jane Doe) Tj ET"


def one_page(contents, *more, resources=FONTS):
    return pdf(CATALOG, PAGES, PAGE, contents, resources, FONT, *more)


def packed(size):
    """Spaces, packed a thousand to one."""
    return stream(zlib.compress(b" " * size, 9), "/Filter/FlateDecode")


def packed_twice(size):
    inner = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return stream(inner, "/Filter[/FlateDecode/FlateDecode]")


def form(number, times):
    """A form that paints the next one `times` times."""
    return stream(
        b"/X Do " * times,
        f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {number} 0 R>>>>",
    )


HOSTILE = {
    "nothing": b"",
    "the mark alone": b"%PDF-1.7",
    "another kind of file": b"GIF89a" * 100,
    "a bomb": one_page(packed(100_000_000)),
    "a bomb in a bomb": one_page(packed_twice(100_000_000)),
    "a page that is its own parent": pdf(CATALOG, "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages in a ring": pdf(
        CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"
    ),
    "pages that double": pdf(
        CATALOG,
        *(f"<</Type/Pages/Kids[{n} 0 R {n} 0 R]/Count {2**30}>>" for n in range(3, 40)),
        PAGE,
    ),
    "very many pages, it says": pdf(CATALOG, PAGES.replace("/Count 1", "/Count 999999999"), PAGE),
    "an xref that leads to itself": one_page(stream(TEXT)).replace(
        b"/Root 1 0 R", b"/Root 1 0 R/Prev 9"
    ),
    "an xref of very many": b"%PDF-1.7\nxref\n0 999999999\ntrailer\n<</Size 9/Root 1 0 R>>\n"
    b"startxref\n9\n%%EOF",
    "an object that is itself": pdf(CATALOG, "2 0 R"),
    "contents in a ring": pdf(CATALOG, PAGES, PAGE, "[4 0 R]", FONTS, FONT),
    "a form that paints itself": one_page(
        stream(b"/X Do"), form(7, 1), resources="<</XObject<</X 7 0 R>>/Font<</F 6 0 R>>>>"
    ),
    "deep arrays": one_page(stream(b"[" * 100_000 + TEXT)),
    "deep dictionaries": pdf(CATALOG, "<</A" * 20_000),
    "deep saves": one_page(stream(b"q " * 40_000 + TEXT)),
    "a text without end": one_page(stream(b"BT /F 9 Tf (" + b"x" * 1_000_000)),
    "a wrong length": one_page(stream(TEXT).replace(b"/Length 3", b"/Length 99999993")),
    "a map of characters that is huge": one_page(
        stream(TEXT),
        stream(b"1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange"),
        resources="<</Font<</F<</Type/Font/Subtype/Type0/ToUnicode 7 0 R>>>>>>",
    ),
    "annotations without end": pdf(
        CATALOG, PAGES, PAGE.replace("/Contents", "/Annots 7 0 R/Contents"), stream(TEXT), FONTS,
        FONT, "[" + "8 0 R " * 20_000 + "]", "<</Subtype/Link/A<</S/URI/URI(javascript:x)>>>>",
    ),
    "an outline in a ring": pdf(
        "<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>>", PAGES, PAGE, stream(TEXT), FONTS, FONT,
        "<</First 8 0 R>>", "<</Title(x)/Next 8 0 R/First 8 0 R>>",
    ),
    "a tree of tags in a ring": pdf(
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>>>", PAGES, PAGE,
        stream(TEXT), FONTS, FONT, "<</K[8 0 R]>>", "<</S/P/K[8 0 R 8 0 R]>>",
    ),
    "a huge page": one_page(stream(TEXT)).replace(b"[0 0 99 99]", b"[0 0 1e30 1e30]"),
    "encrypted": pdf(CATALOG, PAGES, PAGE, stream(TEXT), FONTS, FONT,
                     trailer="/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_read_or_refused(name, coming_to_an_end):
    data = HOSTILE[name]
    with coming_to_an_end(60):
        page_count(data)
        assert examine(data).checks
        with suppress(ResumeError):
            machine_reading(data)


def test_a_pdf_that_paints_millions_of_times_is_given_up(tmp_path):
    """Forms that paint the next one twice: neither reader counts, so the clock has to."""
    data = one_page(
        stream(b"/X Do"),
        *(form(number, 2) for number in range(8, 40)),
        stream(TEXT, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        resources="<</XObject<</X 7 0 R>>/Font<</F 6 0 R>>>>",
    )
    (tmp_path / "x.pdf").write_bytes(data)
    command = [sys.executable, "-m", "resume_pdf", "verify", "x.pdf", "--timeout", "3"]
    command += ["--max-memory", "0"]  # PDFium ends the process where memory runs out
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert found.returncode == 1
    assert "limit-time" in found.stderr
    assert "Traceback" not in found.stderr
