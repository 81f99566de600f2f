"""An edition as HTML: every word once and in order, nothing of it taken for markup."""

import re
from html.parser import HTMLParser
from io import BytesIO
from itertools import count, pairwise, product
from pathlib import Path
from xml.etree import ElementTree

import jinja2
import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from resume_pdf.diagnostics import ResumeError
from resume_pdf.document import (
    Break,
    Cell,
    Code,
    CodeBlock,
    Contact,
    Date,
    Definition,
    Definitions,
    Document,
    Entry,
    Field,
    Footnote,
    FootnoteMark,
    Heading,
    Image,
    Item,
    LetterheadItem,
    Link,
    List,
    Marks,
    Paragraph,
    Period,
    Person,
    Quote,
    Rule,
    Section,
    Settings,
    Styled,
    Table,
    Text,
    key,
    plain,
    walk,
)
from resume_pdf.edition import Picture
from resume_pdf.html import arranged, render
from resume_pdf.html.order import rows
from resume_pdf.html.text import (
    as_shown,
    flowing,
    link_pieces,
    pieces,
    shown,
    together,
    with_dashes,
)
from resume_pdf.record import replace
from resume_pdf.source import Span
from resume_pdf.theme import bundled, find_layout, find_style, layout_names, style_names
from resume_pdf.typeset import Typesetter
from resume_pdf.words import said, words

ROOT = Path(__file__).parents[1]
_places = count(1000, 2)


TEXTS = st.text("aé9- \u00a0/@.,職\n" + "b" * 3)


def at():
    """A span that nothing else has."""
    start = next(_places)
    return Span(start, start + 1)


def text(words, *more):
    return (Text(words, at()), *more)


def styled(style, words):
    return Styled(style, text(words), at())


def paragraph(words, **kw):
    return Paragraph(text(words), at(), **kw)


def bullets(*lines, start=None, checked=None):
    return List(tuple(Item((paragraph(line),), at(), checked) for line in lines), at(), start)


def field(role, words):
    return Field(role, text(words), at())


def entry(*head, content=(), **kw):
    return Entry(head, tuple(content), at(), **kw)


def section(title, *content, kind="other"):
    return Section(text(title) if title else (), kind, content, at())


def contact(kind, words, target=None, label=()):
    place = at()
    reached = Contact(kind, words, target, place)
    return LetterheadItem("contact", (Text(words, place),), place, label, reached)


def person(*items):
    name = next((item for item in items if item.role == "name"), None)
    contacts = tuple(item.contact for item in items if item.contact)
    return Person(name and name.inlines[0].text, None, items, contacts)


def named(words="Ottoline Brandt-Reyes"):
    return LetterheadItem("name", text(words), at())


def cells(*row):
    return tuple(Cell(text(words), at()) for words in row)


MAIL = ("email", "otti@brandt-reyes.example", "mailto:otti@brandt-reyes.example")


def everything():
    """A résumé with every kind of node there is."""
    inline = (
        *text("Cut costs by 12 % ("),
        styled("emphasis", "well below"),
        *text(" "),
        styled("strong", "state-of-the-art"),
        *text(" rates)"),
        FootnoteMark(1, at()),
        Break(False, at()),
        Code("make -j", at()),
        *text(" for 10"),
        styled("superscript", "6"),
        *text(" parts, H"),
        styled("subscript", "2"),
        *text("O,"),
        Break(True, at()),
        styled("strikethrough", "old"),
        *text(" "),
        styled("small", "fine print"),
        *text(" "),
        styled("span", "one piece"),
        *text(" "),
        Image("seal.png", "the seal", at()),
        *text(" and "),
        Link(
            "https://mill.example/report",
            (*text("the state-of-the-art "), styled("emphasis", "report on mills")),
            at(),
        ),
    )
    nested = Item((paragraph("Ran the mill"), bullets("by night", "by day")), at())
    roles = (
        entry(field("title", "Foreman"), field("dates", "2012-15")),
        entry(
            field("dates", "2009 -- 2012"),
            field("title", "Miller"),
            content=[paragraph("Keywords: flour, C++, C#", role="keywords"), bullets("Ground it")],
        ),
    )
    blocks = (
        Paragraph(inline, at()),
        Heading(5, text("A heading among blocks"), at()),
        Quote((paragraph("She never stops."), paragraph("Nor do we.")), at()),
        CodeBlock("if x:\n    grind(x)\n", at()),
        Table(cells("Award", "Year"), (cells("Golden sieve", "2011"), ()), at()),
        Definitions((Definition(text("Tongues:"), (paragraph("German"),), at()),), at()),
        Definitions((Definition(text("2007"), (bullets("Sailed"),), at()),), at()),
        Rule(at()),
        bullets("A first of many", "and one more", start=9),
        bullets("A last of many", "and one more", start=99),
        bullets("Done", checked=True),
        List((Item((), at()), Item((CodeBlock("y\n", at()),), at()), nested), at()),
        Footnote(1, (paragraph("Before tax."),), at()),
        paragraph("On a page of its own.", marks=Marks(page_break=True)),
    )
    items = (
        LetterheadItem("note", text("Curriculum Vitae"), at()),
        LetterheadItem("name", text("Ottoline Brandt-Reyes"), at(), text("Name:")),
        LetterheadItem("headline", text("Master miller"), at()),
        contact(*MAIL, label=text("E-mail:")),
        contact("phone", "+49 30 5550 0173", "tel:+493055500173"),
        contact("location", "Potsdam"),
    )
    return Document(
        person(*items),
        (
            section("", paragraph("What stands before all headings.")),
            section(
                "Work",
                entry(
                    field("organization", "Havel Mills"),
                    field("location", "Potsdam"),
                    field("dates", "2009 – present"),
                    field("note", "on site"),
                    content=roles,
                ),
                entry(content=[paragraph("No head at all.")]),
                kind="experience",
            ),
            section(
                "Publications",
                paragraph("Brandt-Reyes, O. (2011). Sieves."),
                bullets("Brandt-Reyes, O. (2012). Stones."),
                kind="publications",
            ),
            section("The rest", *blocks),
        ),
    )


def a_letter():
    """Every part that a letter has."""
    roles = ("recipient", "date", "subject", "salutation", "", "closing", "signature", "enclosures")
    return Document(
        person(named()), (section("", *(paragraph("so", role=role) for role in roles)),)
    )


class Reading(HTMLParser):
    """What a reader of the HTML finds."""

    HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
    BLOCKS = HEADINGS | {"p", "pre", "li", "section", "article", "div", "header", "br", "body"}

    def __init__(self, html):
        super().__init__()
        self.elements, self.texts, self.title, self._open = [], [], "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        assert "a" not in self._open, "a link holds text and nothing else"
        if tag not in ("meta", "br", "hr", "img", "wbr"):
            self._open.append(tag)
        if tag in self.BLOCKS:
            self.texts.append("\n")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, "elements are closed in order"

    def handle_data(self, data):
        if "title" in self._open:
            self.title += data
        elif "body" in self._open:
            self.texts.append(data)
            if (self.HEADINGS | {"p"}) & set(self._open):
                assert data.strip(), f"white space alone between {self.texts[-4:]}"

    @property
    def levels(self):
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]

    @property
    def keys(self):
        return [attrs["data-key"] for _, attrs in self.elements if "data-key" in attrs]

    @property
    def links(self):
        return [attrs["href"] for tag, attrs in self.elements if tag == "a"]

    @property
    def classes(self):
        return {name for _, attrs in self.elements for name in attrs.get("class", "").split()}

    @property
    def words(self):
        return words("".join(self.texts))


def set_as(layout, document):
    return render(document, find_layout(layout) if isinstance(layout, str) else layout)


def read(document, layout="full"):
    return Reading(set_as(layout, document))


def expected(document, layout):
    return words("\n".join(text for text, _ in said(arranged(document, find_layout(layout)))))


# ── Elements ─────────────────────────────────────────────────────────────────────────────


def test_what_stays_on_one_line_has_nothing_in_it_that_stays_on_one_line():
    head = entry(field("title", "Co-founder"), field("dates", "May-June 2019"))
    found = read(
        Document(
            person(named("Ada"), contact("email", "a@b.example", "mailto:a@b.example")),
            (section("Work", head),),
        )
    )
    assert [one["class"] for _, one in found.elements if "whole" in one.get("class", "")] == [
        *("contact whole", "title whole", "dates whole"),
    ]


@pytest.mark.parametrize(("count", "together"), [(4, False), (20, True)])
def test_the_last_words_keep_together_where_there_may_be_several_lines(count, together):
    html = set_as(
        "full", Document(person(), (section("Work", paragraph("word " * count + "in it")),))
    )
    assert ('<span class="whole">in it</span>' in html) is together


# ── Words ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", layout_names())
def test_a_page_is_well_formed_xml(layout):
    html = set_as(layout, everything())
    (body,) = ElementTree.fromstring(html).iter("body")
    found, expected = "".join(body.itertext()), "".join(Reading(html).texts)
    assert "".join(found.split()) == "".join(expected.split())


@pytest.mark.parametrize("layout", layout_names())
def test_every_word_stands_once_and_in_order(layout):
    document = everything()
    assert read(document, layout).words == expected(document, layout)


def test_the_full_layout_keeps_the_authors_order_but_for_the_dates_of_heads():
    document = everything()
    laid = arranged(document, find_layout("full"))
    assert read(document).words == words("\n".join(text for text, _ in said(laid)))

    def bodies(of):
        nodes = [node for section in of.sections for node in walk(section.content)]
        return [node for node in nodes if not isinstance(node, Entry)]

    assert bodies(laid) == bodies(document)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "{% include 'x' %}",
        '"><img src=x onerror=y>',
        "&lt;b&gt;",
    ],
)
def test_text_is_never_markup(hostile):
    document = Document(
        person(named(hostile), contact("url", hostile, f"https://x.example/{hostile}")),
        (
            section(
                hostile,
                entry(field("title", hostile), field("dates", hostile)),
                CodeBlock(hostile, at()),
                Paragraph((Link(hostile, text(hostile), at()), Image("x", hostile, at())), at()),
            ),
        ),
        settings=Settings(keywords=(hostile,)),
    )
    found = read(document)
    assert not {"script", "img", "b"} & {tag for tag, _ in found.elements}
    assert all(not name.startswith("on") for _, attrs in found.elements for name in attrs)
    assert found.words == expected(document, "full")
    assert found.title.startswith(hostile)


# ── Structure ────────────────────────────────────────────────────────────────────────────


def nameless():
    return replace(everything(), person=Person(None, None, (), ()))


def only_headline():
    item = LetterheadItem("headline", text("Miller"), at())
    return replace(everything(), person=Person(None, "Miller", (item,), ()))


def deep():
    inner = entry(field("title", "Level 9"), content=[Heading(1, text("Deepest"), at())])
    for level in range(8, 2, -1):
        inner = entry(field("title", f"Level {level}"), content=[inner])
    return Document(person(named()), (section("", inner), section("Titled", inner)))


@pytest.mark.parametrize("make", [everything, nameless, only_headline, deep])
def test_heading_levels_are_never_skipped(make):
    levels = read(make()).levels
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_there_is_one_first_level_heading():
    assert read(everything()).levels.count(1) == 1


@pytest.mark.parametrize("layout", layout_names())
def test_every_node_can_be_found_again(layout):
    document = arranged(everything(), find_layout(layout))
    expected = {"letterhead", *(key(item) for item in document.person.letterhead)}
    for part in document.sections:
        expected |= {key(part), f"{key(part)}-head"} if part.title else {key(part)}
        for node in walk(part.content):
            expected.add(key(node))
            if isinstance(node, Entry):
                expected |= {key(field) for field in node.head}
                expected |= {f"{key(node)}-head"} if node.head else set()
            if isinstance(node, Table):
                expected |= {key(cell) for row in (node.header or (), *node.rows) for cell in row}
    keys = read(document, layout).keys
    assert len(keys) == len(set(keys))
    assert set(keys) == expected


def test_the_documents_own_data():
    settings = Settings(date="2022-12-19 17:47:57", keywords=("mills", "flour"))
    document = replace(everything(), settings=settings, language="en-GB")
    found = read(document)
    meta = {attrs["name"]: attrs["content"] for tag, attrs in found.elements if "name" in attrs}
    assert found.title == "Ottoline Brandt-Reyes – Résumé"
    assert meta["author"] == "Ottoline Brandt-Reyes"
    assert meta["keywords"] == "mills, flour"
    assert meta["dcterms.created"] == "2022-12-19"
    assert found.elements[0] == ("html", {"lang": "en-GB", "dir": "ltr"})


def test_a_right_to_left_language_runs_so():
    assert read(replace(everything(), language="ar")).elements[0][1]["dir"] == "rtl"


def test_the_custom_properties_of_the_author_stand_on_the_root():
    settings = Settings(variables={"accent": "#405", "gap": "1.2"})
    found = read(replace(everything(), settings=settings))
    assert found.elements[0][1]["style"] == "--accent:#405;--gap:1.2;"


# ── Order ────────────────────────────────────────────────────────────────────────────────


def test_contacts_stand_in_rows_of_one_length_and_no_row_ends_with_a_separator():
    items = [contact("url", f"https://{'x' * size}.example", None) for size in (14, 10, 10, 12, 4)]
    found = [[len(plain(item.inlines)) for item in row] for row in rows(items)]
    assert [width for row in found for width in row] == [len(plain(item.inlines)) for item in items]
    widths = [sum(row) + 3 * (len(row) - 1) for row in found]
    assert len(found) == 2
    assert max(widths) - min(widths) < 30
    assert max(widths) <= 84
    assert rows([]) == [[]]


def test_dates_lead_the_line_under_what_names_the_entry():
    job = entry(
        field("dates", "2013-2015"),
        field("title", "Miller"),
        field("organization", "Havel Mills"),
        field("location", "Potsdam"),
    )
    found = read(Document(person(named()), (section("Work", job),)))
    lines = [line for line in "".join(found.texts).split("\n") if line]
    assert lines[-2:] == ["Miller", "2013–2015 · Havel Mills · Potsdam"]


@pytest.mark.parametrize(
    ("roles", "first"),
    [
        (("organization", "title", "dates"), "dates"),
        (("location", "organization"), "organization"),
        (("note", "title"), "title"),
    ],
)
def test_a_head_stands_in_the_layouts_order(roles, first):
    job = entry(*(field(role, role) for role in roles))
    document = Document(person(named()), (section("Work", entry(content=[job])),))
    layout = find_layout("onepage")
    (outer,) = arranged(document, layout).sections[0].entries
    order = [part.role for part in outer.entries[0].head]
    assert order[0] == first
    assert order == sorted(order, key=layout.head.index)


def test_contacts_are_gathered_once():
    mail, phone, place = contact(*MAIL), contact("phone", "555 0173"), contact("location", "Ulm")
    shown_below = Paragraph(phone.inlines, phone.span)
    someone = replace(
        person(named()), contacts=(mail.contact, mail.contact, phone.contact, place.contact)
    )
    document = Document(someone, (section("Contact", shown_below),))
    found = arranged(document, find_layout("onepage"))
    assert [item.contact.text for item in found.person.letterhead if item.contact] == [
        MAIL[1],
        "Ulm",
    ]
    assert arranged(found, find_layout("onepage")) == found


def test_a_name_known_from_elsewhere_is_shown():
    document = replace(everything(), person=Person("Ottoline Brandt", None, (), ()))
    assert read(document).words[:2] == ["ottoline", "brandt"]


# ── Links, dates, line ends ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("base", "target", "leads"),
    [
        (None, "https://mill.example/a?b=c", "https://mill.example/a?b=c"),
        (None, "HTTP://mill.example", "HTTP://mill.example"),
        (None, "mailto:a@mill.example", "mailto:a@mill.example"),
        (None, "tel:+4930555", "tel:+4930555"),
        ("https://mill.example/cv/", "../work", "https://mill.example/work"),
        (None, "/work", None),
        (None, "javascript:alert(1)", None),
        (None, "file:///etc/passwd", None),
        (None, "https://", None),
        (None, "https://mill.example/a b", None),
        (None, "https://[broken", None),
        (None, "", None),
        (None, None, None),
    ],
)
def test_only_what_leads_somewhere_is_a_link(base, target, leads):
    link = Paragraph((Link(target, text("the mill"), at()),), at())
    document = Document(person(named()), (section("", link),), settings=Settings(base_url=base))
    found = read(document)
    assert found.links == ([leads] if leads else [])
    assert found.words[-2:] == ["the", "mill"]


@pytest.mark.parametrize(
    ("target", "written", "printed"),
    [
        ("https://mill.example/", "https://mill.example/", "mill.example"),
        ("http://mill.example/a", "http://mill.example/a", "mill.example/a"),
        ("https://mill.example", "https://mill.example ", "mill.example "),
        ("https://mill.example", "my https://mill.example", "my https://mill.example"),
        ("https://", "https://", ""),
        ("https://mill.example", "https://other.example", "https://other.example"),
    ],
)
def test_a_bare_url_is_shown_short(target, written, printed):
    (node,) = shown(Link(target, text(written), at()))
    assert plain((node,)) == printed


@pytest.mark.parametrize(
    ("after", "printed"),
    [
        ("is", "a.example/is"),
        ("`", "a.example/`"),
        (" is", "a.example is"),
        (", is", "a.example, is"),
        ("", "a.example"),
    ],
)
def test_a_slash_stays_that_parts_two_words(after, printed):
    link = Link("https://a.example/", text("https://a.example/"), at())
    assert plain(as_shown(flowing((link, *text(after))))) == printed


RUNS = {
    "a bold word after one that is not": (
        (*text("שפת React "), styled("strong", "Native"), *text(" ועוד")),
        [["שפת "], ["React ", "Native"], [" ועוד"]],
    ),
    "one word, bold in part": (
        (styled("strong", "Type"), *text("Script ועוד")),
        [["Type", "Script"], [" ועוד"]],
    ),
    "white space within a bold word": (
        (styled("strong", "Vue "), styled("emphasis", "Router "), *text("ועוד")),
        [["Vue ", "Router"], [" ועוד"]],
    ),
    "a link": (
        (Link("https://a.example", text("React"), at()), *text(" Native")),
        [["React", " Native"]],
    ),
    "only into a part of what is bold": (
        (*text("React "), styled("strong", "Native ועוד")),
        [["React "], ["Native ועוד"]],
    ),
    "another line": (
        (*text("React"), Break(True, at()), styled("strong", "Native")),
        [["React"], [" "], ["Native"]],
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_what_runs_from_the_left_over_several_inlines_is_together(name):
    line, expected = RUNS[name]
    found = together(line)
    assert [[plain((one,)) for one in group] for group, _ in found] == expected
    assert [ltr for _, ltr in found] == [len(group) > 1 for group, _ in found]


@given(st.lists(st.tuples(st.sampled_from(["", "strong"]), st.text("aB ש1.+(", min_size=1))))
def test_putting_together_changes_no_text(parts):
    line = tuple(styled(style, run) if style else text(run)[0] for style, run in parts)
    assert plain(one for group, _ in together(line) for one in group) == plain(line)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2016-2019", "2016–2019"),
        ("2016 - 2019", "2016–2019"),
        ("2016 -- 2019", "2016–2019"),
        ("Jun 2021 --- Present", "Jun 2021 – Present"),
        ("Jun 2021 — Present", "Jun 2021 – Present"),
        ("Sept 2019-Present", "Sept 2019 – Present"),
        ("May-August 2018", "May – August 2018"),
        ("2012-15", "2012–15"),
        ("2021-now", "2021–now"),
        ("2024-", "2024–"),
        ("2009-2012, 2014-present (part-time)", "2009–2012, 2014–present (part-time)"),
        ("2019-03 - 2020-05", "2019-03 – 2020-05"),
        ("2019-03", "2019-03"),
        ("2019-03-01", "2019-03-01"),
        ("03-2019 – 11-2020", "03-2019 – 11-2020"),
        ("mid-2019", "mid-2019"),
        ("seit 2019", "seit 2019"),
        ("2019 to 2021", "2019 to 2021"),
    ],
)
def test_a_range_of_dates_has_an_en_dash(written, printed):
    assert with_dashes(written) == printed
    assert words(written) == words(printed)


def test_a_short_range_of_years_is_told_from_a_month():
    assert with_dashes("2011-12", Period(Date(2011), Date(2012), at())) == "2011–12"
    assert with_dashes("2011-12", Period(Date(2011, 12), None, at())) == "2011-12"


@pytest.mark.parametrize(
    ("written", "kept_whole"),
    [
        ("a state-of-the-art mill", ["state-of-the-art"]),
        ("write to otti@brandt-reyes.example now", ["otti@brandt-reyes.example"]),
        ("call +49 30 5550-0173 now", ["+49 30 5550-0173"]),
        ("Mühle\u00a0AG, Potsdam", ["Mühle AG,"]),
        ("uses CI/CD", ["CI/CD"]),
        ("a well-known in-house tool", ["well-known ", "in-house"]),
        (
            "see mill.example/reports/of-the-year/and-more/2019",
            ["mill.example/", "reports/", "of-the-year/", "and-more/", "2019"],
        ),
        ("x" * 50 + "-" + "y" * 50, ["x" * 50, "-" + "y" * 50]),
        ("plain words – and C++", ["C++"]),
        ("株式会社の業務/開発を担当", []),
        ("x" * 90 + "-" + "y" * 60, ["-" + "y" * 60]),
        ("mill.example/" + "y" * 90 + "/2019", ["mill.example/", "2019"]),
        ("x" * 90, []),
    ],
)
def test_what_must_not_break_is_whole(written, kept_whole):
    cut = pieces(written)
    assert [piece.text for piece in cut if piece.whole] == kept_whole
    assert "".join(piece.text for piece in cut) == written.replace("\u00a0", " ")


@given(written=TEXTS, ending=st.booleans())
def test_cutting_never_changes_the_text(written, ending):
    cut = pieces(written, ending=ending)
    assert "".join(piece.text for piece in cut) == re.sub("[\u00a0\u202f]", " ", written)
    assert "".join(piece.text for piece in link_pieces(written)) == "".join(p.text for p in cut)


@given(written=st.text("aB1290 -–—.,(/"))
def test_dashes_never_change_a_word(written):
    assert words(with_dashes(written)) == words(written)


@given(st.lists(st.tuples(st.sampled_from(["", "strong", "strikethrough"]), TEXTS)))
def test_flowing_never_changes_the_text(parts):
    line = tuple(styled(style, run) if style else text(run)[0] for style, run in parts)
    assert plain(flowing(line)) == plain(line)
    assert flowing(flowing(line)) == flowing(line)


def test_the_last_two_words_keep_together():
    assert pieces("sold to a famous one.", ending=True)[-1].text == "famous one."
    assert not pieces("only words", ending=True)[-1].whole


def test_white_space_never_stands_alone():
    line = (styled("strong", "A"), *text(" "), styled("emphasis", "B"), *text(" (c-d)"))
    assert [type(node) for node in flowing(line)] == [Styled, Styled, Text]
    assert flowing(flowing(line)) == flowing(line)


# ── Layouts and styles ───────────────────────────────────────────────────────────────────


def documented():
    """The names in the first column of the tables of docs/styles.md."""
    lines = (ROOT / "docs" / "styles.md").read_text("utf-8").splitlines()
    columns = [line.split("|")[1] for line in lines if line.startswith("| `")]
    assert len(columns) > 40
    return set(re.findall(r"`([^`]+)`", " ".join(columns)))


@pytest.mark.parametrize("layout", layout_names())
def test_every_class_is_documented(layout):
    found = {
        name
        for name in read(everything(), layout).classes
        if not name.startswith(("kind-", "layout-"))
    }
    assert len(found) > 40
    assert found <= documented()


def test_every_documented_class_is_printed():
    printed = set().union(*(read(everything(), layout).classes for layout in layout_names()))
    printed |= read(a_letter(), "letter").classes
    photo = Picture("data:,", "Otti")
    html = render(everything(), find_layout("full"), photo=photo)
    printed |= Reading(html).classes
    for value in find_layout("academic").options["publications"].values:
        printed |= read(
            everything(), replace(find_layout("academic"), settings={"publications": value})
        ).classes
    printed |= read(
        replace(everything(), sections=(section("Skills", paragraph("o" * 90)),))
    ).classes
    classes = {name for name in documented() if re.fullmatch(r"[a-z-]+", name)} - {"--"}
    assert {name for name in classes if not name.startswith("--")} <= printed


def classes_in(template):
    """The names in the class attributes of a template, be they printed for our document or not:
    those written out, and the strings that an expression there may give.
    """
    found: list[str] = []
    inside, before = False, ""
    for _, kind, text in jinja2.Environment().lex(template):
        if kind == "data":
            first, *others = re.split(r'(?<=\sclass=)"', text)
            for place, part in enumerate([first, *others]):
                inside = inside or place > 0
                if inside:
                    names, quote, _ = part.partition('"')
                    found += names.split()
                    inside = not quote
        elif kind == "string" and inside and before not in ("==", "in", "("):
            found += text[1:-1].split()
        before = before if kind == "whitespace" else text
    # "kind-" stands before a name that only the document knows.
    return {name for name in found if not name.endswith("-")}


@pytest.mark.parametrize(
    "template",
    [
        pytest.param(path, id=f"{path.parent.name}/{path.name}")
        for path in sorted(bundled("layouts").rglob("*.j2"))
    ],
)
def test_every_class_that_a_template_names_is_documented(template):
    found = classes_in(template.read_text("utf-8"))
    assert found <= documented()


def test_classes_are_found_in_templates():
    template = (
        '<p class="one{{ " two" if x == "y" }}{% if y %} three{% endif %} kind-{{ z }}">no</p>'
    )
    assert classes_in(template) == {"one", "two", "three"}


def declared_in(sheets):
    css = "".join(
        re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in sheets
    )
    return set(re.findall(r"(--[\w-]+)\s*:", css)), set(re.findall(r"var\(\s*(--[\w-]+)", css))


@pytest.mark.parametrize("name", style_names())
def test_a_style_sets_the_documented_properties(name):
    declared, asked_for = declared_in(find_style(name).sheets)
    assert asked_for <= declared
    assert declared <= documented()
    assert {f"--{one}" for one in find_style(name).properties} == declared


def test_every_documented_property_is_set_by_a_style_and_used():
    sheets = {path for name in style_names() for path in find_style(name).sheets}
    declared, asked_for = declared_in(sorted(sheets))
    written = {name for name in documented() if name.startswith("--")}
    assert written == declared
    # What fitting alone reads, and what a style may take.
    bounds = {f"--{name}-{end}" for name in ("size", "leading", "gap") for end in ("min", "max")}
    offered = {"--serif-fallback", "--sans-fallback"}
    assert declared == asked_for | bounds | offered


@pytest.mark.parametrize("name", style_names())
def test_a_style_brings_four_real_faces_of_each_family(name):
    sheet = find_style(name).sheets[-1]
    rules = re.findall(
        r'@font-face \{ font-family: "(.*?)"; src: url\("(.*?)"\)(.*?)\}', sheet.read_text("utf-8")
    )
    faces = [(family, "bold" in rest, "italic" in rest) for family, _, rest in rules]
    families = {family for family, _, _ in rules}
    shipped = {family for family in find_style(name).families if family.startswith("Shipped ")}
    assert families | shipped == find_style(name).families
    assert sorted(faces) == sorted(product(families, (False, True), (False, True)))
    assert all((sheet.parent / url).is_file() for _, url, _ in rules)


@pytest.fixture
def own_layout(tmp_path):
    folder = tmp_path / "layouts" / "own"
    folder.mkdir(parents=True)
    (folder / "layout.toml").write_text('description = "Own"')
    return folder


def test_one_partial_can_be_overridden(own_layout):
    (own_layout / "section.html.j2").write_text("{% macro section(node, level) %}!{% endmacro %}")
    layout = find_layout("own", [own_layout.parents[1]])
    found = Reading(render(everything(), layout))
    assert "".join(found.texts).count("!") == len(everything().sections)
    assert "name" in found.classes


@pytest.mark.parametrize(
    "template",
    ["{{ nothing }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{% include 'none.j2' %}"],
)
def test_a_template_that_cannot_be_used_is_named(own_layout, template):
    (own_layout / "page.html.j2").write_text(template)
    layout = find_layout("own", [own_layout.parents[1]])
    with pytest.raises(ResumeError, match="layout own") as caught:
        render(everything(), layout)
    assert caught.value.diagnostic.code == "layout-invalid"


def by_pypdf(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def by_pdfminer(pdf):
    return extract_text(BytesIO(pdf))


def by_pdfplumber(pdf):
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


@pytest.fixture(scope="module", params=style_names())
def typesetter(request):
    return Typesetter(find_style(request.param), (bundled("styles"),))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("layout", layout_names())
def test_readers_of_the_pdf_find_every_word_in_order(typesetter, layout, paper):
    document = everything()
    html = render(document, find_layout(layout))
    pages = typesetter.lay_out(html, paper)
    pdf, fonts = pages.pdf()
    assert not pages.measurement.overflows
    assert all(font.shipped and not font.missing for font in fonts)
    wanted = expected(document, layout)
    furniture = [words("\n".join(texts)) for texts in pages.furniture]
    for reader in (by_pypdf, by_pdfminer, by_pdfplumber):
        found = words(reader(pdf))
        # The running head is read before or after the text of its page, or in the midst of it.
        assert len(found) == len(wanted) + sum(map(len, furniture)), reader.__name__
        rest = iter(found)
        assert all(word in rest for word in wanted), reader.__name__
