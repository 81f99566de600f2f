"""Dates in every language and form: each row is a way people write, and what it says."""

import json
import re
import subprocess
import sys
from functools import cache

import pytest

from resume_pdf.document import Date
from resume_pdf.patterns import lazy
from resume_pdf.reader.lexicon import datenumbers, datetokens, misdated
from resume_pdf.reader.lexicon.dates import find_periods, period_looks_broken
from resume_pdf.reader.lexicon.datewords import locales, words_of
from resume_pdf.tables import table


def told(text, *languages):
    """The periods of a text as "from/to", with "single" and "expected" told."""
    found = []
    for period in find_periods(text, languages or ("en",)):
        said = f"{period.start or ''}/{period.end or ''}"
        said += " single" * period.single + " expected" * period.expected
        found.append(said)
    return found


ENGLISH = {
    "month-to-month": ("May 2019 – June 2021", ["2019-05/2021-06"]),
    "abbreviation-with-stop": ("Sept. 2016 -- Present", ["2016-09/present"]),
    "capitals": ("JAN 2014 TO DEC 2015", ["2014-01/2015-12"]),
    "years-expected": ("2022-2026 (expected)", ["2022/2026 expected"]),
    "expected-first": ("Expected May 2027", ["/2027-05 single expected"]),
    "two-digit-end": ("2012-15", ["2012/2015"]),
    "school-year-slash": ("2019/20", ["2019/2020"]),
    "two-digit-end-after-month": ("Sept 2012-15", ["2012-09/2015"]),
    "century-turn": ("1998–02", ["1998/2002"]),
    "iso-month-is-no-range": ("2010-11", ["/2010-11 single"]),
    "en-dash-leads-to-a-year": ("2010–11", ["2010/2011"]),
    "open-by-dash": ("2024-", ["2024/present"]),
    "open-by-dash-before-text": ("2024-    ACME, Welder", ["2024/present"]),
    "open-in-brackets": ("Acme (2002-)", ["2002/present"]),
    "open-by-double-dash-and-colon": ("July 2023--: Potter", ["2023-07/present"]),
    "dash-before-a-name-is-no-open-end": ("2014 - University of Oz", ["/2014 single"]),
    "one-year-for-two-months": ("May--August 2018", ["2018-05/2018-08"]),
    "one-year-spaced": ("May - Aug. 2013", ["2013-05/2013-08"]),
    "one-year-first": ("May 2018 – August", ["2018-05/2018-08"]),
    "over-new-year": ("Nov – Feb 2020", ["2019-11/2020-02"]),
    "apostrophe": ("Jan '19 - now", ["2019-01/present"]),
    "two-digit-years": ("Dec. 16 - Jun 17", ["2016-12/2017-06"]),
    "season": ("Summer 2016", ["/2016 single"]),
    "seasons": ("Winter 2017 -- Spring 2019", ["2017/2019"]),
    "quarters": ("Q3 2020 to Q1 2021", ["2020/2021"]),
    "days": ("Nov 4-6, 2022", ["/2022-11 single"]),
    "days-over-months": ("Nov 30 - Dec 2, 2022", ["2022-11/2022-12"]),
    "ordinal-day": ("March 3rd, 2025", ["/2025-03 single"]),
    "day-first": ("14 March 2019 – 2 May 2020", ["2019-03/2020-05"]),
    "month-slash-year": ("06/2016-08/2018", ["2016-06/2018-08"]),
    "short-month-slash": ("6/2016 – 8/2018", ["2016-06/2018-08"]),
    "month-slash-short-year": ("03/18 - 05/19", ["2018-03/2019-05"]),
    "month-day-year": ("3/24/2019", ["/2019-03 single"]),
    "iso-months": ("2019-05 - 2020-06", ["2019-05/2020-06"]),
    "iso-days": ("2019-05-01 – 2020-06-30", ["2019-05/2020-06"]),
    "dotted-months": ("2019.05-2020.06", ["2019-05/2020-06"]),
    "months-of-a-year": ("5-8/2018", ["2018-05/2018-08"]),
    "since": ("Since 2012", ["2012/present"]),
    "until": ("until May 2019", ["/2019-05"]),
    "from-to": ("from 2010 to 2014", ["2010/2014"]),
    "newest-first": ("Present - May 2021", ["2021-05/present"]),
    "several": ("Fall 2009, May 2012", ["/2009 single", "/2012-05 single"]),
    "years-without-space": ("(2013,2015)", ["/2013 single", "/2015 single"]),
    "duration-behind": ("Oct 2021 - Present (2 years 8 months)", ["2021-10/present"]),
    "range-then-text": ("2015 - 2020 - guild", ["2015/2020"]),
    "stranded-at-the-end": ("Harbour Bakery 2009", ["/2009 single"]),
    "circa": ("ca. 2009", ["/2009 single"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH.keys())
def test_english(text, expected):
    assert told(text) == expected


OTHERS = {
    "de-since": ("de", "Seit Juni 2022", ["2022-06/present"]),
    "de-months": ("de", "Jän. 2016 – Mrz. 2018", ["2016-01/2018-03"]),
    "de-von-bis": ("de", "von 2010 bis 2014", ["2010/2014"]),
    "de-bis-heute": ("de", "März 2019 bis heute", ["2019-03/present"]),
    "de-numeric": ("de", "10/2020 – 05/2022", ["2020-10/2022-05"]),
    "de-full-dates": ("de", "01.10.2019 - 31.12.2020", ["2019-10/2020-12"]),
    "de-day-month-first": ("de", "3/4/2019", ["/2019-04 single"]),
    "de-seasons": ("de", "Herbst 2008-Frühjahr 2009", ["2008/2009"]),
    "de-semester": ("de", "WS 2014/15 – SS 2016", ["2014/2016"]),
    "de-expected": ("de", "voraussichtlich 2026", ["/2026 single expected"]),
    "de-until": ("de", "bis 2019", ["/2019"]),
    "fr-two-digit": ("fr", "Déc. 16 - Juin 17", ["2016-12/2017-06"]),
    "fr-accents-missing": ("fr", "Fevrier 2018 a Aout 2019", ["2018-02/2019-08"]),
    "fr-a": ("fr", "févr. 2018 à août 2019", ["2018-02/2019-08"]),
    "fr-typographic-apostrophe": ("fr", "mars 2023 – aujourd’hui", ["2023-03/present"]),
    "fr-jusqua": ("fr", "2009 - jusqu'à maintenant", ["2009/present"]),
    "fr-du-au": ("fr", "du 1er mars 2019 au 3 avril 2020", ["2019-03/2020-04"]),
    "fr-depuis": ("fr", "Depuis 2012", ["2012/present"]),
    "fr-season": ("fr", "été 2016", ["/2016 single"]),
    "es-de": ("es", "de mayo de 2018 a junio de 2019", ["2018-05/2019-06"]),
    "es-open": ("es", "marzo 2018 hasta la actualidad", ["2018-03/present"]),
    "es-studying": ("es", "sept. 2019 - cursando", ["2019-09/present"]),
    "es-desde": ("es", "Desde 2015", ["2015/present"]),
    "pt-slash": ("pt", "Set/2021 - presente", ["2021-09/present"]),
    "pt-open": ("pt-BR", "março de 2019 até o momento", ["2019-03/present"]),
    "pt-school-year-end": ("pt", "2016 - 2020/21", ["2016/2021"]),
    "it-dal-al": ("it", "dal 2019 al 2021", ["2019/2021"]),
    "it-open": ("it", "genn. 2019 – in corso", ["2019-01/present"]),
    "it-until": ("it", "fino al 2014", ["/2014"]),
    "nl-tm": ("nl", "mei 2018 t/m juni 2019", ["2018-05/2019-06"]),
    "nl-open": ("nl", "mrt. 2018 – heden", ["2018-03/present"]),
    "pl-genitive": ("pl", "od stycznia 2019 do marca 2020 r.", ["2019-01/2020-03"]),
    "pl-open": ("pl", "paź 2019 - do chwili obecnej", ["2019-10/present"]),
    "ru-genitive": ("ru", "С июня 2014 г. по апрель 2019 г.", ["2014-06/2019-04"]),
    "ru-open": ("ru", "С мая 2021 по настоящее время", ["2021-05/present"]),
    "ru-abbreviated-open": ("ru", "2010 – н.в.", ["2010/present"]),
    "ru-since": ("ru", "с 2016 г.", ["2016/present"]),
    "ru-season": ("ru", "лето 2016", ["/2016 single"]),
    "uk-months": ("uk", "з січня 2019 по березень 2020 р.", ["2019-01/2020-03"]),
    "uk-open": ("uk", "вересень 2018 – дотепер", ["2018-09/present"]),
    "zh-open": ("zh", "2021年3月 ~ 至今", ["2021-03/present"]),
    "zh-from-to": ("zh", "从2019年3月至2020年5月", ["2019-03/2020-05"]),
    "zh-since": ("zh", "自2019年起", ["2019/present"]),
    "zh-dash-alone": ("zh", "2021年4月 -", ["2021-04/present"]),
    "zh-one-year": ("zh", "2021年3月—6月", ["2021-03/2021-06"]),
    "zh-duration": ("zh", "3年经验", []),
    "ja-no-space": ("ja", "有限会社みどり(2021/07～現在)", ["2021-07/present"]),
    "ja-full-width": ("ja", "２０１９年４月〜２０２１年３月", ["2019-04/2021-03"]),
    "ja-era": ("ja", "令和3年4月～現在", ["2021-04/present"]),
    "ja-kara-made": ("ja", "2019年4月から2021年3月まで", ["2019-04/2021-03"]),
    "ja-kara": ("ja", "2019年4月から", ["2019-04/present"]),
    "ja-expected": ("ja", "2026年3月卒業見込み", ["/2026-03 single expected"]),
    "ko-dotted": ("ko", "2023.06 - 현재", ["2023-06/present"]),
    "ko-words": ("ko", "2019년 3월부터 2020년 5월까지", ["2019-03/2020-05"]),
    "ar-open": ("ar", "مايو 2021 — الآن", ["2021-05/present"]),
    "ar-digits": ("ar", "مايو ٢٠٢٠ – حتى الآن", ["2020-05/present"]),
    "ar-levant": ("ar", "كانون الثاني 2019 - شباط 2020", ["2019-01/2020-02"]),
    "ar-since": ("ar", "منذ 2021", ["2021/present"]),
    "ar-from-to": ("ar", "من 2015 إلى 2019", ["2015/2019"]),
    "ar-expected": ("ar", "2025 (متوقع)", ["/2025 single expected"]),
    "he-open": ("he", "ינואר 2019 – היום", ["2019-01/present"]),
    "he-prefix": ("he", "מ-2015 עד 2019", ["2015/2019"]),
    "he-in-a-month": ("he", "בינואר 2020", ["/2020-01 single"]),
    "tr-open": ("tr", "Eylül 2018 – halen", ["2018-09/present"]),
    "sv-open": ("sv", "maj 2018 – nu", ["2018-05/present"]),
    "da-since": ("da", "siden 2014", ["2014/present"]),
    "nb-months": ("no", "okt. 2014 – desember 2015", ["2014-10/2015-12"]),
    "cs-open": ("cs", "leden 2018 – dosud", ["2018-01/present"]),
    "decomposed-accents": ("fr", "fe\u0301vrier 2018", ["/2018-02 single"]),
    "language-without-a-table": ("fi", "tammikuu 2019", ["/2019-01 single"]),
    "no-such-language": ("xx", "2019 - 2020", ["2019/2020"]),
}


@pytest.mark.parametrize(("language", "text", "expected"), OTHERS.values(), ids=OTHERS.keys())
def test_other_languages(language, text, expected):
    assert told(text, language) == expected


NO_DATES = {
    "product": "Windows 2000 administration",
    "product-at-the-end": "Microsoft Office 2019",
    "count": "Managed 2000 servers",
    "count-first": "2000 servers, 12 racks",
    "virus": "COVID-19 response, 24/7",
    "phone": "+44 20 1946 0182",
    "phone-local": "(202) 555-2010",
    "pages": "pp. 1940–1958",
    "pages-word": "pages 1940-1958",
    "thousands": "1,950 users and 1,000",
    "version": "v2019.1.2",
    "isbn": "ISBN 978-3-16-148410-0",
    "postcode": "98400 Oz",
    "years-too-early": "1776 - 1850",
    "inside-a-number": "20191231 and 1201999",
    "money": "$2000 a month, 2010€",
    "decade": "the 1990s",
    "address": "https://example.org/2019/05/01",
    "verb": "I may go",
    "open-word-alone": "present",
    "digits": "1" * 50,
    "empty": "",
}


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES.keys())
def test_no_date(text):
    assert told(text) == []


def test_offsets_are_those_of_the_text_as_written():
    text = "Cook,　２０１９年４月～現在 (Oz)"
    (period,) = find_periods(text, ("ja",))
    assert text[period.start_offset : period.end_offset] == "２０１９年４月～現在"
    assert (period.span.start, period.span.end) == (period.start_offset, period.end_offset)


def test_words_that_belong_to_the_period_are_in_it():
    text = "Oz, since May 2019"
    (period,) = find_periods(text, ("en",))
    assert text[period.start_offset : period.end_offset] == "since May 2019"


def test_a_season_is_not_exact():
    (period,) = find_periods("Summer 2016", ("en",))
    assert (period.end, period.exact) == (Date(2016), False)


BROKEN = {
    "letters-exchanged": ("Jnauary 2019", "Jnauary 2019"),
    "letter-missing": ("Cook, Febuary 2019", "Febuary 2019"),
    "no-such-month": ("13/2019 – 14/2020", "13/2019"),
    "no-such-month-iso": ("2019-13-01", "2019-13-01"),
    "letter-for-a-digit": ("2019-2O20", "2O20"),
    "digit-too-many": ("2019 - 20201", "2019 - 20201"),
}


@pytest.mark.parametrize(("text", "part"), BROKEN.values(), ids=BROKEN.keys())
def test_broken(text, part):
    found = period_looks_broken(text, ("en",))
    assert found is not None
    assert text[slice(*found)] == part


@pytest.mark.parametrize(
    "text",
    [
        "January 2019",
        "Marche 2019",
        "2019/20",
        "Award 2019",
        "12/2019",
        "May 2019 – 2020",
        "IO 2019",
    ],
)
def test_not_broken(text):
    assert period_looks_broken(text, ("en", "it")) is None


def test_another_language_has_its_own_months():
    assert period_looks_broken("Januar 2019", ("de",)) is None


HOSTILE = ["1", "2019-", "2019 ", "-", " ", "May ", "May 2019 - ", "(", "since ", "(-2019 ", "'12 "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_linear(piece, grows):
    def look(text):
        find_periods(text, ("en", "de"))
        period_looks_broken(text, ("en", "de"))

    assert grows(look, piece) <= 8.5


def test_no_pattern_looks_ahead_without_end(unbounded):
    modules = (datenumbers, datetokens, misdated)
    held = [value for module in modules for value in vars(module).values()]
    found = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    found = [one for one in found if isinstance(one, type(lazy("")))]
    assert len(found) >= 10
    assert [unbounded(one) for one in found] == [[]] * len(found)
    # A number goes on as long as signs and digits take turns, which is read in one way alone.
    (number,) = unbounded(next(words_of(("en", "de", "ja")).matches("2019年")).re)
    assert re.fullmatch(r".*\(POSSESSIVE_REPEAT, \(1, MAXREPEAT, .*DIGIT\)\]\)\]\)\)\]", number)


def test_dates_in_chinese_characters_are_looked_for_where_there_are_such():
    def pattern(language, text):
        return next(words_of((language, "en")).matches(text)).re

    assert "cjk" not in pattern("en", "May 2019 – présent").groupindex
    assert "cjk" in pattern("en", "2019年4月").groupindex
    assert pattern("ja", "May 2019") is pattern("ja", "2019年4月")


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("tr", "Kasım 2019", 11),
        ("tr", "EKİM 2019", 10),
        ("de", "MÄRZ 2019", 3),
        ("en", "Auguſt 2019", 8),
    ],
)
def test_months_are_found_whatever_their_case(language, text, month):
    (found,) = find_periods(text, (language, "en"))
    assert found.end == Date(2019, month)


def test_babel_is_loaded_for_a_language_without_a_table_alone():
    code = (
        "import sys; from resume_pdf.reader.lexicon import dates;"
        "assert dates.find_periods('mars 2019', ['fr']); assert 'babel' not in sys.modules;"
        "assert dates.find_periods('huhtikuu 2019', ['fi']); assert 'babel' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@cache
def months_of_babel():
    """Those of each locale. What Babel has of one depends on those it read before, so that it is
    asked where nobody has asked for others.
    """
    code = (
        "import json; from resume_pdf.reader.lexicon.datewords import cldr_months, locales;"
        "print(json.dumps({locale: dict(cldr_months(locale)) for locale in locales()}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("locale", locales())
def test_the_months_are_those_of_cldr(locale):
    due, kept = months_of_babel()[locale], dict(table("months")[locale])
    assert set(due.values()) == set(kept.values()) == ({*range(1, 13)} if due else set())
    # CLDR changes a spelling now and then.
    assert len(due.items() & kept.items()) >= 0.9 * len(due)
