"""The parts of a PDF are made once, and hold what they would have held."""

import zlib
from io import BytesIO

import pydyf
from pypdf import PdfReader

from resume_pdf.typeset.written import make_bytes

TEXT = (b"BT", b"(stream\n in a stream \nendstream) Tj", 0.5, "ET") * 20


def made():
    pdf = pydyf.PDF()
    for stream in (pydyf.Stream(TEXT, compress=True), pydyf.Stream(TEXT), pydyf.Stream()):
        stream.extra["Kept"] = pydyf.String("(stream\n")
        pdf.add_object(stream)
    pdf.add_object(pydyf.Dictionary({"Plain": pydyf.Array(["/Name", 1.5])}))
    pdf.info["Title"] = pydyf.String("T")
    return pdf


def parts(pdf):
    """What each part of the file holds, apart from how it is packed."""
    file = BytesIO()
    pdf.write(file, b"1.7", identifier=True, compress=True)
    reader = PdfReader(file, strict=True)
    return [described(reader.get_object(number)) for number in range(1, 8)]


def described(part):
    kept = {key: value for key, value in part.items() if key not in ("/Length", "/Filter")}
    content = part.get_data() if hasattr(part, "get_data") else None
    return {key: getattr(value, "idnum", value) for key, value in kept.items()}, content


def test_every_part_holds_what_it_did():
    pdf = made()
    make_bytes(pdf)
    found = parts(pdf)
    assert found == parts(made())
    assert found[2][1].split(b"\n(stream\n in a stream \nendstream) Tj\n0.5\n")[:2] == [
        b"BT",
        b"ET\nBT",
    ]


def test_no_part_is_compressed_twice(monkeypatch):
    pdf, packed, pack = made(), [], zlib.compress

    def counted(data):
        packed.append(data)
        return pack(data)

    monkeypatch.setattr(zlib, "compress", counted)
    make_bytes(pdf)
    parts(pdf)
    assert len(packed) == 1
