"""The tables of words in data/: what a reader of many résumés knows of their words, by language.

JSON with comments on lines of their own: what a person can write, and Python reads in a
twentieth of the time that TOML takes.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"
_COMMENT = re.compile(r"\n[ \t]*//[^\n]*")


@cache
def table(name: str) -> dict[str, Any]:
    """The table data/NAME.jsonc of the package."""
    found: dict[str, Any] = json.loads(_COMMENT.sub("", "\n" + text_of(f"{name}.jsonc")))
    return found


def text_of(name: str) -> str:
    """The text of the file data/NAME of the package."""
    return (_FOLDER / name).read_text("utf-8")
