"""What is read as XML is what an HTML parser reads; anything else is left to that."""

import random
from io import StringIO
from pathlib import Path

import pytest
import tinyhtml5  # type: ignore[import-untyped]

from resume_pdf.html import arranged, render
from resume_pdf.load import load
from resume_pdf.manuscript import read_manuscript
from resume_pdf.theme import find_layout, layout_names
from resume_pdf.typeset.markup import tree_of


def page(body, head="<title>T</title>"):
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n'


def said(element):
    """All that WeasyPrint looks at."""
    return (
        element.tag,
        list(element.attrib.items()),
        element.text or "",
        [said(child) for child in element],
        element.tail or "",
    )


def as_html(html):
    return said(tinyhtml5.parse(StringIO(html), namespace_html_elements=False))


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "<p>A</p> B <br/>C<wbr/>\n",
        "<p>&lt;&amp;&gt;&#34;&#39;&quot; — \u00a0\u2028x</p>",
        "<pre>\n\n kept</pre><pre>\n</pre><pre>x\n</pre>",
        "<ul>\n<li>A<ol start='3'><li>B</li></ol></li>\n</ul>",
        "<dl><dt>A</dt><dd><p>B</p></dd></dl>",
        "<table>\n<caption>C</caption> <thead><tr><th scope='c'>H</th></tr></thead>\n<tbody> <tr>"
        "\n<td>A</td><td><ul><li>B</li></ul></td></tr></tbody></table>",
        "<a href='#x'><div><b>A<i>B</i></b></div></a><b><p>C</p></b>",
        "<p class='a  b' data-key='x' alt=''>A</p><hr class='r'/><img src='a.png' alt=''/>",
    ],
)
def test_what_reads_the_same_is_read_as_xml(body):
    tree = tree_of(page(body))
    assert tree is not None
    assert said(tree) == as_html(page(body))


@pytest.mark.parametrize(
    "html",
    [
        page("<br>"),
        page("<p>A<br></br>B</p>"),
        page("<p>A"),
        page("<p/>B"),
        page("<span class='a'/>B"),
        page("<p title='>'/>B"),
        page("<p title='a\nb'>A</p>"),
        page("<p title='>\n'>A</p>"),
        page("<p Title='a'>A</p>"),
        page("<P>A</P>"),
        page("<p hidden>A</p>"),
        page("<p>&nbsp;</p>"),
        page("<p>&#150;</p>"),
        page("<p>&apos;</p>"),
        page("<p>A<!-- B --></p>"),
        page("<p><![CDATA[A]]></p>"),
        page("<p><?php A ?></p>"),
        page("<p><ul><li>A</li></ul></p>"),
        page("<p><span><div>A</div></span></p>"),
        page("<h1><h2>A</h2></h1>"),
        page("<a href='#a'>A<a href='#b'>B</a></a>"),
        page("<li>A<li>B</li></li>"),
        page("<div><li>A</li></div>"),
        page("<dl><dt>A<dt>B</dt></dt></dl>"),
        page("<table><tr><td>A</td></tr></table>"),
        page("<table><tbody><tr>A<td>B</td></tr></tbody></table>"),
        page("<table><tbody><td>B</td></tbody></table>"),
        page("<table><tbody><tr><td>B</td></tr></tbody>A</table>"),
        page("<table><div>A</div></table>"),
        page("<tbody><tr><td>A</td></tr></tbody>"),
        page("<textarea>\nA</textarea><select><option>B</option></select>"),
        page("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"),
        page("<style>p { color: red }</style><script>1 &lt; 2</script>"),
        page("<title>A</title><meta charset='utf-8'/>"),
        page("<body class='x'>A</body>"),
        page("A", head="<title>A<b>B</b></title>"),
        page("A", head="<p>A</p>"),
        page("A", head="A"),
        page("A", head="<base href='x'/>"),
        page("A").replace("<body>", "B<body>"),
        page("A").replace("</html>", "B</html>"),
        page("A").replace("</html>", "</html>B"),
        page("A").replace("<html lang", "B<html lang"),
        page("A").replace("<html lang", "<html xmlns='http://www.w3.org/1999/xhtml' lang"),
        page("A").replace("<!DOCTYPE html>", ""),
        page("A").replace("<!DOCTYPE html>", "A<!DOCTYPE html>"),
        page("A").replace("<!DOCTYPE html>", "<!DOCTYPE html SYSTEM 'about:legacy-compat'>"),
        page("<p>\x0c\x01\x00</p>"),
        "",
    ],
)
def test_what_may_read_differently_is_left_to_the_parser_of_html(html):
    assert tree_of(html) is None


def test_no_entity_is_ever_declared():
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert tree_of(page("<p>&b;</p>").replace("<!DOCTYPE html>", bomb)) is None
    assert tree_of(page("<p>A</p>").replace("<!DOCTYPE html>", f"<!DOCTYPE html>{bomb}")) is None


INLINE = ("a", "b", "span", "br")
LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
TABLES = ("table", "caption", "thead", "tbody", "tr", "td", "th")
TAGS = (*INLINE, *LISTS, *TABLES, "p", "div", "h1", "h2", "pre", "hr")
TEXTS = ["", "", " ", "\n", "x", "&amp;", "é"]


def drawn(chance, depth):
    """Some elements within one another, seldom as they should be."""
    parts = []
    for _ in range(chance.randrange(1, 4)):
        tag = chance.choice(TAGS)
        parts.append(chance.choice(TEXTS))
        if tag in ("br", "hr"):
            parts.append(f"<{tag}/>")
        else:
            within = drawn(chance, depth - 1) if depth and chance.random() < 0.7 else "y"
            parts.append(f"<{tag}>{within}</{tag}>")
        parts.append(chance.choice(TEXTS))
    return "".join(parts)


def test_whatever_is_read_as_xml_is_what_an_html_parser_reads():
    chance = random.Random(8)
    pages = [page(drawn(chance, 3)) for _ in range(3000)]
    read = [(tree, html) for html in pages if (tree := tree_of(html)) is not None]
    assert len(read) > 100
    for tree, html in read:
        assert said(tree) == as_html(html), html


@pytest.mark.parametrize("layout", layout_names())
def test_every_layout_is_read_as_xml(layout):
    found = find_layout(layout)
    for path in sorted((Path(__file__).parent / "fixtures/resumes").glob("*.md")):
        document = read_manuscript(load(path)).reading.document
        html = render(arranged(document, found), found)
        tree = tree_of(html)
        assert tree is not None, path
        assert said(tree) == as_html(html)
