"""`resume-pdf layouts`: the layouts there are."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..theme import Layout, find_layout, layout_names
from .listing import show
from .report import Reporter


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Lists them; the exit status is 1 if one cannot be used."""
    return show("layouts", layout_names, find_layout, _file, arguments, reporter)


def _file(layout: Layout) -> Path:
    """What makes a folder a layout, in the first of its folders that has it."""
    files = (folder / "layout.toml" for folder in layout.folders)
    return next(file for file in files if file.is_file())
