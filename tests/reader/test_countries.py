"""The names of countries are those of CLDR, whichever Babel is installed."""

import re

import pytest
from babel import Locale

from resume_pdf.reader.lexicon.folding import bare
from resume_pdf.reader.lexicon.scores import COUNTRY_LANGUAGES, _countries, looks_like_location

LANGUAGES = [language for _, spoken in COUNTRY_LANGUAGES for language in spoken]
KEPT = 0.97  # CLDR renames a country now and then


def countries_in(language):
    territories = Locale.parse(language).territories.items()
    return [(str(code), name) for code, name in territories if re.fullmatch("[A-Z]{2}", str(code))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_are_those_of_cldr(language):
    due = {bare(name) for _, name in countries_in(language)}
    names = set(_countries()["names"][language])
    assert len(due & names) >= KEPT * len(due | names)


def test_the_codes_are_those_of_cldr():
    due = {code for code, _ in countries_in("en")}
    assert len(due & set(_countries()["codes"])) >= KEPT * len(due)


@pytest.mark.parametrize("place", ["Österreich", "Nouvelle-Zélande", "대한민국", "Япония"])
def test_a_country_is_a_place_in_any_language(place):
    assert looks_like_location(place) > 1
