from __future__ import annotations

from typing import Any

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.document import Document, Entry, Item, Paragraph, plain, walk
from resume_pdf.edition import Edition
from resume_pdf.words import said, words

LINE = "Carried the lamp across the marsh with a crew of seven and a borrowed boat in one night."


def prose(topic: str, sentences: int = 1) -> str:
    return " ".join(f"{topic.capitalize()} {n}: {LINE}" for n in range(sentences))


def text_of(document: Document) -> str:
    return " ".join(text for text, _ in said(document))


def jobs(desk: Any, count: int, bullets: int = 6, latest: int = 2024) -> list[dict[str, Any]]:
    return [
        desk.entry(
            f"Job{n}",
            (latest - 2 * n, "present" if n == 0 else latest + 2 - 2 * n),
            desk.bullets(*(prose(f"job{n}item{i}") for i in range(bullets))),
        )
        for n in range(count)
    ]


def career(desk: Any, count: int = 8, summary: int = 3, above: int = 1) -> Document:
    document: Document = desk.resume(
        desk.section("Profile", "summary", desk.paragraph(prose("profile", summary))),
        *(
            desk.section(
                f"Skills{n}", "skills", desk.bullets(*(prose(f"skill{n}x{i}") for i in range(9)))
            )
            for n in range(above)
        ),
        desk.section("Experience", "experience", *jobs(desk, count)),
        desk.section(
            "Education",
            "education",
            desk.entry("Degree1", (2004, 2006), desk.paragraph(prose("thesis"))),
            desk.entry("Degree0", (2000, 2004)),
        ),
        desk.section("Interests", "interests", desk.paragraph(prose("sailing"))),
    )
    return document


def confirmed(desk: Any, edition: Edition) -> Any:
    return desk.typesetter(edition)


def test_a_long_career_fills_exactly_one_page_in_two_layouts(desk: Any) -> None:
    edition = desk.choose(career(desk)).edition
    assert desk.typesetter.calls == [True, False]
    assert edition.layouts == 2
    page = confirmed(desk, edition)
    assert page.pages == 1
    assert page.fill >= 0.94


def test_history_has_no_holes_and_education_stays(desk: Any) -> None:
    text = text_of(desk.choose(career(desk)).edition.document)
    assert all(f"Job{n}" in text for n in range(8))
    assert "Degree0" in text
    assert "Degree1" in text


def test_recent_jobs_are_told_at_greater_length(desk: Any) -> None:
    shown = text_of(desk.choose(career(desk)).edition.document).casefold()
    counts = [sum(f"job{n}item{i} " in shown for i in range(6)) for n in range(8)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    assert counts[1] > 0


@pytest.mark.parametrize("above", [1, 3])
def test_the_latest_job_stands_in_the_top_third(desk: Any, above: int) -> None:
    edition = desk.choose(career(desk, summary=14, above=above)).edition
    page = confirmed(desk, edition)
    entry = next(n for n in walk(edition.document.sections[-2].content) if isinstance(n, Entry))
    experience = next(s for s in edition.document.sections if s.kind == "experience")
    entry = experience.entries[0]
    assert entry.title == "Job0"
    (extent,) = page.extents[f"entry-{entry.span.start}-{entry.span.end}"]
    assert extent.top + 13 <= (page.content_top + page.content_bottom) / 3
    assert page.fill >= 0.94
    # The summary was shortened by whole sentences.
    assert any(omission.what == "sentences" for omission in edition.omissions)


def test_little_content_opens_up_within_the_bounds(desk: Any) -> None:
    edition = desk.choose(career(desk, count=1, summary=1, above=0)).edition
    assert not edition.omissions
    assert edition.variables == {"leading": "1.45", "gap": "1.25"}


def test_a_resume_of_a_name_alone_is_a_page(desk: Any) -> None:
    edition = desk.choose(desk.resume()).edition
    assert confirmed(desk, edition).pages == 1


def test_without_a_budget_everything_is_shown_after_one_layout(desk: Any) -> None:
    document = career(desk)
    choice = desk.choose(document, pages=None)
    assert choice.edition.document == document
    assert not choice.edition.omissions
    assert desk.typesetter.calls == [False]


@pytest.mark.parametrize("pages", [2, 3])
def test_a_budget_of_more_pages_is_kept_and_used(desk: Any, pages: int) -> None:
    document = career(desk, count=40)
    edition = desk.choose(document, pages=pages).edition
    page = confirmed(desk, edition)
    assert page.pages == pages
    assert page.fill >= 0.9


def test_heads_that_are_not_marked_are_priced_by_what_stands_under_them(desk: Any) -> None:
    desk.typesetter.marks_heads = False
    edition = desk.choose(career(desk)).edition
    page = confirmed(desk, edition)
    assert page.pages == 1
    assert page.fill >= 0.94
    assert edition.layouts <= 3


# ── What must stand ──────────────────────────────────────────────────────────────────────


def test_type_shrinks_for_what_must_stand_and_only_as_far_as_needed(desk: Any) -> None:
    document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, 39, bullets=1, latest=2090))
    )
    choice = desk.choose(document)
    assert not choice.diagnostics
    assert 9.0 <= float(choice.edition.variables["size"]) < 10
    assert confirmed(desk, choice.edition).pages == 1
    assert all(f"Job{n}" in text_of(choice.edition.document) for n in range(39))


def test_the_oldest_jobs_give_way_first_with_a_warning_for_each(desk: Any) -> None:
    document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, 60, bullets=0, latest=2120)),
        desk.section("Education", "education", desk.entry("Degree", (1990, 1994))),
    )
    choice = desk.choose(document)
    assert float(choice.edition.variables["size"]) == 9.0
    shown = text_of(choice.edition.document)
    kept = [n for n in range(60) if f"Job{n} " in shown]
    assert kept == list(range(len(kept)))
    assert "Degree" in shown
    assert {found.code for found in choice.diagnostics} == {"page-required-dropped"}
    assert len(choice.diagnostics) == 60 - len(kept)
    assert "Job59" in choice.diagnostics[-1].message
    assert confirmed(desk, choice.edition).pages == 1


def test_then_the_oldest_education(desk: Any) -> None:
    degrees = (desk.entry(f"Degree{n}", (2020 - n, 2021 - n)) for n in range(60))
    document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, 3, bullets=0)),
        desk.section("Education", "education", *degrees),
    )
    shown = text_of(desk.choose(document).edition.document)
    assert "Job0" in shown
    assert "Job1" not in shown
    kept = [n for n in range(60) if f"Degree{n} " in shown]
    assert kept == list(range(len(kept)))


def test_too_much_kept_is_an_error_that_names_the_longest_and_counts_lines(desk: Any) -> None:
    document = desk.resume(
        desk.section(
            "Experience",
            "experience",
            desk.entry(
                "Job",
                (2020, "present"),
                desk.paragraph(prose("saga", 70)),
                desk.paragraph("Short."),
                keep=True,
            ),
        )
    )
    with pytest.raises(ResumeError) as caught:
        desk.choose(document)
    found = caught.value.diagnostic
    assert found.code == "page-overfull"
    assert "9 pt" in found.message
    assert "Saga 0" in found.message
    # 70 sentences of 88 to 96 characters, 104 characters a line, 10.8 pt a line.
    assert " lines too long for one page" in found.message
    assert found.span is not None
    assert document.sections[0].span.start < found.span.start < document.sections[0].span.end


def test_what_is_marked_keep_stands_whole(desk: Any) -> None:
    document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, 8)),
        desk.section("Interests", "interests", desk.paragraph(prose("sailing", 3), keep=True)),
    )
    assert "Sailing 2" in text_of(desk.choose(document).edition.document)


# ── The author's marks ───────────────────────────────────────────────────────────────────


def test_omit_and_audience_are_recorded_with_their_reasons(desk: Any) -> None:
    document = desk.resume(
        desk.section(
            "Experience",
            "experience",
            desk.entry(
                "Job", (2020, "present"), desk.bullets("One.", desk.bullet("Two.", omit=["page"]))
            ),
            desk.entry("Secret", (2010, 2012), omit=["*"]),
        ),
        desk.section("Talks", "other", desk.paragraph("Spoke."), audiences=["press"]),
        desk.section("Empty", "other", desk.paragraph("Gone.", omit=["page"])),
    )
    for pages in (1, None):
        edition = desk.choose(document, pages=pages, audiences=["science"]).edition
        assert [(o.what, o.text, o.reason) for o in edition.omissions] == [
            ("item", "Two.", "author"),
            ("entry", "Secret 2010–2012", "author"),
            ("section", "Talks Spoke.", "audience"),
            ("section", "Empty", "author"),
            ("paragraph", "Gone.", "author"),
        ]
        assert words(text_of(edition.document)) == words(
            "Ada Quill ada@example.org Experience Job 2020 present One."
        )
    assert "Spoke" in text_of(desk.choose(document).edition.document)
    assert "Two." in text_of(desk.choose(document, pages=None, layout="full").edition.document)


def test_a_short_form_stands_where_the_whole_does_not_fit(desk: Any) -> None:
    def resume(length: int) -> Document:
        item = desk.bullet(prose("saga", length), short="Carried lamps.")
        made: Document = desk.resume(
            desk.section(
                "Experience", "experience", desk.entry("Job", (2020, 2021), desk.bullets(item))
            )
        )
        return made

    whole = desk.choose(resume(3)).edition
    assert "Carried lamps" not in text_of(whole.document)
    assert not whole.omissions
    short = desk.choose(resume(60)).edition
    assert text_of(short.document).endswith("Carried lamps.")
    assert [(o.what, o.reason) for o in short.omissions] == [("item", "room")]
    assert [v.shown for v in short.verdicts if v.what == "item"] == ["shortened"]


def test_an_entry_in_its_short_form_keeps_its_head(desk: Any) -> None:
    document = desk.resume(
        desk.section(
            "Experience",
            "experience",
            desk.entry(
                "Job", (2020, 2021), desk.paragraph(prose("saga", 70)), short="Carried lamps."
            ),
        )
    )
    edition = desk.choose(document).edition
    assert text_of(edition.document).endswith("Job 2020–2021 Carried lamps.")


def test_page_breaks_do_not_matter_on_one_page(desk: Any) -> None:
    document = desk.resume(
        desk.section("Talks", "other", desk.paragraph("Spoke.", page_break=True), page_break=True)
    )
    shown = desk.choose(document).edition.document
    assert not shown.sections[0].marks.page_break
    assert not shown.sections[0].content[0].marks.page_break


# ── What cannot stand alone ──────────────────────────────────────────────────────────────


def test_a_footnote_stands_exactly_with_its_mark(desk: Any) -> None:
    note = {"footnote": 1, "text": "The long note."}

    def resume(sentences: int) -> Document:
        made: Document = desk.resume(
            desk.section(
                "Profile", "summary", desk.paragraph(prose("saga", sentences) + " Noted.[^1]")
            ),
            desk.section("", "other", note),
        )
        return made

    assert "The long note" in text_of(desk.choose(resume(2)).edition.document)
    without = desk.choose(resume(80)).edition
    assert "The long note" not in text_of(without.document)
    assert any("The long note" in omission.text for omission in without.omissions)


def test_an_announcement_stands_only_with_what_it_announces(desk: Any) -> None:
    document = desk.resume(
        desk.section(
            "Experience",
            "experience",
            desk.entry(
                "Job",
                (2020, 2021),
                desk.paragraph(prose("saga") + " In my time:"),
                desk.bullets(prose("endless", 80)),
            ),
        ),
        desk.section(
            "Interests", "interests", *(desk.paragraph(prose("sea", 9)) for _ in range(9))
        ),
    )
    edition = desk.choose(document).edition
    text = text_of(edition.document)
    assert ("In my time:" in text) == ("Endless 0" in text)


def test_an_ordered_list_is_cut_at_its_end_only(desk: Any) -> None:
    items = [prose("paper", 1 + 3 * (n % 3)) for n in range(40)]
    document = desk.resume(desk.section("Papers", "publications", desk.bullets(*items, start=1)))
    edition = desk.choose(document).edition
    listed = edition.document.sections[0].content[0]
    count = len(listed.items)
    assert 0 < count < 40
    whole = document.sections[0].content[0]
    assert [item.span for item in listed.items] == [item.span for item in whole.items[:count]]
    gone = [o.text.split()[0] for o in edition.omissions if o.what == "item"]
    assert gone == [str(n) for n in range(count + 1, 41)]


def test_a_nested_item_stands_only_under_its_own(desk: Any) -> None:
    nested = desk.bullets(*(prose(f"part{n}") for n in range(30)))
    items = (desk.bullet(prose(f"whole{n}"), nested) for n in range(4))
    document = desk.resume(desk.section("Work", "projects", desk.bullets(*items)))
    edition = desk.choose(document).edition
    for node in walk(edition.document.sections[0].content):
        if isinstance(node, Item):
            assert isinstance(node.blocks[0], Paragraph)
    assert "Whole3" in text_of(edition.document)


def contacts(desk: Any) -> Document:
    made: Document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, 9)),
        desk.section(
            "Contact",
            "contact",
            desk.bullets("Mail: desk@example.org", "Also: ada@example.org"),
            desk.paragraph("Before nine in the evening write to night@example.org, not by post."),
        ),
    )
    return made


def test_contacts_stay_wherever_they_stand(desk: Any) -> None:
    shown = text_of(desk.choose(contacts(desk)).edition.document)
    assert shown.count("@example.org") == 4


def test_gathered_contacts_leave_the_body_with_their_labels(desk: Any) -> None:
    edition = desk.choose(contacts(desk), gathered=True).edition
    below = " ".join(text for text, _ in said(edition.document))
    assert "desk@" not in below
    assert "night@" in below
    layout = [o for o in edition.omissions if o.reason == "layout"]
    assert [o.text for o in layout] == ["mail", "also ada@example.org"]


def test_every_piece_has_a_verdict(desk: Any) -> None:
    document = career(desk)
    edition = desk.choose(document).edition
    assert {v.shown for v in edition.verdicts} == {"whole", "shortened", "left out"}
    texts = " ".join(v.text for v in edition.verdicts)
    body = [word for text, _ in said(document) for word in words(text)]
    assert sorted(words(texts + " Ada Quill ada@example.org")) == sorted(body)
    assert all(v.height > 0 for v in edition.verdicts)


def test_a_resume_of_2000_lines_takes_no_more_layouts(desk: Any) -> None:
    document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, 14, bullets=140, latest=2040))
    )
    edition = desk.choose(document).edition
    assert edition.layouts <= 3
    assert plain(edition.document.sections[0].title) == "Experience"


def test_a_title_over_nothing_does_not_stand(desk: Any) -> None:
    document = desk.resume(
        desk.section("Skills", "skills", desk.paragraph("Knots and lamps.")),
        desk.section("Additional", "other", desk.paragraph("\xa0")),
    )
    edition = desk.choose(document).edition
    assert "Additional" not in text_of(edition.document)
    assert [(one.text, one.reason) for one in edition.omissions] == [("Additional", "layout")]


@pytest.mark.parametrize("count", [3, 8])
def test_a_sentence_under_a_title_stands_only_with_the_list_it_introduces(
    desk: Any, count: int
) -> None:
    kit = ", ".join(f"instrument {n}" for n in range(90))
    document = desk.resume(
        desk.section("Experience", "experience", *jobs(desk, count)),
        desk.section("Skills", "skills", desk.paragraph("Words I live by."), desk.paragraph(kit)),
    )
    text = text_of(desk.choose(document).edition.document)
    assert ("Words I live by." in text) <= ("instrument 89" in text)
