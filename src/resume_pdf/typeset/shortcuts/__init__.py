"""Shorter ways through WeasyPrint: the same pages, without what they do not need.

Everything that knows the insides of another library is in this package. It applies to the versions
it was tried with, and to Linux; any other takes the plain way, as does whoever imports WeasyPrint
first, and the pages are the same to the byte. Each module holds one kind of them; here is the one
place that says whether they apply, and what they are.
"""

from __future__ import annotations

import sys
from typing import Any

from ...postponed import is_installed
from .alone import give_back, lone_fonts, own_process
from .loading import lightly
from .shaping import Lines, keeping, line_of, made_again

__all__ = [
    "Lines",
    "give_back",
    "html_class",
    "import_engine",
    "is_shortened",
    "keeping",
    "line_of",
    "lone_fonts",
    "made_again",
    "own_process",
]

_TRIED = ("70.0",)


def import_engine(*, plain: bool = False) -> Any:
    """WeasyPrint, imported the short way where that is known to do; always the plain way if
    `plain`. Raises what its import raises: `OSError` where a library is missing.
    """
    new = "weasyprint" not in sys.modules
    if not plain and new and sys.platform == "linux" and is_installed("weasyprint", _TRIED):
        try:
            with lightly():
                import weasyprint.text.fonts
        except OSError:
            _forget()  # The plain way may find a library in some odd place.
        else:
            _shorten()
            return weasyprint
    try:
        import weasyprint.text.fonts
    except OSError:
        if new:
            _forget()
        raise
    return weasyprint


def _shorten() -> None:
    """Puts the short cuts in place that are taken once WeasyPrint is there."""
    from .breaking import read_where_lines_end
    from .cascade import share_declarations
    from .decoration import draw_no_bare_edges, pass_over_bare_boxes
    from .drawing import find_fonts_once, write_glyphs_once
    from .files import read_no_face_for_nothing
    from .flow import ask_briefly
    from .inline import draw_text_straight
    from .lines import break_lines_once
    from .matching import compile_when_asked
    from .parsing import read_as_xml
    from .profile import own_profile
    from .references import refer_to_pages_once
    from .release import let_go_at_once
    from .shaping import keep_lines
    from .sheets import own_sheets
    from .stacking import copy_no_whole_boxes
    from .styles import fill_in_initial_values
    from .tags import tag_plain_boxes
    from .text import describe_once
    from .tree import amend_what_is_there, walk_in_one
    from .used import resolve_at_once

    describe_once()
    own_sheets()
    own_profile()
    compile_when_asked()
    share_declarations()
    fill_in_initial_values()
    resolve_at_once()
    ask_briefly()
    let_go_at_once()
    read_where_lines_end()
    break_lines_once()
    read_as_xml()
    pass_over_bare_boxes()
    draw_no_bare_edges()
    walk_in_one()
    amend_what_is_there()
    refer_to_pages_once()
    keep_lines()
    find_fonts_once()
    write_glyphs_once()
    draw_text_straight()
    copy_no_whole_boxes()
    tag_plain_boxes()
    read_no_face_for_nothing()


def html_class(engine: Any) -> Any:
    """WeasyPrint's `HTML`, or where the short cuts are taken one like it for pages of ours, which
    `elements.check_elements` is to have let pass before they are rendered.
    """
    from .sheets import lean_html

    return lean_html() if is_shortened(engine) else engine.HTML


def is_shortened(engine: Any) -> bool:
    """Whether the short cuts are taken: its own sheets are such as are parsed when used."""
    return type(engine.UA_STYLESHEET) is not engine.CSS


def _forget() -> None:
    """Takes away what is left of an import that failed: the next would trip over it."""
    for name in [one for one in sys.modules if one.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]
