"""Letters with marks that no face has as one: drawn where they belong, and read whole by all."""

from __future__ import annotations

import subprocess
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from resume_pdf import build
from resume_pdf.theme import find_style, style_names
from resume_pdf.typeset import Typesetter
from resume_pdf.words import words

FIXTURE = Path(__file__).parent / "fixtures" / "scripts" / "marks.md"
LINES = (
    "Adébáyọ̀ Ṣẹ̀gun of Ọ̀yọ́, Ògún̄délé",  # Yoruba
    "Ọ̀nị̀shà and Ị́gbò, Ụ́chènna",  # Igbo
    "Lɛ̃́ and Eʋegbe",  # Ewe
    "g̃uarã, G̃ and ỹvy",  # Guaraní
    "Jonã́s, ėjė̃s, ą́žuolas, siųstų̃, r̃ and l̃",  # Lithuanian with its accents
    "M̧ajeļ, n̄ and o̧",  # Marshallese
    "Nguyễn Thị Tuyết",  # Vietnamese
    "Tâi-oân-ōe, chi̍t, hó͘",  # Hokkien
    "q̓, x̱ and k̓ʷ",  # Wakashan
    "ə̃ ʊ̀ ɔ́ɔ̃ t̪ n̥ ʃ̬ k͡p",  # phonetics
)
VOCALISED = {
    "ar": ("مُطوِّرَةُ واجهاتٍ", "مُحَمَّدٌ السَّلَامُ", "كِتَابٌ جَمِيلٌ", "سلام ولاء الأردن"),
    "he": ("שָׁלוֹם עוֹלָם", "בְּרֵאשִׁית בָּרָא", "דָּוִד כֹּהֵן"),
}


@cache
def page(lines: tuple[str, ...], style: str = "classic", language: str = "en") -> bytes:
    """A paragraph for each line."""
    direction = "rtl" if language in VOCALISED else "ltr"
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    head = "<head><title>Names</title></head>"
    html = f"<html lang='{language}' dir='{direction}'>{head}<body>{paragraphs}</body></html>"
    return Typesetter(find_style(style)).lay_out(f"<!DOCTYPE html>{html}", "a4").pdf()[0]


def by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def by_pdfium(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def by_pdfminer(pdf: bytes) -> str:
    return extract_text(BytesIO(pdf))


def by_poppler(pdf: bytes) -> str:
    try:
        return subprocess.run(
            ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
    except FileNotFoundError:
        pytest.skip("this machine has no pdftotext")


READERS = (by_pypdf, by_pdfium, by_pdfminer, by_poppler)


def read(reader, pdf: bytes) -> list[list[str]]:
    return [found for line in reader(pdf).splitlines() if (found := words(line))]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_reads_every_name_whole(reader, style, form):
    lines = tuple(unicodedata.normalize(form, line) for line in LINES)
    assert read(reader, page(lines, style)) == [words(line) for line in lines]


@pytest.mark.parametrize("style", style_names())
def test_a_resume_full_of_them_is_proved(style):
    for rendering in build(FIXTURE, style=style).renderings:
        assert rendering.good
        assert rendering.edition.document.person.name == "Adébáyọ̀ Ṣẹ̀gun Ọláńrewájú"


@pytest.mark.parametrize("style", style_names())
def test_the_letters_stand_where_they_would_without_marks(style):
    def foot(line: str) -> bytes:
        """What of a line stands below the middle of its letters."""
        pdf = pypdfium2.PdfDocument(page((line,), style))
        picture = pdf[0].render(scale=4, grayscale=True).to_pil()
        bottom = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()[3]
        strip: bytes = picture.crop((0, bottom - 8, picture.width, bottom)).tobytes()
        return strip

    assert foot("mm̃́m m̀m") == foot("mmm mm")


@pytest.mark.parametrize("style", style_names())
def test_a_glyph_that_stands_for_two_characters_shows_each(style):
    text = "g̃ K and \N{KELVIN SIGN}"
    for reader in (by_pypdf, by_pdfium):
        assert reader(page((text,), style)).strip() == text


def machine_has(character: str) -> bool:
    try:
        asked = ["fc-list", f":charset={ord(character):x}", "family"]
        return bool(subprocess.run(asked, capture_output=True, check=False).stdout.strip())
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("language", VOCALISED)
@pytest.mark.parametrize("reader", [by_pypdf, by_pdfium, by_poppler])
def test_vowel_signs_of_text_from_the_right_are_read_as_written(reader, language):
    lines = VOCALISED[language]
    if not machine_has(lines[0][-1]):
        pytest.skip(f"this machine has no face with {lines[0][-1]}")
    assert read(reader, page(lines, language=language)) == [words(line) for line in lines]
