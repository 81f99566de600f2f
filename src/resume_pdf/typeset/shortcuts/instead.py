"""One function of a library in place of another, wherever it was imported to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def instead_of(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Puts `new` in the place of `old`, a function of a module, in all modules of its library."""
    library = old.__module__.partition(".")[0]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == library:
            for known_as, value in list(vars(module).items()):
                if value is old:
                    setattr(module, known_as, new)
