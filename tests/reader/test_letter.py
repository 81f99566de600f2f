"""Letters of several countries, and of people who write them in several ways."""

import pytest

from resume_pdf.document import Paragraph, plain
from resume_pdf.reader import read, read_letter
from resume_pdf.source import Source

ENGLISH = """\
# Jane Doe

jane@example.org | +44 20 7946 0123

12 May 2026

Mr Alan Hargreave
Kestrel Optics Ltd

Dear Mr Hargreave,

**Head of Workshop**

Your notice asks for a hand at the wheel.

- I have two.

Yours sincerely,

Jane Doe

Enclosures: résumé
"""

AMERICAN = """\
Jordan Smith
482 Elm Street
Duluth, MN 55802
jordan@smith.example

June 3, 2026

Hiring Committee
Lakeside Clinic

Re: Night Nurse

Dear Hiring Committee:

I have worked nights for nine years.

Thank you for your time and consideration.

Best regards,
Jordan Smith, RN
"""

GERMAN = """\
Sabine Köhler
Lindenstraße 4
10969 Berlin
sabine@koehler.example

Museum für Naturkunde
Invalidenstraße 43
10115 Berlin

Berlin, den 12. Mai 2026

**Bewerbung als Präparatorin**

Sehr geehrte Frau Dr. Lehmann,

seit elf Jahren präpariere ich Vögel.

Mit freundlichen Grüßen

Sabine Köhler

Anlagen: Lebenslauf
"""

FRENCH = """\
Camille Perrin
12 rue des Lilas
69003 Lyon
camille@perrin.example

Librairie du Port
À l'attention de M. Garnier

Lyon, le 12 mai 2026

Objet : candidature au poste de libraire

Madame, Monsieur,
Depuis dix ans je vends des livres.

Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.

Camille Perrin

PJ : CV
"""

FROM_THE_FRONT_MATTER = """\
---
name: Sabine Köhler
email: sabine@koehler.example
language: {language}
recipient: |
  Museum für Naturkunde
  10115 Berlin
date: {date}
subject: Bewerbung
---

{body}
"""


def parts(text):
    """What a letter's paragraphs are, each with its lines."""
    (section,) = read_letter(Source(text)).document.sections
    return [
        (block.role, shown(block)) if isinstance(block, Paragraph) else ("other", "")
        for block in section.content
    ]


def shown(paragraph):
    lines = [""]
    for inline in paragraph.inlines:
        if getattr(inline, "hard", False):
            lines.append("")
        else:
            lines[-1] += plain((inline,))
    return " / ".join(lines)


def roles(text):
    return [role for role, _ in parts(text)]


def letterhead(text):
    return [plain(item.inlines) for item in read_letter(Source(text)).document.person.letterhead]


def test_an_english_letter():
    assert letterhead(ENGLISH) == ["Jane Doe", "jane@example.org", "+44 20 7946 0123"]
    assert parts(ENGLISH) == [
        ("date", "12 May 2026"),
        ("recipient", "Mr Alan Hargreave / Kestrel Optics Ltd"),
        ("salutation", "Dear Mr Hargreave,"),
        ("subject", "Head of Workshop"),
        ("", "Your notice asks for a hand at the wheel."),
        ("other", ""),
        ("closing", "Yours sincerely,"),
        ("signature", "Jane Doe"),
        ("enclosures", "Enclosures: résumé"),
    ]


def test_an_american_letter():
    assert letterhead(AMERICAN)[0] == "Jordan Smith"
    assert letterhead(AMERICAN)[-1] == "jordan@smith.example"
    assert parts(AMERICAN) == [
        ("date", "June 3, 2026"),
        ("recipient", "Hiring Committee / Lakeside Clinic"),
        ("subject", "Re: Night Nurse"),
        ("salutation", "Dear Hiring Committee:"),
        ("", "I have worked nights for nine years."),
        ("", "Thank you for your time and consideration."),
        ("closing", "Best regards,"),
        ("signature", "Jordan Smith, RN"),
    ]


def test_a_german_letter():
    assert letterhead(GERMAN)[0] == "Sabine Köhler"
    assert parts(GERMAN) == [
        ("recipient", "Museum für Naturkunde / Invalidenstraße 43 / 10115 Berlin"),
        ("date", "Berlin, den 12. Mai 2026"),
        ("subject", "Bewerbung als Präparatorin"),
        ("salutation", "Sehr geehrte Frau Dr. Lehmann,"),
        ("", "seit elf Jahren präpariere ich Vögel."),
        ("closing", "Mit freundlichen Grüßen"),
        ("signature", "Sabine Köhler"),
        ("enclosures", "Anlagen: Lebenslauf"),
    ]


def test_a_french_letter():
    assert letterhead(FRENCH)[-1] == "camille@perrin.example"
    assert parts(FRENCH) == [
        ("recipient", "Librairie du Port / À l'attention de M. Garnier"),
        ("date", "Lyon, le 12 mai 2026"),
        ("subject", "Objet : candidature au poste de libraire"),
        ("salutation", "Madame, Monsieur,"),
        ("", "Depuis dix ans je vends des livres."),
        (
            "closing",
            "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.",
        ),
        ("signature", "Camille Perrin"),
        ("enclosures", "PJ : CV"),
    ]


GREETING = "Guten Tag,\n\nseit elf Jahren.\n\nBeste Grüße"


@pytest.mark.parametrize(
    ("language", "date", "order", "written"),
    [
        ("de", "2026-05-12", ["recipient", "date", "subject"], "12. Mai 2026"),
        ("en", "2026-05-12", ["date", "recipient", "subject"], "12 May 2026"),
        ("en-US", "2026-05-12", ["date", "recipient", "subject"], "May 12, 2026"),
        ("fr", "le 12 mai 2026", ["recipient", "date", "subject"], "le 12 mai 2026"),
    ],
)
def test_the_front_matter_gives_the_head(language, date, order, written):
    text = FROM_THE_FRONT_MATTER.format(language=language, date=date, body=GREETING)
    found = parts(text)
    assert [role for role, _ in found[:4]] == [*order, "salutation"]
    assert dict(found)["date"] == written
    assert dict(found)["recipient"] == "Museum für Naturkunde / 10115 Berlin"
    assert read_letter(Source(text)).diagnostics == ()


def test_a_farewell_without_a_name_is_signed_with_the_senders():
    text = FROM_THE_FRONT_MATTER.format(language="de", date="2026-05-12", body=GREETING)
    assert parts(text)[-1] == ("signature", "Sabine Köhler")
    assert parts(text + "\nDr. Köhler\n")[-1] == ("signature", "Dr. Köhler")


def test_an_address_in_the_body_is_the_recipients_where_the_sender_is_known():
    text = "---\nname: Ada Pell\n---\n\nMs Grey\nOak House\n\nDear Ms Grey,\n\nHello.\n\nYours,\n"
    assert letterhead(text) == ["Ada Pell"]
    assert parts(text)[0] == ("recipient", "Ms Grey / Oak House")


def test_who_signs_is_known_in_the_letterhead():
    letter = "Dear Ms Grey,\n\nHello.\n\nYours,\n\nAda Pell\n"
    text = f"Ada Pell\n4 Mill Lane\n\nMs Grey\nOak House\n\n{letter}"
    assert letterhead(text)[0] == "Ada Pell"
    assert parts(text)[0] == ("recipient", "Ms Grey / Oak House")
    assert read_letter(
        Source("Dear Bo,\n\nHello.\n\nYours,\n\nAda Pell\n")
    ).document.person.name == ("Ada Pell")


def test_a_date_above_an_address_is_no_line_of_it():
    text = "12 May 2026\nMs Grey\nOak House\n\nDear Ms Grey,\n\nHello.\n\nYours,\n\nAda Pell\n"
    assert parts(text)[:2] == [("date", "12 May 2026"), ("recipient", "Ms Grey / Oak House")]


def test_a_text_without_a_greeting_begins_with_its_prose():
    text = (
        "# Why rivers\n\n"
        + "I have always wanted to know where they end. " * 4
        + "\n\nSo I went.\n"
    )
    assert roles(text) == ["subject", "", ""]


@pytest.mark.parametrize("text", [ENGLISH, AMERICAN, GERMAN, FRENCH, "Dear Bo,\n", "# Ada\n", ""])
def test_no_letter_is_a_bad_resume(text):
    assert read_letter(Source(text)).diagnostics == ()


@pytest.mark.parametrize("text", [ENGLISH, AMERICAN, GERMAN, FRENCH])
def test_a_letter_read_as_a_resume_is_told_and_nothing_else_is(text):
    assert [one.code for one in read(Source(text)).diagnostics] == ["source-is-letter"]


def test_a_resume_is_no_letter():
    text = (
        "# Ada Pell\n\nada@pell.example\n\n## Profile\n\nDear to all.\n\n## Experience\n\nThanks\n"
    )
    assert read(Source(text)).diagnostics == ()
