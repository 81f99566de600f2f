"""The outline of a résumé, and the tool that scores it."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from resume_pdf.outline import outline, tree
from resume_pdf.reader import read
from resume_pdf.source import Source

FOLDER = Path(__file__).parent / "fixtures" / "resumes"
TOOL = Path(__file__).parents[1] / "tools" / "score_outline.py"

TEXT = """\
# Jo Rye

jo@example.org | rye.example.org

## Experience

### Loaf Ltd, Troy, NY (2012 – present)

#### Head Baker
2016 – present

#### Baker
2012 – 2016

## Awards

- Rye prize, 2019
"""


@pytest.fixture(scope="module")
def scoring():
    spec = importlib.util.spec_from_file_location("score_outline", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_outline_is_plain_data():
    found = outline(read(Source(TEXT)).document)
    assert json.loads(json.dumps(found)) == found
    assert found == {
        "name": "Jo Rye",
        "emails": ["jo@example.org"],
        "phones": [],
        "urls": ["rye.example.org"],
        "sections": ["Experience", "Awards"],
        "entries": [
            {
                "section": "Experience",
                "organization": "Loaf Ltd",
                "title": title,
                "start": start,
                "end": end,
                "location": "Troy, NY",
            }
            for title, start, end in [
                ("Head Baker", "2016", "present"),
                ("Baker", "2012", "2016"),
            ]
        ],
    }


def test_the_tree_shows_every_section_and_entry():
    rows = tree(read(Source(TEXT)).document).splitlines()
    assert rows[0] == "Jo Rye"
    assert any("Experience" in row and "[experience]" in row for row in rows)
    assert any("Head Baker | Loaf Ltd | Troy, NY | 2016 – present" in row for row in rows)


def test_a_telephone_in_a_link_is_told_by_its_text():
    text = "# Jo Rye\n\n[+44 20 7946 0611](tel:+442079460611)\n"
    assert outline(read(Source(text)).document)["phones"] == ["+44 20 7946 0611"]


def expectations():
    return sorted(FOLDER.glob("*.expect.json"))


def test_there_are_resumes_to_score():
    assert len(expectations()) >= 6


@pytest.mark.parametrize("path", expectations(), ids=lambda path: path.name.split(".")[0])
def test_resumes_of_many_kinds_are_understood(path, scoring):
    source = Source((FOLDER / path.name.replace(".expect.json", ".md")).read_text("utf-8"))
    result = scoring.score(json.loads(path.read_text("utf-8")), outline(read(source).document))
    assert result.misses == []
    assert result.hits == result.chances


def test_the_scorer_sees_what_is_wrong(scoring):
    expected = outline(read(Source(TEXT)).document)
    wrong = json.loads(json.dumps(expected))
    wrong["name"] = "Jo"
    wrong["sections"] = ["Awards", "Experience"]
    wrong["entries"][0].update(title="Loaf Ltd", organization="Head Baker", start="2015")
    del wrong["entries"][1]
    result = scoring.score(expected, wrong)
    shares = {measure: (result.hits[measure], result.chances[measure]) for measure in result.hits}
    assert shares["name"] == (0, 1)
    assert shares["sections"] == (1, 2)
    assert shares["entries"] == (1, 2)
    assert shares["dates"] == (1, 2)
    assert shares["apart"] == (0, 1)
    assert scoring.score(expected, expected).misses == []


def test_the_scorer_prints_a_table(scoring, capsys):
    assert scoring.main([str(FOLDER)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert len(table) == len(expectations()) + 3
    assert scoring.main([str(FOLDER.parent)]) == 1
