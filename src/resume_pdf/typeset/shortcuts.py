"""Shorter ways through WeasyPrint: the same pages, without what they do not need.

Everything here that knows the insides of another library is in this module. It applies to the
versions it was tried with, and to Linux; any other takes the plain way, as does whoever imports
WeasyPrint first, and the pages are the same to the byte.

- WeasyPrint tries several names for each library, and for each that fails cffi asks the compiler
  and the linker where it might be: fifteen processes, a fifth of a second. The name that Linux
  knows ("libpango-1.0.so.0") is among them and is found without asking.
- fontTools takes a tenth of a second, and is needed for fonts without HarfBuzz's subsetter,
  variable ones and pictures of emoji. What WeasyPrint takes of it is imported when it is called.
- WeasyPrint never gives back the list of font features that it makes for each piece of text: 40 kB
  a page laid out, which grows and grows in a process that lives on. Here each piece owns its list.
  The description of a font is made once, not once a piece.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_TRIED = ("70.0",)
_WHEN_CALLED = ("fontTools.subset", "fontTools.varLib.instancer")

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


def import_engine(*, plain: bool = False) -> Any:
    """WeasyPrint, imported the short way where that is known to do; always the plain way if
    `plain`. Raises what its import raises: `OSError` where a library is missing.
    """
    new = "weasyprint" not in sys.modules
    if not plain and new and _is_known():
        try:
            with _no_search(), _imported_when_called():
                import weasyprint.text.fonts
        except OSError:
            _forget()  # The plain way may find a library in some odd place.
        else:
            _own_features()
            return weasyprint
    try:
        import weasyprint.text.fonts
    except OSError:
        if new:
            _forget()
        raise
    return weasyprint


def _forget() -> None:
    """Takes away what is left of an import that failed: the next would trip over it."""
    for name in [one for one in sys.modules if one.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _is_known() -> bool:
    """Whether the WeasyPrint that is installed is one of those tried, told without importing it."""
    found = find_spec("weasyprint") if sys.platform == "linux" else None
    if found is None or found.origin is None:
        return False
    folder = Path(found.origin).parents[1]
    return any((folder / f"weasyprint-{version}.dist-info").is_dir() for version in _TRIED)


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


class _WhenCalled(ModuleType):
    """Stands for a module while another imports functions from it; each is the module's own, which
    is imported when it is called.
    """

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(module), name)(*arguments, **options)

        return call


@contextmanager
def _imported_when_called() -> Iterator[None]:
    """Within, the modules of `_WHEN_CALLED` that are not imported yet are put off."""
    put_off = {name: _WhenCalled(name) for name in _WHEN_CALLED if name not in sys.modules}
    sys.modules.update(put_off)
    try:
        yield
    finally:
        for name, module in put_off.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _own_features() -> None:
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

    def described(style: Any) -> Any:
        key = (tuple(style["font_family"]), *(style[name] for name in _DESCRIBED))
        if key not in descriptions:
            if len(descriptions) >= _MOST_DESCRIPTIONS:
                descriptions.clear()
            descriptions[key] = describe(style)
        return descriptions[key]

    line_break.font_features = lambda *_: {}
    line_break.get_font_description = described
    line_break.Layout.setup = set_up_and_own
