"""How WeasyPrint tells Pango of a text's font.

- WeasyPrint never gives back the list of font features that it makes for each piece of text: 40 kB
  a page laid out, which grows and grows in a process that lives on. Here each piece owns its list.
- What a style tells Pango is put together once, and the description of a font once for all styles.
- The height of a line is asked for with every piece of text: it is looked up once a style.
"""

from __future__ import annotations

from typing import Any

from .alone import lone_fonts_class
from .instead import instead_of

_DECLARATIONS = """
PangoContext * pango_layout_get_context (PangoLayout *layout);
void * g_object_ref (void *object);
"""

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
_KEPT = (
    "language",
    "ascent",
    "underline_position",
    "strikethrough_position",
    "underline_thickness",
    "strikethrough_thickness",
)
_MOST = 1000  # descriptions and struts


def own_features() -> None:
    """Has each Pango layout own its list of font features, and share all else of its style."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    ffi.cdef(_DECLARATIONS, override=True)
    features_of, describe = line_break.font_features, line_break.get_font_description
    set_up, strut = line_break.Layout.setup, line_break.strut

    def told(layout: Any, style: Any) -> tuple[Any, ...]:
        """What Pango is told of all text in `style`, once `layout` was set up for one."""
        context = gobject.g_object_ref(pango.pango_layout_get_context(layout.layout))
        features = features_of(*(style[name] for name in _FEATURES))
        return (
            ffi.gc(ffi.cast("PangoContext *", context), gobject.g_object_unref),
            described(style),
            ",".join(f"{name} {value}" for name, value in features.items()).encode(),
            {name: value for name, value in vars(layout).items() if name in _KEPT},
        )

    def set_up_once(layout: Any, style: Any) -> None:
        if not hasattr(style, "told"):
            set_up(layout, style)
            style.told = told(layout, style)
        context, description, features, known = style.told
        vars(layout).update(known)
        layout.style, layout.first_line_direction = style, 0
        layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, description)
        if features:
            # The list owns the attribute, the layout keeps the list.
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features))
            pango.pango_layout_set_attributes(layout.layout, attributes)

    descriptions: dict[tuple[Any, ...], Any] = {}
    lone = lone_fonts_class()

    def described(style: Any) -> Any:
        key = (tuple(style["font_family"]), *(style[name] for name in _DESCRIBED))
        if isinstance(style.font_config, lone):
            style.font_config.families.add(key[0])
        if key not in descriptions:
            if len(descriptions) >= _MOST:
                descriptions.clear()
            descriptions[key] = describe(style)
        return descriptions[key]

    def strut_once(style: Any) -> Any:
        if not hasattr(style, "strut"):
            kept = style.font_config.strut_layouts
            if len(kept) >= _MOST:  # Another for each line height, and so for each fitted page.
                kept.clear()
            style.strut = strut(style)
        return style.strut

    line_break.font_features = lambda *_: {}
    line_break.get_font_description = described
    line_break.Layout.setup = set_up_once
    instead_of(strut, strut_once)
