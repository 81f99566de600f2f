"""Entries in every form in which people write them."""

import pytest

from resume_pdf.document import Break, Entry, Paragraph, Table, plain
from resume_pdf.outline import outline
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.words import words

BAKER = {
    "section": "Experience",
    "organization": "Loaf Ltd",
    "title": "Head Baker",
    "start": "2019-03",
    "end": "2021-05",
    "location": None,
}


def entries(body):
    return outline(read(Source(f"# Jo Rye\n\n## Experience\n\n{body}\n")).document)["entries"]


def section(body, title="Experience"):
    return read(Source(f"# Jo Rye\n\n## {title}\n\n{body}\n")).document.sections[0]


@pytest.mark.parametrize(
    "body",
    [
        "### Head Baker, Loaf Ltd | Mar 2019 – May 2021",
        "### Loaf Ltd - Head Baker (March 2019 - May 2021)",
        "### Head Baker @ Loaf Ltd, 03/2019 – 05/2021",
        "### <span>Loaf Ltd, Head Baker</span> <span>Mar 2019 -- May 2021</span>",
        "### Head Baker - Loaf Ltd *Mar 2019 - May 2021*",
        "### Mar 2019 – May 2021: Head Baker, Loaf Ltd",
        "### Head Baker\n\n**Loaf Ltd** | Mar 2019 – May 2021\n\n- Baked.",
        "### Head Baker\nLoaf Ltd\nMar 2019 – May 2021\n\n- Baked.",
        "### Loaf Ltd\n\n_Head Baker_\n\n_March 2019 - May 2021_\n\n- Baked.",
        "### Head Baker\n\n***Mar 2019 - May 2021*** \\\nCompany: _Loaf Ltd_\n",
        "### Head Baker, Loaf Ltd\n### March 2019 - May 2021\n\n- Baked.",
        "### Loaf Ltd (Mar 2019 – May 2021)\n\n**Head Baker**\n\n- Baked.",
        "### Loaf Ltd (Mar 2019 – May 2021)\n\n#### Head Baker\n\n- Baked.",
        "### Loaf Ltd\n\n> Period: 2019-03 - 2021-05\n\n- Role: Head Baker\n- Baked.",
        "**Head Baker** | Loaf Ltd | Mar 2019 – May 2021\n\n- Baked.",
        "**Loaf Ltd**\n\n- **Head Baker**\n- Mar 2019 – May 2021\n\n> Baked.",
        "`2019-03 - 2021-05`\n__Loaf Ltd__, Head Baker\n\n- Baked.",
        "- **Loaf Ltd** / Head Baker\n  <br>*Mar. 2019 - May 2021*\n  - Baked.",
        "Mar 2019 – May 2021\n:   **Head Baker**; Loaf Ltd\n",
        "| Dates | Role | Firm |\n|--|--|--|\n| Mar 2019 – May 2021 | Head Baker | Loaf Ltd |\n",
        "Mar 2019 – May 2021: Loaf Ltd, Head Baker. Baked for a town, and for the next one "
        "when the river was low. Trained six apprentices, of whom two now own ovens.",
    ],
)
def test_one_job_in_many_forms(body):
    assert entries(body) == [BAKER]


@pytest.mark.parametrize(
    ("head", "location"),
    [
        ("### Head Baker, Loaf Ltd, Troy, NY | 2019 – 2021", "Troy, NY"),
        ("### Head Baker, Loaf Ltd (Leeds, UK) | 2019 – 2021", "Leeds, UK"),
        ("### Head Baker, Loaf Ltd | 2019 – 2021 | Remote", "Remote"),
        ("### Head Baker\n\n*Loaf Ltd, Berlin* — *2019 – 2021*", "Berlin"),
    ],
)
def test_the_place_is_told_from_the_employer(head, location):
    (entry,) = entries(head)
    assert (entry["title"], entry["organization"]) == ("Head Baker", "Loaf Ltd")
    assert entry["location"] == location


def test_roles_inherit_their_employer():
    found = entries(
        "### Loaf Ltd, Troy, NY (2012 – 2021)\n\n#### Head Baker\n2016 – 2021\n\n- Baked.\n\n"
        "#### Baker\n2012 – 2016\n\n- Kneaded."
    )
    assert [entry["title"] for entry in found] == ["Head Baker", "Baker"]
    assert {entry["organization"] for entry in found} == {"Loaf Ltd"}
    assert {entry["location"] for entry in found} == {"Troy, NY"}


def test_a_role_shows_only_its_own_words():
    (employer,) = section("### Loaf Ltd (2012 – 2021)\n\n#### Head Baker\n2016 – 2021\n").entries
    (role,) = employer.entries
    assert [plain(part.inlines) for part in role.head] == ["Head Baker", "2016 – 2021"]
    assert role.organization == "Loaf Ltd"


def test_a_role_above_its_employers_level_belongs_to_it():
    text = (
        "# Experience\n\n## 2016-2019: Loaf Ltd, Troy, NY\n\n# Head Baker\n\nBaked.\n\n"
        "## 2012-2016: Crumb Inc\n\nKneaded.\n"
    )
    (first, second) = read(Source(text)).document.sections[0].entries
    assert [role.title for role in first.entries] == ["Head Baker"]
    assert first.entries[0].organization == "Loaf Ltd"
    assert second.organization == "Crumb Inc"


def test_what_lies_outside_an_employers_time_is_no_role_there():
    text = (
        "# Experience\n\n# 2005 - 2015: Loaf Ltd\n\n## Baker\n2005 - 2015\n\n"
        "## 2003 - 2005: Crumb Inc\n\n# Skills\n\nRye\n"
    )
    assert [entry.organization for entry in read(Source(text)).document.sections[0].entries] == [
        "Loaf Ltd",
        "Crumb Inc",
    ]


def test_headings_that_come_under_every_job_are_topics():
    found = entries(
        "### Loaf Ltd (2016 – 2021)\n\n#### Position duties\n\nBaked.\n\n"
        "### Crumb Inc (2012 – 2016)\n\n#### Position duties\n\nKneaded."
    )
    assert [entry["organization"] for entry in found] == ["Loaf Ltd", "Crumb Inc"]


def test_most_heads_decide_for_those_that_words_do_not():
    found = entries(
        "### Baker, Loaf Ltd | 2019 – 2021\n\n### Engineer, Ovens Inc | 2017 – 2019\n\n"
        "### Wobbler, Quendel | 2015 – 2017\n"
    )
    assert (found[2]["title"], found[2]["organization"]) == ("Wobbler", "Quendel")
    found = entries(
        "### Loaf Ltd, Baker | 2019 – 2021\n\n### Ovens Inc, Engineer | 2017 – 2019\n\n"
        "### Wobbler, Quendel | 2015 – 2017\n"
    )
    assert (found[2]["title"], found[2]["organization"]) == ("Quendel", "Wobbler")


@pytest.mark.parametrize(
    ("title", "line", "dates"),
    [
        ("Education", "### BSc Baking, Calder College | 2012", (None, "2012")),
        ("Education", "- BSc Baking, Calder College, 2012", (None, "2012")),
        ("Experience", "### Baker, Loaf Ltd | 2012", ("2012", "2012")),
        ("Projects", "### Sourdough map | 2012", ("2012", "2012")),
        ("Experience", "### Baker, Loaf Ltd | Since 2012", ("2012", "present")),
        ("Experience", "### Baker, Loaf Ltd | 2012-", ("2012", "present")),
        ("Teaching", "- Rye for beginners (Fall 2009, Summer 2011)", ("2009", "2011")),
    ],
)
def test_single_and_open_dates(title, line, dates):
    document = read(Source(f"# Jo Rye\n\n## {title}\n\n{line}\n")).document
    (entry,) = outline(document)["entries"]
    assert (entry["start"], entry["end"]) == dates


def test_bullets_that_mention_a_year_stay_bullets():
    (entry,) = section("### Baker, Loaf Ltd | 2016 – 2021\n\n- Won the rye prize (2019)\n").entries
    assert entry.entries == ()
    found = section("- Built an oven for the harbour fair in 2019\n")
    assert found.entries == ()


def test_items_without_dates_stay_between_those_with():
    found = section(
        "- Judge, Bread Fair (2012 – 2014)\n- Kite flyer\n- Clerk, Guild of Bakers (2010 – 2012)\n",
        "Service",
    )
    assert [type(node) for node in found.content] == [Entry, type(found.content[1]), Entry]
    assert len(found.entries) == 2


def test_talks_and_certificates_stay_as_they_are():
    for title in ("Publications", "Talks", "Certifications", "Awards"):
        assert section("- Rye and water, Leeds, 2019\n", title).entries == ()


def test_the_header_of_a_table_is_kept():
    found = section("| Dates | Role |\n|---|---|\n| 2019 – 2021 | Baker |\n")
    header = found.content[0]
    assert isinstance(header, Table)
    assert header.rows == ()
    assert header.header is not None


def test_keyword_lines_are_told_from_prose():
    (entry,) = section(
        "### Baker, Loaf Ltd | 2016\n\n*Keywords: rye, wheat*\nBaked all night.\n"
    ).entries
    assert [plain(line.inlines) for line in entry.keywords] == ["Keywords: rye, wheat"]
    rest = entry.content[1]
    assert isinstance(rest, Paragraph)
    assert plain(rest.inlines) == "Baked all night."


def test_markup_in_heads_is_kept_and_separators_are_not():
    (entry,) = section("### **Baker**, [Loaf Ltd](https://loaf.example.org) | 2016 – 2021").entries
    assert [(part.role, words(plain(part.inlines))) for part in entry.head] == [
        ("title", ["baker"]),
        ("organization", ["loaf", "ltd"]),
        ("dates", ["2016", "2021"]),
    ]
    assert type(entry.head[1].inlines[0]).__name__ == "Link"


def test_dates_that_cannot_be_are_told():
    source = Source("# Jo Rye\n\n## Experience\n\n### Baker, Loaf Ltd | 2021 – 2019\n")
    (place,) = [one.span for one in read(source).diagnostics if one.code == "date-order"]
    assert place is not None
    assert source.text[place.start : place.end] == "2021 – 2019"


@pytest.mark.parametrize(
    ("dates", "part"),
    [
        ("Mya 2019 – Juen 2021", "Mya 2019"),
        ("May 2019 – Juen 2021", "Juen 2021"),
        ("May 2019 – Octobre 2021", "Octobre 2021"),
    ],
)
def test_a_misspelt_month_is_told_though_its_year_is_read(dates, part):
    text = f"# Ada Quill\n\n## Experience\n\n### Baker, Crumb Ltd, {dates}\n\n- Baked\n"
    found = [one for one in read(Source(text)).diagnostics if one.code == "date-unreadable"]
    assert [text[one.span.start : one.span.end] for one in found if one.span] == [part]


@pytest.mark.parametrize("head", ["Mia 2019 – 2020", "Baker, Mars 2019 – 2020", "Mary 2019 – 2020"])
def test_a_word_beside_a_year_is_no_misspelt_month(head):
    text = f"# Ada Quill\n\n## Experience\n\n### {head}\n\n- Baked\n"
    assert not [one for one in read(Source(text)).diagnostics if one.code == "date-unreadable"]


@pytest.mark.parametrize("tag", ["a href=''", "b", "em", "code"])
def test_an_element_that_nothing_closes_reaches_over_the_lines_of_an_entry(tag):
    text = f"## Experience\n\n- <{tag}>2020\nBaker\n  - Baked\n"
    (section,) = read(Source(text)).document.sections
    (entry,) = section.content
    assert isinstance(entry, Entry)
    assert str(entry.period and entry.period.end) == "2020"
    assert "Baker" in " ".join(plain(field.inlines) for field in entry.head) + " ".join(
        plain(node.inlines) for node in entry.content if isinstance(node, Paragraph)
    )


def test_bold_dated_lines_under_an_undated_employer_are_its_roles():
    first, second = "**Head Baker** | 2019 – 2021\n\n- Led.", "**Baker** | 2016 – 2019\n\n- Baked."
    body = f"### Loaf Ltd, Leeds\n\n{first}\n\n{second}"
    roles = [one for one in entries(body) if one["title"]]
    assert [(one["title"], one["organization"], one["start"]) for one in roles] == [
        ("Head Baker", "Loaf Ltd", "2019"),
        ("Baker", "Loaf Ltd", "2016"),
    ]


@pytest.mark.parametrize("label", ["**Tools:** ", "**Tools**: ", "*Tools:* "])
def test_lines_that_begin_with_a_label_stay_lines(label):
    text = f"{label}whisk,\nladle\n{label.replace('Tools', 'Breads')}rye"
    (paragraph,) = section(text, "Skills").content
    assert isinstance(paragraph, Paragraph)
    ends = [part.hard for part in paragraph.inlines if isinstance(part, Break)]
    assert ends == [False, True]
