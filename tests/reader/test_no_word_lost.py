"""No visible word of the source is missing in the model, none comes twice, all are in order."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from resume_pdf.document import Table, key, walk
from resume_pdf.reader.syntax.markdown import Parsed, parse
from resume_pdf.reader.syntax.plaintext import visible_words
from resume_pdf.source import Source
from resume_pdf.words import said_by, words

WORD = st.sampled_from(
    ["bread", "Jo", "C++", "C#", ".NET", "2012", "naïve", "経歴", "عمل", "100 %", "x_y", "a*b", "¾"]
)
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


def _wrapped(before: str, after: str) -> st.SearchStrategy[str]:
    return WORDS.map(lambda words: f"{before}{words}{after}")


INLINE = st.one_of(
    WORDS,
    _wrapped("*", "*"),
    _wrapped("**", "**"),
    _wrapped("~~", "~~"),
    _wrapped("[", "](https://example.org)"),
    _wrapped("[", "][ref]"),
    _wrapped("![", "](x.png)"),
    _wrapped("<span>", "</span>"),
    _wrapped("<b>", "</b>"),
    WORD.map(lambda word: f"`{word}`"),
    st.sampled_from(
        [
            "jo@example.org",
            "https://example.org/a_(b)",
            "&amp;",
            "\\*",
            "[^1]",
            "<br>",
            "{: .a}",
            "{{ b }}",
            "<!-- c -->",
            "<https://example.org>",
            "\n",
            "  \n",
            "\\\n",
            "`",
            "**",
        ]
    ),
)
LINE = st.lists(INLINE, min_size=1, max_size=6).map(" ".join)


def _indented(blocks: str, first: str, rest: str) -> str:
    head, *tail = blocks.split("\n")
    return "\n".join([first + head, *(rest + line if line else "" for line in tail)])


LEAF = st.one_of(
    LINE,
    st.builds(lambda level, line: "#" * level + " " + line, st.integers(1, 6), WORDS),
    WORDS.map(lambda line: f"##{line}"),
    WORDS.map(lambda line: f"{line}\n---"),
    LINE.map(lambda line: f"```\n{line}\n```"),
    LINE.map(lambda line: f"    {line}"),
    st.builds(lambda a, b: f"| {a} | {b} |\n|---|:-:|\n| {b} | {a} |", WORDS, WORDS),
    st.builds(lambda a, b: f"{a}\n:   {b}", WORDS, LINE),
    LINE.map(lambda line: f"<div>\n\n{line}\n\n</div>"),
    WORDS.map(lambda line: f"<p align=center>\n{line}<br>{line}\n</p>"),
    WORDS.map(lambda line: f"<ul><li>{line}</li><li>{line}</li></ul>"),
    st.sampled_from(["***", "::: box", ":::", "\\newpage", "{% if x %}", "<!-- resume: keep -->"]),
)
BLOCKS = st.recursive(
    st.lists(LEAF, min_size=1, max_size=3).map("\n\n".join),
    lambda inner: st.one_of(
        inner.map(lambda blocks: _indented(blocks, "- ", "  ")),
        inner.map(lambda blocks: _indented(blocks, "7. ", "   ")),
        inner.map(lambda blocks: _indented(blocks, "> ", "> ")),
        st.tuples(inner, inner).map("\n\n".join),
        st.tuples(inner, inner).map("\n".join),
    ),
    max_leaves=8,
)
ENDING = "\n\n[ref]: https://example.org/ref\n\n[^1]: a note\n"

JUNK = st.lists(
    st.sampled_from(
        [
            "a",
            "b c",
            " ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "#",
            "- ",
            "1. ",
            "> ",
            "*",
            "_",
            "~~",
            "`",
            "```",
            "---",
            "===",
            "|",
            "| a |\n|---|\n",
            "[",
            "]",
            "(",
            ")",
            "!",
            "<",
            ">",
            "&",
            "\\",
            ":",
            ": ",
            "{",
            "}",
            "{{",
            "}}",
            "{%",
            "%}",
            ":::",
            "[^1]",
            "[^1]: ",
            "[x]: y\n",
            "<b>",
            "</b>",
            "<div>",
            "</div>",
            "<p>",
            "<table><tr><td>",
            "</table>",
            "<ul><li>",
            "</ul>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<pre>",
            "</pre>",
            "<h2>",
            "</h2>",
            "www.e.org",
            "me@e.org",
            "\u3000",
            "￼",
            "\x00",
            "\u2028",
            "é",
            "中",
            "ש",
            "[[a|b]]",
        ]
    ),
    max_size=30,
).map("".join)


def model_words(parsed: Parsed) -> list[str]:
    return [word for text, _ in said_by(parsed.blocks) for word in words(text)]


def check_places(parsed: Parsed, source: Source) -> None:
    keys = []
    for node in walk(parsed.blocks):
        keys.append(key(node))
        assert node.span.end <= len(source.text)
        if isinstance(node, Table):
            keys += [key(cell) for row in (node.header or (), *node.rows) for cell in row]
    assert len(keys) == len(set(keys))


@settings(max_examples=300, deadline=None)
@given(BLOCKS)
@example("> one\n2. two")
@example("text\n\n> one\n- \n> two")
@example("- a\n\n      code\n- b")
def test_markdown(text: str) -> None:
    source = Source(text + ENDING)
    parsed = parse(source, 0)
    assert model_words(parsed) == [word for word, _ in visible_words(source)]
    check_places(parsed, source)


def is_within(part: list[str], whole: list[str]) -> bool:
    """Whether the letters of `part` come in `whole`, in order."""
    letters = iter(letter for word in whole for letter in word)
    return all(letter in letters for word in part for letter in word if letter.isalnum())


@settings(max_examples=500, deadline=None)
@given(st.one_of(JUNK, st.text(max_size=80)))
@example("<table><tr><td><svg></td><td>a</svg>")
@example("a<script>*a<script>*</script>")
@example("*a<svg>b* c</svg>")
def test_junk(text: str) -> None:
    source = Source(text)
    parsed = parse(source, 0)
    shown = [word for word, _ in visible_words(source)]
    assert is_within(shown, model_words(parsed))
    check_places(parsed, source)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_bytes(data: bytes) -> None:
    source = Source(data.decode("utf-8", errors="surrogateescape"))
    parsed = parse(source, 0)
    assert is_within([word for word, _ in visible_words(source)], model_words(parsed))
