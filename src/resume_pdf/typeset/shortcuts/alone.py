"""The faces that style sheets bring, without those of the machine.

Fontconfig looks through all faces of a machine before it finds the first: three milliseconds for a
few, a second and a half for a thousand without a cache that can be written. Most pages need none.
Here is a configuration without them, and whether it does for a page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, Literal

from ..emoji import FAMILY

# What Fontconfig's own rules say on every system of a face that has no italic or bold companion.
_RULES = b"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<match target="font">
<test name="slant"><const>roman</const></test>
<test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
<edit name="matrix" mode="assign"><times><name>matrix</name><matrix>
<double>1</double><double>0.2</double><double>0</double><double>1</double>
</matrix></times></edit>
<edit name="slant" mode="assign"><const>oblique</const></edit>
</match>
<match target="font">
<test name="weight" compare="less_eq"><const>medium</const></test>
<test target="pattern" name="weight" compare="more_eq"><const>bold</const></test>
<edit name="embolden" mode="assign"><bool>true</bool></edit>
<edit name="weight" mode="assign"><const>bold</const></edit>
</match>
</fontconfig>"""
_DECLARATIONS = """
typedef struct _FcCharSet FcCharSet;
FcConfig * FcConfigCreate (void);
FcBool FcConfigSetCurrent (FcConfig *config);
FcResult FcPatternGetCharSet (FcPattern *p, const char *object, int n, FcCharSet **c);
FcBool FcCharSetHasChar (FcCharSet *fcs, unsigned int ucs4);
"""
_ALWAYS = " x0"  # that lines and lengths are measured by
_OF_NO_FACE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})  # Pango takes that of what is before


_process: Literal["shared", "own", "alone", "settled"] = "shared"
"""Whose Fontconfig is: anybody's, or ours to set up; without the machine's faces; as it will stay.

Pango goes by the rules of the process whatever the configuration, and has it read them, and look
through all faces, with its first font map.
"""


def own_process() -> None:
    """Has Fontconfig know of no face of the machine, before a page needs one, in all the process;
    for whoever owns it, before the first page.
    """
    global _process  # which is what this is about
    if _process == "shared":
        _process = "own"


def give_back(fonts: Any) -> None:
    """Has Pango go by the rules of the machine, which `fonts` (a `FontConfiguration`) has read."""
    global _process
    if _process == "alone":
        from weasyprint.text.ffi import fontconfig

        fontconfig.FcConfigSetCurrent(fonts._config)
    _process = "settled"


def lone_fonts() -> Any:
    """A `FontConfiguration` without a face."""
    return lone_fonts_class()()


@cache
def lone_fonts_class() -> Any:
    """A class of `FontConfiguration`s that know the faces alone that are added to them.

    `families` are the lists of families that text was set in, as the style has them.
    """
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    ffi.cdef(_DECLARATIONS, override=True)

    def configuration() -> Any:
        config = fontconfig.FcConfigCreate()
        fontconfig.FcConfigParseAndLoadFromMemory(config, _RULES, True)
        return config

    class LoneFonts(FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            # Not calling up: that would load the faces of the machine.
            global _process
            self._config = configuration()
            if _process == "own":
                fontconfig.FcConfigSetCurrent(self._config)
            if _process != "alone":
                _process = "alone" if _process == "own" else "settled"
            self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(
                ffi.cast("PangoFcFontMap *", self.font_map), self._config
            )
            fontconfig.FcConfigDestroy(self._config)  # The font map keeps it.
            self._folder = None
            self.strut_layouts: dict[Any, Any] = {}
            self.font_features: dict[Any, Any] = {}
            self.families: set[tuple[str, ...]] = set()

        def suffice(self, characters: Collection[str]) -> bool:
            """Whether `characters` are set as they would be beside the machine's faces: each list
            of families has them in faces of ours before it comes to any other.
            """
            faces: dict[str, list[Any]] = {}
            for family, charset in self._faces():
                faces.setdefault(family.casefold(), []).append(charset)
            if FAMILY.casefold() not in faces:
                return False
            wanted = {*map(ord, filter(_has_face, characters)), *map(ord, _ALWAYS)}
            for families in self.families or {tuple(faces)}:
                ours = []
                for family in families:
                    if family.casefold() not in faces:
                        break
                    ours += faces[family.casefold()]
                if not all(
                    any(fontconfig.FcCharSetHasChar(charset, code) for charset in ours)
                    for code in wanted
                ):
                    return False
            return True

        def _faces(self) -> Iterator[tuple[str, Any]]:
            fonts = fontconfig.FcConfigGetFonts(self._config, fontconfig.FcSetApplication)
            name, charset = ffi.new("FcChar8 **"), ffi.new("FcCharSet **")
            for index in range(fonts.nfont if fonts != ffi.NULL else 0):
                fontconfig.FcPatternGetString(fonts.fonts[index], b"family", 0, name)
                fontconfig.FcPatternGetCharSet(fonts.fonts[index], b"charset", 0, charset)
                yield ffi.string(name[0]).decode(), charset[0]

    return LoneFonts


def _has_face(character: str) -> bool:
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not selector and (
        character == "\u1680" or unicodedata.category(character) not in _OF_NO_FACE
    )
