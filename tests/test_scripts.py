"""Résumés in many scripts: set in both layouts, proved, and each told in which face."""

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from resume_pdf import build
from resume_pdf.coverage import about_fonts
from resume_pdf.diagnostics import Severity
from resume_pdf.document import Document, Paragraph, Person, Section, Text
from resume_pdf.html import render
from resume_pdf.html.script import directed, direction, regional
from resume_pdf.source import Source, Span
from resume_pdf.theme import find_layout, find_style
from resume_pdf.typeset import FontUse, Typesetter

FIXTURES = Path(__file__).parent / "fixtures" / "scripts"
OURS = ("el", "ru", "marks", "emoji")  # what the shipped faces have
THEIRS = {  # a character by which to find whether the machine has a face
    "ar": "ر",
    "he": "ש",
    "ja": "あ",
    "ko": "한",
    "zh": "简",
    "zh-Hant": "體",
}


@cache
def machine_has(character):
    """Whether the machine has a face with a character, by its own account."""
    try:
        listed = subprocess.run(
            ["fc-list", f":charset={ord(character):x}", "family"],
            capture_output=True,
            check=False,
            text=True,
        ).stdout
    except FileNotFoundError:
        return False
    return bool(listed.strip())


def built(name):
    if name in THEIRS and not machine_has(THEIRS[name]):
        pytest.skip(f"this machine has no face with {THEIRS[name]}")
    return _built(name)


@cache
def _built(name):
    return build(FIXTURES / f"{name}.md")


@pytest.mark.parametrize("name", [*OURS, *THEIRS])
def test_a_resume_in_any_script_is_proved(name):
    made = built(name)
    assert [one.layout for one in made.renderings] == ["onepage", "full"]
    for one in made.renderings:
        assert [found.message for found in one.diagnostics if found.severity > Severity.INFO] == []
        assert one.good
        assert one.paper == "a4"
        assert one.proof.pages == 1
        assert one.proof.words > 30
        assert len(one.pdf) < 120_000


@pytest.mark.parametrize("name", THEIRS)
def test_a_face_of_the_machine_is_declared_with_the_script(name):
    script = {"ar": "Arabic", "he": "Hebrew", "ja": "Hiragana", "ko": "Hangul"}.get(name, "Han")
    for one in built(name).renderings:
        told = [found.message for found in one.diagnostics if found.code == "font-fallback"]
        assert told
        assert script in told[0]


@pytest.mark.parametrize("name", OURS)
def test_the_shipped_faces_suffice(name):
    for one in built(name).renderings:
        assert [found for found in one.diagnostics if found.code == "font-fallback"] == []


@pytest.mark.parametrize("name", ["ja", "ko", "zh", "zh-Hant"])
def test_east_asian_faces_are_embedded_without_empty_places(name):
    for one in built(name).renderings:
        kinds = re.findall(rb"/Subtype /(OpenType|CIDFontType0C)", one.pdf)
        if kinds:  # a TrueType face has none of either
            assert set(kinds) == {b"CIDFontType0C"}


def test_chinese_takes_the_forms_of_its_region():
    for name, region in (("zh", "zh-CN"), ("zh-Hant", "zh-TW")):
        text = (FIXTURES / f"{name}.md").read_text("utf-8")
        assert regional(saying(text, "zh")) == region
    assert regional(saying("简历", "zh-Hant")) == "zh-TW"
    assert regional(saying("简历", "zh-SG")) == "zh-SG"
    assert regional(saying("简历", "ja")) == "ja"


def lines(pdf):
    return [
        line
        for page in pypdfium2.PdfDocument(pdf)
        for line in page.get_textpage().get_text_range().split("\r\n")
    ]


def test_no_line_begins_with_what_may_not_begin_one():
    for name in ("ja", "zh"):
        for one in built(name).renderings:
            assert [
                line for line in lines(one.pdf) if line[:1] in tuple("、。，；：！？）」』”")
            ] == []


def test_emoji_of_several_characters_are_read_whole():
    for one in built("emoji").renderings:
        for text in (
            "\n".join(lines(one.pdf)),
            pypdf.PdfReader(BytesIO(one.pdf)).pages[0].extract_text(),
        ):
            for emoji in ("👩🏽‍💻", "👨‍👩‍👧‍👦", "🇬🇧", "🇵🇹", "👍🏿", "❤️‍🔥", "1️⃣"):
                assert emoji in text


# ── From right to left ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "from_the_left"),
    [
        ("مطوّرة واجهات، React وTypeScript، بناء", ["React", "TypeScript"]),
        ("React · Vue · TypeScript", ["React · Vue · TypeScript"]),
        ("C++, C#, .NET (Core) و Go.", ["C++, C#, .NET (Core)", "Go"]),
        ("نظام في C#", ["C#"]),
        ("الهاتف: +962 6 000 0187", ["+962 6 000 0187"]),
        ("(React) تجربة", ["React"]),
        ("البريد: a.b@example.org.", ["a.b@example.org"]),
        ("في https://example.org/a?b=c.", ["https://example.org/a?b=c"]),
        ("גרסה 15 של Vue 3", ["Vue 3"]),
        ("2015 – 2019", []),
        ("5+ سنوات", []),
        ("300 ألف", []),
        ("رقم 12345678901234567890123456789", []),
        (" React ", ["React"]),
    ],
)
def test_what_runs_from_the_left_is_told_apart(text, from_the_left):
    runs = directed(text, "rtl")
    assert "".join(run.text for run in runs).replace("\u200f", "") == text
    assert not any(run.text.isspace() for run in runs)
    assert [run.text for run in runs if run.ltr] == from_the_left
    assert [run.text for run in directed(text, "ltr")] == [text]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar-EG", "rtl"), ("he", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("en", "ltr")],
)
def test_the_direction_of_a_language(language, expected):
    assert direction(language) == expected


def text_boxes(pages):
    found = []
    for page in pages._document.pages:
        for box in page._page_box.descendants():
            if type(box).__name__ == "TextBox" and box.text.strip():
                found.append((box.text, box.position_x * 0.75, (box.position_x + box.width) * 0.75))
    return found


@pytest.mark.parametrize(
    ("name", "bullet_side"), [("ar", "right"), ("he", "right"), ("el", "left"), ("ru", "left")]
)
def test_bullets_hang_at_the_edge_where_lines_begin(name, bullet_side):
    made = built(name)
    full = made.renderings[1]
    pages = Typesetter(find_style("classic")).lay_out(
        render(full.edition.document, find_layout("full")), "a4"
    )
    margin = 22 / 25.4 * 72
    boxes = text_boxes(pages)
    edges = {
        round(right if bullet_side == "right" else left, 1)
        for text, left, right in boxes
        if text.startswith("•")
    }
    assert edges == {round(595.276 - margin if bullet_side == "right" else margin, 1)}
    assert min(left for _, left, _ in boxes) > margin - 1
    assert max(right for _, _, right in boxes) < 595.276 - margin + 1


def test_latin_words_stand_in_their_own_order_on_a_page_from_the_right():
    pages = Typesetter(find_style("classic")).lay_out(
        render(built("he").renderings[1].edition.document, find_layout("full")), "a4"
    )
    assert pages.measurement.pages == 1
    boxes = text_boxes(pages)
    at = next(n for n, (text, *_) in enumerate(boxes) if text.startswith("Python · "))
    row = boxes[at : at + 3]
    assert "".join(text for text, *_ in row) == "Python · C++ · .NET · Node.js · PostgreSQL"
    edges = [left for _, left, _ in row]
    assert edges == sorted(edges)


def test_a_word_that_is_bold_in_part_stays_one():
    said = "שפת **Type**Script ועוד React **Native**"
    text = f"# נועה ברזילי\n\nnoa@example.org\n\n## ניסיון\n\n{said}\n"
    if not machine_has("ש"):
        pytest.skip("this machine has no face with ש")
    (made,) = build(Source(text), layouts=["full"]).renderings
    assert made.good
    pages = Typesetter(find_style("classic")).lay_out(
        render(made.edition.document, find_layout("full")), "a4"
    )
    row = sorted((left, text) for text, left, _ in text_boxes(pages))
    seen = [text.strip() for _, text in row]
    assert seen.index("Type") == seen.index("Script") - 1
    assert seen.index("React") == seen.index("Native") - 1


# ── What no face has ─────────────────────────────────────────────────────────────────────


def saying(text, language="en"):
    span = Span(0, len(text))
    paragraph = Paragraph((Text(text, span),), span)
    section = Section(title=(), kind="other", content=(paragraph,), span=span)
    return Document(Person(None, None, (), ()), (section,), language)


def told(text, missing="", **faces):
    fonts = [FontUse("Own", True, frozenset(), tuple(missing))]
    fonts += [FontUse(family, False, frozenset(chars), ()) for family, chars in faces.items()]
    return list(about_fonts(fonts, saying(text), Source(text)))


def test_a_script_without_a_face_is_told_once_with_what_to_install():
    [one] = told("Mail: 이름 온새봄", "이름온새봄")
    assert one.code == "glyph-missing"
    assert one.message == "no face has 5 Hangul characters (이 름 온 새 봄); the first stands here"
    assert one.span == Span(6, 7)
    assert "fonts-noto-cjk" in one.hint
    [arabic] = told("رغد، الصفوان", "رغدالصفون،")
    assert "10 Arabic characters (ر غ د ، ا …)" in arabic.message
    assert "fonts-noto-core" in arabic.hint


def test_scripts_that_share_fonts_are_told_together():
    [one] = told("職務をする、テスト", "職務をするテスト、")
    assert "9 Han, Hiragana and Katakana characters" in one.message


def test_single_odd_characters_are_named_up_to_a_few():
    found = told("a☤b⛎c⚕d⚖e⚗f⚘g⚙", "☤⛎⚕⚖⚗⚘⚙")
    assert [one.span for one in found[:2]] == [Span(1, 2), Span(3, 4)]
    assert "U+2624, CADUCEUS" in found[0].message
    assert len(found) == 6
    assert "2 more characters: U+2698, U+2699" in found[-1].message


def test_a_fallback_face_says_what_is_set_in_it():
    [one] = told("이름", **{"Some Face": "이름 →"})
    assert one.code == "font-fallback"
    assert "2 Hangul characters (름 이) and 1 character (→) are set in Some Face" in one.message


def test_greek_titles_in_capitals_pass_their_proof():
    path = Path(__file__).parent / "fixtures" / "scripts" / "el.md"
    (rendering,) = build(path, layouts=["full"], style="plain").renderings
    assert rendering.good
