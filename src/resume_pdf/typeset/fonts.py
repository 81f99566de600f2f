"""The loaded faces of a style, which outlive its edits as long as it brings the same ones.

A `FontConfiguration` takes 15 ms to make, and Fontconfig keeps a quarter of a megabyte of each for
good: somebody who edits a style in a preview would fill the memory with one for each save.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..stamp import Stamp
from ..theme import Style
from .emoji import prefer_shipped
from .folder import give_folder


def new_fonts() -> Any:
    """A `FontConfiguration` without a face of a style's."""
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    give_folder(fonts)
    prefer_shipped(fonts)
    return fonts


class Faces:
    """Stands for a `FontConfiguration` while style sheets are read; `asked` are the faces that they
    bring. One that is loaded already is not loaded again.
    """

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self.asked: list[str] = []

    def add_font_face(self, descriptors: Any, fetcher: Any) -> None:
        """What WeasyPrint calls for each face."""
        self.asked.append(str(descriptors))
        self._fonts.add_font_face(descriptors, fetcher)


def face_files(style: Style) -> Stamp:
    """The stamp of what a style loads beside its sheets."""
    return tuple(one for one in style.stamp if Path(one[0]).suffix.lower() != ".css")
