"""What docs/diagnostics.md says of each code: the one place where messages are explained.

The file ships inside the package. In: a code. Out: its part of the file, as Markdown.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_HEADING = re.compile(r"#+ (?:`([a-z0-9-]+)`)?")
# A word behind three grave accents tells the tests what an example does.
_FOR_TESTS = re.compile(r"^(```markdown) \S+$", re.M)


def explanation(code: str) -> str:
    """All that is said of a code, without its heading."""
    return _parts()[code]


def summary(code: str) -> str:
    """The first paragraph of it, on one line."""
    paragraphs = explanation(code).split("\n\n")
    return " ".join(paragraphs[1].split())


@cache
def _parts() -> dict[str, str]:
    inside = _HERE / "docs" / "diagnostics.md"
    file = inside if inside.is_file() else _HERE.parents[1] / "docs" / "diagnostics.md"
    parts: dict[str | None, list[str]] = {}
    lines: list[str] = []
    in_example = False
    for line in _FOR_TESTS.sub(r"\1", file.read_text("utf-8")).split("\n"):
        in_example ^= line.startswith("```")
        if not in_example and (heading := _HEADING.match(line)):
            lines = parts.setdefault(heading[1], [])
        else:
            lines.append(line)
    return {code: "\n".join(said).strip() for code, said in parts.items() if code}
