"""How WeasyPrint tells Pango of a text's font.

- What a style tells Pango is put together once, and the description of a font once for all styles.
- The height of a line is asked for with every piece of text: it is looked up once a style.
"""

from __future__ import annotations

from typing import Any

from ..leaks import features_of, give_features
from .alone import lone_fonts_class
from .instead import instead_of

_DECLARATIONS = """
PangoContext * pango_layout_get_context (PangoLayout *layout);
void * g_object_ref (void *object);
"""

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


def describe_once() -> None:
    """Has the Pango layouts of a style share what Pango is told of it."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    ffi.cdef(_DECLARATIONS, override=True)
    describe, strut = line_break.get_font_description, line_break.strut
    set_up = line_break.Layout.setup

    def told(layout: Any, style: Any) -> tuple[Any, ...]:
        """What Pango is told of all text in `style`, once `layout` was set up for one."""
        context = gobject.g_object_ref(pango.pango_layout_get_context(layout.layout))
        return (
            ffi.gc(ffi.cast("PangoContext *", context), gobject.g_object_unref),
            described(style),
            features_of(style),
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
        give_features(layout, features)

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
