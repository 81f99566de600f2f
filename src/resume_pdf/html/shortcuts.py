"""A shorter way to import Jinja: without what compiles templates, which those of the wheel are.

It holds for the version it was tried with; any other is imported plainly, as is what somebody
imported before. What is left out is imported as soon as something asks for it.
"""

from __future__ import annotations

from functools import cache

from ..postponed import Statement, is_installed, postponed

_TRIED = ("3.1.6",)

_COMPILING: tuple[Statement, ...] = tuple(
    ("jinja2.environment", module) for module in ("compiler", "lexer", "parser")
)
_CACHING: tuple[Statement, ...] = (("jinja2.bccache", "tempfile"),)
_CHANCE: tuple[Statement, ...] = (("jinja2.filters", "random"), ("jinja2.utils", "random"))
_COROUTINES: tuple[Statement, ...] = tuple(
    (f"jinja2.{module}", "inspect") for module in ("async_utils", "filters", "nodes")
)


@cache
def import_jinja2() -> None:
    """Imports Jinja, to fill templates that are compiled."""
    if is_installed("jinja2", _TRIED):
        with postponed(_COMPILING, _CACHING, _CHANCE, _COROUTINES):
            import jinja2.sandbox  # noqa: F401 - whoever fills templates imports from it
