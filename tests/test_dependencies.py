"""docs/dependencies.md says what the program is made of, and is right."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FONTS = ROOT / "styles" / "fonts"


def table(title):
    """The rows of the table under a heading, as lists of cells."""
    section = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


DIRECT = {row[0]: row for row in table("What the program needs")}
BROUGHT = {row[0]: row for row in table("What these bring along")}
PREVIEW = {row[0]: row for row in table("With `[preview]`")}


def floors(requirements):
    found = {}
    for text in requirements:
        one = Requirement(text)
        (floor,) = (spec.version for spec in one.specifier if spec.operator == ">=")
        found[canonicalize_name(one.name)] = floor
    return found


@pytest.mark.parametrize(
    ("rows", "declared"),
    [
        pytest.param(DIRECT, PROJECT["dependencies"], id="needed"),
        pytest.param(PREVIEW, PROJECT["optional-dependencies"]["preview"], id="preview"),
    ],
)
def test_what_is_declared_is_named_with_a_reason_and_its_lowest_version(rows, declared):
    assert {name: row[3] for name, row in rows.items()} == floors(declared)
    assert all(row[1] for row in rows.values())


def brought(names):
    """All that packages bring along, on this machine."""
    waiting = [(name, frozenset[str]()) for name in names]
    found: dict[str, set[str]] = {}
    while waiting:
        name, extras = waiting.pop()
        for text in distribution(name).requires or []:
            one = Requirement(text)
            if one.marker and not any(
                one.marker.evaluate({"extra": extra}) for extra in (extras or {""})
            ):
                continue
            inner = canonicalize_name(one.name)
            if inner not in found:
                waiting.append((inner, frozenset(one.extras)))
            found.setdefault(inner, set()).add(name)
    return found


def test_what_these_bring_along_is_named_with_who_brings_it():
    along = {name: by for name, by in brought(DIRECT).items() if name not in DIRECT}
    assert set(along) <= set(BROUGHT)
    # Some are brought to older Pythons alone.
    absent = set(BROUGHT) - set(along)
    assert all("older Pythons" in BROUGHT[name][1] for name in absent)
    for name, by in along.items():
        assert any(one in BROUGHT[name][1] for one in by), name


def licences(name):
    """What a package says of its licence: an expression, or the classifiers."""
    metadata = distribution(name).metadata
    said = metadata["License-Expression"] or ""
    if not said and len(metadata["License"] or "") < 60:
        said = metadata["License"] or ""
    classified = [one for one in metadata.get_all("Classifier", []) if one.startswith("License")]
    return said, [one.rsplit(" :: ", 1)[-1] for one in classified]


@pytest.mark.parametrize("name", [*DIRECT, *BROUGHT, *PREVIEW])
def test_the_licence_is_the_packages_own(name):
    row = {**DIRECT, **PREVIEW}.get(name)
    page = row[2] if row else BROUGHT[name][2]
    try:
        said, classified = licences(name)
    except PackageNotFoundError:
        pytest.skip("not on this Python")
    families = re.findall("MIT|BSD|Apache|PSF|MPL|LGPL|GPL|AGPL", page)
    told = f"{said} {' '.join(classified)}"
    assert families
    assert all(
        family in told or {"PSF": "Python Software", "MPL": "Mozilla"}.get(family, family) in told
        for family in families
    )
    if "GPL" in told:
        # One of several that may be chosen from, and not chosen.
        assert re.search("taken under (MPL|MIT|BSD)", page)
    assert "AGPL" not in told
    assert "Affero" not in told


def test_every_font_that_ships_is_named_with_its_licence_beside_it():
    rows = {row[0]: row for row in table("Fonts that ship")}
    folders = {path.parent.relative_to(FONTS).parts[0] for path in FONTS.rglob("*.[ot]tf")}
    assert set(rows) == folders
    for name, row in rows.items():
        assert row[2] == "OFL-1.1"
        texts = [*(FONTS / name).glob("OFL*.txt"), *(FONTS / name).glob("LICENSE*")]
        assert any("SIL OPEN FONT LICENSE Version 1.1" in text.read_text("utf-8") for text in texts)
