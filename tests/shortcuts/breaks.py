"""Prints where lines of texts end in rooms of every width, and how wide and high they are."""

import sys
from itertools import product
from typing import Any

from resume_pdf.typeset import preload

preload(plain=sys.argv[1] == "plain")

import weasyprint  # noqa: E402
from weasyprint.text import line_break  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

TEXTS = (
    "It repaired the tower clocks of fourteen towns again, after years in which nobody had done so,"
    " and wrote down what each of them was made of, wheel by wheel, for whoever should come next.",
    "AV To the T. W. Yate-Watt co-operation’s well-known “naïve” 10 km/h rule — VA (and LY).",
    "https://example.org/a/very/long/address/that/nothing/breaks and/or then goes on with short",
    "co\xadoper\xadation and un\xadin\xadter\xadrupt\xaded soft hyphens, all along a line of text",
    "ends in spaces   and   has   them   between the words of it   ",
    "x y z " * 60,
    "日本語の文章 in the middle of مرحبا بالعالم words of others, and so on to the end of it",
    "onewordthatislongerthanmostoftheroomsthatitissetinbyfar and another of the kind",
)
STYLES = (
    "",
    "letter-spacing: 1px; word-spacing: 2px",
    "word-spacing: -3px",
    "hyphens: auto",
    "hyphens: none; overflow-wrap: anywhere",
    "direction: rtl; font-size: 30px",
    "white-space: pre-wrap; font-variant: small-caps",
    "word-break: break-all; font-size: 0",
)

kept: list[Any] = []
build = weasyprint.document.Document._build_layout_context.__func__


def keeping(cls, *arguments):
    kept.append(build(cls, *arguments))
    return kept[-1]


weasyprint.document.Document._build_layout_context = classmethod(keeping)
html = weasyprint.HTML(string="<html lang=en>" + "".join(f'<p style="{one}">' for one in STYLES))
html.render(font_config=FontConfiguration())
(context,) = kept
styles = [context.style_for(one) for one in html.etree_element.iter("p")]
for style, text, width in product(styles, TEXTS, (1, 20, 77, *range(100, 900, 31), 5000, None)):
    while text:
        layout, *found = line_break.split_first_line(text, style, context, width, 0)
        print(width, found, layout.text, layout.first_line_direction)
        rest = found[1]
        text = text.encode()[rest:].decode() if rest else ""
