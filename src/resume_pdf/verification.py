"""A PDF at rest proved against its source: the edition is built anew, the PDF read back.

In: a PDF, a source. Out: a `Verification`. Stands on the pipeline; nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from .diagnostics import Diagnostic, ResumeError
from .layout_keys import DEFAULT_LAYOUTS
from .limits import LIMITS, Limits
from .manuscript import Manuscript, read_manuscript
from .pipeline import Press, Rendering, build
from .proof import Proof, Traits, likeness, prove, traits_of
from .record import Record, replace
from .source import Source
from .theme import find_layout, find_style, layout_names, style_names

_EXACT = (1.0, True)


class Verification(Record, kw_only=True):
    """`layout` and `style` are those that the PDF was held to. `diagnostics` are about the source
    alone; `left_out` is how much of it the edition does not show.
    """

    layout: str
    style: str
    proof: Proof
    diagnostics: tuple[Diagnostic, ...]
    left_out: int


def verify(
    pdf: bytes,
    source: Source,
    *,
    layout: str | None = None,
    style: str | None = None,
    variables: Mapping[str, str] | None = None,
    audiences: Collection[str] = (),
    limits: Limits = LIMITS,
    progress: Callable[[str], None] = lambda _: None,
) -> Verification:
    """Proves `pdf` against what `source` gives in `layout` and `style`.

    Without a layout it is held to the one whose words are most like its own; without a style to
    the front matter's, or to whichever fits better. `variables` are the custom properties of the
    style that it was made with, beside the front matter's. The paper is the PDF's. `limits` are
    as for `build`.

    Raises `ResumeError` when the source cannot be read or no layout of it can be rendered.
    """
    beside = source.beside
    manuscript = read_manuscript(source, None, limits)
    seen = traits_of(pdf)
    press = Press()
    best: tuple[tuple[float, bool], Rendering, tuple[Diagnostic, ...]] | None = None
    failures: list[Diagnostic] = []
    for one_style in _styles(style, seen, beside):
        for one_layout in _layouts(layout, seen, beside, manuscript):
            progress(f"trying {one_layout}")
            built = build(
                manuscript,
                layouts=[one_layout],
                style=one_style,
                paper=seen.paper if seen else None,
                variables=variables,
                audiences=audiences,
                limits=limits,
                press=press,
            )
            failures += built.diagnostics
            for rendering in built.renderings:
                # Layouts that show every word differ in where their pages end, and in their order.
                as_many = seen is not None and rendering.proof.pages == seen.pages
                fit = likeness(pdf, rendering.edition), as_many
                if fit == _EXACT:
                    held = _held_to(rendering, pdf, built.diagnostics)
                    if held.proof.passed:
                        return held
                if best is None or fit > best[0]:
                    best = fit, rendering, built.diagnostics
    if best is None:
        raise _unrendered(failures, source)
    return _held_to(best[1], pdf, best[2])


def _styles(
    style: str | None, seen: Traits | None, beside: tuple[Path, ...]
) -> Iterator[str | None]:
    """The styles to try: that asked for alone; else the source's own, then those whose faces the
    PDF has.
    """
    yield style
    if style is None and seen is not None:
        for name in style_names(beside):
            families = tuple(_letters(family) for family in find_style(name, beside).families)
            if any(_letters(face).startswith(families) for face in seen.faces):
                yield name


def _letters(name: str) -> str:
    """A name without its spaces and hyphens: families and faces have them in different places."""
    return "".join(filter(str.isalnum, name))


def _layouts(
    layout: str | None, seen: Traits | None, beside: tuple[Path, ...], manuscript: Manuscript
) -> tuple[str, ...]:
    """The layouts to try: that asked for alone; else those for such a text that allow for as many
    pages, first those that are made without asking.
    """
    if layout:
        return (layout,)
    names = sorted(layout_names(beside), key=lambda name: name not in DEFAULT_LAYOUTS)
    reads = "letter" if manuscript.is_letter else "resume"
    found = [one for name in names if (one := find_layout(name, beside)).reads == reads]
    fitting = [one for one in found if not (seen and one.pages and one.pages < seen.pages)]
    return tuple(one.name for one in fitting or found)


def _held_to(rendering: Rendering, pdf: bytes, diagnostics: tuple[Diagnostic, ...]) -> Verification:
    # What the pages that were laid out anew tell is not about this file.
    expectation = replace(rendering.expectation, measurement=None)
    proof = prove(pdf, rendering.edition, expectation)
    own = tuple(check for check in proof.checks if check.name != "boxes")
    about_edition = ("source", "edition")
    against_source = tuple(one for one in rendering.proof.checks if one.name in about_edition)
    return Verification(
        layout=rendering.layout,
        style=rendering.style,
        proof=replace(proof, checks=(*own, *against_source)),
        diagnostics=diagnostics,
        left_out=len(rendering.edition.omissions),
    )


def _unrendered(diagnostics: Collection[Diagnostic], source: Source) -> ResumeError:
    one = max(diagnostics, key=lambda found: found.severity)
    error = ResumeError(one.code, one.message, one.span, one.hint)
    error.source = source
    return error
