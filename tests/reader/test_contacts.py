"""Contacts in running text: rows of how people write them, and of what only looks like one."""

import re
import subprocess
import sys

import pytest

from resume_pdf.patterns import lazy
from resume_pdf.reader.lexicon import contacts
from resume_pdf.reader.lexicon.contacts import find_contacts

# The contact stands between ‹ ›.
FOUND = {
    "email": ("‹ann@example.com›", None, "email", "mailto:ann@example.com"),
    "email-in-brackets": (
        "<‹a.b+c@mail.example.co.uk›>",
        None,
        "email",
        "mailto:a.b+c@mail.example.co.uk",
    ),
    "email-at-the-end-of-a-sentence": (
        "Write to ‹ann@example.com›.",
        None,
        "email",
        "mailto:ann@example.com",
    ),
    "email-with-an-apostrophe": (
        "Mail: ‹r.o'brien@example.com›",
        None,
        "email",
        "mailto:r.o'brien@example.com",
    ),
    "email-with-an-ampersand": ("‹r&d@example.com›", None, "email", "mailto:r%26d@example.com"),
    "email-in-quotation-marks": ("'‹ann@example.com›'", None, "email", "mailto:ann@example.com"),
    "disguised-by-braces": ("‹ann{at}example.org›", None, "email-obfuscated", None),
    "disguised-at-and-dot": ("‹ann [at] example [dot] org›", None, "email-obfuscated", None),
    "disguised-by-a-word": ("Mail: ‹ann.gale at example.com›", None, "email-obfuscated", None),
    "disguised-in-french": ("‹ann (arobase) example (point) fr›", None, "email-obfuscated", None),
    "phone-us": ("‹(202) 555-0134›", None, "phone", "tel:+12025550134"),
    "phone-us-hyphens": ("‹202-555-0163›", None, "phone", "tel:+12025550163"),
    "phone-us-extension": ("‹+1 (202) 555-0119 ext. 12›", None, "phone", "tel:+12025550119"),
    "phone-uk-fiction": ("‹+44 20 7946 0001›", None, "phone", "tel:+442079460001"),
    "phone-de-fiction": ("‹+49 30 23125 001›", None, "phone", "tel:+493023125001"),
    "phone-trunk-zero-in-brackets": ("‹+49 (0)30 23125-001›", None, "phone", "tel:+493023125001"),
    "phone-double-zero": ("‹0049 30 23125 001›", None, "phone", "tel:+493023125001"),
    "phone-label-without-space": ("Tel:‹+44 20 7946 0001›", None, "phone", "tel:+442079460001"),
    "phone-local-fr": ("‹01 99 00 98 76›", None, "phone", None),
    "phone-local-fr-with-region": ("‹01 99 00 98 76›", "FR", "phone", "tel:+33199009876"),
    "phone-local-jp": ("‹03-0000-0987›", "JP", "phone", "tel:+81300000987"),
    "phone-local-slash": ("‹030/23125-001›", "DE", "phone", "tel:+493023125001"),
    "phone-by-its-label": ("Handy: ‹1234567›", None, "phone", None),
    "phone-by-its-chinese-label": ("手机：‹13800000000›", None, "phone", None),
    "url": ("‹https://example.org/a_(b)›", None, "url", "https://example.org/a_(b)"),
    "url-in-brackets": ("(see ‹https://example.org/a›).", None, "url", "https://example.org/a"),
    "url-www": ("‹www.example.org›", None, "url", "https://www.example.org"),
    "url-host-and-path": ("‹github.com/anngale›", None, "url", "https://github.com/anngale"),
    "url-host": ("‹anngale.example.org›", None, "url", "https://anngale.example.org"),
    "url-new-ending": ("‹anngale.dev›", None, "url", "https://anngale.dev"),
}


@pytest.mark.parametrize(("marked", "region", "kind", "target"), FOUND.values(), ids=FOUND.keys())
def test_found(marked, region, kind, target):
    contact = marked[marked.index("‹") + 1 : marked.index("›")]
    (found,) = find_contacts(marked.replace("‹", "").replace("›", ""), region)
    assert (found.kind, found.text, found.target) == (kind, contact, target)
    assert found.start == marked.index("‹")


NOTHING = {
    "years": "2019-2020",
    "years-spaced": "2012 - 2015, 2016 - 2018",
    "iso-date": "1997-03-22",
    "german-date": "17.11.1986",
    "months": "2023.06 - 2024.07",
    "month-range": "06/2016 - 08/2018",
    "isbn": "ISBN 978-3-16-148410-0",
    "thousands": "1,000,000",
    "pages": "40-58, 101 - 112",
    "address-of-a-machine": "192.168.0.1",
    "bare-digits": "12345678",
    "doi": "doi: 10.0000/oz.2014.11",
    "technologies": "Node.js, ASP.NET, d3.js, e.g. C#.NET",
    "files": "kite.py, main.rs and README.md",
    "initials": "J.R.R. Gale",
    "grade": "1.7 of 4.0",
    "handle": "@anngale",
    "empty": "",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_found(text):
    assert find_contacts(text, None) == ()


def test_a_sentence_about_a_site_is_no_disguised_address():
    kinds = [one.kind for one in find_contacts("Engineer at example.com", None)]
    assert kinds == ["url"]


def test_everything_on_a_line_in_order():
    line = "Leeds | +44 20 7946 0001 | ann@example.com | github.com/anngale | 2019 - 2021"
    found = find_contacts(line, None)
    assert [one.kind for one in found] == ["phone", "email", "url"]
    assert [line[one.start : one.end] for one in found] == [one.text for one in found]


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "+", "+1 ", "a", "a.", "a@", "a at b.", "(", "(0", "http://", "{at}", "a@b.de ",
     "a'", "a&", "+44 20 7946 0001, ", "www.", "a_"],
)  # fmt: skip
def test_work_is_linear(piece, grows):
    assert grows(lambda text: find_contacts.__wrapped__(text, None), piece) <= 8.5


def test_no_pattern_looks_ahead_without_end(unbounded):
    found = [one for one in vars(contacts).values() if isinstance(one, type(lazy("")))]
    found += [*contacts._disguises(), contacts._phone_word()]
    assert len(found) >= 10
    assert [unbounded(one) for one in found] == [[]] * len(found)
    assert unbounded(re.compile(r"(?:a+@)b")) != []


def test_the_library_is_loaded_for_numbers_only():
    code = (
        "import sys; from resume_pdf.reader.lexicon.contacts import find_contacts;"
        "find_contacts('Ann, 2019 - 2021, ann@example.com');"
        "assert 'phonenumbers' not in sys.modules;"
        "find_contacts('+44 20 7946 0001'); assert 'phonenumbers' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
