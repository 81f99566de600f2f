"""The tables of the benchmark, from made-up measurements."""

import copy
import json

import pytest

from benchmarks.aims import aims
from benchmarks.places import DOCUMENT
from benchmarks.report import BEGIN, END, as_markdown, put, table

MIB = 1024 * 1024


def timed(**rows):
    return {"wall": rows, "processor": rows}


def results():
    """Measurements in which every aim is just met."""
    original = {"resume-pdf": [0.9, 1.8], "RenderCV 2.3": [1.0, 2.0]}
    rows = {
        "short, one page": {"resume-pdf": [0.75, 1.5], "RenderCV 2.3": [1.0, 2.0]},
        "long, in full": {"resume-pdf": [1.0, 2.0], "headless Chromium": [2.0, 4.0]},
        "original, one page": {"resume-pdf": [0.5, 1.0]},
        "original, in full": original,
        "original, both": {"resume-pdf": [1.4, 2.8]},
    }
    row = {"render": [1.0], "--help": [0.1], "--version": [0.05]}
    return {
        "machine": {"processor": "Abacus", "cores": "2", "load at the start": ""},
        "failed": [],
        "parts": {
            "cold": timed(**rows),
            "memory": {"short, one page": {"resume-pdf": [90 * MIB]}},
            "startup": timed(**{"start-up": row}),
            "warm": {
                "short, one page": {"preview": [0.1, 0.15, 0.2], "watch": [0.15]},
                "original, one page": {"preview": [0.4], "watch": [0.4]},
                "original, in full": {"preview": [0.5], "watch": [0.5]},
            },
            "growth": {"short, one page": [(n, 80 * MIB) for n in range(25, 501, 25)]},
            "batch": timed(**{"100 short résumés": {"--jobs 1": [16.0], "--jobs 2": [10.0]}}),
            "linear": {
                "combinations": [
                    {"layout": "full", "style": "classic", "seconds": {"1": [0.1], "16": [1.8]}}
                ]
            },
        },
    }


def test_all_aims_are_judged_and_met_at_their_bounds():
    found = aims(results()["parts"])
    assert len(found) == 15
    assert [one.what for one in found if not one.met] == []


@pytest.mark.parametrize(
    ("part", "path", "values", "measured"),
    [
        ("cold", ("wall", "short, one page", "resume-pdf"), [0.8, 1.6], "0.80"),
        ("cold", ("wall", "original, in full", "resume-pdf"), [1.0, 2.0], "1.00"),
        ("cold", ("wall", "original, both", "resume-pdf"), [1.8, 3.6], "2.00"),
        ("memory", ("short, one page", "resume-pdf"), [91 * MIB], "91 MiB"),
        ("startup", ("wall", "start-up", "--help"), [0.2], "0.20"),
        ("warm", ("original, one page", "watch"), [0.45], "450 ms"),
        ("growth", ("short, one page",), [(n, n * 2048) for n in range(25, 501, 25)], "2.00 KiB"),
        ("batch", ("wall", "100 short résumés", "--jobs 2"), [12.5], "1.28"),
    ],
)
def test_an_aim_that_is_missed_is_said(part, path, values, measured):
    changed = copy.deepcopy(results())
    place = changed["parts"][part]
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = values
    missed = [one for one in aims(changed["parts"]) if not one.met]
    assert measured in [one.measured for one in missed]
    assert "**missed**" in as_markdown(changed)


def test_the_worst_combination_stands_for_the_length():
    changed = results()
    worse = {"layout": "onepage", "style": "classic", "seconds": {"1": [0.1], "16": [1.9]}}
    changed["parts"]["linear"]["combinations"].append(worse)
    (missed,) = [one for one in aims(changed["parts"]) if not one.met]
    assert (missed.bound, missed.measured) == ("≤ 18", "19.00")


def test_without_a_peer_what_is_ours_is_still_shown():
    changed = results()
    for clock in ("wall", "processor"):
        for row in changed["parts"]["cold"][clock].values():
            row.pop("RenderCV 2.3", None)
    assert not [one for one in aims(changed["parts"]) if "RenderCV" in one.what]
    assert "| short, one page | 1.12 s |  |" in as_markdown(changed)


def test_tables_read_back_from_json_are_the_same():
    assert as_markdown(json.loads(json.dumps(results()))) == as_markdown(results())


def test_tables_tell_medians_ratios_and_their_spread():
    markdown = as_markdown(results())
    assert "processor: Abacus; cores: 2." in markdown
    assert "| short, one page | 1.12 s | 1.50 s; **0.75** (0.75–0.75) |  |" in markdown
    assert "| long, in full | 1.50 s |  | 3.00 s; **0.50** (0.50–0.50) |" in markdown
    assert "| `--help` | 0.10 s | **0.10** (0.10–0.10) |" in markdown
    assert "| short, one page | 150 ms (125 ms–175 ms) | 150 ms (150 ms–150 ms) |" in markdown
    assert "| short, one page | 500 | 80 MiB | 80 MiB | 0.0 KiB |" in markdown
    assert "| 100 short résumés, `--jobs 2` | 10.00 s | **1.60** (1.60–1.60) |" in markdown
    assert "| full | classic | 100 ms | 1800 ms | **×18.0** |" in markdown


def test_what_was_not_measured_has_no_table():
    changed = {"machine": {"cores": "2"}, "parts": {"memory": {}}, "failed": []}
    assert as_markdown(changed) == "cores: 2."


def test_a_table_has_as_many_columns_as_its_head():
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "| --- | ---: |", "| 1 | 2 |"]


def test_a_document_is_changed_between_its_marks_alone(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"Before\n\n{BEGIN}\nold\n{END}\n\nAfter\n")
    put("new", document)
    put("newer", document)
    assert document.read_text() == f"Before\n\n{BEGIN}\n\nnewer\n\n{END}\n\nAfter\n"


def test_a_document_without_marks_is_left_alone(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text("Before\n")
    with pytest.raises(ValueError, match="measured: begin"):
        put("new", document)
    assert document.read_text() == "Before\n"


def test_the_real_document_has_its_marks():
    text = DOCUMENT.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)
