"""Files that read as they should, with everything that readers are known to stumble over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resume_pdf.document import (
    Cell,
    Contact,
    Definition,
    Definitions,
    Entry,
    Field,
    Footnote,
    FootnoteMark,
    Item,
    LetterheadItem,
    Link,
    List,
    Paragraph,
    Styled,
    Table,
    Text,
)
from resume_pdf.edition import Edition
from resume_pdf.proof import Expectation, Proof, prove
from resume_pdf.proof.comparison import differences
from resume_pdf.proof.wording import expected_words, lines, reading
from resume_pdf.record import replace
from resume_pdf.source import Span

Typeset = Callable[..., bytes]
MakeEdition = Callable[..., Edition]


def accused(proof: Proof) -> list[str]:
    return [f"{found.code}: {found.message}" for found in proof.diagnostics]


H = "<h1>Ada Byron</h1>"
HERE = Span(100, 110)


def paragraph(text: str, span: Span = HERE) -> Paragraph:
    return Paragraph((Text(text, span),), span)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            "<p>An efficient, affluent office: fjord, flow, Theatre.",
            "An efficient, affluent office: fjord, flow, Theatre.",
            id="ligatures",
        ),
        pytest.param(
            "<p>Инженер-программист, Санкт‑Петербург: «Ёлка» и объём 42 %.",
            "Инженер-программист, Санкт-Петербург: «Ёлка» и объём 42 %.",
            id="cyrillic",
        ),
        pytest.param(
            "<p>C++, C#, .NET, ¾ of it, a => b, 99.9 %, R&amp;D, AT&amp;T, ~40 °C, €3.5m",
            "C++, C#, .NET, ¾ of it, a => b, 99.9 %, R&D, AT&T, ~40 °C, €3.5m",
            id="symbols",
        ),
        pytest.param(
            "<p style='width:90pt'>state-of-the-art mother-in-law well-known cross-functional",
            "state-of-the-art mother-in-law well-known cross-functional",
            id="compounds at line ends",
        ),
        pytest.param(
            "<p style='width:60pt'>com&shy;pu&shy;ta&shy;tion&shy;al lin&shy;guis&shy;tics",
            "com\u00adpu\u00adta\u00adtion\u00adal lin\u00adguis\u00adtics",
            id="soft hyphens of the author's",
        ),
        pytest.param(
            "<p style='width:80pt'>https://example.org/a/long/path-to/somewhere?ask=this&amp;and=that"
            "#part_of.it&more=of_the_same and "
            "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunternehmen",
            "https://example.org/a/long/path-to/somewhere?ask=this&and=that"
            "#part_of.it&more=of_the_same and "
            "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunternehmen",
            id="addresses and words too long for a line",
        ),
        pytest.param(
            "<p style='text-transform:uppercase;letter-spacing:.05em'>Straße nach ΑΘΗΝΑ, ﬁn",
            "Straße nach Αθηνα, fin",
            id="capitals by style",
        ),
        pytest.param("<p>10&nbsp;000 a&#8239;b", "10 000 a\u00a0b", id="no-break spaces"),
        pytest.param("<p>“Quoted” ‘so’ and it’s", "\"Quoted\" 'so' and it's", id="quotation marks"),
        pytest.param(
            "<p>2012–2015, May 2016 – June 2017", "2012-2015, May 2016 - June 2017", id="dashes"
        ),
        pytest.param(
            "<p>the 10<sup>th</sup>, CO<sub>2</sub>", "the 10th, CO2", id="raised and lowered"
        ),
        pytest.param("<p>example.org/me", "https://example.org/me/", id="a bare address shortened"),
        pytest.param(
            "<p style='text-align:justify'>" + "a justified paragraph of some length " * 4,
            "a justified paragraph of some length " * 4,
            id="justified",
        ),
    ],
)
def test_text(html: str, text: str, typeset: Typeset, edition_of: MakeEdition) -> None:
    proof = prove(typeset(H + html), edition_of(text))
    assert accused(proof) == []
    assert proof.passed
    assert proof.checks[1].found.endswith("words in order, 2 readers")


def test_turkish_capitals(typeset: Typeset, edition_of: MakeEdition) -> None:
    pdf = typeset(H + "<p style='text-transform:uppercase'>Çalışma ilkesi", language="tr")
    assert accused(prove(pdf, edition_of("Çalışma ilkesi", language="tr"))) == []


def test_han_breaks_anywhere(typeset: Typeset, edition_of: MakeEdition, han: str) -> None:
    text = "数据库、前端开发与系统架构。负责分布式存储引擎的设计与实现,日均处理请求超过十亿次。"
    pdf = typeset(H + f"<p style='font-family:Other;width:90pt'>{text}", language="zh", other=han)
    assert accused(prove(pdf, edition_of(text, language="zh"))) == []


def test_han_and_hangul_at_line_ends(edition_of: MakeEdition) -> None:
    expected = expected_words(edition_of("数据库、前端开发。", "안녕하세요 기록").document)
    found = ["Ada Byron\n数据\n库、\n前端开发。\n안녕하\n세요 기록"]
    assert differences(expected, reading(lines(found))) == []
    found = ["Ada Byron\n数据\n库、\n前开端发。\n안녕하\n세요 기록"]
    assert [one.span for one in differences(expected, reading(lines(found)))] == [Span(100, 199)]


def test_blocks_of_every_kind(typeset: Typeset, edition_of: MakeEdition) -> None:
    html = """<ol><li>1. first<li>2. second</ol><ul><li>• bullet<li>☑ done</ul>
        <p><b>Term</b> · what is said of it
        <table><tr><td>Python<td>ten years<tr><td>Rust<td>two</table>
        <p>A claim <span style='font-size:7pt'>[1]</span> made.<p>[1] Its ground."""
    spans = iter(Span(n, n + 1) for n in range(100, 200))

    def item(text: str, checked: bool | None = None) -> Item:
        return Item((paragraph(text, next(spans)),), next(spans), checked)

    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text, next(spans)),), next(spans)) for text in texts)

    edition = edition_of(
        List((item("first"), item("second")), next(spans), start=1),
        List((item("bullet"), item("done", True)), next(spans)),
        Definitions(
            (
                Definition(
                    (Text("Term", next(spans)),), (paragraph("what is said of it"),), next(spans)
                ),
            ),
            next(spans),
        ),
        Table(None, (row("Python", "ten years"), row("Rust", "two")), next(spans)),
        Paragraph((Text("A claim", HERE), FootnoteMark(1, HERE), Text(" made.", HERE)), HERE),
        Footnote(1, (paragraph("Its ground."),), next(spans)),
    )
    assert accused(prove(typeset(H + html), edition)) == []


def test_dates_beside_the_title(typeset: Typeset, edition_of: MakeEdition) -> None:
    html = """<h2>Engineer</h2><p>Analytical Engines · Jan 2019 – Present
        <div style='display:flex;justify-content:space-between'>
        <b>Clerk</b><span>2012–15</span></div>"""
    head = [("title", "Engineer"), ("organization", "Analytical Engines")]
    first = Entry(
        (
            *(Field(role, (Text(text, HERE),), HERE) for role, text in head),  # type: ignore[arg-type]
            Field("dates", (Text("Jan 2019 - Present", HERE),), HERE),
        ),
        (),
        HERE,
    )
    second = Entry(
        (
            Field("title", (Text("Clerk", HERE),), HERE),
            Field("dates", (Text("2012-15", HERE),), HERE),
        ),
        (),
        HERE,
    )
    proof = prove(typeset(H + html), edition_of(first, second))
    assert accused(proof) == []
    assert "2 dates unbroken" in proof.summary


def test_links_of_every_kind(typeset: Typeset, edition_of: MakeEdition) -> None:
    html = """<h1>Ada Byron</h1><p><a href='mailto:ada@example.org'>ada@example.org</a> ·
        <a href='tel:+442079460018'>+44 20 7946 0018</a>
        <p style='width:80pt'><a href='https://example.org/p%C3%A4/a/very/long/path'>a link over
        several lines of the page</a> <a href='https://example.org/a'>one</a>
        <a href='https://example.org/a'>two</a> elsewhere"""

    def contact(kind: str, text: str, target: str, start: int) -> LetterheadItem:
        span = Span(start, start + len(text))
        found = Contact(kind, text, target, span)  # type: ignore[arg-type]
        return LetterheadItem("contact", (Text(text, span),), span, contact=found)

    def link(target: str, text: str) -> Link:
        return Link(target, (Text(text, HERE),), HERE)

    inlines = (
        link("https://example.org/pä/a/very/long/path", "a link over several lines of the page"),
        Styled("strong", (Text(" ", HERE), link("/a", "one")), HERE),
        Text(" ", HERE),
        link("a", "two"),
        Text(" ", HERE),
        link("javascript:alert(1)", "elsewhere"),
    )
    edition = edition_of(Paragraph(inlines, HERE), base_url="https://example.org/")
    person = edition.document.person
    items = (
        contact("email", "ada@example.org", "mailto:ada@example.org", 20),
        contact("phone", "+44 20 7946 0018", "tel:+442079460018", 40),
    )
    contacts = tuple(item.contact for item in items if item.contact)
    person = replace(person, letterhead=(*person.letterhead, *items), contacts=contacts)
    edition = replace(edition, document=replace(edition.document, person=person))
    proof = prove(typeset(html), edition)
    assert accused(proof) == []
    assert "5 links" in proof.summary
    assert "1 e-mail address, 1 phone number unbroken" in proof.summary


FURNITURE = """@page { @top-left { content: "Ada Byron" } @top-right { content: counter(page) } }
    @page:first { @top-left { content: none } @top-right { content: none } }"""


def test_page_furniture_is_told_from_text_of_the_same_words(
    typeset: Typeset, edition_of: MakeEdition
) -> None:
    html = "<h1>Ada Byron</h1><p>one<p style='break-before:page'>Ada Byron 2<p>two 2"
    pdf = typeset(html, css=FURNITURE)
    expected = Expectation(pages=2, furniture=((), ("Ada Byron", "2")))
    assert accused(prove(pdf, edition_of("one", "Ada Byron 2", "two 2"), expected)) == []


@pytest.mark.parametrize(
    ("language", "direction", "texts"),
    [
        (
            "ar",
            "rtl",
            [
                "مهندس برمجيات في شركة Google منذ 2019 – 2022 وعمل مع C++ و Python 3.11 في (دبي).",
                "2015 – 2019",
                "لا إله السلام عليكم الإسلام",
                "عمّان وتفضّل أوّلاً: أعدتُ ترتيب الصفحات كلِّها",
                "قواعد البيانات الموزعة وأنظمة التخزين واسعة النطاق في بيئات الإنتاج المختلفة",
            ],
        ),
        (
            "en",
            "ltr",
            [
                "2010-2012 Company in Berlin",
                "שלום עולם and English 42 שלום x",
                "Native: עברית, fluent: العربية",
                "A plain line in between.",
                "שלום עולם",
            ],
        ),
        pytest.param(
            "ar",
            "rtl",
            ["عمل في " + "x" * 150 + " المكتب", "y" * 400, "• عمل في المكتب", "وكتب"],
            id="words longer than a line",
        ),
    ],
)
def test_right_to_left(
    language: str,
    direction: str,
    texts: list[str],
    typeset: Typeset,
    edition_of: MakeEdition,
    arabic_and_hebrew: str,
) -> None:
    body = H + "".join(f"<p>{text}" for text in texts)
    pdf = typeset(
        body,
        language=language,
        direction=direction,
        css="html { font-family: Other }",
        other=arabic_and_hebrew,
    )
    assert accused(prove(pdf, edition_of(*texts, language=language))) == []
