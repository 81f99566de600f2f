"""Contacts from a file of their own stand in the letterhead as if they were in the résumé."""

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.document import key
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.words import said, words

PUBLIC = Source("# Ada Example\n\nToolmaker\n\nhttps://ada.example.org\n\n## Work\n\nLenses.\n")
PRIVATE = "phone: +44 20 7946 0958\nemail: ada@example.org\naddress: 7 Mill Lane, Leeds\n"


def private(text):
    return Source(text, "private.yml")


@pytest.mark.parametrize("text", [PRIVATE, f"---\n{PRIVATE}---\n"], ids=["bare", "fenced"])
def test_they_are_read_with_and_without_fences(text):
    person = read(PUBLIC, private(text)).document.person
    assert person.reached_by("phone") == ("+44 20 7946 0958",)
    assert person.reached_by("email") == ("ada@example.org",)
    assert person.reached_by("location") == ("7 Mill Lane, Leeds",)


def test_they_stand_after_the_contacts_of_the_letterhead():
    document = read(PUBLIC, private(PRIVATE)).document
    shown = [word for text, _ in said(document) for word in words(text)]
    assert shown.index("ada.example.org") < shown.index("+44") < shown.index("lenses")
    keys = [key(item) for item in document.person.letterhead]
    assert len(set(keys)) == len(keys)


def test_no_warning_for_an_email_that_is_there():
    assert "email-missing" in {one.code for one in read(PUBLIC).diagnostics}
    found = read(PUBLIC, private(PRIVATE)).diagnostics
    assert "email-missing" not in {one.code for one in found}


def test_one_that_the_resume_has_already_is_not_repeated():
    public = Source(PUBLIC.text.replace("https:", "ada@example.org | https:"))
    person = read(public, private(PRIVATE)).document.person
    assert [item.contact.text for item in person.letterhead if item.contact].count(
        "ada@example.org"
    ) == 1


@pytest.mark.parametrize("text", ["", "shoe-size: 43\n", "just words\n"])
def test_a_file_without_a_contact_is_an_error(text):
    with pytest.raises(ResumeError) as caught:
        read(PUBLIC, private(text))
    assert caught.value.diagnostic.code == "contacts-missing"
