"""Whether this machine has what rendering needs, and what to do about what it lacks.

In: the folder where PDFs go. Out: `Finding`s. Nothing here is imported that may be missing itself:
Python packages and system libraries are looked at from outside, and only where all of them are
there is a page set and proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .files import shipped_faces, writable_places
from .findings import Finding, State
from .installed import extras, packages, python
from .libraries import faces_of_the_machine, fontconfig, pango, subsetter

__all__ = ["Finding", "State", "examine"]


def examine(output: Path) -> Iterator[Finding]:
    """What is found, thing by thing; `output` is where PDFs are to go."""
    needed = [
        python(),
        *packages(),
        pango(),
        subsetter(),
        *fontconfig(),
        *shipped_faces(),
        *writable_places(output),
    ]
    yield from needed
    if all(finding.state != "wrong" for finding in needed):
        yield _page()
    yield from faces_of_the_machine()
    yield from extras()


def _page() -> Finding:
    """A résumé set and proved: what no look from outside can tell."""
    from ..diagnostics import ResumeError
    from ..pipeline import build
    from ..source import Source
    from ..starters import starter

    name = "a page"
    try:
        built = build(Source(starter("en"), name="starter"), layouts=["onepage"])
    except ResumeError as error:
        hint = error.diagnostic.hint or "please report this"
        return Finding(name, "wrong", str(error), hint)
    failed = [one.message for one in built.all_diagnostics if one.severity > 1]
    if failed:
        return Finding(name, "wrong", "; ".join(failed), "please report this")
    return Finding(name, "good", f"set and proved in {built.renderings[0].seconds:.2f} s")
