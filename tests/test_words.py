"""What counts as a word when words are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_pdf.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("C++, C#; .NET => ¾", ["c++", "c#", ".net", "=>", "3", "4"], id="symbols"),
        pytest.param("2012-15 | 2012 – 15", ["2012", "15", "2012", "15"], id="dashes-and-bars"),
        pytest.param("state-of-the-art", ["state", "of", "the", "art"], id="compound"),
        pytest.param("“Don’t”", ["don't"], id="quotes"),
        pytest.param("EXPERIENCE ﬁle", ["experience", "file"], id="case-and-ligature"),
        pytest.param("a\u00a0b\u3000c\u200bd", ["a", "b", "cd"], id="spaces"),
        pytest.param("• one — two · ", ["one", "two"], id="separators-are-no-words"),
        pytest.param("至今，C#研发。", ["至", "今", "c#", "研", "发"], id="cjk-breaks-anywhere"),
        pytest.param("名：abc.org（仮）", ["名", "abc.org", "仮"], id="wide-punctuation-parts"),
        pytest.param("현재 C#", ["현", "재", "c#"], id="hangul-breaks-anywhere"),
        pytest.param(
            "邉\U000e0100 x\u034fy\u061cz", ["邉", "xyz"], id="what-shapes-its-neighbours"
        ),
        pytest.param("me@example.org.", ["me@example.org"], id="full-stop-after"),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_words_in_ascii_are_found_as_all_others(text):
    """They take a shorter way."""
    assert words(f"{text} é") == [*words(text), "é"]
