"""Name, headline, contacts, and the letterhead they stand in."""

import pytest

from resume_pdf.document import plain
from resume_pdf.reader import read
from resume_pdf.source import Source


def met(text):
    return read(Source(text)).document.person


def codes(text):
    return {diagnostic.code for diagnostic in read(Source(text)).diagnostics}


def letterhead(person):
    return [(item.role, plain(item.inlines)) for item in person.letterhead]


BODY = "\n\n## Experience\n\n### Baker, Loaf Ltd | 2019 – 2020\n"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("# Ada Quill", "Ada Quill"),
        ("Ada Quill\n=========", "Ada Quill"),
        ("# Ada Quill — Curriculum Vitae", "Ada Quill"),
        ("# [Ada Quill](https://quill.example.org)", "Ada Quill"),
        ("# Curriculum Vitae\n\n- Name: Ada Quill\n- Email: ada@example.org", "Ada Quill"),
        ("### Resume of\n\n## Ada Quill", "Ada Quill"),
        ("**Ada Quill**\n\nada@example.org", "Ada Quill"),
        ("Ada Quill\n\nada@example.org", "Ada Quill"),
        ("---\nname: Ada Quill\n---", "Ada Quill"),
        ("---\nauthor: Ada Quill\n---", "Ada Quill"),
        ("---\ntitle: Ada Quill's Resume\n---", "Ada Quill"),
        ("---\ntitle: CV - Ada Quill - baker\n---", "Ada Quill"),
        ("+++\nauthor = 'Ada Quill'\n+++", "Ada Quill"),
        ("# Lebenslauf\n\n| | |\n|---|---|\n| Name | Ada Quill |", "Ada Quill"),
        ("# Full name Ada Quill", "Ada Quill"),
        ("# Imię i nazwisko Ada Quill", "Ada Quill"),
        ("# Ad van den Quill", "Ad van den Quill"),
        ("# 履歴書\n\n- 氏名：桐谷　澪", "桐谷 澪"),
    ],
)
def test_the_name_is_found_wherever_people_put_it(head, name):
    assert met(head + BODY).name == name


def test_a_name_only_in_the_title_is_told():
    assert "name-from-title" in codes("---\ntitle: Ada Quill's Resume\n---" + BODY)


def test_no_name_and_no_address_are_told():
    assert {"name-missing", "email-missing"} <= codes("## Experience\n\nBaked.\n")


def test_private_notes_above_the_name_are_told_and_kept_in_place():
    text = "Ask for more money.\n\n# Ada Quill\n\nada@example.org" + BODY
    assert "text-above-name" in codes(text)
    assert letterhead(met(text)) == [
        ("note", "Ask for more money."),
        ("name", "Ada Quill"),
        ("contact", "ada@example.org"),
    ]


def test_a_document_title_above_the_name_is_no_private_note():
    assert "text-above-name" not in codes("# Curriculum Vitae\n\n## Ada Quill" + BODY)


def test_a_line_of_contacts_is_parted_and_labels_are_kept():
    person = met("# Ada Quill\n\nTel: +44 20 7946 0611 | ada@example.org | York, UK" + BODY)
    assert letterhead(person)[1:] == [
        ("contact", "+44 20 7946 0611"),
        ("contact", "ada@example.org"),
        ("contact", "York, UK"),
    ]
    assert plain(person.letterhead[1].label).strip() == "Tel:"
    assert [contact.kind for contact in person.contacts] == ["phone", "email", "location"]


def test_contacts_behind_names_of_links_count():
    person = met(
        "# Ada Quill\n\n[Mail](mailto:ada@example.org) · [Code](https://g.example.org/a)" + BODY
    )
    assert person.reached_by("email") == ("ada@example.org",)
    assert person.reached_by("url") == ("https://g.example.org/a",)


def test_a_link_within_a_sentence_is_not_the_persons_own():
    person = met("# Ada Quill\n\n- Student of [baking](https://school.example.org) in York" + BODY)
    assert person.reached_by("url") == ()


def test_contacts_in_a_section_stay_there_and_are_listed():
    text = "# Ada Quill" + BODY + "\n## Contact\n\n- ada@example.org\n"
    document = read(Source(text)).document
    assert document.person.reached_by("email") == ("ada@example.org",)
    assert letterhead(document.person) == [("name", "Ada Quill")]
    assert plain(document.sections[-1].title) == "Contact"


def test_the_addresses_of_referees_are_not_the_persons():
    text = "# Ada Quill" + BODY + "\n## References\n\n- Dr Rye, rye@example.org\n"
    assert met(text).reached_by("email") == ()


def test_front_matter_comes_first_and_is_shown_once():
    text = (
        "---\nname: Ada Quill\nheadline: Baker\nemail: ada@example.org\n---\n\n# Ada Quill" + BODY
    )
    assert letterhead(met(text)) == [
        ("name", "Ada Quill"),
        ("headline", "Baker"),
        ("contact", "ada@example.org"),
    ]


def test_prose_before_the_first_section_is_a_summary_without_a_title():
    prose = "I bake. " * 30
    document = read(Source(f"# Ada Quill\n\nada@example.org\n\n{prose}{BODY}")).document
    first = document.sections[0]
    assert (plain(first.title), first.kind) == ("", "summary")
    assert letterhead(document.person)[-1] == ("contact", "ada@example.org")


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Engineer: bridges, their repair", "Engineer: bridges, their repair"),
        ("Status: open to offers", None),
    ],
)
def test_a_colon_makes_a_label_of_what_is_no_trade(line, headline):
    assert met(f"# Ada Quill\n\n{line}\n\nada@example.org" + BODY).headline == headline


def test_a_short_line_under_the_name_is_the_headline():
    assert met("# Ada Quill\n\nBaker of rye bread\n\nada@example.org" + BODY).headline == (
        "Baker of rye bread"
    )


def test_a_label_that_repeats_the_name_leaves_it_where_it_stands_largest():
    text = "# Ada Quill\n\nYork\n\nName: Dr. Ada Quill\n\nada@example.org" + BODY
    assert met(text).name == "Ada Quill"
    assert "text-above-name" not in codes(text)


@pytest.mark.parametrize("address", ["ada.quill [at] example.org", "ada.quill at example.org"])
def test_a_disguised_address_is_pointed_out_where_it_stands(address):
    text = f"# Ada Quill\n\nYork | {address}" + BODY
    (found,) = (one for one in read(Source(text)).diagnostics if one.code == "email-missing")
    assert found.span is not None
    assert text[found.span.start : found.span.end] == address
    assert "disguised" in found.message
