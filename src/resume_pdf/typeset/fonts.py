"""The loaded faces of a style, which outlive its edits as long as it brings the same ones.

A `FontConfiguration` takes 15 ms to make, for which somebody who edits a style in a preview would
wait at each save.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from ..stamp import Stamp
from ..theme import Style
from .emoji import prefer_shipped
from .fetcher import Loaded
from .folder import give_folder
from .leaks import own_configuration
from .shortcuts import give_back, lone_fonts


class Fonts:
    """The faces of a style: alone, and beside those of the machine for pages that need others.

    Without `alone` they are beside those of the machine for every page.
    """

    def __init__(self, *, alone: bool) -> None:
        self._faces: dict[str, tuple[Any, Any]] = {}
        self._alone = alone
        self._lone: Any = _ready(lone_fonts()) if alone else None
        self._all: Any = None if alone else _machine_fonts()

    @property
    def all(self) -> Any:
        """A `FontConfiguration` with those of the machine, looked for when it is first needed."""
        if self._all is None:
            self._all = _machine_fonts()
            for descriptors, fetcher in self._faces.values():
                # What is wrong with a face was told when it was loaded first.
                told, fetcher.loaded = fetcher.loaded, Loaded()
                self._all.add_font_face(descriptors, fetcher)
                fetcher.loaded = told
        return self._all

    def add_font_face(self, descriptors: Any, fetcher: Any) -> None:
        """Loads a face; WeasyPrint does nothing for one that is loaded already."""
        self._faces[str(descriptors)] = descriptors, fetcher
        # A face that is to be used for some of its characters may have more.
        self._alone = self._alone and "unicode_range" not in descriptors
        for fonts in (self._lone, self._all):
            if fonts is not None:
                fonts.add_font_face(descriptors, fetcher)

    def serving(self, text: str) -> Any:
        """The `FontConfiguration` to set `text` with, as far as can be told before it is set."""
        return self._lone if self._alone and self._lone.suffice({*text}) else self.all

    def served(self, used: Any, characters: Collection[str] | None) -> bool:
        """Whether pages with these characters needed no more than `used`; None is said of some that
        are not known. If they did, all that come will be set beside the faces of the machine: it is
        not the text that asks for these, but the style.
        """
        if used is self._lone:
            self._alone = characters is not None and used.suffice(characters)
        return used is self._all or self._alone


class Faces:
    """Stands for `Fonts` while style sheets are read; `asked` are the faces that they bring."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self.asked: list[str] = []

    def add_font_face(self, descriptors: Any, fetcher: Any) -> None:
        """What WeasyPrint calls for each face."""
        self.asked.append(str(descriptors))
        self._fonts.add_font_face(descriptors, fetcher)


def face_files(style: Style) -> Stamp:
    """The stamp of what a style loads beside its sheets."""
    return tuple(one for one in style.stamp if Path(one[0]).suffix.lower() != ".css")


def _machine_fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    fonts = _ready(FontConfiguration())
    give_back(fonts)
    return fonts


def _ready(fonts: Any) -> Any:
    own_configuration(fonts)
    give_folder(fonts)
    prefer_shipped(fonts)
    return fonts
