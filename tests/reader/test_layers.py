"""The parts of the reader rest on one another in one order, and never the other way round."""

import ast
from pathlib import Path

import pytest

import resume_pdf.reader

ROOT = Path(resume_pdf.reader.__file__).parent
ORDER = [
    "shortcuts", "syntax", "lexicon", "entries", "keywords", "labelled", "sections", "targets",
    "person", "reading", "letter", "__init__",
]  # fmt: skip


def part_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    """The parts of the reader that a module imports, but for its own."""
    package = ("reader", *path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and 0 < node.level <= len(package):
            base = package[: len(package) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            for name in names:
                target = (*base, *name.split("."))[1:]
                if target[0] != part_of(path):
                    yield target[0]


@pytest.mark.parametrize("part", ORDER)
def test_a_part_imports_only_what_comes_before_it(part):
    files = [path for path in ROOT.rglob("*.py") if part_of(path) == part]
    assert files
    later = {
        (path.name, name)
        for path in files
        for name in imported(path)
        if ORDER.index(name) > ORDER.index(part)
    }
    assert later == set()


def test_every_part_has_its_place():
    assert {part_of(path) for path in ROOT.rglob("*.py")} == set(ORDER)


def test_the_words_know_nothing_of_markdown_but_its_inlines():
    modules = {
        node.module
        for path in (ROOT / "lexicon").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("syntax")
    }
    assert modules == {"syntax.inlines"}
