"""Places in the source: lines and columns as editors count them."""

import pytest

from resume_pdf.source import Source, Span


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        pytest.param("abc", 0, (1, 1), id="start"),
        pytest.param("abc", 3, (1, 4), id="end-without-newline"),
        pytest.param("a\nb\n", 2, (2, 1), id="lf"),
        pytest.param("a\r\nb", 3, (2, 1), id="crlf-is-one-line-end"),
        pytest.param("a\rb", 2, (2, 1), id="cr"),
        pytest.param("a\r\rb\n\nc", 6, (5, 1), id="mixed"),
        pytest.param("a\u2028b", 2, (1, 3), id="line-separator-ends-no-line"),
        pytest.param("é日x", 2, (1, 3), id="columns-are-characters"),
    ],
)
def test_position_counts_lines_and_columns(text, offset, place):
    assert Source(text).position(offset) == place


def test_line_text_has_no_line_end():
    source = Source("one\r\ntwo\n\nfour")
    assert [source.line_text(line) for line in (1, 2, 3, 4)] == ["one", "two", "", "four"]


def test_a_span_is_a_range():
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    assert Span(4, 6).cover(Span(1, 5)) == Span(1, 6)
