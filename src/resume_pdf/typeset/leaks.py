"""Memory of C's that WeasyPrint and Pango never give back, given back.

Python does not know of what Pango and Fontconfig hand out to be freed by whoever asked, and in a
process that lives on it grows with every page. WeasyPrint 70 keeps for good

- of each font that it embeds its metrics and its name as text: half a kilobyte a PDF;
- of each piece of text that it lays out the list of font features: 40 kB a page;
- of each face of the machine that a style sheet asks for by name what Fontconfig found: 3 kB.

This knows the insides of WeasyPrint, so it holds for the version it was tried with alone; with any
other, that memory is lost. Pango before 1.54 keeps of each font map its rules and faces: a quarter
of a megabyte with those of the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .shortcuts import is_shortened

_TRIED = ("70.0",)
_DECLARATIONS = """
void g_free (void *memory);
void g_object_set_data_full (void *object, const char *key, void *data, void *destroy);
"""
_FREES_CONFIGURATIONS = 15400  # the first Pango that does
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


def stop_leaks(engine: Any) -> None:
    """Has `engine`, the imported WeasyPrint, give back what it asks for; a second time changes
    nothing.
    """
    from weasyprint.pdf import fonts as embedded
    from weasyprint.text import fonts, line_break
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pango

    if engine.__version__ not in _TRIED or isinstance(embedded.pango, _Owned):
        return
    ffi.cdef(_DECLARATIONS, override=True)
    frees = {"pango_font_get_metrics": pango.pango_font_metrics_unref}
    if hasattr(gobject, "g_free"):  # Windows finds only what is in the library itself.
        frees["pango_font_description_to_string"] = gobject.g_free
    embedded.pango = _Owned(pango, ffi.gc, frees)
    fonts.fontconfig = _Owned(fontconfig, ffi.gc, {"FcFontMatch": fontconfig.FcPatternDestroy})
    if is_shortened(engine):
        return  # There what sets a layout up calls `give_features` itself.
    set_up = line_break.Layout.setup

    def set_up_owning(layout: Any, style: Any) -> None:
        set_up(layout, style)
        give_features(layout, features_of(style))

    line_break.font_features = lambda *_: {}
    line_break.Layout.setup = set_up_owning


def own_configuration(fonts: Any) -> None:
    """Has the font map of `fonts`, a `FontConfiguration` that was just made, give back with itself
    what Fontconfig told it.
    """
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pango

    if pango.pango_version() < _FREES_CONFIGURATIONS:
        ffi.cdef(_DECLARATIONS, override=True)
        gobject.g_object_set_data_full(
            fonts.font_map, b"resume-pdf", fonts._config, fontconfig.FcConfigDestroy
        )


def features_of(style: Any) -> bytes:
    """The font features that WeasyPrint's `style` asks for, as Pango reads them."""
    from weasyprint.text.fonts import font_features

    features = font_features(*(style[name] for name in _FEATURES))
    return ",".join(f"{name} {value}" for name, value in features.items()).encode()


def give_features(layout: Any, features: bytes) -> None:
    """Has a layout own the list of its font features."""
    from weasyprint.text.ffi import ffi, pango

    if features:
        # The list owns the attribute, the layout keeps the list.
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features))
        pango.pango_layout_set_attributes(layout.layout, attributes)


class _Owned:
    """A library of C; what the functions in `frees` give is freed as the last reference to it goes,
    by the function that `frees` has for each. `gc` is that of cffi.
    """

    def __init__(
        self,
        library: Any,
        gc: Callable[[Any, Callable[[Any], Any]], Any],
        frees: dict[str, Callable[[Any], Any]],
    ) -> None:
        self._library, self._gc, self._frees = library, gc, frees

    def __getattr__(self, name: str) -> Any:
        found, free = getattr(self._library, name), self._frees.get(name)
        return found if free is None else lambda *given: self._gc(found(*given), free)
