"""How WeasyPrint tells Pango of a text's font.

- WeasyPrint never gives back the list of font features that it makes for each piece of text: 40 kB
  a page laid out, which grows and grows in a process that lives on. Here each piece owns its list.
- The description of a font is made once, not once a piece.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .alone import lone_fonts_class

# In the order in which WeasyPrint gives them to its `font_features`.
_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
_DESCRIBED = (
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_caps",
    "font_variation_settings",
)
_MOST_DESCRIPTIONS = 1000


def own_features() -> None:
    """Has each Pango layout own its list of font features, and share descriptions of fonts."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, pango

    features_of, describe = line_break.font_features, line_break.get_font_description
    set_up = line_break.Layout.setup

    @lru_cache(maxsize=256)
    def features(values: tuple[Any, ...]) -> bytes:
        return ",".join(f"{name} {value}" for name, value in features_of(*values).items()).encode()

    def set_up_and_own(layout: Any, style: Any) -> None:
        set_up(layout, style)
        if wanted := features(tuple(style[name] for name in _FEATURES)):
            # The list owns the attribute, the layout keeps the list.
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(wanted))
            pango.pango_layout_set_attributes(layout.layout, attributes)

    descriptions: dict[tuple[Any, ...], Any] = {}
    lone = lone_fonts_class()

    def described(style: Any) -> Any:
        key = (tuple(style["font_family"]), *(style[name] for name in _DESCRIBED))
        if isinstance(style.font_config, lone):
            style.font_config.families.add(key[0])
        if key not in descriptions:
            if len(descriptions) >= _MOST_DESCRIPTIONS:
                descriptions.clear()
            descriptions[key] = describe(style)
        return descriptions[key]

    line_break.font_features = lambda *_: {}
    line_break.get_font_description = described
    line_break.Layout.setup = set_up_and_own
