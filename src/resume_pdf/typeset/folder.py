"""The folder to which WeasyPrint copies fonts for Fontconfig: taken away however a run ends.

WeasyPrint takes it away when its `FontConfiguration` is collected, which does not happen in a run
that is ended. So it gets one of ours, which is taken away as Python ends as well; and what a run
left that was killed, the next one takes away.
"""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from typing import Any

from ..held import remove, temporary_folder

_given: set[Path] = set()  # by this process, and still there


class _Ours(type(Path())):  # type: ignore[misc]
    """A path that counts as none where WeasyPrint asks whether there is a folder to take away; at
    Python's end it would ask when nothing is left to do it with.
    """

    def __bool__(self) -> bool:
        return False


def give_folder(fonts: Any) -> None:
    """Gives a `FontConfiguration` that has loaded no font yet a folder that it will not leave."""
    folder, lock = temporary_folder("fonts")
    fonts._folder = _Ours(folder)
    _given.add(folder)
    weakref.finalize(fonts, _remove, folder, lock)


def take_away() -> None:
    """Takes all of them away, for a process that ends without ending Python."""
    for folder in tuple(_given):
        shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: Path, lock: int) -> None:
    remove(folder, lock)
    _given.discard(folder)
