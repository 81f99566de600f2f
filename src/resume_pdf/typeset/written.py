"""Writes a PDF, and makes the bytes of each part of it once.

pydyf makes them to write the file and again to name it by its content, and compresses as hard as
zlib can each time: that takes six times as long as is taken here, for a twentieth of the size. The
file is the same but for that (ISO 32000-2, 7.5).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from hashlib import md5
from struct import Struct
from typing import TYPE_CHECKING, Any, BinaryIO
from weakref import proxy

if TYPE_CHECKING:
    import pydyf

_BINARY = "%🖤".encode()  # tells whoever looks at the beginning that the file is no text
_FREE, _PLACED, _PACKED = range(3)  # what a cross-reference tells of an object
_REFERENCE = Struct(">BII")
_WIDTHS = b"[1 4 4]"
_LEVEL = 5  # zlib's own choice, 6, takes half as long again for a fiftieth of the size
_FORMS = 1000  # of dictionaries, by the names in them


def write_once(pdf: pydyf.PDF) -> None:
    """Has a finished PDF written in this way, compressed and named by its content."""
    pdf.write = partial(_write, proxy(pdf))  # which is gone as soon as nobody else holds it


def _write(pdf: pydyf.PDF, output: BinaryIO, version: str, *_: object) -> None:
    """Writes `pdf` when WeasyPrint has it written."""
    import pydyf

    if pdf.info:
        pdf.add_object(pdf.info)
    _, *parts = pdf.objects
    file = bytearray(b"%%PDF-%b\n%b\n" % (version.encode(), _BINARY))
    references = [(_FREE, 0, 65535)]
    packed: dict[int, bytes] = {}
    digest = md5(usedforsecurity=False)
    pack = len(pdf.objects)

    def place(number: int, written: bytes) -> None:
        file.extend(b"%d 0 obj\n%b\nendobj\n" % (number, written))

    for number, part in enumerate(parts, 1):
        if isinstance(part, pydyf.Stream):
            written = _of_stream(part)
            references.append((_PLACED, len(file), 0))
            place(number, written)
        else:
            written = _bytes(part)
            references.append((_PACKED, pack, len(packed)))
            packed[number] = written
        digest.update(written)
    references.append((_PLACED, len(file), 0))
    place(pack, _packed(packed))

    start = len(file)
    references.append((_PLACED, start, 0))
    name = digest.hexdigest().encode()
    about = {
        "Type": b"/XRef",
        "Index": b"[0 %d]" % len(references),
        "W": _WIDTHS,
        "Size": len(references),
        "Root": pdf.catalog.reference,
        **({"Info": pdf.info.reference} if pdf.info else {}),
        "ID": b"[(%b) (%b)]" % (name, name),
    }
    place(pack + 1, _compressed(about, b"".join(_REFERENCE.pack(*one) for one in references)))
    file += b"startxref\n%d\n%%%%EOF\n" % start
    output.write(file)


def _packed(objects: Mapping[int, bytes]) -> bytes:
    """A stream of the objects, by number, that are not streams themselves."""
    index: list[int] = []
    place = 0
    for number, written in objects.items():
        index += (number, place)
        place += len(written) + 1
    head = " ".join(map(str, index)).encode()
    about = {"Type": b"/ObjStm", "N": len(objects), "First": len(head) + 1}
    return _compressed(about, b"\n".join((head, *objects.values())))


def _of_stream(part: pydyf.Stream) -> bytes:
    content = b"\n".join(_each(part.stream))
    return (_compressed if part.compress else _stream)(part.extra, content)


def _bytes(part: Any) -> bytes:
    """What stands in the file for a part that is no stream, or for what a part is made of."""
    kind = type(part)
    if kind is bytes:
        return part  # type: ignore[no-any-return]
    if kind is str:
        return part.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % part
    if isinstance(part, dict):
        return _dictionary(part)
    if isinstance(part, list):
        return b"[%b]" % b" ".join(_each(part))
    return _as_pydyf(part)


def _each(parts: Iterable[Any]) -> list[bytes]:
    """What stands in the file for each of them; most are ready, or names."""
    return [
        part if type(part) is bytes else part.encode("ascii") if type(part) is str else _bytes(part)
        for part in parts
    ]


def _as_pydyf(part: Any) -> bytes:
    import pydyf

    return pydyf.Array((part,)).data[1:-1]  # type: ignore[no-any-return]


def _dictionary(entries: Mapping[str, Any]) -> bytes:
    return _form(tuple(entries)) % tuple(_each(entries.values()))


@lru_cache(_FORMS)
def _form(names: tuple[Any, ...]) -> bytes:
    """A dictionary with these names, to be filled with its values."""
    return b"<<%b>>" % b"".join(b"/%b %%b" % _bytes(name).replace(b"%", b"%%") for name in names)


def _compressed(about: Mapping[str, Any], content: bytes) -> bytes:
    return _stream({**about, "Filter": b"/FlateDecode"}, zlib.compress(content, _LEVEL))


def _stream(about: Mapping[str, Any], content: bytes) -> bytes:
    head = _dictionary({**about, "Length": len(content)})
    return b"%b\nstream\n%b\nendstream" % (head, content)
