"""`resume-pdf new`: writes a résumé to start from."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from ..publish import create
from ..starters import starter
from .report import Reporter

_TO_STDOUT = "-"
_DEFAULT = "resume.md"


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Writes the starter and tells the next command; raises `ResumeError` where one is already."""
    text = starter(arguments.language, academic=arguments.academic).encode()
    if arguments.file == _TO_STDOUT:
        reporter.data(text)
        return 0
    path = Path(arguments.file)
    create(text, path)
    file = "" if arguments.file == _DEFAULT else f" {_argument(path)}"
    reporter.line(f"{path}: a résumé to write over, with notes that explain it")
    layout = " --layout academic" if arguments.academic else ""
    reporter.line(f"next: resume-pdf render{file}{layout}")
    return 0


def _argument(path: Path) -> str:
    """`path` as one argument of a shell's command line that no command takes for an option."""
    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
