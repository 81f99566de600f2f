"""The tables of words in data/: what a reader of many résumés knows of their words, by language.

JSON with comments on lines of their own: what a person can write, and Python reads in a
twentieth of the time that TOML takes.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

_COMMENT = re.compile(r"^[ \t]*//.*$", re.M)


@cache
def table(name: str) -> dict[str, Any]:
    """The table data/NAME.jsonc of the package."""
    text = files("resume_pdf").joinpath("data", f"{name}.jsonc").read_text("utf-8")
    found: dict[str, Any] = json.loads(_COMMENT.sub("", text))
    return found
