from __future__ import annotations

import pytest

from resume_pdf.choose.sentences import cut, note_marks, sentence_ends
from resume_pdf.document import Break, FootnoteMark, Inline, Link, Styled, Text, plain
from resume_pdf.source import Span

HERE = Span(0, 1000)


def sentences(text: str) -> list[str]:
    inlines = (Text(text, HERE),)
    ends = sentence_ends(inlines)
    return [text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False)]


@pytest.mark.parametrize(
    "text",
    [
        "Led a team. | Cut costs by 4.5 %. | Won.",
        "Is it fast? | So it is! | It ships today.",
        "Worked at Brightwater Inc. Moved on.",
        "Took a B.S. degree, then an M.S. Both at night.",
        "Holds a Ph.D. Teaches.",
        "Used tools, e.g. Kafka, i.e. Streams, etc. Then more.",
        "Based in the U.S. Team of nine.",
        "Reported to J. Okoro. | Hired five.",
        "Rolled out Node.js. | Then retired it.",
        "See https://example.org/a.b?c=d. | It explains all.",
        "Ships version 2.0. | It holds.",
        "Leitete am 3. Oktober die Feier, z. B. Reden und Musik.",
        "Grew it to 120. | Then to 300.",
        "Grew it to 12. Then on.",
        "Built it (first alone. Then with two.) in a year. | Sold it.",
        'They said "Do it. Now." and left. | We did.',
        "Waited ... Then went on… And on.",
        "Ran Launchpad! Answers for a year.",
        "lower case follows. so this is one.",
        "負責搜尋系統。| 帶領五人。| 完成。",
        "性能を改善した！| 次は？| 完了。",
        "قدت فريقا كبيرا. | هل نجح؟ | نعم نجح.",
        "Руководил группой. | Снизил расходы на 5 тыс. руб. в год.",
        "No stop at the end",
        "",
    ],
)
def test_a_sentence_ends_where_nobody_would_doubt_it(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    joined = "".join(text.split("|")) if "。" in text or "！" in text else text.replace("| ", "")
    assert sentences(joined) == expected


def inlines() -> tuple[Inline, ...]:
    return (
        Text("Built ", HERE),
        Styled("strong", (Text("Lantern. It grew fast", HERE),), HERE),
        Text(". ", HERE),
        Link("https://example.org", (Text("See it. Try it.", HERE),), HERE),
        FootnoteMark(7, HERE),
        Break(False, HERE),
        Text("Then sold it.", HERE),
    )


def test_bold_text_is_cut_and_a_link_is_not() -> None:
    text = plain(inlines())
    ends = sentence_ends(inlines())
    assert [text[:end].rsplit(". ", 1)[-1] for end in ends][:2] == [
        "Built Lantern.",
        "It grew fast.",
    ]
    # The footnote's mark goes with the sentence it stands after.
    assert [text[:end][-8:] for end in ends[2:]] == ["it. [7]"[-8:].rjust(8), " sold it."[-8:]]
    assert note_marks(inlines()) == [(7, ends[2])]


def test_both_sides_of_a_cut_hold_every_word_and_no_white_space_at_the_cut() -> None:
    for end in sentence_ends(inlines())[:-1]:
        kept, rest = cut(inlines(), end)
        assert plain(kept) == plain(inlines())[:end]
        assert plain(rest) == plain(inlines())[end:].lstrip()


def test_time_grows_with_length_alone() -> None:
    long = "A. b! ( " * 50_000
    assert sentence_ends((Text(long, Span(0, len(long))),))[-1] == len(long)
