"""Where the benchmark finds and leaves things."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "benchmarks" / "content"
ENVIRONMENT = ROOT / "benchmarks" / ".env"
SUBJECT = ENVIRONMENT / "subject"
RENDERCV = ENVIRONMENT / "rendercv"
SHARE = ENVIRONMENT / "share"
WORK = ENVIRONMENT / "work"
MEASURED = ENVIRONMENT / "latest.json"
DOCUMENT = ROOT / "docs" / "performance.md"


def program(environment: Path, name: str) -> Path:
    """A program of a virtual environment."""
    return environment / ("Scripts" if sys.platform == "win32" else "bin") / name


@dataclass(frozen=True, slots=True)
class Content:
    """A résumé in every form that a contender takes."""

    name: str
    markdown: Path

    @property
    def html(self) -> Path:
        """For browsers; made by `prepare`."""
        return WORK / f"{self.name}.html"

    @property
    def yaml(self) -> Path:
        """For RenderCV; made by `prepare`."""
        return WORK / f"{self.name}.yaml"


SHORT = Content("short", CONTENT / "short.md")
LONG = Content("long", CONTENT / "long.md")
ORIGINAL = Content("original", ROOT / "resume.md")
CONTENTS = (SHORT, LONG, ORIGINAL)


def environment() -> dict[str, str]:
    """The variables of every process that is measured: nothing of this one's Python, no colour.

    What the programs may find in the subject's environment they find first.
    """
    home = ENVIRONMENT / "home"
    home.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {
        **kept,
        "PATH": os.pathsep.join([str(program(SUBJECT, "")), os.environ.get("PATH", "")]),
        "HOME": str(home),
        "XDG_DATA_HOME": str(SHARE),
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
