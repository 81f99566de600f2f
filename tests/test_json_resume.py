"""An edition as JSON Resume: valid, with every word of the edition and no other."""

import json
from itertools import count
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, FormatChecker

from resume_pdf.document import (
    Cell,
    CodeBlock,
    Contact,
    Date,
    Definition,
    Definitions,
    Document,
    Entry,
    Field,
    FieldRole,
    Footnote,
    Item,
    LetterheadItem,
    Link,
    List,
    Paragraph,
    Period,
    Person,
    Quote,
    Rule,
    Section,
    Settings,
    Styled,
    Table,
    Text,
)
from resume_pdf.json_resume import _ENTRIES, _LINES, json_resume
from resume_pdf.record import replace
from resume_pdf.source import Span
from resume_pdf.tables import table
from resume_pdf.words import said, words

SCHEMA = json.loads((Path(__file__).parent / "data/jsonresume/schema.json").read_text("utf-8"))
VALIDATOR = Draft7Validator(SCHEMA, format_checker=FormatChecker())
_places = count(1)


def here():
    place = next(_places)
    return Span(place, place)


def text(written):
    return (Text(written, here()),)


def paragraph(written, role=""):
    return Paragraph(text(written), here(), role)


def bullets(*items):
    return List(tuple(Item((paragraph(item),), here()) for item in items), here())


def section(kind, *content, title=None):
    return Section(text(kind.title() if title is None else title), kind, content, here())


def entry(*content, title=None, organization=None, location=None, dates=None, note=None, url=None):
    """`dates` is (start, end): years, (year, month), "present" or None."""
    head = []
    fields: dict[FieldRole, str | None] = {
        "title": title,
        "organization": organization,
        "location": location,
        "note": note,
    }
    for role, written in fields.items():
        if written:
            inlines = text(written)
            if url and role == "organization":
                inlines = (Link(url, inlines, here()),)
            head.append(Field(role, inlines, here()))
    period = None
    if dates:
        start, end = (
            one if one in (None, "present") else Date(*(one if isinstance(one, tuple) else (one,)))
            for one in dates
        )
        head.append(Field("dates", text(f"{start} to {end}"), here()))
        period = Period(start, end, head[-1].span)
    return Entry(tuple(head), content, here(), title, organization, location, period)


def contact(kind, written, target=None, span=None):
    return Contact(kind, written, target, span or here())


def resume(*sections, name="Ada Quill", contacts=(), headline=None, **settings):
    letterhead = [LetterheadItem("name", text(name), here())]
    if headline:
        letterhead.append(LetterheadItem("headline", text(headline), here()))
    letterhead += [
        LetterheadItem("contact", text(one.text), here(), contact=one) for one in contacts
    ]
    person = Person(name, headline, tuple(letterhead), tuple(contacts))
    return Document(person, tuple(sections), settings=Settings(**settings))


def converted(document):
    """The object for a document: valid, with nothing but what the schema names at the top."""
    found = json_resume(document)
    assert [error.message for error in VALIDATOR.iter_errors(found)] == []
    assert set(found) <= set(SCHEMA["properties"])
    assert json.loads(json.dumps(found)) == found
    return found


def test_the_person():
    found = converted(
        resume(
            headline="Letter carver",
            contacts=(
                contact("email", "ada@example.org", "mailto:ada@example.org"),
                contact("email", "quill@example.com", "mailto:quill@example.com"),
                contact("phone", "+44 20 7946 0000", "tel:+442079460000"),
                contact("url", "github.com/aquill", "https://github.com/aquill"),
                contact("url", "linkedin.com/in/quill", "https://www.linkedin.com/in/quill/"),
                contact("url", "quill.example", "https://quill.example"),
                contact("location", "Hexham, UK"),
            ),
        )
    )
    assert found["basics"] == {
        "name": "Ada Quill",
        "label": "Letter carver",
        "email": "ada@example.org",
        "phone": "+44 20 7946 0000",
        "url": "https://quill.example",
        "location": {"address": "Hexham, UK"},
        "profiles": [
            {"network": "GitHub", "username": "aquill", "url": "https://github.com/aquill"},
            {
                "network": "LinkedIn",
                "username": "quill",
                "url": "https://www.linkedin.com/in/quill/",
            },
        ],
    }
    assert found["meta"]["contacts"] == [{"kind": "email", "text": "quill@example.com"}]


def test_a_contact_that_is_not_shown_is_not_told():
    shown = Paragraph(text("Write to ada@example.org"), Span(5000, 5024))
    inside = contact("email", "ada@example.org", "mailto:ada@example.org", Span(5009, 5024))
    outside = contact("phone", "+44 20 7946 0999", "tel:+442079460999", Span(6000, 6016))
    document = Document(
        Person("Ada Quill", None, (), (inside, outside)), (section("other", shown),)
    )
    found = converted(document)
    assert found["basics"] == {"name": "Ada Quill", "email": "ada@example.org"}
    assert "7946" not in json.dumps(found)


def test_work():
    document = resume(
        section(
            "experience",
            entry(
                paragraph("Small yard."),
                bullets("Cut stone", "Taught two"),
                paragraph("Keywords: slate, lime", role="keywords"),
                title="Carver",
                organization="Tyne Stone",
                location="Hexham",
                dates=((2019, 3), "present"),
                note="part-time",
                url="https://tyne.example/",
            ),
            entry(title="Help", organization="Mill", dates=(2001, (2002, 12))),
        )
    )
    assert converted(document)["work"] == [
        {
            "position": "Carver",
            "name": "Tyne Stone",
            "location": "Hexham",
            "startDate": "2019-03",
            "url": "https://tyne.example/",
            "summary": "part-time\nSmall yard.\nKeywords: slate, lime",
            "highlights": ["Cut stone", "Taught two"],
        },
        {"position": "Help", "name": "Mill", "startDate": "2001", "endDate": "2002-12"},
    ]


def test_what_was_understood_from_a_line_left_out_is_not_told():
    whole = entry(organization="Tyne Stone", dates=(2003, 2005))
    place = whole.span.end + 1_000_000
    understood = replace(
        whole, title="Apprentice", period=Period(Date(2003), Date(2005), Span(place, place + 4))
    )
    assert converted(resume(section("experience", understood)))["work"] == [{"name": "Tyne Stone"}]


def test_roles_at_one_employer():
    roles = [
        entry(title="Lead", organization="Tyne Stone", dates=(2020, "present")),
        entry(bullets("Cut"), title="Carver", organization="Tyne Stone", dates=(2018, 2020)),
    ]
    employer = entry(paragraph("A yard of six."), *roles, organization="Tyne Stone")
    found = converted(resume(section("experience", employer)))["work"]
    assert [(role["position"], role["description"]) for role in found] == [
        ("Lead", "A yard of six."),
        ("Carver", "A yard of six."),
    ]
    assert found[1]["highlights"] == ["Cut"]


def test_education_projects_and_volunteering():
    found = converted(
        resume(
            section(
                "education",
                entry(
                    bullets("First class"),
                    title="BA Sculpture",
                    organization="Wear College",
                    dates=(2009, 2012),
                ),
            ),
            section(
                "projects",
                entry(
                    paragraph("A sundial."),
                    paragraph("Keywords: slate, lime", role="keywords"),
                    title="Meridian",
                    dates=(2015, 2015),
                ),
            ),
            section("volunteering", entry(title="Warden", organization="The Green")),
        )
    )
    assert found["education"] == [
        {
            "studyType": "BA Sculpture",
            "institution": "Wear College",
            "startDate": "2009",
            "endDate": "2012",
            "highlights": ["First class"],
        }
    ]
    assert found["projects"] == [
        {
            "name": "Meridian",
            "startDate": "2015",
            "endDate": "2015",
            "description": "A sundial.",
            "keywords": ["slate", "lime"],
        }
    ]
    assert found["volunteer"] == [{"position": "Warden", "organization": "The Green"}]


def test_awards_certificates_and_publications():
    link = Link("https://press.example/serif", text("On the serif"), here())
    found = converted(
        resume(
            section(
                "awards", entry(title="Chisel Prize", organization="Guild", dates=(2014, 2014))
            ),
            section("certificates", bullets("Lead work, 2011"), entry(title="Scaffolds")),
            section("publications", Paragraph((Styled("emphasis", (link,), here()),), here())),
        )
    )
    assert found["awards"] == [{"title": "Chisel Prize", "awarder": "Guild", "date": "2014"}]
    assert found["certificates"] == [{"name": "Scaffolds"}, {"name": "Lead work, 2011"}]
    assert found["publications"] == [{"name": "On the serif", "url": "https://press.example/serif"}]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            paragraph("Stone: slate, marble (white, red)"),
            [{"name": "Stone", "keywords": ["slate", "marble (white, red)"]}],
        ),
        (paragraph("slate, marble"), [{"name": "Skills", "keywords": ["slate", "marble"]}]),
        (
            bullets("Gilding", "C++: a little"),
            [{"name": "Gilding"}, {"name": "C++", "keywords": ["a little"]}],
        ),
        (
            Definitions(
                (Definition(text("Tools"), (paragraph("mallet; burin"),), here()),), here()
            ),
            [{"name": "Tools", "keywords": ["mallet", "burin"]}],
        ),
    ],
)
def test_skills(block, expected):
    assert converted(resume(section("skills", block)))["skills"] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("English (native), Welsh – learning", [("English", "native"), ("Welsh", "learning")]),
        ("German: B2", [("German", "B2")]),
        ("Cornish", [("Cornish", None)]),
    ],
)
def test_languages(written, expected):
    found = converted(resume(section("languages", paragraph(written))))["languages"]
    assert [(one["language"], one.get("fluency")) for one in found] == expected


def test_summary_interests_references():
    found = converted(
        resume(
            section("summary", paragraph("Cuts letters."), bullets("slowly")),
            section("interests", paragraph("Rooks, rain")),
            section("references", paragraph("“Steady hands.”")),
        )
    )
    assert found["basics"]["summary"] == "Cuts letters.\nslowly"
    assert found["interests"] == [{"name": "Rooks"}, {"name": "rain"}]
    assert found["references"] == [{"reference": "“Steady hands.”"}]


def test_what_the_schema_has_no_place_for_stands_under_meta():
    document = resume(
        section("experience", paragraph("Older posts on request.")),
        section("other", bullets("one", "two"), title="Stray"),
        date="2024-05-01",
    )
    assert converted(document)["meta"] == {
        "version": "v1.0.0",
        "language": "en",
        "lastModified": "2024-05-01",
        "sections": [
            {"title": "Experience", "text": ["Older posts on request."]},
            {"title": "Stray", "text": ["one", "two"]},
        ],
    }


def test_a_year_the_schema_does_not_know_is_left_out():
    document = resume(section("experience", entry(title="Scribe", dates=(800, 810))))
    assert converted(document)["work"] == [{"position": "Scribe"}]


def test_an_empty_resume_is_valid():
    assert converted(Document(Person(None, None, (), ()), ()))["meta"]["version"] == "v1.0.0"


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    else:
        for inner in value:
            yield from strings(inner)


KINDS = sorted(table("sections"))


@pytest.mark.parametrize("kind", sorted({*_ENTRIES, *_LINES}))
def test_a_kind_with_a_place_is_one_that_the_reader_finds(kind):
    assert kind in KINDS


def everything():
    """Blocks and entries of every kind, each with a word of its own."""
    number = count(1)

    def unique():
        return f"word{next(number)}"

    def cell():
        return Cell(text(unique()), here())

    blocks = (
        paragraph(unique()),
        bullets(unique(), unique()),
        List((Item((paragraph(unique()), bullets(unique())), here()),), here(), start=3),
        Quote((paragraph(unique()),), here()),
        CodeBlock(unique(), here()),
        Table((cell(), cell()), ((cell(), cell()),), here()),
        Definitions((Definition(text(unique()), (paragraph(unique()),), here()),), here()),
        Rule(here()),
        Footnote(1, (paragraph(unique()),), here()),
    )
    named = {"title": unique(), "organization": unique(), "location": unique(), "note": unique()}
    inner = entry(paragraph(unique()), title=unique(), organization=unique())
    return (
        *blocks,
        entry(paragraph(unique()), bullets(unique()), **named),
        entry(paragraph(unique()), inner, organization=unique(), note=unique()),
        entry(paragraph(unique(), role="keywords"), note=unique()),
        entry(title=unique()),
    )


@pytest.mark.parametrize("entries", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_told_and_no_other(kind, entries):
    content = [part for part in everything() if entries or not isinstance(part, Entry)]
    document = resume(section(kind, *content, title="Heading"))
    found = converted(document)
    del found["$schema"]
    del found["meta"]["version"], found["meta"]["language"]
    told = {word for one in strings(found) for word in words(one)}
    wanted = {word for one, _ in said(document) for word in words(one)}
    # A section's title and an item's number are told by the place, where there is one.
    assert wanted - told <= {"heading", "3"}
    assert told <= wanted
