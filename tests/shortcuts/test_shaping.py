"""A line of text is shaped once, when it is laid out, and what was kept of it is given back."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is kept")

LAID_OUT = """
from resume_pdf.theme import find_style
from resume_pdf.typeset import Typesetter
from resume_pdf.typeset.shortcuts import Lines, keeping

HTML = '''<html lang="en"><head><title>T</title></head><body>
<p>Several <b>words of</b> <i>text</i> <u>and</u> more.</p></body></html>'''

typesetter = Typesetter(find_style("classic"))
from weasyprint.text.line_break import Layout, create_layout

def boxes(pages):
    (page,) = pages._document.pages
    return [box for box in page._page_box.descendants() if hasattr(box, "pango_layout")]

def kept(layouts):
    return sum(layout.line is not None for layout in layouts)

def layouts(pages):
    return [box.pango_layout for box in boxes(pages)]
"""


def said(code):
    """What `code` prints in a process of its own, where nobody has imported WeasyPrint before."""
    done = subprocess.run(
        [sys.executable, "-c", LAID_OUT + code], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_nothing_is_shaped_again_to_draw_it():
    code = """
shaped, set_text = [], Layout.set_text
Layout.set_text = lambda *given, **how: shaped.append(given) or set_text(*given, **how)
pages = typesetter.lay_out(HTML, "a4")
laid_out = len(shaped)
pages.pdf()
print(laid_out, len(shaped) - laid_out)
"""
    laid_out, drawn = map(int, said(code))
    assert laid_out >= 5
    assert drawn == 0


def test_the_lines_go_with_their_pages():
    code = """
pages = typesetter.lay_out(HTML, "a4")
some = layouts(pages)
print(len(some), kept(some))
del pages
print(kept(some))
"""
    lines, before, after = map(int, said(code))
    assert lines == before >= 5
    assert after == 0


def test_a_page_that_is_only_measured_keeps_no_line():
    code = 'print(kept(layouts(typesetter.lay_out(HTML, "a4", tall=True))))'
    assert said(code) == ["0"]


@pytest.mark.parametrize(
    ("text", "spacing", "is_kept"), [("a b", 0, True), ("a b", 9, False), ("a\nb", 0, False)]
)
def test_a_line_that_is_drawn_in_another_way_is_not_kept(text, spacing, is_kept):
    code = f"""
style = boxes(typesetter.lay_out(HTML, "a4"))[0].style
lines = Lines()
with keeping(lines, style.font_config):
    layout = create_layout({text!r}, style, None, None, {spacing})
    layout.deactivate()
print(kept([layout]))
layout.reactivate(style)
print(layout.get_first_line()[0].length)
"""
    assert said(code) == [str(int(is_kept)), str(len(text.partition("\n")[0]))]
