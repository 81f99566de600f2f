"""The work for a résumé grows as its length does. Calls are counted, which no machine's mood moves.

How long it takes, with what runs in no call of its own, the benchmark tells.
"""

import gc
from collections.abc import Callable
from cProfile import Profile
from typing import Any

import pytest

from benchmarks.inside import repeated
from benchmarks.places import SHORT
from resume_pdf import Press, build
from resume_pdf.choose import tighten
from resume_pdf.html import render
from resume_pdf.json_resume import json_resume
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.theme import find_layout, layout_names, style_names

FACTORS = (1, 2, 4)
TIMES = 2  # the next factor is the one before
TOLERANCE = 1.15

CHOOSING = [name for name in layout_names() if find_layout(name).pages]
SHOWING_ALL = [name for name in layout_names() if name not in CHOOSING]

HEAD = "# Ada Example\n\nada@example.org\n\n## Experience\n\n"
WORK = "Ground and polished lenses for the telescope of the northern station, with a team of three."
JOB = "### Toolmaker, Example Works | 2019 – 2021\n\n"
SHAPES = {
    "one list": lambda length: HEAD + JOB + f"- {WORK}\n" * length,
    "one section": lambda length: HEAD + f"{JOB}- {WORK}\n\n" * length,
    "one paragraph": lambda length: HEAD + JOB + f"{WORK} " * length,
    "paragraphs": lambda length: HEAD + JOB + f"{WORK}\n\n" * length,
    "one table": lambda length: (
        HEAD + JOB + "| a | b |\n|---|---|\n" + f"| {WORK} | 1 |\n" * length
    ),
    "sections": lambda length: HEAD + f"{WORK}\n\n## Skills\n\n" * length + WORK,
    "links": lambda length: HEAD + JOB + f"- [{WORK}](https://example.org/lenses)\n" * length,
}

STAGES: dict[str, Callable[[Any], object]] = {
    "reader": lambda text: read(Source(text)),
    "html": lambda document: render(document, find_layout("full")),
    "json_resume": json_resume,
}


@pytest.fixture(autouse=True)
def each_is_laid_out_once(monkeypatch):
    """No page is saved where nothing is chosen: else the shorter may be laid out more often."""
    monkeypatch.setattr(tighten, "NEARLY_EMPTY", 0)


def calls(task, given):
    """How many calls of functions `task` takes with each of what is given, after a warm-up."""
    task(given[0])
    found = []
    for one in given:
        gc.collect()
        profile = Profile()
        profile.runcall(task, one)
        found.append(sum(entry.callcount for entry in profile.getstats()))
    return found


def made(texts, **options):
    """How many it takes to make a proved PDF of each text."""
    press = Press()

    def make(text):
        assert build(Source(text), press=press, **options).renderings

    return calls(make, texts)


def check_linear(least, middle, most):
    """That the last step took as many times the first as it is longer."""
    assert most - middle <= TIMES * TOLERANCE * (middle - least)


@pytest.mark.parametrize("stage", STAGES)
def test_what_comes_before_the_typesetting_grows_with_length_to_the_longest(stage):
    text = SHORT.markdown.read_text("utf-8")
    given: list[Any] = [repeated(text, 16 * n) for n in FACTORS]
    if stage != "reader":
        given = [read(Source(one)).document for one in given]
    check_linear(*calls(STAGES[stage], given))


@pytest.mark.parametrize("style", style_names())
def test_work_grows_with_length_in_every_style(style):
    text = SHORT.markdown.read_text("utf-8")
    check_linear(*made([repeated(text, n) for n in FACTORS], layouts=["full"], style=style))


@pytest.mark.parametrize("layout", [name for name in SHOWING_ALL if name != "full"])
def test_work_grows_with_length_in_every_layout_that_shows_all(layout):
    text = SHORT.markdown.read_text("utf-8")
    check_linear(*made([repeated(text, n) for n in FACTORS], layouts=[layout]))


@pytest.mark.parametrize("layout", CHOOSING)
def test_work_grows_with_length_in_every_layout_that_chooses(layout):
    # One of them may be laid out a third time, which on a page or two is no more than a constant.
    text = SHORT.markdown.read_text("utf-8")
    _, middle, most = made([repeated(text, n) for n in FACTORS], layouts=[layout])
    assert most <= TIMES * TOLERANCE * middle


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_length_whatever_is_long(shape):
    check_linear(*made([SHAPES[shape](30 * n) for n in FACTORS], layouts=["full"]))


def test_work_grows_with_length_in_a_letter_that_is_signed():
    greeted = "# Ada Example\n\nada@example.org\n\nDear Ms Lens,\n\n"
    letters = [f"{greeted}{WORK}\n\n" + f"{WORK}\n\n" * 100 * n for n in FACTORS]
    signed = [f"{text}Yours sincerely,\n\nAda Example\n" for text in letters]
    check_linear(*made(signed, layouts=["letter"]))
