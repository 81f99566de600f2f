"""The fonts of a PDF, and whether every glyph stands for a character.

In: a file, what the readers found. Out: checks. A font that is not embedded looks different on
every machine; without a Unicode map its text cannot be read, copied or searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..diagnostics import Diagnostic
from ..document import Document
from ..patterns import lazy
from ..words import said
from .file import File
from .report import Check, counted
from .text import ReadBack

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_STANDARD_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")
_TO_NO_GLYPH = lazy(rb"<[0-9A-Fa-f]+>\s+0\b")
# What readers give for a glyph without meaning: the replacement character, and the glyph's number
# itself where the font's map does not fit.
_MEANINGLESS = lazy("[\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f]")


def check_fonts(file: File) -> Check:
    """Every font is embedded and has a Unicode map."""
    fonts = list(fonts_of(file))
    diagnostics: list[Diagnostic] = []
    for font in fonts:
        called = font_name(font)
        if not _is_embedded(font):
            diagnostics.append(Diagnostic("proof-fonts", f"the font {called} is not embedded"))
        if not (_has_unicode_map(font) or _is_idle(font)):
            diagnostics.append(Diagnostic("proof-fonts", f"the font {called} has no Unicode map"))
    how = "" if diagnostics else " embedded"
    return Check("fonts", len(fonts), f"{counted(len(fonts), 'font')}{how}", tuple(diagnostics))


def glyphless(file: File) -> int:
    """How many characters have no glyph in their font."""
    missing = 0
    for font in fonts_of(file):
        encoding = font.get("/Encoding")
        encoding = encoding.get_object() if encoding is not None else None
        missing += len(_TO_NO_GLYPH.findall(_data(encoding)))
    return missing


def check_glyphs(document: Document, missing: int, readings: Sequence[ReadBack]) -> Check:
    """Every glyph stands for a character, and every character has a glyph, but for `missing`."""
    written = sum(text.count("\ufffd") for text, _ in said(document))
    return check_own_glyphs(missing, readings, written)


def check_own_glyphs(missing: int, readings: Sequence[ReadBack], written: int = 0) -> Check:
    """The same where nothing is known of the text but how many replacement characters its author
    has `written`.
    """
    diagnostics: list[Diagnostic] = []
    if missing:
        characters = counted(missing, "character")
        diagnostics.append(Diagnostic("proof-glyphs", f"{characters} without a glyph"))
    for read in readings:
        broken = meaningless_glyphs(read)
        if broken > written:
            glyphs = counted(broken, "glyph")
            message = f"{glyphs} without a character ({read.reader.name})"
            diagnostics.append(Diagnostic("proof-glyphs", message))
    count = sum(len(page) for page in readings[0].pages) if readings else 0
    return Check("glyphs", count, "", tuple(diagnostics))


def meaningless_glyphs(read: ReadBack) -> int:
    """How many glyphs a reader found that stand for no character."""
    return sum(len(_MEANINGLESS.findall(page)) for page in read.pages)


def font_name(font: DictionaryObject) -> str:
    """The name of a font, without the tag of a subset."""
    tag, _, name = str(font.get("/BaseFont", "?")).strip("/").rpartition("+")
    return name or tag


def fonts_of(file: File) -> Iterator[DictionaryObject]:
    """Every font once, those of form XObjects too."""
    seen: set[int] = set()
    waiting: list[Any] = [page.get("/Resources") for page in file.pages]
    while waiting:
        resources = waiting.pop()
        resources = resources.get_object() if resources is not None else None
        if resources is None or id(resources) in seen:
            continue
        seen.add(id(resources))
        for font in _values(resources, "/Font"):
            if id(font) not in seen:
                seen.add(id(font))
                yield font
        waiting += [form.get("/Resources") for form in _values(resources, "/XObject")]


def _values(resources: DictionaryObject, kind: str) -> list[Any]:
    held = resources.get(kind)
    return [value.get_object() for value in held.get_object().values()] if held is not None else []


def _is_embedded(font: DictionaryObject) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # drawn by the file itself
    owner: Any = font
    if "/DescendantFonts" in font:
        owner = font["/DescendantFonts"][0].get_object()  # type: ignore[index]
    descriptor = owner.get("/FontDescriptor")
    return descriptor is not None and any(name in descriptor.get_object() for name in _FONT_FILES)


def _has_unicode_map(font: DictionaryObject) -> bool:
    if font.get("/Encoding") in _STANDARD_ENCODINGS:
        return True  # which says what each code stands for (ISO 32000-1, 9.10.2)
    unicode_map = font.get("/ToUnicode")
    data = _data(unicode_map.get_object() if unicode_map is not None else None)
    return b"beginbfchar" in data or b"beginbfrange" in data


def _is_idle(font: DictionaryObject) -> bool:
    """Whether it is named and no glyph of it set, as for characters that nobody sees: it gives the
    width of none.
    """
    (owner,) = font.get("/DescendantFonts", [None])
    widths = owner.get_object().get("/W") if owner is not None else None
    return widths is not None and not widths.get_object()


def _data(stream: object) -> bytes:
    """The data of a stream; none for what is no stream, such as the name of an encoding."""
    from pypdf.generic import StreamObject

    return stream.get_data() if isinstance(stream, StreamObject) else b""
