"""docs/diagnostics.md tells every code, and its examples do what it says they do."""

import ast
import re
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from resume_pdf.check import check
from resume_pdf.cli import main
from resume_pdf.diagnostics import CODES, ResumeError
from resume_pdf.document import Date
from resume_pdf.fixes import fixes
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.typeset import FontUse, Pages

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")

# What no text provokes by itself, and the tests that do it.
ELSEWHERE = {
    "no-source": "test_load.py",
    "source-not-utf8": "cli/test_check.py",
    "source-changed": "test_fixes.py",
    "contacts-missing": "reader/test_private.py",
    "unknown-layout": "test_theme.py",
    "unknown-style": "test_theme.py",
    "unknown-property": "test_properties.py",
    "property-invalid": "test_properties.py",
    "layout-invalid": "test_theme.py",
    "style-invalid": "test_theme.py",
    "style-rejected": "test_typeset.py",
    "limit-size": "security/test_bounds.py",
    "limit-pages": "security/test_bounds.py",
    "limit-time": "security/test_bounds.py",
    "limit-memory": "security/test_bounds.py",
    "style-slow": "test_risks.py",
    "resource-refused": "security/test_reading.py",
    "page-overfull": "choose/test_page.py",
    "page-required-dropped": "choose/test_page.py",
    "page-heading-stranded": "test_paging.py",
    "page-line-alone": "test_paging.py",
    "page-item-split": "test_paging.py",
    "page-half-empty": "test_paging.py",
    "page-nearly-empty": "test_paging.py",
    "glyph-missing": "cli/test_render.py",
    "photo-unusable": "test_photograph.py",
    "font-fallback": "test_diagnostics_documented.py",
    "library-missing": "test_diagnostics_documented.py",
    "output-exists": "cli/test_new.py",
    "output-unwritable": "test_publish.py",
    "worker-died": "test_batch.py",
    **{code: "proof" for code in CODES if code.startswith("proof-")},
    "proof-edition": "test_paging.py",
    "proof-photo": "test_photograph.py",
}

ENTRIES = {
    found["code"]: found["text"]
    for found in re.finditer(
        r"^### `(?P<code>[a-z0-9-]+)`\n(?P<text>.*?)(?=^### `|\Z)", DOCUMENT, re.M | re.S
    )
}
EXAMPLES = [
    (code, example["codes"], example["text"])
    for code, text in ENTRIES.items()
    for example in re.finditer(
        r"^```markdown provokes=(?P<codes>\S+)\n(?P<text>.*?)^```$", text, re.M | re.S
    )
]


def provoked(text):
    """What reader and check say of a text."""
    source = Source(text)
    try:
        reading = read(source)
    except ResumeError as error:
        return source, [error.diagnostic]
    found = check(reading.document, source, today=Date(2024, 6), exists=lambda _: False)
    return source, [*reading.diagnostics, *found]


def test_every_code_is_documented_and_no_other():
    assert set(ENTRIES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_documented_severity_is_the_real_one(code):
    severity = re.match(r"\n\*(\w+)\*(?: · .+)?\n", ENTRIES[code])
    assert severity
    assert severity[1] == CODES[code].name.lower()


def test_every_code_can_be_provoked():
    examples = {code for code, _, _ in EXAMPLES}
    assert examples | set(ELSEWHERE) == set(CODES)
    assert not examples & set(ELSEWHERE)


@pytest.mark.parametrize(
    ("code", "named", "text"), [pytest.param(*one, id=one[0]) for one in EXAMPLES]
)
def test_an_example_provokes_its_code(code, named, text):
    source, found = provoked(text)
    assert named == code
    assert code in {one.code for one in found}
    [entry] = [one for one in found if one.code == code]
    mends = "can be mended" in ENTRIES[code]
    assert (entry in fixes(source, [entry])) == mends


@pytest.mark.parametrize(("code", "file"), ELSEWHERE.items())
def test_the_other_codes_are_provoked_by_tests(code, file):
    path = ROOT / "tests" / file
    tests = [
        node
        for one in (path.rglob("test_*.py") if path.is_dir() else [path])
        for node in ast.parse(one.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    said = {
        node.value
        for test in tests
        for node in ast.walk(test)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert any(re.search(rf"(?<![\w-]){code}(?![\w-])", text) for text in said)


def test_a_face_of_the_machine_is_named(tmp_path, monkeypatch, capsys):
    # Which faces a machine has beside ours nobody knows, so that one is made up.
    made = Pages.pdf

    def pdf(pages, *arguments, **options):
        written, fonts = made(pages, *arguments, **options)
        return written, (*fonts, FontUse("Some Sans", False, frozenset("字"), ()))

    monkeypatch.setattr(Pages, "pdf", pdf)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text("# Ada Example\n\nada@example.org\n")
    main(["render", "--layout", "full"])
    printed = capsys.readouterr().err
    assert "info[font-fallback]: " in printed
    assert "Some Sans" in printed


def test_without_pango_the_hint_says_how_to_install_it(tmp_path, monkeypatch, capsys):
    class Without(MetaPathFinder):
        def find_spec(self, name, path, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Without(), *sys.meta_path])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.md").write_text("# Ada Example\n\nada@example.org\n")
    assert main(["render"]) == 1
    printed = capsys.readouterr().err
    assert "error[library-missing]: cannot load library" in printed
    assert "hint: " in printed
    assert "pango" in printed.partition("hint: ")[2]
