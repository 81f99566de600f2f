"""What is imported with WeasyPrint, and how.

- WeasyPrint tries several names for each library, and for each that fails cffi asks the compiler
  and the linker where it might be: fifteen processes, a fifth of a second. The name that Linux
  knows ("libpango-1.0.so.0") is among them and is found without asking.
- fontTools takes a tenth of a second, and is needed for fonts without HarfBuzz's subsetter,
  variable ones and pictures of emoji. What WeasyPrint takes of it is imported when it is called.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_WHEN_CALLED = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def lightly() -> Iterator[None]:
    """Within, an import of WeasyPrint searches for nothing and puts off what is not needed yet."""
    with _no_search(), _imported_when_called():
        yield


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
