"""The families of faces that are installed on the machine, as Fontconfig knows them."""

from __future__ import annotations

from functools import cache


@cache
def families() -> frozenset[str]:
    """Their names, in every language that a face gives its name in."""
    from weasyprint.text.ffi import ffi, fontconfig

    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    name = ffi.new("FcChar8 **")
    found = set()
    for index in range(fonts.nfont if fonts != ffi.NULL else 0):
        number = 0
        while not fontconfig.FcPatternGetString(fonts.fonts[index], b"family", number, name):
            found.add(ffi.string(name[0]).decode("utf-8", "replace"))
            number += 1
    return frozenset(found)
