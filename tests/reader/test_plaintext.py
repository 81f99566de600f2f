"""The words that a Markdown renderer shows."""

from __future__ import annotations

import pytest

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
