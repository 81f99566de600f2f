"""Emoji: always those of the shipped face."""

from __future__ import annotations

from functools import cache
from typing import Any

FAMILY = "Shipped Emoji"

# Pango asks for the family "emoji" whatever the style says, which on most desktops is one in
# colour: pictures, which are no text and which PDF/A knows only some kinds of.
_RULE = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><match target="pattern">
<test name="family"><string>emoji</string></test>
<edit name="family" mode="prepend_first" binding="strong"><string>{FAMILY}</string></edit>
<edit name="color" mode="assign_replace"><bool>false</bool></edit>
</match></fontconfig>"""


def prefer_shipped(fonts: Any) -> None:
    """Has Pango take the shipped face for emoji; `fonts` is WeasyPrint's `FontConfiguration`.

    Fontconfig's rules are those of the process whatever the configuration, so this one is given to
    the font map alone.
    """
    from weasyprint.text.ffi import ffi, pangoft2

    callback, _ = _substitution()
    pangoft2.pango_ft2_font_map_set_default_substitute(fonts.font_map, callback, ffi.NULL, ffi.NULL)


@cache
def _substitution() -> tuple[Any, Any]:
    """What Pango calls for every font it looks for, and the rule that it applies.

    Made once, and never given back: layouts keep their font map, and with it the callback, for
    longer than anything here can know.
    """
    from weasyprint.text.ffi import ffi, fontconfig

    ffi.cdef(
        "FcConfig * FcConfigCreate (void);"
        "void pango_ft2_font_map_set_default_substitute (void *, void *, void *, void *);",
        override=True,
    )
    rules = fontconfig.FcConfigCreate()
    fontconfig.FcConfigParseAndLoadFromMemory(rules, _RULE.encode(), True)

    @ffi.callback("void(FcPattern *, void *)")  # type: ignore[untyped-decorator]
    def substitute(pattern: Any, _: Any) -> None:
        fontconfig.FcConfigSubstitute(rules, pattern, fontconfig.FcMatchPattern)

    return substitute, rules
