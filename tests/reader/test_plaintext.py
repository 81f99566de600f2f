"""The words that a Markdown renderer shows."""

from __future__ import annotations

from copy import deepcopy

import pytest

from resume_pdf.reader import read
from resume_pdf.reader.syntax import dialect
from resume_pdf.reader.syntax.plaintext import visible_words
from resume_pdf.source import Source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Jo *Baker*\n\n`code` [shop](https://example.org)", "jo baker code shop"),
        ("3. a\n4. b", "3 a 4 b"),
        ("- [x] done", "done"),
        ("a[^1]\n\n[^1]: note", "a 1 1 note"),
        ("| a | b |\n|---|---|\n| c |", "a b c"),
        ("Term\n: said", "term said"),
        ("![face](x.png)", "face"),
        ("<p>a<script>b</script></p>", "a"),
        ("*<th>a*b", "a b"),
        ("<b>a</b>b</p>c", "ab c"),
        ("a <!-- b --> {{ c }} d\n{: .e}\n", "a d"),
        ("&copy; AT&T; &eacute;", "© at&t é"),
        ("<ol start=3><li>a<li>b</ol>", "3 a 4 b"),
        ("```\n# a &amp; b\n```", "# a &amp b"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(word for word, _ in visible_words(Source(text))) == expected


def test_words_have_lines() -> None:
    source = Source("# Jo\n\n- one\n  two\n\n> three\n")
    lines = [source.position(span.start)[0] for _, span in visible_words(source)]
    assert lines == [1, 3, 4, 6]


FULL = """\
# Jane Doe

Text[^b] with `code`, *emphasis*, [a link][l] and a note[^a].

- [ ] open
- [x] done <b>bold</b>

| a | b |
|---|---|
| 1 | 2[^b] |

Term
: what it means

[^a]: First, as it is written.
[^b]: First, as it is referred to.

[l]: https://example.org
"""


def test_what_was_read_is_not_parsed_again(monkeypatch):
    parsed = []
    parse = dialect.BlockParser.parse

    def counted(parser, state, rules=None):
        parsed.append(state)
        parse(parser, state, rules)

    monkeypatch.setattr(dialect.BlockParser, "parse", counted)
    source = Source(FULL)
    found = read(source)
    assert parsed
    parsed.clear()
    visible_words(source, found.body_start)
    assert parsed == []


def test_tokens_are_the_same_whoever_has_read_them():
    before = deepcopy(dialect.Parser(Source(FULL), 0).blocks)
    found = read(Source(FULL))
    assert visible_words(Source(FULL), found.body_start) == visible_words(Source(FULL + "\n"))
    assert dialect.Parser(Source(FULL), 0).blocks == before
    assert read(Source(FULL)) == found


def test_notes_are_numbered_for_each_who_reads():
    first, second = dialect.Parser(Source(FULL), 0), dialect.Parser(Source(FULL), 0)
    assert first.notes.number("a") == 1
    assert (second.notes.number("b"), second.notes.number("a")) == (1, 2)
