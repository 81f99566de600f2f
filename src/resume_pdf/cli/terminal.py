"""What a stream shows: colours, symbols, a width; and what must not reach it."""

from __future__ import annotations

import os
import re
import shutil
from typing import TextIO

_CODES = {"red": "1;31", "yellow": "1;33", "cyan": "1;36", "green": "1;32"}
_NARROWEST, _WIDEST = 20, 100


def paint(text: str, colour: str, stream: TextIO | None) -> str:
    """`text` in bold and a colour ("red", "yellow", "cyan" or "green") where `stream` shows it."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if in_colour(stream) else text


def in_colour(stream: TextIO | None) -> bool:
    """Whether to write in colours: as the environment says (no-color.org, bixense.com/clicolors;
    the first that is set), else on a terminal that has them.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return forced != "0"
    if os.environ.get("CLICOLOR") == "0" or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at it."""
    return stream is not None and stream.isatty()


def is_utf8(stream: TextIO | None) -> bool:
    """Whether every character can be written to it."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") == "utf8"


def shows_symbols(stream: TextIO | None) -> bool:
    """Whether to write ✓ and = for words: to people, who see them; scripts search for words."""
    return is_terminal(stream) and is_utf8(stream)


def width(stream: TextIO | None) -> int:
    """How many columns a line may take."""
    columns = shutil.get_terminal_size((_WIDEST, 24)).columns if is_terminal(stream) else _WIDEST
    return max(_NARROWEST, min(columns, _WIDEST))


# Everything that is no character to be seen, but for a tab and our own colours.
_CONTROL = re.compile(
    r"\x1b(?!\[(?:0|1;3[1236])m)|[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f-\x9f\u2028\u2029]"
)


def harmless(text: str) -> str:
    """`text` with control characters written out: a file's name or content may hold some that would
    rule the terminal.
    """
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
