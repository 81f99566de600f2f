"""The front matter's wishes, and the schema editors read."""

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from resume_pdf.document import Link, Paragraph
from resume_pdf.reader import read
from resume_pdf.reader.syntax import front_matter
from resume_pdf.reader.syntax.settings import schema, wishes
from resume_pdf.source import Source, Span
from resume_pdf.starters import languages, starter


def wished(text):
    return wishes(front_matter.read(Source(f"---\n{text}\n---\n\n# Jo Rye\n")))


def test_settings_are_read():
    text = (
        "paper: A4\nlanguage: pt_BR\ndate: 2024-05-31\nkeywords: [rye, ovens]\n"
        "resume:\n  style: classic\n  base_url: https://rye.example.org\n"
        "  layouts:\n    onepage:\n      photo: true\n  variables:\n    accent: '#123456'"
    )
    found = wished(text)
    settings = found.settings
    assert found.diagnostics == ()
    assert (settings.paper, settings.style, settings.date) == ("a4", "classic", "2024-05-31")
    assert settings.keywords == ("rye", "ovens")
    assert settings.base_url == "https://rye.example.org"
    (layout,) = settings.layouts
    (wish,) = layout.wishes
    assert (layout.name, wish.name, wish.value) == ("onepage", "photo", True)
    start = len("---\n") + text.index("photo")
    assert wish.span == Span(start, start + len("photo"))
    assert settings.variables == {"accent": "#123456"}
    assert found.language == "pt-BR"


def test_keys_of_other_tools_are_no_affair_of_this_one():
    text = "layout: page\npermalink: /cv/\ndraft: false\ntags: [cv]\nmainfont: Lato\nweight: 3"
    assert wished(text).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("papre: a4", "paper"),
        ("keyword_s: x", "keywords"),
        ("resume:\n  stlye: classic", "style"),
        ("resume:\n  varables: {}", "variables"),
    ],
)
def test_a_near_miss_is_told_with_the_right_key(text, hint):
    (found,) = wished(text).diagnostics
    assert found.code == "front-matter-unknown-key"
    assert hint in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "paper: folio",
        "base_url: rye.example.org",
        "date: last week",
        "language: English, mostly",
        "resume: classic",
        "resume:\n  layouts: [onepage]",
        "resume:\n  variables:\n    accent: [1]",
    ],
)
def test_a_value_that_cannot_be_is_told_and_left_at_its_default(text):
    found = wished(text)
    assert [one.code for one in found.diagnostics] == ["front-matter-bad-value"]
    assert [one.hint.split()[0] for one in found.diagnostics] == ["give"]
    assert found.settings == wished("draft: true").settings


def test_every_setting_stands_in_the_schema():
    keys = schema()["properties"]
    own = keys["resume"]["properties"]
    assert {"paper", "style", "base_url", "layouts", "variables"} == set(own)
    assert {"name", "headline", "email", "phone", "language", "date", "keywords"} <= set(keys)


def test_relative_links_are_told_or_made_absolute():
    body = "\n\n# Jo Rye\n\n## Projects\n\n[The oven](/oven/)\n"
    source = Source("---\ndraft: true\n---" + body)
    (place,) = [one.span for one in read(source).diagnostics if one.code == "link-relative"]
    assert place is not None
    assert source.text[place.start :].startswith("[The oven]")
    reading = read(Source("---\nbase_url: https://rye.example.org/cv/\n---" + body))
    assert "link-relative" not in {one.code for one in reading.diagnostics}
    (paragraph,) = reading.document.sections[0].content
    assert isinstance(paragraph, Paragraph)
    (link,) = paragraph.inlines
    assert isinstance(link, Link)
    assert link.target == "https://rye.example.org/oven/"


class _AsEditorsReadIt(yaml.SafeLoader):
    """YAML 1.2, in which a date is text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the library has it
        letter: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def errors_in(text):
    front = text.split("---\n")[1]
    found = Draft7Validator(schema()).iter_errors(yaml.load(front, _AsEditorsReadIt))
    return sorted(error.json_path for error in found)


RESUMES = [
    *(
        starter(language, academic=academic)
        for language in languages()
        for academic in (False, True)
    ),
    (Path(__file__).parents[2] / "resume.md").read_text("utf-8"),
]


def test_the_schema_is_one_that_every_editor_reads():
    Draft7Validator.check_schema(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema()["$id"].startswith("urn:resume-pdf:")


@pytest.mark.parametrize("text", RESUMES)
def test_real_front_matter_is_valid(text):
    assert errors_in(text) == []


def test_an_editor_marks_what_is_wrong():
    assert errors_in("---\npaper: A5\ndate: soon\nresume: {papier: a4}\n---\n") == [
        "$.date",
        "$.paper",
        "$.resume",
    ]


def test_the_line_and_the_key_that_name_the_schema_to_an_editor_are_left_alone():
    for named in ("# yaml-language-server: $schema=s.json", "$schema: ./s.json"):
        text = f"---\n{named}\npaper: letter\n---\n\n# Jo Rye\n\njo@example.org\n"
        reading = read(Source(text))
        assert reading.diagnostics == ()
        assert reading.document.settings.paper == "letter"
        assert errors_in(text) == []
