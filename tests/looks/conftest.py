"""A page of every layout in every style, with what stands where on it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from resume_pdf import Press, Rendering, Source, build
from resume_pdf.theme import layout_names, style_names
from resume_pdf.typeset import Pages, Typesetter

_TOOL = Path(__file__).parents[2] / "tools" / "gallery.py"
_PT = 0.75  # of a CSS pixel


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text on one line; places and sizes in pt. `within` are the classes of its element
    and of those around it, the innermost first.
    """

    words: str
    left: float
    right: float
    size: float
    face: str
    within: tuple[frozenset[str], ...]

    def is_in(self, *names: str) -> bool:
        return any(name in classes for classes in self.within for name in names)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: `block` is the same for the lines of one paragraph."""

    page: int
    baseline: float
    height: float
    block: int
    entry: int | None
    texts: tuple[Text, ...]

    def is_in(self, *names: str) -> bool:
        return any(text.is_in(*names) for text in self.texts)

    @property
    def label(self) -> Text | None:
        """The bullet or the number that it begins with."""
        first = self.texts[0]
        return first if first.is_in("bullet", "number", "box") else None

    @property
    def left(self) -> float:
        """Where its words begin, after a bullet or a number."""
        return next(text.left for text in self.texts if not text.is_in("bullet", "number", "box"))

    @property
    def right(self) -> float:
        return max(text.right for text in self.texts)


@dataclass(frozen=True, slots=True)
class Look:
    """One layout in one style: its PDF, its lines; the edges of the text area in pt."""

    style: str
    layout: str
    rendering: Rendering
    lines: tuple[Line, ...]
    left: float
    right: float


class _Recording(Press):
    """A press that keeps the last pages that were laid out."""

    pages: Pages

    def typesetter(self, *arguments: Any) -> Typesetter:
        typesetter = super().typesetter(*arguments)
        lay_out: Callable[..., Pages] = type(typesetter).lay_out

        def recorded(*given: Any, tall: bool = False, **more: Any) -> Pages:
            made = lay_out(typesetter, *given, tall=tall, **more)
            if not tall:
                self.pages = made
            return made

        typesetter.lay_out = recorded  # type: ignore[method-assign]
        return typesetter


_press = _Recording()


@cache
def _gallery() -> Any:
    """The tool that makes the gallery; it knows what each layout is shown with."""
    spec = importlib.util.spec_from_file_location("gallery", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def gallery() -> Any:
    """tools/gallery.py as a module."""
    return _gallery()


@cache
def look(style: str, layout: str, given: Path | Source | None = None) -> Look:
    given = given or _gallery().source(layout)
    built = build(given, layouts=[layout], style=style, paper="a4", press=_press)
    assert built.renderings, [one.message for one in built.diagnostics]
    (rendering,) = built.renderings
    document = _press.pages._document
    box = document.pages[0]._page_box
    left = box.content_box_x() * _PT
    lines = tuple(
        line for number, page in enumerate(document.pages, 1) for line in _lines(number, page)
    )
    return Look(style, layout, rendering, lines, left, left + box.width * _PT)


def _lines(number: int, page: Any) -> Iterator[Line]:
    from weasyprint.formatting_structure import boxes

    # (box, classes around it, its entry, its block)
    stack: list[tuple[Any, tuple[frozenset[str], ...], int | None, int]] = [
        (page._page_box, (), None, 0)
    ]
    while stack:
        box, within, entry, block = stack.pop()
        if isinstance(box, boxes.MarginBox):
            continue
        within = _within(box, within)
        if isinstance(box, boxes.BlockBox):
            block = id(box.element)
            if within and "entry" in within[0]:
                entry = id(box.element)
        if isinstance(box, boxes.LineBox):
            texts = tuple(_texts(box, within))
            if texts:
                baseline = (box.position_y + box.baseline) * _PT
                yield Line(number, baseline, box.height * _PT, block, entry, texts)
            continue
        children = getattr(box, "children", ())
        stack += [(child, within, entry, block) for child in reversed(children)]


def _texts(box: Any, within: tuple[frozenset[str], ...]) -> Iterator[Text]:
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        around = _within(child, within)
        if isinstance(child, boxes.TextBox):
            if child.text.strip():
                yield Text(
                    child.text,
                    child.position_x * _PT,
                    (child.position_x + child.width) * _PT,
                    child.style["font_size"] * _PT,
                    child.style["font_family"][0],
                    around,
                )
        elif hasattr(child, "children"):
            yield from _texts(child, around)


def _within(box: Any, within: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    if box.element is None or "::" in (box.element_tag or ""):
        return within
    classes = frozenset(box.element.get("class", "").split())
    return within if within and within[0] == classes else (classes, *within)


EVERY = [(style, layout) for style in style_names() for layout in layout_names()]


@pytest.fixture(
    # What is made once for one style is made in one process.
    params=[
        pytest.param(one, id="-".join(one), marks=pytest.mark.xdist_group(one[0])) for one in EVERY
    ]
)
def shown(request: pytest.FixtureRequest) -> Look:
    """Every layout in every style, on A4."""
    return look(*request.param)


@pytest.fixture
def looks() -> list[str]:
    """STYLE-LAYOUT of every one there is."""
    return ["-".join(one) for one in EVERY]


@pytest.fixture
def looked_at() -> Callable[..., Look]:
    """Sets a text in a layout and a style, and tells what stands where."""
    return look
