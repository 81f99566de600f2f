"""Emoji: always the shipped face, and each mapped back to the characters that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pydyf
    import weasyprint

FAMILY = "Shipped Emoji"
_SELECTOR = "\ufe0f"

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


def map_sequences(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Gives a glyph its text back where a selector that shows nothing has taken it ("1️⃣").

    WeasyPrint ends the text of a glyph where the next glyph's begins; that of a selector, which is
    never painted, begins where the whole does.
    """
    texts: dict[int, str] = {}
    for font in document.fonts.values():
        unmapped = [glyph for glyph, text in font.to_unicode.items() if not text]
        if not unmapped:
            continue
        texts = texts or dict(_glyphs_before_selectors(document))
        for one in pdf.objects:
            if isinstance(one, dict) and one.get("BaseFont") == font.name and "ToUnicode" in one:
                unicode_map = pdf.objects[int(one["ToUnicode"].split()[0])]
                for glyph in unmapped:
                    code = texts.get(glyph, "").encode("utf-16-be").hex()
                    unicode_map.stream = [
                        line.replace(
                            f"<{glyph:04x}> <>".encode(), f"<{glyph:04x}> <{code}>".encode()
                        )
                        for line in unicode_map.stream
                    ]


def _glyphs_before_selectors(document: weasyprint.Document) -> Iterator[tuple[int, str]]:
    """The last painted glyph of each cluster that has a selector, and the cluster's text."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.ffi import ffi, pango

    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if not isinstance(box, boxes.TextBox) or _SELECTOR not in box.text:
                continue
            box.pango_layout.reactivate(box.style)
            line, _ = box.pango_layout.get_first_line()
            text = box.pango_layout.text.encode()
            run = line.runs[0]
            while run != ffi.NULL:
                item, glyphs = run.data.item, run.data.glyphs
                run = run.next
                starts = [*glyphs.log_clusters[0 : glyphs.num_glyphs], item.length]
                for index in range(glyphs.num_glyphs):
                    glyph = glyphs.glyphs[index].glyph
                    end = min((one for one in starts if one > starts[index]), default=item.length)
                    cluster = text[item.offset + starts[index] : item.offset + end].decode()
                    if glyph != pango.PANGO_GLYPH_EMPTY and _SELECTOR in cluster:
                        yield glyph, cluster
