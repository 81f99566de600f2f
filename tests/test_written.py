"""A PDF is written part by part, each once, and holds what it would have held."""

import gc
import re
import weakref
import zlib
from io import BytesIO

import pydyf
import pytest
from pypdf import PdfReader

from resume_pdf.typeset.written import write_once

TEXT = (b"BT", b"(stream\n in a stream \nendstream) Tj", 0.5, "ET") * 20


def made(title="T"):
    pdf = pydyf.PDF()
    for stream in (pydyf.Stream(TEXT, compress=True), pydyf.Stream(TEXT), pydyf.Stream()):
        stream.extra["Kept"] = pydyf.String("(stream\n")
        pdf.add_object(stream)
    kinds = pydyf.Array(
        ["/Name", b"/Other", 7, 0.25, 2.0, "true", pydyf.String("Zürich 邉"), b"3 0 R"]
    )
    pdf.add_object(pydyf.Dictionary({"Plain": kinds, 5: pydyf.Dictionary({"In": kinds})}))
    pdf.add_object(kinds)
    if title:
        pdf.info["Title"] = pydyf.String(title)
    return pdf


def written(pdf):
    file = BytesIO()
    pdf.write(file, "1.7", True, True)  # with an identifier, compressed
    return file.getvalue()


def once(pdf):
    write_once(pdf)
    return written(pdf)


def parts(data):
    """What each part of the file holds, apart from how it is packed."""
    reader = PdfReader(BytesIO(data), strict=True)
    numbers = range(1, int(str(reader.trailer["/Size"])) - 2)
    return [described(reader.get_object(number)) for number in numbers]


def described(part):
    content = part.get_data() if hasattr(part, "get_data") else None
    if isinstance(part, dict):
        part = {key: part[key] for key in part if key not in ("/Length", "/Filter")}
    return re.sub(r"(IndirectObject\(\d+, \d+, )\d+", r"\1", repr(part)), content


def test_every_part_holds_what_it_did():
    found = parts(once(made()))
    assert found == parts(written(made()))
    assert len(found) == 8
    assert found[2][1].split(b"\n(stream\n in a stream \nendstream) Tj\n0.5\n")[:2] == [
        b"BT",
        b"ET\nBT",
    ]


@pytest.mark.parametrize("title", ["T", ""])
def test_the_file_says_of_itself_what_it_did(title):
    short, plain = (
        PdfReader(BytesIO(write(made(title))), strict=True) for write in (once, written)
    )
    assert short.pdf_header == plain.pdf_header == "%PDF-1.7"
    assert short.metadata == plain.metadata
    for entry in ("/Root", "/Size", "/Info", "/Index"):
        assert described(short.trailer.get(entry)) == described(plain.trailer.get(entry))


def test_the_file_is_named_by_its_content():
    name = re.compile(rb"/ID \[\((\w{32})\) \((\w{32})\)\]")
    one, same, other = (name.findall(once(made(title)))[0] for title in ("T", "T", "U"))
    assert one == same
    assert one[0] == one[1] != other[0]


def test_no_part_is_made_or_compressed_twice(monkeypatch):
    packed, asked, compress = [], [], zlib.compress

    def counted(data, level):
        packed.append(data)
        return compress(data, level)

    class Part(pydyf.Object):  # type: ignore[misc]
        @property
        def data(self):
            asked.append(self.number)
            return b"(of a kind of its own)"

    pdf = made()
    pdf.add_object(Part())
    monkeypatch.setattr(zlib, "compress", counted)
    monkeypatch.delattr(zlib, "compressobj")
    file = once(pdf)
    assert len(packed) == 3  # a stream, the parts that are none, and where everything stands
    assert len(asked) == 1
    assert "of a kind of its own" in parts(file)[7][0]


def test_a_pdf_that_was_written_does_not_wait_for_the_garbage():
    pdf = made()
    once(pdf)
    left = weakref.ref(pdf)
    gc.disable()
    try:
        del pdf
        assert left() is None
    finally:
        gc.enable()
