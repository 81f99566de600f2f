"""What is imported with WeasyPrint, and how.

- WeasyPrint tries several names for each library, and for each that fails cffi asks the compiler
  and the linker where it might be: fifteen processes, a fifth of a second. The name that Linux
  knows ("libpango-1.0.so.0") is among them and is found without asking.
- fontTools is needed for fonts without HarfBuzz's subsetter, variable ones and pictures of emoji,
  Pillow for pictures: a sixth of a second, and seven megabytes. What WeasyPrint imports of them is
  imported when it is first used.
- It asks at once whether the machine has any font, and reads all of Fontconfig's rules for that. We
  bring fonts.
- It fetches nothing here: HTTP, TLS and what e-mail is written with wait as well (`network`).
- It makes a table of the types of files as Python knows them, and has Python read those that the
  machine knows for nothing.
- It has cffi read declarations of C, for which pycparser is loaded (`declarations`, `types`).
- Its own style sheets are parsed when they are first used (`sheets`).
- Few pages need its parser of HTML (`parsing`). What finds the files of a package in archives and
  elsewhere is not needed for packages that are folders.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from ...postponed import Statement, is_installed, postponed
from .declarations import read_declarations
from .network import FETCHING, REQUESTS, Requests
from .sheets import parsed_when_used
from .types import read_type

_PICTURES: tuple[Statement, ...] = (
    ("weasyprint.images", "PIL"),
    ("weasyprint.css", "PIL.ImageCms"),
    ("weasyprint.draw.text", "PIL"),
)
_SUBSETS: tuple[Statement, ...] = (
    ("weasyprint.pdf.fonts", "fontTools"),
    ("weasyprint.pdf.fonts", "fontTools.ttLib"),
    ("weasyprint.pdf.fonts", "fontTools.varLib.instancer"),
)
_PACKED_FACES: tuple[Statement, ...] = (("weasyprint.text.fonts", "fontTools.ttLib"),)
_PARSER: tuple[Statement, ...] = (("weasyprint", "tinyhtml5"),)
_FILES: tuple[Statement, ...] = (
    ("pyphen", "importlib"),
    ("weasyprint.html", "importlib.resources"),
    ("weasyprint.pdf", "importlib.resources"),
)
_DECLARATIONS: tuple[Statement, ...] = (("cffi.cparser", "pycparser"),)

_TRIED = ("2.1.1",)  # of cffi

# What finds libraries has other programs look for them, which nobody asks it for here.
with postponed([("ctypes.util", "subprocess")]):
    import ctypes.util


@contextmanager
def lightly() -> Iterator[None]:
    """Within, an import of WeasyPrint searches for nothing and puts off what is not needed yet."""
    groups = [_PICTURES, _SUBSETS, _PACKED_FACES, FETCHING, _PARSER, _FILES]
    instead = {
        **dict.fromkeys(_FILES, _with_folders),
        ("weasyprint.html", ""): _with_sheets,
        REQUESTS: Requests,
        ("weasyprint.text.fonts", "ffi"): _with_fonts,
    }
    if is_installed("cffi", _TRIED):
        groups.append(_DECLARATIONS)
        instead["weasyprint.text.ffi", "cffi"] = _with_reader
    with _no_search(), _no_types(), postponed(*groups, instead=instead):
        yield
    import cffi
    from weasyprint.text import ffi, fonts

    fonts.fontconfig = ffi.fontconfig
    ffi.cffi = cffi


@contextmanager
def _no_search() -> Iterator[None]:
    """Nobody is asked where a library is: a name that the loader does not know is none."""

    def nowhere(name: str) -> str | None:  # noqa: ARG001 - its interface
        return None

    before = ctypes.util.find_library
    ctypes.util.find_library = nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = before


@contextmanager
def _no_types() -> Iterator[None]:
    """The types of files that the machine knows are not read, but when somebody asks for them."""
    before, mimetypes.inited = mimetypes.inited, True
    try:
        yield
    finally:
        mimetypes.inited = before


def _with_folders(_: Any) -> Any:
    """`importlib.resources`, or what has it, for packages that are folders."""

    def files(package: ModuleType | str) -> Path:
        spec = find_spec(package) if isinstance(package, str) else package.__spec__
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(f"no package {package}")
        return Path(spec.submodule_search_locations[0])

    return SimpleNamespace(files=files, resources=SimpleNamespace(files=files))


def _with_sheets(weasyprint: Any) -> Any:
    """WeasyPrint as its module of own style sheets sees it: what is parsed waits."""
    return SimpleNamespace(**{**vars(weasyprint), "CSS": parsed_when_used(weasyprint.CSS)})


def _with_fonts(libraries: Any) -> Any:
    """The libraries as the module sees them that asks, while it is imported, for any font."""
    one_font = SimpleNamespace(nfont=1)
    sure = SimpleNamespace(
        FcInitLoadConfigAndFonts=lambda: libraries.ffi.NULL,
        FcConfigDestroy=lambda _: None,
        FcSetSystem=None,
        FcConfigGetFonts=lambda *_: one_font,
    )
    return SimpleNamespace(**{**vars(libraries), "fontconfig": sure})


def _with_reader(cffi: Any) -> Any:
    """The cffi of the module that declares what WeasyPrint calls."""
    return SimpleNamespace(**{**vars(cffi), "FFI": lambda: _reading(cffi.FFI())})


def _reading(ffi: Any) -> Any:
    """`ffi`, which has its parser parse only what is not read here."""
    parser = ffi._parser
    parse, parse_type = parser.parse, parser.parse_type

    def read(text: str, override: bool = False, **options: Any) -> None:
        if any(options.values()) or not read_declarations(text, parser, override=override):
            parse(text, override=override, **options)

    parser.parse = read
    parser.parse_type = lambda text: read_type(text, parser) or parse_type(text)
    return ffi
