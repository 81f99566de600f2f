"""Prints by how many bytes the memory of C's grows each time that one of four steps is done, and
what the PDF is: on the short way ("short"), the plain one ("plain"), or as WeasyPrint and Pango
have it ("leaking").
"""

import ctypes
import gc
import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from resume_pdf import typeset
from resume_pdf.theme import Bounds, Style, bundled
from resume_pdf.typeset import fonts

TIMES = 60
FACES = [
    bundled("styles") / "fonts" / family / f"{name}.ttf"
    for family, name in (("carlito", "Carlito-Regular"), ("inter", "Inter-Regular"))
]
SHEET = "".join(
    f'@font-face {{ font-family: {face.stem}; src: url("{face.as_uri()}") }}' for face in FACES
)
SHEET += """
@font-face { font-family: Elsewhere; src: local("Elsewhere") }
p { font-variant-numeric: lining-nums }
"""
TEXT = "Baked <i>rye <b>bread</b></i> <b>in</b> 1921"  # in a face and three that are made of it
HTML = '<html lang="en"><head><title>T</title></head><body>'
HTML += "".join(f'<p style="font-family: {face.stem}">{TEXT}</p>' for face in FACES)


class Statistics(ctypes.Structure):
    """What glibc's `mallinfo2` gives; `uordblks` is how many bytes are in use."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


glibc = ctypes.CDLL(None)
glibc.mallinfo2.restype = Statistics


def in_use() -> int:
    gc.collect()
    found: int = glibc.mallinfo2().uordblks
    return found


def growth(step: Callable[[], object]) -> float:
    for _ in range(TIMES):
        step()
    before = in_use()
    for _ in range(TIMES):
        step()
    return (in_use() - before) / TIMES


if sys.argv[1] == "leaking":
    vars(typeset)["stop_leaks"] = vars(fonts)["own_configuration"] = lambda _: None
typeset.preload(plain=sys.argv[1] != "short")

from weasyprint.text.ffi import pango  # noqa: E402

with TemporaryDirectory() as folder:
    sheet = Path(folder, "sheet.css")
    sheet.write_text(SHEET)
    bounds = Bounds(1, 1, 1)
    style = Style("sheet", "", (sheet,), bounds, bounds, bounds)
    typesetter = typeset.Typesetter(style)

    def write() -> bytes:
        pdf, _ = typesetter.lay_out(HTML, "a4").pdf()
        return pdf

    steps: dict[str, Callable[[], object]] = {
        "load faces": lambda: typeset.Typesetter(style),
        "read a style": lambda: typeset.Typesetter(style, before=typesetter),
        "lay out": lambda: typesetter.lay_out(HTML, "a4"),
        "write a PDF": write,
    }
    grown = {name: growth(step) for name, step in steps.items()}
    pdf = sha256(write()).hexdigest()
    print(json.dumps({"grown": grown, "pdf": pdf, "pango": pango.pango_version()}))
