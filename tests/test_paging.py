"""Pages as they are laid out for real: one page chosen, many pages broken, both papers."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from resume_pdf import pipeline, typeset
from resume_pdf.choose import choose
from resume_pdf.choose.breaking import chunks, pages_of
from resume_pdf.choose.spacing import OWN, TIGHTEST, Spacing
from resume_pdf.choose.tighten import MOST_PAGES, tightened
from resume_pdf.diagnostics import CODES, ResumeError, Severity
from resume_pdf.document import Entry, walk
from resume_pdf.document import key as key_of
from resume_pdf.edition import Edition
from resume_pdf.html import render
from resume_pdf.load import load
from resume_pdf.measurement import Measurement
from resume_pdf.pipeline import build
from resume_pdf.proof.abridged import check_abridged
from resume_pdf.proof.paging import check_paging
from resume_pdf.reader import read
from resume_pdf.record import replace
from resume_pdf.source import Source
from resume_pdf.theme import bundled, find_layout, find_style
from resume_pdf.typeset import PAPERS, Typesetter

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "resumes").glob("*.md"))

BULLETS = [
    "Rebuilt the tide tables of four harbours, and had each of them checked by a pilot.",
    "Trained twelve apprentices.",
    "Moved the survey archive out of a boathouse and into a catalogue that can be searched by "
    "place, year and instrument. Found nine lost charts on the way. Two of them were wrong.",
    "Cut the time from sounding to printed chart from nine weeks to sixteen days, without one "
    "correction afterwards.",
    "Wrote the handbook for the echo sounder that the crews in fact read.",
]
SUMMARY = (
    "Surveyor of shallow waters with a liking for instruments that admit their errors. "
    "Ran small crews in bad weather for twenty years. Reads six kinds of chart. "
    "Would rather measure twice than explain once."
)


def career(jobs=9, bullets=6, summary=1, skills=3, above="", more=""):
    """A résumé as long as wanted, every bullet another one."""
    history = "\n".join(
        f"### Surveyor {n}\n\nHarbour Board {n}, Whitby | {2022 - 2 * n} – {2024 - 2 * n}\n\n"
        + "\n".join(f"- {BULLETS[(n + k) % 5]} Season {n}.{k}." for k in range(bullets))
        + "\n"
        for n in range(jobs)
    )
    about = "\n\n".join([SUMMARY] * summary)
    lines = "\n".join(f"- **Kit {n}:** sextant, lead line, multibeam, kites" for n in range(skills))
    return (
        "# Ada Tidewater\n\nada@example.org | +44 20 7946 0321\n\n"
        f"## Summary\n\n{about}\n\n{above}\n## Experience\n\n{history}\n"
        "## Education\n\n### BSc Hydrography\n\nUniversity of Whitby | 1999 – 2002\n\n"
        f"## Skills\n\n{lines}\n{more}"
    )


@cache
def typesetter(style=None):
    return Typesetter(find_style(str(style or "classic")))


@pytest.fixture(scope="module", autouse=True)
def fonts_are_given_back():
    yield
    typesetter.cache_clear()


class Made:
    """An edition chosen from a text and laid out, without its PDF."""

    def __init__(self, text, layout="onepage", paper="a4", style=None):
        self.document = read(text if isinstance(text, Source) else Source(text)).document
        self.layout = find_layout(layout)
        self.setter, self.paper = typesetter(style), paper
        choice = choose(self.document, self.layout, self.setter.style, (), self.measure)
        self.edition = choice.edition
        self.page = self.measure(self.edition)
        self.left_out = [one for one in self.edition.omissions if one.reason == "room"]

    def measure(self, edition, *, tall=False):
        html = render(edition.document, self.layout)
        pages = self.setter.lay_out(html, self.paper, edition.variables, tall=tall)
        return pages.measurement

    def latest_job(self):
        """Where the head of the first job ends, as a part of the sheet's height."""
        experience = next(s for s in self.edition.document.sections if s.kind == "experience")
        first = next(n for n in walk(experience.content) if isinstance(n, Entry))
        (extent,) = self.page.extents[f"{key_of(first)}-head"]
        return extent.bottom / PAPERS[self.paper][1]

    def paging(self):
        return check_paging(self.edition.document, self.page).diagnostics


papers = pytest.mark.parametrize("paper", list(PAPERS))


# ── One page ─────────────────────────────────────────────────────────────────────────────


@papers
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_short_resume_is_one_page_and_keeps_everything(path, paper):
    made = Made(load(path), paper=paper)
    assert made.page.pages == 1
    assert not made.left_out
    assert made.edition.layouts <= 3
    assert float(made.edition.variables.get("gap", 1)) <= 1.25


@papers
@pytest.mark.parametrize("jobs", [3, 16])
def test_a_long_resume_is_one_full_page(jobs, paper):
    made = Made(career(jobs, bullets=9, summary=2), paper=paper)
    assert made.page.pages == 1
    assert made.page.fill >= 0.94
    assert made.left_out
    assert made.edition.layouts <= 3
    assert made.latest_job() <= 1 / 3
    assert float(made.edition.variables.get("gap", 1)) <= 1.25
    heads = list(walk(made.edition.document.sections[1].content))
    assert sum(isinstance(node, Entry) for node in heads) == jobs


@papers
def test_what_stands_above_the_jobs_takes_room_that_nothing_else_fills(paper):
    trips = "\n".join(f"- {BULLETS[n % 5]} Trip {n}." for n in range(40))
    made = Made(career(jobs=1, bullets=2, above=f"## Voyages\n\n{trips}\n"), paper=paper)
    assert made.page.pages == 1
    assert made.page.fill >= 0.94
    assert made.latest_job() > 1 / 3
    shown = " ".join(verdict.text for verdict in made.edition.verdicts if verdict.shown == "whole")
    assert "Season 0.1" in shown
    assert "Kit 2" in shown


def test_a_sentence_that_introduces_a_list_stands_with_it_or_not_at_all():
    for jobs in (2, 12):
        names = ", ".join(f"instrument number {n}" for n in range(60))
        made = Made(career(jobs, skills=0, more=f"Words I have earned a living by.\n\n{names}\n"))
        shown = {verdict.text[:5]: verdict.shown for verdict in made.edition.verdicts}
        assert shown["Words"] == "left out" or shown["instr"] == "whole"


def test_a_summary_is_not_told_at_the_cost_of_the_jobs():
    made = Made(career(jobs=5, summary=1))
    shown = [v for v in made.edition.verdicts if v.what == "item" and v.shown != "left out"]
    assert len(shown) >= 10


# ── Many pages ───────────────────────────────────────────────────────────────────────────


@papers
@pytest.mark.parametrize("bullets", [5, 8])
def test_pages_end_well_wherever_they_end(bullets, paper):
    made = Made(career(jobs=9, bullets=bullets, summary=3), "full", paper)
    assert made.page.pages > 1
    assert made.paging() == ()


def test_jobs_of_one_line_each_fill_the_pages_and_are_not_bound_together():
    jobs = "".join(
        f"### Fitter {n}\n\nWorks {n} | {2040 - n} – {2041 - n}\n\n- {BULLETS[n % 5]}\n\n"
        for n in range(70)
    )
    made = Made(f"# Ada Quill\n\nada@example.org\n\n## Experience\n\n{jobs}", "compact")
    assert made.page.pages == 2
    assert min(made.page.fills) > 0.94


def test_bullets_with_a_mark_each_are_not_bound_together():
    marked = "".join(f"<!-- resume: keep -->\n- {BULLETS[n % 5]} Season {n}.\n" for n in range(60))
    made = Made(f"# Ada Quill\n\nada@example.org\n\n## Voyages\n\n{marked}", "full")
    assert made.page.pages == 2
    assert made.page.fills[0] > 0.94


def test_a_last_page_with_a_few_lines_is_saved_by_setting_tighter():
    before = Made(career(jobs=4, bullets=4, skills=2), "full")
    assert before.page.pages == 1
    lines = 2
    while (made := Made(career(jobs=4, bullets=4, skills=lines), "full")).edition.variables == {}:
        lines += 1
        assert made.page.pages == 1
    assert made.page.pages == 1
    assert made.edition.layouts == 2
    style = made.setter.style
    assert style.leading.low <= float(made.edition.variables["leading"]) < style.leading.own
    assert style.gap.low <= float(made.edition.variables["gap"]) < style.gap.own


def test_what_is_set_again_tighter_is_filled_in_and_parsed_once(monkeypatch):
    lines = 2
    while Made(text := career(jobs=4, bullets=4, skills=lines), "full").edition.layouts == 1:
        lines += 1
    filled, parsed = [], []

    def filled_in(*given):
        filled.append(1)
        return render(*given)

    monkeypatch.setattr(pipeline, "render", filled_in)
    monkeypatch.setattr(typeset, "check_elements", lambda _: parsed.append(1))
    (made,) = build(Source(text), layouts=["full"]).renderings
    assert (made.edition.layouts, len(filled), len(parsed)) == (2, 1, 1)


@papers
@pytest.mark.parametrize("openness", [-0.3, -0.6, TIGHTEST])
@pytest.mark.parametrize("jobs", [9, 14])
def test_pages_are_reckoned_as_they_come_out_at_another_spacing(jobs, openness, paper):
    text = career(jobs, bullets=7, summary=3).replace("\n- ", "\n*Keywords: tides, ink*\n\n- ", 1)
    made = Made(text, "full", paper)
    own = made.measure(replace(made.edition, variables={}))
    spacing = Spacing.of(made.setter.style)
    there = made.measure(replace(made.edition, variables=spacing.variables(openness)))
    pieces, height = chunks(own, made.edition.document), own.content_bottom - own.content_top
    assert pages_of(pieces, height, *spacing.factors(OWN)) == own.pages
    assert pages_of(pieces, height, *spacing.factors(openness)) == there.pages


@pytest.mark.parametrize(("pages", "layouts"), [(2, 3), (MOST_PAGES, 3), (MOST_PAGES + 1, 1)])
def test_one_of_many_pages_is_not_worth_another_look(pages, layouts):
    bottoms = (*[700.0] * (pages - 1), 50.0)  # and setting tighter does not save the last
    measured = Measurement(pages, 0.0, 700.0, bottoms, {})
    edition = Edition("full", read(Source("# Jane Doe")).document)
    made = tightened(edition, find_style("classic"), lambda *_, **__: measured)
    assert (made.layouts, made.variables) == (layouts, {})


def test_the_authors_page_break_is_kept_and_not_tightened_away():
    text = career(jobs=2, bullets=2).replace("## Skills", "<!-- resume: page-break -->\n## Skills")
    made = Made(text, "full")
    assert made.page.pages == 2
    assert made.edition.variables == {}
    skills = made.edition.document.sections[-1]
    assert [part.page for part in made.page.extents[key_of(skills)]] == [2]
    assert made.paging() == ()


def worse(folder, rules):
    """The classic style with rules that break pages badly."""
    (folder / "styles").mkdir()
    style = folder / "styles" / "worse.css"
    style.write_text((bundled("styles") / "classic.css").read_text("utf-8") + rules, "utf-8")
    return style


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("page-heading-stranded", ".paragraph, .list { break-before: page }"),
        ("page-line-alone", ".page { orphans: 1; widows: 1 }"),
        ("page-item-split", ".item > .list { break-before: page }"),
        ("page-half-empty", ".entry { break-inside: avoid }"),
        ("page-nearly-empty", ".section:last-child { break-before: page }"),
    ],
)
def test_a_style_that_breaks_pages_badly_is_told_so(code, rules, tmp_path):
    style = worse(tmp_path, rules)
    # Bullets of two lines, which together nearly fill a page; wherever the page ends, one of
    # three such résumés, each beginning a line lower, has two lines of one bullet there.
    text = career(jobs=1, bullets=24).replace("2024\n\n", "2024\n\n- By day.\n  - By night.\n")
    for bullet in BULLETS:
        text = text.replace(bullet, BULLETS[2])
    lower = ["", "- Kit\n", "- Kit\n- Kit\n"]
    made = (
        Made(text.replace("## Experience", f"{lines}\n## Experience"), "full", style=style)
        for lines in lower
    )
    assert any(code in {found.code for found in one.paging()} for one in made)
    assert CODES[code] < Severity.ERROR


# ── A budget of pages ────────────────────────────────────────────────────────────────────


def test_the_number_of_pages_can_be_asked_for():
    source = Source(career(jobs=14, bullets=8))
    for pages in (1, 2):
        (made,) = build(source, layouts=("full",), pages=pages).renderings
        assert made.good
        assert made.proof.pages == pages
        assert any("as written" in check.found for check in made.proof.checks)
    with pytest.raises(ValueError, match="at least one"):
        build(source, pages=0)


def test_an_edition_is_held_against_the_whole():
    text = career().replace("- Trained", '<!-- resume: short="Taught twelve" -->\n- Trained')
    made = Made(text)
    check = check_abridged(made.edition.document, made.document)
    assert check.count > 20
    assert not check.diagnostics
    reworded = read(
        Source(text.replace("ran small", "led small").replace("Ran small", "Led small"))
    )
    found = check_abridged(made.edition.document, reworded.document).diagnostics
    assert {one.code for one in found} == {"proof-edition"}
    assert any("Ran small crews" in one.message for one in found)


def test_a_cut_inside_a_sentence_is_found():
    document = read(Source(career(jobs=1))).document
    longer = career(jobs=1).replace("explain once.", "explain once, which is quick.")
    shorter = read(Source(longer.replace(", which is quick.", "                ")))
    found = check_abridged(shorter.document, read(Source(longer)).document).diagnostics
    assert {one.code for one in found} == {"proof-edition"}
    assert not check_abridged(document, document).diagnostics


# ── The same on every run ────────────────────────────────────────────────────────────────


def test_the_same_bytes_in_every_process(tmp_path):
    source = tmp_path / "resume.md"
    source.write_text(career(jobs=6), "utf-8")
    here = {one.file_name: one.pdf for one in build(source).renderings}
    command = [sys.executable, "-m", "resume_pdf", "render", str(source)]
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    there = {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()}
    assert len(here) == 2
    assert there == here


def test_what_cannot_fit_is_an_error_that_names_it():
    text = career(jobs=14).replace("## Experience", "<!-- resume: keep -->\n## Experience")
    with pytest.raises(ResumeError) as raised:
        Made(text)
    assert raised.value.diagnostic.code == "page-overfull"
    assert "lines" in str(raised.value)


def test_a_break_that_was_asked_for_between_lists_is_there():
    text = (
        career(jobs=1)
        + "\n## Skills\n\n- One.\n"
        + "<!-- resume: page-break -->\n\n- More.\n\n" * 2
    )
    (rendering,) = build(Source(text), layouts=["full"]).renderings
    assert rendering.good
    assert rendering.proof.pages == 3
