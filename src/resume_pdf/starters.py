"""The résumés to start from, one a language and another for academics, in `data/starters`.

In: a language (and which kind). Out: Markdown. They are what a new user reads first: each has notes
that explain it, and renders without a warning in every layout.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "starters"


def languages() -> tuple[str, ...]:
    """The languages there is a starter in (BCP 47 primary tags), in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("??.md")))


def starter(language: str, *, academic: bool = False) -> str:
    """The starter in one of `languages`."""
    kind = "-academic" if academic else ""
    return (_FOLDER / f"{language}{kind}.md").read_text("utf-8")
