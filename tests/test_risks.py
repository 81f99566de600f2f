"""What in a style may break a reader is found, and told where it does."""

from pathlib import Path

import pytest

from resume_pdf import build
from resume_pdf.risks import SLOW, risks
from resume_pdf.source import Source
from resume_pdf.theme import find_style, style_names

RESUME = """\
# Ada Example

ada@example.org | https://example.org/ada

## Experience

### Toolmaker, Example Works

2019 - 2021

- Ground lenses for telescopes.

### Apprentice, Other Works

2017 - 2019

- Swept the floor, then learnt to file.
"""
SHEET = Path("mine.css")


def found(css):
    return [(one.line, one.declaration) for one in risks([(SHEET, css)])]


@pytest.fixture
def built(tmp_path):
    def build_in_style(rules):
        style = tmp_path / "styles" / "mine.css"
        style.parent.mkdir(exist_ok=True)
        style.write_text(f'/* Mine */\n@import url("classic.css");\n\n{rules}\n')
        source = tmp_path / "resume.md"
        source.write_text(RESUME)
        return build(source, layouts=["full"], style=str(style))

    return build_in_style


@pytest.fixture
def rendered(built):
    def render(rules):
        (rendering,) = built(rules).renderings
        return rendering, [one.hint for one in rendering.proof.diagnostics if one.hint]

    return render


# What is hidden are signs between fields that have lines of their own, and the face needs no
# ligatures to be read; every test of readers is run with this style too.
TAKEN = {"plain": {"display: none", "font-variant-ligatures: no-common-ligatures"}}


@pytest.mark.parametrize("name", style_names())
def test_bundled_styles_have_none_but_those_known_to_do_no_harm(name):
    assert {risk.declaration for risk in find_style(name).risks} == TAKEN.get(name, set())


@pytest.mark.parametrize(
    ("rule", "declaration"),
    [
        (".dates { float: right }", "float: right"),
        (".name { opacity: .5 }", "opacity: .5"),
        (".lead { letter-spacing: .2em }", "letter-spacing: .2em"),
        (".contacts { color: #777;\n opacity: .5 }", "opacity: .5"),
        (".section-title { position: absolute }", "position: absolute"),
        (".organization { display: none }", "display: none"),
    ],
)
def test_what_breaks_a_reader_is_named_with_its_line(rendered, tmp_path, rule, declaration):
    rendering, hints = rendered(rule)
    line = 4 + rule.count("\n")
    assert not rendering.good
    assert any(f"{tmp_path}/styles/mine.css:{line}: `{declaration}` " in hint for hint in hints)


def test_a_sound_style_is_accused_of_nothing(rendered):
    rendering, hints = rendered(":root { --accent: #611 }\n.name { letter-spacing: .03em }")
    assert rendering.good
    assert hints == []


def test_a_failure_of_another_kind_has_no_such_hint(rendered):
    # Grey on white is no matter of order; the float hangs on nothing.
    rendering, hints = rendered(".none { float: right }\n.paragraph { color: #bbb }")
    assert {one.code for one in rendering.proof.diagnostics} == {"proof-contrast"}
    assert hints == []


def test_a_style_over_another_is_told_of_that(tmp_path):
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "under.css").write_text('@import url("classic.css");\n.a { float: left }\n')
    (styles / "mine.css").write_text('@import url("under.css");\n')
    (risk,) = find_style("mine", [tmp_path]).risks
    assert (risk.sheet, risk.line) == (styles / "under.css", 2)


def test_lines_are_counted_through_comments_and_strings():
    css = """/* float: left;
    */ .a { content: "float: left; } b {"; color: red }
    .b { background: url(data:x;float:left);
      FLOAT : Left !important; .c { order: 2 }
    }
    @page { @top-left { position: fixed } }
    /* position: absolute"""
    assert found(css) == [(4, "float: Left"), (4, "order: 2"), (6, "position: fixed")]


def test_a_custom_property_is_named_where_it_is_set():
    css = ":root { --track: 0.2em }\na { letter-spacing: var(--track) }\nb { opacity: var(--no) }"
    assert found(css) == [(1, "--track: 0.2em")]


@pytest.mark.parametrize(
    "harmless",
    [
        "float: none",
        "opacity: 1",
        "opacity: 100%",
        "letter-spacing: normal",
        "letter-spacing: 0.08em",
        "letter-spacing: -0.01em",
        "list-style: none",
        "display: block",
        "font-size: 0.9em",
        "text-indent: -1em",
        "position: static",
        "position: running(head)",
        "transform: none",
        "columns: auto",
        "font-variant-ligatures: common-ligatures",
        "color: rgba(0, 0, 0, 0.8)",
        "hyphens: manual",
    ],
)
def test_what_every_reader_reads_is_no_risk(harmless):
    assert found(f"a {{ {harmless} }}") == []


@pytest.mark.parametrize(
    "risky",
    [
        "opacity: 50%",
        "letter-spacing: 2pt",
        "list-style: disc",
        "display: inline-flex",
        "flex-flow: row-reverse wrap",
        "column-count: 2",
        "font-size: 0",
        "font-size: 0.2pt",
        "text-indent: -9999px",
        "font-variant: small-caps",
        "font-variant-ligatures: none",
        'font-feature-settings: "kern", "liga" 0',
        "text-align-last: justify",
        "hyphens: auto",
        "color: transparent",
        "visibility: hidden",
    ],
)
def test_what_some_reader_stumbles_over_is_one(risky):
    assert [declaration for _, declaration in found(f"a {{ {risky} }}")] == [risky]


@pytest.mark.parametrize(
    "rule",
    [
        ".entry { display: flex }",
        "body{display:grid}",
        ".page > section.kind-experience:first-child { color: red; display: inline-flex }",
        "article { margin: 0 } .name, .section .entry:has(> .entry) { display: FLEX !important }",
        "@media print { .section { display: grid } }",
        ":root { --how: flex } .section { display: var(--how) }",
        "ul { display: inline-grid }",
        ".item > .list.numbered { display: flex }",
        ".entry { display: inline-block }",
        ".section { .name { color: red } display: flex }",
        ".section { color: red; &.kind-experience { display: flex } }",
        ".section { @media print { display: grid } }",
    ],
)
def test_what_takes_minutes_on_several_pages_is_told(rule):
    (slow,) = [one for one in risks([(SHEET, f"/* a */\n{rule}")]) if SLOW in one.codes]
    assert (slow.line, slow.sheet) == (2, SHEET)
    assert "again for every page" in str(slow)


@pytest.mark.parametrize(
    "rule",
    [
        ".entry-head { display: flex }",
        ".entry .entry-head { display: grid }",
        ".contacts, .item { display: flex }",
        ".entry { display: block } .section { flex: 1 }",
        "/* .entry { display: flex } */",
        ".entry, .list { float: left }",
        ".section { .entry-head { display: flex } color: red }",
        ".section { columns: 2 } .entry { display: table }",
    ],
)
def test_what_stays_on_a_page_is_not_told_as_slow(rule):
    assert [one for one in risks([(SHEET, rule)]) if SLOW in one.codes] == []


def test_a_slow_style_is_named_with_its_place_before_it_takes_long(rendered):
    rendering, _ = rendered(".section { display: flex; flex-direction: column }")
    (slow,) = [one for one in rendering.diagnostics if one.code == "style-slow"]
    assert "mine.css:4: `display: flex` on .section" in slow.message
    assert ".entry-head" in slow.hint


def test_a_rule_that_no_page_can_be_laid_out_with_is_told_with_its_place(built):
    made = built('li::marker { content: "x" }')
    (told,) = [one for one in made.all_diagnostics if one.code == "style-invalid"]
    assert 'mine.css:4: `content: "x"` on li::marker' in told.message
    assert "::before" in told.hint
    inside = built('li { list-style-position: inside } li::marker { content: "" }')
    assert inside.renderings[0].good


def test_whatever_the_engine_stumbles_over_is_told_of_a_style_of_ones_own(built, monkeypatch):
    def stumble(_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("resume_pdf.typeset.at_most", stumble)
    (told,) = [one for one in built("").all_diagnostics if one.code == "style-invalid"]
    assert "mine.css: " in told.message
    assert "ZeroDivisionError: division by zero" in told.message
    with pytest.raises(ZeroDivisionError):
        build(Source(RESUME), style="classic")
