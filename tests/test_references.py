"""Publications hang or are numbered, in the academic layout, and lose no word by it."""

import re
from io import BytesIO

import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from resume_pdf import Press, Source, build
from resume_pdf.html import render
from resume_pdf.reader import read
from resume_pdf.record import replace
from resume_pdf.theme import find_layout

CV = """\
# Edda Thorwald

edda@thorwald.example

## Publications

Thorwald's papers, with her students in bold.

### Articles

- Thorwald, E. (2019). *Ice and what is under it.* Polar Notes 4, 1–20.

    - Cited in two reports.

- Thorwald, E. & Ask, B. (forthcoming). A much longer title that will certainly run over the end of
  its first line, as those of papers do. Polar Notes 9.

### Chapters

Thorwald, E. (2020). Salt. In: A Book of Seas.

Thorwald, E. (2021). Silt. In: Another Book of Seas.

## Talks

- "Under the ice", Tromsø, 2018
"""


@pytest.fixture(scope="module")
def press():
    return Press()


def test_paragraphs_under_a_heading_are_publications_and_no_head():
    (section, _) = read(Source(CV)).document.sections
    articles, chapters = section.entries
    assert [len(one.head) for one in (articles, chapters)] == [1, 1]
    assert len(chapters.content) == 2


def shown(text, how="hanging", layout="academic"):
    """The text of each list item and paragraph on the page, with its classes."""
    found = replace(find_layout(layout), settings={"publications": how})
    html = render(read(Source(text)).document, found)
    rows = re.findall(
        r'<(?:li|p) class="([^"]*)"[^>]*>(.*?)(?=<(?:/?li|p|/p|h\d|/ul|/ol)\b)', html, re.S
    )
    texts = ((classes, " ".join(re.sub("<[^>]*>", "", inner).split())) for classes, inner in rows)
    return [(classes.split(), text) for classes, text in texts]


def hanging(rows):
    classes = [names for names, _ in rows]
    return sum("reference" in names for names in classes)


def numbers(text, how="numbered"):
    return [text.split()[0] for _, text in shown(text, how) if re.match(r"\d+\. ", text)]


def test_publications_and_talks_hang_without_bullets():
    rows = shown(CV)
    assert hanging(rows) == 5, rows
    html = render(read(Source(CV)).document, find_layout("academic"))
    assert html.count('class="bullet"') == 1, "the note under a publication"


def test_an_introduction_is_no_reference():
    (names,) = [names for names, text in shown(CV) if text.endswith("in bold.")]
    assert "reference" not in names


def test_other_layouts_hang_nothing():
    html = render(read(Source(CV)).document, find_layout("full"))
    assert "reference" not in html


def test_numbers_run_through_the_section_over_its_subheadings():
    assert numbers(CV) == ["1.", "2.", "3.", "4."]
    assert numbers(CV, "hanging") == numbers(CV, "listed") == []


@pytest.mark.parametrize(
    "items",
    [
        "1. One. 2019.\n2. Two. 2020.",
        "7. One. 2019.\n8. Two. 2020.",
        "- [12] One. 2019.\n- [11] Two. 2020.",
        "- J2. One. 2019.\n- J1. Two. 2020.",
        "(2) One. 2019.\n\n(1) Two. 2020.",
    ],
)
def test_numbers_of_the_authors_own_stay(items):
    text = f"# E\n\n## Publications\n\n{items}\n\n### More\n\n- Three. 2021.\n"
    assert [said for _, said in shown(text, "numbered")] == [said for _, said in shown(text)]


def test_a_title_that_begins_with_a_figure_is_not_numbered_already():
    text = "# E\n\n## Publications\n\n- 3D printing of ice. 2019.\n- 2020 in review. Polar Notes.\n"
    assert numbers(text) == ["1.", "2."]


@pytest.mark.parametrize(("count", "name"), [(9, "numbered"), (10, "wide"), (120, "wider")])
def test_numbers_have_room_for_the_widest_of_their_section(count, name):
    items = "".join(f"- Paper. {1900 + n}.\n" for n in range(count - 1))
    text = f"# E\n\n## Publications\n\n### A\n\n{items}\n### B\n\n- Last. 2020.\n"
    found = replace(find_layout("academic"), settings={"publications": "numbered"})
    html = render(read(Source(text)).document, found)
    lists = re.findall(r'<ol class="([^"]*)"', html)
    assert len(lists) == 2
    assert all(names.split()[-1] == name for names in lists)


@pytest.mark.parametrize("how", ["hanging", "numbered", "listed"])
def test_every_reader_gets_every_word_in_order(how, press):
    front = f"---\nresume:\n  layouts:\n    academic:\n      publications: {how}\n---\n"
    built = build(Source(front + CV), layouts=["academic"], press=press)
    (rendering,) = built.renderings
    assert rendering.good, rendering.diagnostics
    assert built.diagnostics == ()
    texts = (
        PdfReader(BytesIO(rendering.pdf)).pages[0].extract_text(),
        extract_text(BytesIO(rendering.pdf)),
    )
    for text in texts:
        found = re.findall("2019|forthcoming|2020|2021|Tromsø", text)
        assert found == ["2019", "forthcoming", "2020", "2021", "Tromsø"]
        assert ("1. Thorwald" in " ".join(text.split())) == (how == "numbered")
