"""Copies a style or a layout beside a résumé, where it may be changed.

In: its name, the résumé's folder, the name of the copy. Out: the files that were written. Nothing
is written over. A copied style needs no copies of fonts and sheets: what it names and is not there
is taken from the bundled styles.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from .diagnostics import ResumeError
from .held import remove, temporary_folder
from .publish import create
from .theme import Layout, find_layout, find_style

_NAME = re.compile(r"[^\W_][\w-]*")
_SUFFIX = re.compile(r"^(suffix\s*=\s*)(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)


def copy_style(name: str, folder: Path, new: str | None = None) -> tuple[Path, ...]:
    """Copies the style called `name` into `folder`/styles, as `new` or under its own name.

    Raises `ResumeError` "output-exists", "output-unwritable" and as `find_style` does; `ValueError`
    for a name that none can have.
    """
    style = find_style(name, (folder,))
    target = folder / "styles" / f"{_checked(new or style.name)}.css"
    create(style.sheets[-1].read_bytes(), target)
    return (target,)


def copy_layout(
    name: str, folder: Path, new: str | None = None, parts: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Copies the layout called `name` into `folder`/layouts, as `new` or under its own name.

    `parts` are shared templates to copy with it ("entry-head"): those in its folder go before the
    shared ones. Under a new name its PDFs are called by that.

    Raises `ResumeError` as `copy_style` does; `ValueError` for what is no part of it, and for a
    name that none can have.
    """
    layout = find_layout(name, (folder,))
    own = _checked(new or layout.name)
    target = folder / "layouts" / own
    files = _files_of(layout)
    for part in parts:
        files[f"{part}.html.j2"] = _part(part, layout)
    contents = {place: path.read_bytes() for place, path in files.items()}
    if own != layout.name:
        text = contents["layout.toml"].decode("utf-8")
        named = _SUFFIX.sub(rf'\g<1>"-{own}"', text)
        contents["layout.toml"] = named.encode("utf-8")
    if target.exists():
        raise ResumeError("output-exists", f"{target} is there already; nothing was written")
    try:
        _make(target, contents)
    except OSError as error:
        raise ResumeError(
            "output-unwritable", f"cannot write {target}: {error.strerror or error}"
        ) from error
    return tuple(target / place for place in contents)


def _make(target: Path, contents: Mapping[str, bytes]) -> None:
    """A folder that appears whole or not at all. Raises `OSError`."""
    new = not target.parent.exists()
    target.parent.mkdir(exist_ok=True)
    try:
        folder, lock = temporary_folder("copy", target.parent)
        try:
            for place, data in contents.items():
                create(data, folder / target.name / place)
            (folder / target.name).rename(target)
        finally:
            remove(folder, lock)
    except BaseException:
        if new:
            with contextlib.suppress(OSError):
                target.parent.rmdir()
        raise


def _files_of(layout: Layout) -> dict[str, Path]:
    """The files of a layout by their places in its folder; an author's go before the bundled."""
    return {
        path.relative_to(folder).as_posix(): path
        for folder in reversed(layout.folders)
        if folder.name != "_partials"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _part(name: str, layout: Layout) -> Path:
    shared = {
        path.name.removesuffix(".html.j2"): path
        for folder in reversed(layout.folders)
        if folder.name == "_partials"
        for path in sorted(folder.glob("*.html.j2"))
    }
    if name not in shared:
        raise ValueError(f"there is no part {name!r}; there is: {', '.join(shared)}")
    return shared[name]


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name == "base":
        raise ValueError(f"nothing can be called {name!r}: give letters, digits and hyphens")
    return name
