"""`resume-pdf check --format sarif`: what code hosts and editors show beside the lines."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from resume_pdf.cli import main
from resume_pdf.diagnostics import CODES
from resume_pdf.explanations import explanation

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif" / "schema.json").read_text())
RESUME = """\
# Ada 🦉 Example

ada@example.org

##Experience

### Toolmaker

Example Works, Leeds | May 2024 – 2019

- 🦉 [a link]() that leads nowhere
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my cv.md").write_text(RESUME, "utf-8")
    return tmp_path


def run_of(capsys, *arguments):
    status = main(["check", "--format", "sarif", *arguments])
    log = json.loads(capsys.readouterr().out)
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []
    (run,) = log["runs"]
    return run, status


def cut(text, region):
    """The text of a region by its lines and columns, in characters as columnKind says."""
    lines = text.split("\n")
    first, last = region["startLine"] - 1, region["endLine"] - 1
    if first == last:
        return lines[first][region["startColumn"] - 1 : region["endColumn"] - 1]
    rest = lines[first + 1 : last]
    start = lines[first][region["startColumn"] - 1 :]
    return "\n".join([start, *rest, lines[last][: region["endColumn"] - 1]])


def test_results_point_into_the_file_by_lines_columns_and_offsets(capsys):
    run, status = run_of(capsys, "my cv.md")
    assert status == 0
    assert run["columnKind"] == "unicodeCodePoints"
    found = {result["ruleId"]: result for result in run["results"]}
    assert {"heading-no-space", "date-order", "link-empty"} <= set(found)
    for result in found.values():
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "my%20cv.md"
        if "region" in place:
            region = place["region"]
            start = region["charOffset"]
            assert cut(RESUME, region) == RESUME[start : start + region["charLength"]]
    region = found["link-empty"]["locations"][0]["physicalLocation"]["region"]
    assert cut(RESUME, region) == "[a link]()"
    assert found["date-order"]["level"] == "warning"


def test_a_rule_says_what_the_documentation_says_of_it(capsys):
    run, _ = run_of(capsys, "my cv.md")
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) > 2
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert rule["help"]["markdown"] == explanation(rule["id"])
        assert rule["shortDescription"]["text"] in " ".join(explanation(rule["id"]).split())


def test_a_fix_makes_what_fix_makes(capsys, folder):
    run, _ = run_of(capsys, "my cv.md")
    (fix,) = [fix for result in run["results"] for fix in result.get("fixes", ())]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    mended = RESUME[:start] + replacement["insertedContent"]["text"] + RESUME[end:]
    assert main(["check", "--fix", "--yes", "my cv.md"]) == 0
    assert (folder / "my cv.md").read_text("utf-8") == mended


def test_several_files_are_one_run(capsys, folder):
    (folder / "other.md").write_text("# Ben Example\n\nben@example.org\n\n##Skills\n\n- lathes\n")
    run, _ = run_of(capsys, "my cv.md", "other.md", str(folder / "gone.md"))
    uris = [
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
        for place in result.get("locations", ())
    ]
    assert set(uris) == {"my%20cv.md", "other.md"}
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert "no-source" in rules


def test_a_file_with_nothing_to_say_of_it_is_a_run_without_results(capsys, folder):
    main(["new", "--quiet"])
    run, status = run_of(capsys)
    assert (run["results"], status) == ([], 0)


def test_the_fixes_are_in_it_and_not_made_by_it(capsys):
    assert main(["check", "--fix", "--format", "sarif"]) == 2
    assert "without it the SARIF has the fixes" in capsys.readouterr().err


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(capsys, code):
    assert main(["explain", code]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{code}\n\n*{CODES[code].name.lower()}*")
    assert "provokes=" not in printed
    assert printed.count("```") % 2 == 0


def test_all_codes_are_listed(capsys):
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)
    assert all(len(line.split()) > 3 and len(line) <= 100 for line in lines)
