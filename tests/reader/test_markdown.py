"""Markdown to blocks: structure, places, and what is said about how it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resume_pdf.document import (
    Break,
    CodeBlock,
    Definitions,
    Footnote,
    FootnoteMark,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    key,
    plain,
    walk,
)
from resume_pdf.reader.syntax.markdown import Parsed, parse
from resume_pdf.source import Source


def read(text: str) -> Parsed:
    return parse(Source(text), 0)


def kinds(text: str) -> list[str]:
    return [type(block).__name__ for block in read(text).blocks]


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


def said(text: str) -> list[str]:
    """What headings and paragraphs at the top say."""
    return [plain(b.inlines) for b in read(text).blocks if isinstance(b, (Heading, Paragraph))]


def inlines(text: str) -> Inlines:
    block = read(text).blocks[0]
    assert isinstance(block, (Paragraph, Heading))
    return block.inlines


def every(parts: Inlines) -> Iterator[Inline]:
    for part in parts:
        yield part
        if isinstance(part, (Styled, Link)):
            yield from every(part.children)


# ── Headings ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("# Work", 1, "Work"),
        ("### Work ###", 3, "Work"),
        ("###Baker", 3, "Baker"),
        ("##Skills in C#", 2, "Skills in C#"),
        ("#Skills in C#", 1, "Skills in C#"),
        ("##Skills in C###", 2, "Skills in C#"),
        ("## Skills in C# ##", 2, "Skills in C#"),
        ("##Plan B##", 2, "Plan B"),
        ("#Baker#", 1, "Baker"),
        ("###Baker, Leeds####", 3, "Baker, Leeds"),
        ("##Baker##", 2, "Baker"),
        ("#Lebenslauf#", 1, "Lebenslauf"),
        ("#経歴", 1, "経歴"),
        ("##2012 - 2015##", 2, "2012 - 2015"),
        ("Work\n====", 1, "Work"),
        ("Work\n----", 2, "Work"),
        ("## Work {#work .wide}", 2, "Work"),
        ("## Work {-}", 2, "Work"),
        ("## Work ## {: .no_toc}", 2, "Work"),
        ("Work {-}\n----", 2, "Work"),
        ("##", 2, ""),
        ("# C#", 1, "C#"),
    ],
)
def test_heading(text: str, level: int, title: str) -> None:
    (heading,) = read(text).blocks
    assert isinstance(heading, Heading)
    assert (heading.level, plain(heading.inlines)) == (level, title)
    assert text.startswith(text[heading.span.start : heading.span.end])


@pytest.mark.parametrize(
    "text", ["#python", "#python #rust", "#Python #Rust", "#1 in sales", "#!x"]
)
def test_hashtag_is_text(text: str) -> None:
    assert said(text) == [text]
    assert codes(text) == []


def test_heading_without_space_is_pointed_out() -> None:
    (diagnostic,) = read("Text\n\n###Baker\n").diagnostics
    assert diagnostic.code == "heading-no-space"
    assert diagnostic.span is not None
    assert (diagnostic.span.start, diagnostic.span.end) == (6, 9)
    assert diagnostic.hint == "write “### Baker”"


@pytest.mark.parametrize(
    "line",
    [
        "jo@example.org | Ghent",
        "Ghent | +32 3 555 01 01",
        "see https://example.org",
        "[Mail](mailto:jo@example.org) and more",
        "one line\nand another",
    ],
)
def test_line_of_contacts_above_dashes_is_no_heading(line: str) -> None:
    assert kinds(f"{line}\n---\n") == ["Paragraph", "Rule"]
    assert codes(f"{line}\n---\n") == ["heading-by-underline"]


@pytest.mark.parametrize("line", ["Ghent | Antwerp", "I bake bread.", "word " * 20])
def test_doubtful_line_above_dashes_is_a_heading_and_is_pointed_out(line: str) -> None:
    assert kinds(f"{line}\n---\n") == ["Heading"]
    assert codes(f"{line}\n---\n") == ["heading-by-underline"]


@pytest.mark.parametrize(
    "line", ["Work", "2012 - 2015: Bakery", "2012.06 - 2015.08 Bakery", "[Org](/x)"]
)
def test_title_above_dashes_is_a_heading(line: str) -> None:
    assert kinds(f"{line}\n-----\n") == ["Heading"]
    assert codes(f"{line}\n-----\n") == []


# ── Blocks ───────────────────────────────────────────────────────────────────────────────


def test_blocks_in_order() -> None:
    text = (
        "# A\n\ntext\n\n- one\n\n> quote\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\n"
        "Term\n: said\n\n***\n\n    code\n"
    )
    assert kinds(text) == [
        *("Heading", "Paragraph", "List", "Quote", "CodeBlock"),
        *("Table", "Definitions", "Rule", "CodeBlock"),
    ]


def test_table_with_empty_header_and_ragged_rows() -> None:
    (table,) = read("| | |\n|:--|--:|\n| a \\| b | `c\\|d` | more |\n| e |\n").blocks
    assert isinstance(table, Table)
    assert table.header is None
    assert [[plain(cell.inlines) for cell in row] for row in table.rows] == [
        ["a | b", "c|d", "more"],
        ["e"],
    ]
    assert [cell.align for cell in table.rows[0]] == ["left", "right", None]


def test_definitions_keep_every_term_and_what_is_said() -> None:
    text = "2012\n2013\n:   **Cook**; Town\n\n    - soup\n\n2014\n:   *Baker*\n: Bread\n"
    (definitions,) = read(text).blocks
    assert isinstance(definitions, Definitions)
    assert [plain(item.term) for item in definitions.items] == ["2012", "2013", "2014"]
    assert [len(item.blocks) for item in definitions.items] == [0, 2, 2]


def test_footnotes_are_numbered_as_they_are_referred_to() -> None:
    parsed = read("a[^x] b[^y]\n\n[^y]: why\n[^x]: ex\n    more\n\n[^z]: nobody asked\n")
    paragraph, *notes = parsed.blocks
    assert isinstance(paragraph, Paragraph)
    assert [i.number for i in paragraph.inlines if isinstance(i, FootnoteMark)] == [1, 2]
    assert [n.number for n in notes if isinstance(n, Footnote)] == [1, 2, 3]
    firsts = [note.blocks[0] for note in notes if isinstance(note, Footnote)]
    assert [plain(b.inlines) for b in firsts if isinstance(b, Paragraph)] == [
        "ex more",
        "why",
        "nobody asked",
    ]


def test_tasks() -> None:
    (tasks,) = read("- [x] done\n- [ ] to do\n- neither\n").blocks
    assert isinstance(tasks, List)
    assert [item.checked for item in tasks.items] == [True, False, None]
    first = tasks.items[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert plain(first.inlines) == "done"


def test_numbers_of_a_list_go_on() -> None:
    (numbered,) = read("4. four\n5. five\n").blocks
    assert isinstance(numbered, List)
    assert numbered.start == 4


def test_heading_in_an_item_and_in_a_quotation() -> None:
    parsed = read("- ## In an item\n\n> ### In a quotation\n")
    inner = [node for node in walk(parsed.blocks) if isinstance(node, Heading)]
    assert [plain(heading.inlines) for heading in inner] == ["In an item", "In a quotation"]


@pytest.mark.parametrize(
    "text",
    ["- a\n\n  b\n* c\n", "> a\n- b\n\n```\nc\n```\n", "> a\n2. b\n", "p\n> a\n+ \n> b\n"],
)
def test_order_is_that_of_the_source(text: str) -> None:
    starts = [block.span.start for block in read(text).blocks]
    assert starts == sorted(starts)


# ── What other tools put in ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text\n{: .lead }\n", ["Text"]),
        ("*Text*{: .lead} more", ["Text more"]),
        ("[one]{.smallcaps} two", ["one two"]),
        ("::: {.columns}\nText\n:::\n", ["Text"]),
        ("{% if x %}\nText {{ y }}more\n{% endif %}\n", ["Text more"]),
        ("\\newpage\n\nText\n\n\\vspace{2em}\n", ["Text"]),
        ("\\begin{center}\nText\n\\end{center}\n", ["Text"]),
        ("\\textbf{Text}", ["\\textbf{Text}"]),
        ("`{{ x }}` and {.NET}", ["{{ x }} and {.NET}"]),
        ("see [[Page]] and [[Page|words]]", ["see Page and words"]),
        ("a\ufffcb", ["ab"]),
        ("a\u00a0b&emsp;c\u3000d", ["a\u00a0b\u2003c\u3000d"]),
    ],
)
def test_foreign_markup_is_taken_off(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_code_keeps_what_looks_like_foreign_markup() -> None:
    (block,) = read("```\n{{ x }}\n:::\n{: .y}\n```\n").blocks
    assert isinstance(block, CodeBlock)
    assert block.text == "{{ x }}\n:::\n{: .y}"


# ── Inlines ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](https://example.org/x_y)", "https://example.org/x_y"),
        ("[a]( <b c> 'title')", "b c"),
        ("[a](ä?x=1&amp;y)", "ä?x=1&y"),
        ("[a]()", None),
        ("[a](other://x)", "other://x"),
        ("<jo@example.org>", "mailto:jo@example.org"),
        ("jo@example.org", "mailto:jo@example.org"),
        ("jo.o'hara@example.org", "mailto:jo.o'hara@example.org"),
        ("r&d@example.org", "mailto:r%26d@example.org"),
        ("<https://example.org>", "https://example.org"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("www.example.org", "http://www.example.org"),
        ("[a][r]\n\n[r]: /there", "/there"),
        ("[a] [r]\n\n[r]: /there", "/there"),
        ("[a]({{ site.url }}/there)", "/there"),
        ("<a href=' /there '>a</a>", "/there"),
    ],
)
def test_link(text: str, target: str | None) -> None:
    (link,) = inlines(text)
    assert isinstance(link, Link)
    assert link.target == target


def test_two_references_next_to_each_other_stay_two() -> None:
    assert said("[Rust] [Go]\n\n[rust]: /r\n[go]: /g\n") == ["Rust Go"]


@pytest.mark.parametrize(
    "target", ["javascript:x", " JavaScript:x", "data:x", "vbscript:x", "file:x"]
)
def test_link_that_leads_nowhere_safe(target: str) -> None:
    (link,) = inlines(f"<a href='{target}'>a</a>")
    assert isinstance(link, Link)
    assert link.target is None
    assert codes(f"<a href='{target}'>a</a>") == ["link-scheme"]


def test_sentence_ends_behind_a_bare_url() -> None:
    link, end = inlines("https://example.org.")
    assert isinstance(link, Link)
    assert isinstance(end, Text)
    assert end.text == "."


@pytest.mark.parametrize("end", ["  \n", "\\\n", "<br>\n", "<br/>"])
def test_hard_break(end: str) -> None:
    _, line_end, _ = inlines(f"one{end}two")
    assert isinstance(line_end, Break)
    assert line_end.hard


def test_line_end_is_a_soft_break() -> None:
    first, line_end, second = inlines("one\r\n   two")
    assert [first, second] == [Text("one", first.span), Text("two", second.span)]
    assert isinstance(line_end, Break)
    assert not line_end.hard


def test_image_keeps_its_alternative() -> None:
    (image,) = inlines("![A *good* face](me.jpg)")
    assert isinstance(image, Image)
    assert (image.alt, image.source) == ("A good face", "me.jpg")


# ── Places ───────────────────────────────────────────────────────────────────────────────

PLACED = """\
# Jo *Baker*

> - bread & **butter**\tand
>   jam [shop](https://example.org "x") now
>
>     soup

1) a \\*b\\* c

   | x | `y` |
   |---|-----|
   | _z_ | w |

Term
:   said `so`

    again
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_text_knows_its_place(line_end: str) -> None:
    source = Source(PLACED.replace("\n", line_end))
    texts = [
        part
        for node in walk(parse(source, 0).blocks)
        for group in (
            [node.inlines]
            if isinstance(node, (Paragraph, Heading))
            else [c.inlines for row in (node.header or (), *node.rows) for c in row]
            if isinstance(node, Table)
            else []
        )
        for part in every(group)
        if isinstance(part, Text)
    ]
    assert len(texts) >= 13
    for text in texts:
        written = source.text[text.span.start : text.span.end]
        assert written.replace("\\", "") == text.text


def test_blocks_are_tight() -> None:
    source = Source("\n## A  ##\n\n- one\n\n- two\n  more\n\n> q\n\n")
    spans = [source.text[b.span.start : b.span.end] for b in parse(source, 0).blocks]
    assert spans == ["## A  ##", "- one\n\n- two\n  more", "> q"]


def test_no_two_nodes_of_a_type_share_a_place() -> None:
    nodes = list(walk(read("> > - - 1. a\n\n- \n- - b\n\n" + PLACED).blocks))
    assert len({key(node) for node in nodes}) == len(nodes) > 20


def test_body_begins_where_it_is_told() -> None:
    source = Source("no *words*\nTitle\n")
    (block,) = parse(source, source.line_start(2)).blocks
    assert isinstance(block, Paragraph)
    assert (plain(block.inlines), block.span.start) == ("Title", 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\ufeff",
        "\x00",
        ">" * 3000,
        "- " * 3000,
        "*a " * 3000,
        "[" * 3000,
        "<b>" * 3000,
        "<div>\n\n" * 500,
        "  " * 500 + "- x",
        "<ul><li>" * 500,
    ],
)
def test_nothing_raises(text: str) -> None:
    assert isinstance(read(text), Parsed)


def test_quote_and_rule_types_are_seen() -> None:
    quote, rule = read("> q\n\n---\n").blocks
    assert isinstance(quote, Quote)
    assert isinstance(rule, Rule)
