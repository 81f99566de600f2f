"""Makes the gallery: docs/gallery.md, with a picture of every layout in every style.

    python tools/gallery.py

Each picture is the first page of a résumé of the tests' (`tests/fixtures/looks`), drawn by PDFium.
It carries the fingerprint of what it was made from, by which a test sees that it is out of date.
Needs Pillow, which the packages for tests bring.
"""

import hashlib
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from resume_pdf import Press, build
from resume_pdf.proof import picture
from resume_pdf.theme import find_layout, find_style, layout_names, style_names

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "looks"
GALLERY = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
FINGERPRINT = "made-from"

_WIDTH = 744  # pixels: A4 at 90 to the inch
_COLOURS = 48
_IN_A_ROW = 3


def main() -> int:
    """Writes the page and the pictures that are out of date; returns the exit status."""
    PICTURES.mkdir(exist_ok=True)
    press = Press()
    for style, layout in every():
        path = PICTURES / name_of(style, layout)
        if fingerprint_in(path) == fingerprint(style, layout):
            continue
        (rendering,) = build(
            source(layout), layouts=[layout], style=style, paper="a4", press=press
        ).renderings
        if not rendering.good:
            print(f"{layout} in {style} failed its proof", file=sys.stderr)
            return 1
        _save(rendering.pdf, path, fingerprint(style, layout))
        print(path.relative_to(ROOT))
    wanted = {name_of(*one) for one in every()}
    for path in PICTURES.glob("*.png"):
        if path.name not in wanted:
            path.unlink()
    GALLERY.write_text(page(), "utf-8")
    return 0


def every() -> Iterator[tuple[str, str]]:
    """Style and layout of every picture."""
    return ((style, layout) for layout in layout_names() for style in style_names())


def name_of(style: str, layout: str) -> str:
    """The name of a picture's file."""
    return f"{layout}-{style}.png"


def source(layout: str) -> Path:
    """What a layout is shown with: a Markdown file of its own, else the résumé."""
    own = FIXTURES / f"{layout}.md"
    return own if own.is_file() else FIXTURES / "resume.md"


def page() -> str:
    """The text of docs/gallery.md."""
    parts = [
        "# Gallery\n\n"
        "Every layout in every style, on A4: the first page of each, of people who do not exist.\n"
        "The pictures are made by `python tools/gallery.py`. How to change a look, or make one of\n"
        "your own: [own-style.md](own-style.md).\n"
    ]
    for layout in layout_names():
        parts.append(f"## `{layout}`\n\n{_sentence(find_layout(layout).description)}\n")
        styles = style_names()
        for start in range(0, len(styles), _IN_A_ROW):
            row = styles[start : start + _IN_A_ROW]
            cells = (
                f"[![{layout} in {style}](gallery/{name_of(style, layout)})]"
                f"(gallery/{name_of(style, layout)})"
                for style in row
            )
            names = " | ".join(f"`{style}`" for style in row)
            parts.append(f"| {names} |\n|{'---|' * len(row)}\n| {' | '.join(cells)} |\n")
    lines = (f"- `{name}`: {find_style(name).description}" for name in style_names())
    parts.insert(1, "\n".join(lines) + "\n")
    return "\n".join(parts)


def fingerprint(style: str, layout: str) -> str:
    """What a picture is made from, as a digest: style, layout and source."""
    folders = find_layout(layout).folders
    files = (
        *find_style(style).sheets,
        *(path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()),
        source(layout),
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def fingerprint_in(path: Path) -> str | None:
    """The fingerprint that a picture carries; None where there is no picture."""
    if not path.is_file():
        return None
    with Image.open(path) as image:
        found = image.info.get(FINGERPRINT)
    return found if isinstance(found, str) else None


def _save(pdf: bytes, path: Path, made_from: str) -> None:
    with Image.open(BytesIO(picture(pdf, 1, _WIDTH))) as drawn:
        small = drawn.convert("RGB").quantize(_COLOURS, kmeans=2, dither=Image.Dither.NONE)
    info = PngInfo()
    info.add_text(FINGERPRINT, made_from)
    small.save(path, optimize=True, pnginfo=info)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    sys.exit(main())
