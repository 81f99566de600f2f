"""Python itself, and the Python packages, held to the bounds that this package declares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from .findings import Finding

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_DISTRIBUTION = "resume-pdf"
_OLDEST = (3, 11)
_OF_DEVELOPERS = frozenset({"test", "dev"})


def python() -> Finding:
    """The interpreter's version."""
    version = ".".join(map(str, sys.version_info[:3]))
    found = f"{version} at {sys.executable}"
    if sys.version_info[:2] >= _OLDEST:
        return Finding("Python", "good", found)
    oldest = ".".join(map(str, _OLDEST))
    return Finding(
        "Python",
        "wrong",
        f"{found} is older than {oldest}",
        f"install Python {oldest} or newer (https://www.python.org), then resume-pdf with it",
    )


def packages() -> Iterator[Finding]:
    """The packages that rendering needs: one finding for all that are good, one for each other."""
    name = "Python packages"
    try:
        requirements = _requirements(extra="")
    except metadata.PackageNotFoundError:  # an ImportError too
        yield Finding(name, "note", "resume-pdf runs without being installed: bounds are not known")
        return
    except ImportError:
        yield Finding(name, "wrong", "packaging is missing", _installing(["packaging"]))
        return
    wrong = [(one, said) for one in requirements if (said := _amiss(one))]
    for requirement, said in wrong:
        yield Finding(name, "wrong", said, _installing([_bare(requirement)]))
    if not wrong:
        yield Finding(name, "good", f"all {len(requirements)} there, of versions that will do")


def extras() -> Iterator[Finding]:
    """What can be installed in addition."""
    try:
        names = metadata.metadata(_DISTRIBUTION).get_all("Provides-Extra") or []
        for extra in names:
            if extra in _OF_DEVELOPERS:
                continue
            amiss = [said for one in _requirements(extra) if (said := _amiss(one))]
            if amiss:
                what = f"{_DISTRIBUTION}[{extra}]"
                yield Finding(f"extra {extra}", "note", "; ".join(amiss), _installing([what]))
            else:
                yield Finding(f"extra {extra}", "good", "installed")
    except (ImportError, metadata.PackageNotFoundError):
        return  # `packages` has said so.


def _requirements(extra: str) -> list[Requirement]:
    """What the package requires here, with "" for always, or what `extra` adds to that."""
    from packaging.requirements import Requirement

    declared = [Requirement(text) for text in metadata.requires(_DISTRIBUTION) or ()]
    always = [one for one in declared if not one.marker or one.marker.evaluate({"extra": ""})]
    if not extra:
        return always
    return [
        one
        for one in declared
        if one not in always and one.marker and one.marker.evaluate({"extra": extra})
    ]


def _amiss(requirement: Requirement) -> str | None:
    """What is wrong with an installed package; None if nothing is."""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return f"{requirement.name} is missing"
    if requirement.specifier.contains(version, prereleases=True):
        return None
    return f"{requirement.name} is {version}, needed is {requirement.specifier}"


def _bare(requirement: Requirement) -> str:
    return f"{requirement.name}{requirement.specifier}"


def _installing(what: list[str]) -> str:
    """The command that installs packages beside this one, by whatever installed it."""
    quoted = " ".join(f"'{one}'" for one in what)
    parts = Path(sys.prefix).parts
    if "pipx" in parts:
        return f"pipx inject --force {_DISTRIBUTION} {quoted}"
    if {"uv", "tools"} <= set(parts):
        return f"uv tool install --reinstall --with {quoted} {_DISTRIBUTION}"
    return f"{sys.executable} -m pip install --upgrade {quoted}"
