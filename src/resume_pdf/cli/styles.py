"""`resume-pdf styles`: the styles there are."""

from __future__ import annotations

from argparse import Namespace

from ..theme import find_style, style_names
from .listing import show
from .report import Reporter


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Lists them; the exit status is 1 if one cannot be used."""
    return show(
        "styles", style_names, find_style, lambda style: style.sheets[-1], arguments, reporter
    )
