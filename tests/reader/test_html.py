"""Raw HTML among Markdown."""

from __future__ import annotations

import pytest

from resume_pdf.document import (
    CodeBlock,
    Definitions,
    Heading,
    Image,
    List,
    Paragraph,
    Styled,
    Table,
    plain,
)
from resume_pdf.reader.syntax.html import pieces
from resume_pdf.reader.syntax.markdown import Parsed, parse
from resume_pdf.source import Source
from resume_pdf.words import said_by, words


def read(text: str) -> Parsed:
    return parse(Source(text), 0)


def said(text: str) -> str:
    return " ".join(word for piece, _ in said_by(read(text).blocks) for word in words(piece))


@pytest.mark.parametrize(
    ("tag", "style"),
    [
        ("b", "strong"),
        ("strong", "strong"),
        ("i", "emphasis"),
        ("em", "emphasis"),
        ("s", "strikethrough"),
        ("del", "strikethrough"),
        ("sup", "superscript"),
        ("sub", "subscript"),
        ("small", "small"),
        ("span", "span"),
    ],
)
def test_style(tag: str, style: str) -> None:
    (paragraph,) = read(f"a <{tag} class='x'>b</{tag}> c").blocks
    assert isinstance(paragraph, Paragraph)
    styled = paragraph.inlines[1]
    assert isinstance(styled, Styled)
    assert (styled.style, plain(styled.children)) == (style, "b")


def test_two_spans_of_a_heading() -> None:
    text = "### <span>Cook, Inn</span> <span>2012 -- 2014</span>"
    (heading,) = read(text).blocks
    assert isinstance(heading, Heading)
    spans = [part for part in heading.inlines if isinstance(part, Styled)]
    assert [plain(span.children) for span in spans] == ["Cook, Inn", "2012 -- 2014"]
    assert [text[span.span.start : span.span.end] for span in spans] == [
        "<span>Cook, Inn</span>",
        "<span>2012 -- 2014</span>",
    ]


def test_markdown_between_an_opening_and_a_closing_tag() -> None:
    heading, paragraph = read("<div align='center'>\n\n# Jo\n\n*Baker*\n\n</div>\n").blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)


def test_table() -> None:
    text = "<table>\n<tr><th>Name<th>Age\n<tr><td>Jo<td><a href='/x'>40</a></table>\n"
    (table,) = read(text).blocks
    assert isinstance(table, Table)
    assert table.header is not None
    assert [plain(cell.inlines) for cell in table.header] == ["Name", "Age"]
    assert [[plain(cell.inlines) for cell in row] for row in table.rows] == [["Jo", "40"]]


def test_column_of_headers_is_no_header() -> None:
    (table,) = read("<table><tr><th>Name</th><td>Jo</td></tr></table>").blocks
    assert isinstance(table, Table)
    assert table.header is None


def test_lists_and_definitions() -> None:
    text = "<ul><li>a<ul><li>b</ul><li>c</ul>\n<dl><dt>d<dd>e<dd>f</dl>\n"
    bullets, definitions = read(text).blocks
    assert isinstance(bullets, List)
    assert len(bullets.items) == 2
    assert isinstance(definitions, Definitions)
    assert len(definitions.items[0].blocks) == 2


def test_numbers_are_said_wherever_the_list_stands() -> None:
    assert said("<ol start='3'><li>a<li>b</ol>") == "3 a 4 b"
    assert said("| x |\n|---|\n| <ol start='3'><li>a<li>b</ol> |") == "x 3 a 4 b"


def test_preformatted_text_keeps_its_lines() -> None:
    (block,) = read("<pre>\n  a  b\nc &lt; d\n</pre>").blocks
    assert isinstance(block, CodeBlock)
    assert block.text == "  a  b\nc < d"


def test_image() -> None:
    (paragraph,) = read("<p align=center>\n<img src='a.png' alt='Jo &amp; Al'>\n</p>").blocks
    assert isinstance(paragraph, Paragraph)
    (image,) = paragraph.inlines
    assert isinstance(image, Image)
    assert (image.source, image.alt) == ("a.png", "Jo & Al")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- b --> c", "a c"),
        ("<script>b</script>\n\na", "a"),
        ("<style>\n\nb\n\n</style>\na", "a"),
        ("a <svg><text>b</text></svg> c", "a c"),
        ("<form><input value=b><button>c</button>a</form>", "a"),
        ("a <blink>b</blink>", "a b"),
        ("List<Object> c", "list c"),
        ("<svg>\n\na\n", "a"),
        ("<center>a</center>b", "a b"),
        ("<details><summary>a</summary>b</details>", "a b"),
        ("<font color='red'>a</font>b", "ab"),
        ("1<sup>st</sup>", "1st"),
        ("&#106;&#111;&amp;", "jo&"),
        ("<p>a<p>b", "a b"),
        ("<div>a <b>b</div> c", "a b c"),
        ("</div>a</b>", "a"),
        ('<div class="a>b', '<div class="a>b'),
        ("<table><tr><td>a</td>b</tr>c</table>d", "a b c d"),
        ("<h2>a</h2>\n\nb", "a b"),
        ("<div markdown='1'>\n*a*\n</div>", "a"),
        ("<!-- b --> *a*", "a"),
        ("<a name='x'></a>a", "a"),
    ],
)
def test_words_that_show(text: str, expected: str) -> None:
    assert said(text) == expected


def test_comment_that_never_ends_is_pointed_out() -> None:
    parsed = read("a\n\n<!-- b\n\nc\n")
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["html-ignored"]


def test_pieces_cover_the_text() -> None:
    text = "a<b c='>'>d</b><!-- e --><?f?><!G><![CDATA[h]]>i<j"
    found = list(pieces(text))
    assert [text[p.start : p.end] for p in found] == [
        *("a", "<b c='>'>", "d", "</b>", "<!-- e -->", "i<j"),
    ]
