"""The system's libraries, asked directly: WeasyPrint, which uses them, need not be there."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from .. import installing
from .findings import Finding

_OLDEST_PANGO = (1, 44)  # what WeasyPrint asks for

# The names under which WeasyPrint looks for them: on Linux and other Unix, macOS, Windows.
_FILES = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
_DLL_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"


def _load(name: str) -> ctypes.CDLL | str:
    """The library, or what the loader says of why not."""
    at = {"darwin": 1, "win32": 2}.get(sys.platform, 0)
    file = _FILES[name][at]
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _DLL_FOLDERS).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
    try:
        return ctypes.CDLL(file)
    except OSError as error:
        return f"cannot load {file}: {error}"


def pango() -> Finding:
    """Pango and what it stands on."""
    name = "Pango"
    for part in ("gobject", "pango", "pangoft2", "harfbuzz"):
        library = _load(part)
        if isinstance(library, str):
            return Finding(name, "wrong", library, installing.library("pango"))
        if part == "pango":
            library.pango_version_string.restype = ctypes.c_char_p
            version: str = library.pango_version_string().decode()
    if tuple(map(int, version.split(".")[:2])) < _OLDEST_PANGO:
        oldest = ".".join(map(str, _OLDEST_PANGO))
        advice = "a newer one comes with a newer release of this system"
        return Finding(name, "wrong", f"{version} is older than {oldest}", advice)
    return Finding(name, "good", version)


def subsetter() -> Finding:
    """HarfBuzz's subsetter: without it fonts are cut to size by a slower one."""
    name = "HarfBuzz's subsetter"
    library = _load("harfbuzz-subset")
    if isinstance(library, str):
        said = f"{library}; rendering takes longer without it"
        return Finding(name, "poor", said, installing.library("harfbuzz-subset"))
    library.hb_version_string.restype = ctypes.c_char_p
    return Finding(name, "good", library.hb_version_string().decode())


def fontconfig() -> Iterator[Finding]:
    """Fontconfig, its configuration, and a cache it can write to."""
    name = "Fontconfig"
    library = _load("fontconfig")
    if isinstance(library, str):
        yield Finding(name, "wrong", library, installing.library("fontconfig"))
        return
    version = library.FcGetVersion()
    said = f"{version // 10_000}.{version // 100 % 100}.{version % 100}"
    yield Finding(name, "good", said)
    fonts = _Fontconfig(library)
    caches = fonts.caches()
    if not any(map(_could_be_written, caches)):
        yield Finding(
            "font cache",
            "poor",
            "none can be written to: every run reads all fonts anew",
            f"mkdir -p '{caches[-1]}'" if caches else "set XDG_CACHE_HOME to a folder of yours",
        )


def _could_be_written(folder: str) -> bool:
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)  # noqa: PTH120
    return os.access(folder, os.W_OK)


_SCRIPTS = {  # a character that hardly a face of another script has
    "CJK": ("Chinese, Japanese and Korean", "字"),
    "Arabic": ("Arabic", "ع"),
    "Hebrew": ("Hebrew", "ש"),
}


def faces_of_the_machine() -> Iterator[Finding]:
    """Faces for the scripts that none ships for."""
    library = _load("fontconfig")
    if isinstance(library, str):
        return
    fonts = _Fontconfig(library)
    for script, (languages, character) in _SCRIPTS.items():
        name = f"faces for {languages}"
        if families := fonts.families_with(character):
            more = f" and {len(families) - 1} more" if len(families) > 1 else ""
            yield Finding(name, "good", f"{families[0]}{more}")
        else:
            yield Finding(name, "note", "none on this machine", installing.font(script))


class _FontSet(ctypes.Structure):
    _fields_ = [
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    ]


class _Fontconfig:
    """What is asked of Fontconfig (fontconfig.org, developers' reference)."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        for name in ("FcInitLoadConfigAndFonts", "FcPatternCreate", "FcCharSetCreate"):
            getattr(library, name).restype = ctypes.c_void_p
            getattr(library, name).argtypes = []
        library.FcObjectSetCreate.restype = ctypes.c_void_p
        library.FcConfigGetCacheDirs.restype = ctypes.c_void_p
        library.FcConfigGetCacheDirs.argtypes = [ctypes.c_void_p]
        library.FcStrListNext.restype = ctypes.c_char_p
        library.FcStrListNext.argtypes = [ctypes.c_void_p]
        library.FcCharSetAddChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        library.FcPatternAddCharSet.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        library.FcObjectSetAdd.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.FcFontList.restype = ctypes.POINTER(_FontSet)
        library.FcFontList.argtypes = [ctypes.c_void_p] * 3
        library.FcPatternGetString.argtypes = [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.POINTER(ctypes.c_char_p),
        ]
        self._config = library.FcInitLoadConfigAndFonts()

    def caches(self) -> list[str]:
        """The folders where it keeps what it knows of fonts, in the order it tries them."""
        folders = self._library.FcConfigGetCacheDirs(self._config)
        found = []
        while folder := self._library.FcStrListNext(folders):
            found.append(os.fsdecode(folder))
        return found

    def families_with(self, character: str) -> list[str]:
        """The families of the machine that have a character, by name."""
        library = self._library
        wanted, characters = library.FcPatternCreate(), library.FcCharSetCreate()
        library.FcCharSetAddChar(characters, ord(character))
        library.FcPatternAddCharSet(wanted, b"charset", characters)
        asked = library.FcObjectSetCreate()
        library.FcObjectSetAdd(asked, b"family")
        found = library.FcFontList(self._config, wanted, asked).contents
        families = set()
        for index in range(found.nfont):
            name = ctypes.c_char_p()
            if (
                library.FcPatternGetString(found.fonts[index], b"family", 0, ctypes.byref(name))
                == 0
            ):
                families.add((name.value or b"").decode("utf-8", "replace"))
        return sorted(families)
