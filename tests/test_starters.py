"""The résumés to start from: whoever renders one as it is sees no complaint."""

import pytest

from resume_pdf import Press, Source, build
from resume_pdf.check import check
from resume_pdf.diagnostics import Severity
from resume_pdf.document import Date
from resume_pdf.reader import read
from resume_pdf.starters import languages, starter
from resume_pdf.theme import bundled

LANGUAGES = {"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "zh"}
# Faces for these do not ship: a machine may have none.
OF_THE_MACHINE = {"ja", "zh"}
FOR_ANOTHER_TEXT = {"letter"}
LAYOUTS = sorted({path.parent.name for path in bundled("layouts").glob("*/layout.toml")})
KINDS = pytest.mark.parametrize("academic", [False, True], ids=["plain", "academic"])


@pytest.fixture(scope="module")
def press():
    return Press()


def test_there_is_one_in_each_of_these_languages():
    assert set(languages()) == LANGUAGES


@KINDS
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_it_renders_without_a_warning_in_every_layout(language, academic, press):
    source = Source(starter(language, academic=academic))
    layouts = [name for name in LAYOUTS if name not in FOR_ANOTHER_TEXT]
    built = build(source, layouts=layouts, press=press)
    assert len(built.renderings) == len(layouts)
    found = {one.code for one in built.all_diagnostics if one.severity > Severity.INFO}
    if language in OF_THE_MACHINE:
        found -= {"glyph-missing"}
    assert found == set()


@KINDS
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_there_is_nothing_to_say_of_it_and_its_language_is_found(language, academic):
    source = Source(starter(language, academic=academic))
    reading = read(source)
    today = Date(2030, 1)
    found = check(reading.document, source, today=today, exists=lambda _: False)
    assert [*reading.diagnostics, *found] == []
    assert reading.document.language == language


@KINDS
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_it_is_short_and_shows_what_directives_do(language, academic):
    text = starter(language, academic=academic)
    assert text.count("\n") < 60
    assert max(map(len, text.splitlines())) <= 100
    for directive in ("priority=high", "keep", "omit layout=onepage"):
        assert f"<!-- resume: {directive} -->" in text


@KINDS
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_part_of_it_is_understood(language, academic):
    sections = read(Source(starter(language, academic=academic))).document.sections
    kinds = {section.kind for section in sections}
    expected = {"experience", "education"}
    if academic:
        expected |= {"interests", "publications", "talks", "grants", "teaching", "languages"}
    else:
        expected |= {"summary", "skills"}
    assert kinds == expected
