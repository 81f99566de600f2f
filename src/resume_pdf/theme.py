"""Finds layouts and styles: the author's beside the résumé first, then the bundled ones.

A layout is a folder with a `layout.toml` and Jinja templates; a style is one CSS file over
`base.css`. Both are data, never code. What is found by its name lies in the résumé's own folder or
among the bundled files, links followed; only a caller may name a place elsewhere by its path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from .confined import is_file, is_inside, read_inside
from .diagnostics import Diagnostic, ResumeError
from .document import Settings
from .layout_keys import AUTHORS, DESIGNERS, Heads, Letterhead, Option, Place, Reads, one_of
from .misspelt import nearest, suggestion
from .patterns import lazy
from .properties import declared, text_colours
from .record import Record, field, replace
from .risks import Risk, risks
from .stamp import Stamp, stamp


class Bounds(Record):
    """How far fitting may move a style's property: from `low` to `high`; `own` is the style's."""

    low: float
    own: float
    high: float


class Style(Record):
    """`sheets` are the CSS files in the order of the cascade. `rules` are, for each family of faces
    they bring, the CSS that brings it, with whole addresses; `added` is that of families of other
    styles.

    `size` (body text, pt), `leading` (line height, a factor) and `gap` (a factor on all vertical
    gaps) are what fitting may move; the CSS reads them from --size, --leading and --gap. `risks`
    are what in the sheets is known to change what programs read. `properties` are the custom
    properties with their values, `text_colours` those that text gets its colour from. `stamp` is
    that of all its files: a style that was edited is another style.
    """

    name: str
    description: str
    sheets: tuple[Path, ...]
    size: Bounds
    leading: Bounds
    gap: Bounds
    risks: tuple[Risk, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    added: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    text_colours: frozenset[str] = frozenset()
    stamp: Stamp = ()

    @property
    def families(self) -> frozenset[str]:
        """The families of the faces that it brings."""
        return frozenset(self.rules)


class Layout(Record):
    """`folders` are searched for templates in order: the layout's own, then the shared partials.

    `pages` is the budget, None without one. `head` is the order in which an entry's head is set;
    what it does not name follows in the author's order. `heads` sets what does not name the entry
    on a line below ("stacked") or on the same line ("inline"). `letterhead` "gathered" shows every
    contact at the top, "author" what the author put there. `suffix` goes into the file's name
    ("", "-full").
    `running` heads stand on all pages but the first; `photo` tells whether the author's photograph
    is shown; `reads` is what it makes of the Markdown. `options` are the settings it brings,
    `settings` what they are set to.
    `stamp` is that of all its files: a layout that was edited is another layout.
    """

    name: str
    description: str
    folders: tuple[Path, ...]
    suffix: str
    pages: int | None = None
    head: tuple[Place, ...] = ()
    heads: Heads = "stacked"
    letterhead: Letterhead = "author"
    running: bool = False
    photo: bool = True
    reads: Reads = "resume"
    options: Mapping[str, Option] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    stamp: Stamp = ()


def bundled(what: Literal["layouts", "styles"]) -> Path:
    """The folder that ships with the program: inside the package, else at the checkout's root."""
    package = Path(__file__).resolve().parent
    inside = package / what
    return inside if inside.is_dir() else package.parents[1] / what


def is_bundled(layout: Layout) -> bool:
    """Whether all of a layout ships with the program."""
    return all(folder.is_relative_to(bundled("layouts")) for folder in layout.folders)


def find_layout(name: str, beside: Sequence[Path] = ()) -> Layout:
    """The layout called `name` (or the folder at that path), looked for in `beside`/layouts first.

    Templates and partials that an author has there go before the bundled ones, file by file; a
    folder of these that nobody edited stands for the bundled one.

    Raises `ResumeError` "unknown-layout" (with the nearest name) or "layout-invalid".
    """
    roots = [folder / "layouts" for folder in beside] + [bundled("layouts")]
    named = [Path(name)] if _is_path(name) else [_unedited(root / name) for root in roots]
    found = next((folder for folder in named if is_file(folder / "layout.toml")), None)
    if found is None:
        raise _unknown("layout", name, list(_layout_names(roots)))
    # An author's folder of the same name may hold just the one template that differs.
    folders = list(dict.fromkeys([*named, *(_unedited(root / "_partials") for root in roots)]))
    allowed = [*(named if _is_path(name) else []), *beside, bundled("layouts")]
    for folder in folders:
        if folder.is_dir() and not is_inside(folder, allowed):
            raise _elsewhere("layout-invalid", folder, "--layout")
    return _read_layout(found, tuple(folder for folder in folders if folder.is_dir()))


def _unedited(folder: Path) -> Path:
    """The bundled folder that `folder` of an author's is a copy of to the last byte, or itself."""
    ours = bundled("layouts") / folder.name
    try:
        if folder != ours and all(
            file.stat().st_size == (ours / file.name).stat().st_size
            and file.read_bytes() == (ours / file.name).read_bytes()
            for file in folder.iterdir()
        ):
            return ours
    except (OSError, ValueError):  # One of them has more in it, is not there, or can have no name.
        pass
    return folder


def find_style(name: str, beside: Sequence[Path] = (), *, within: bool = False) -> Style:
    """The style called `name` (or the CSS file at that path), looked for in `beside`/styles first.

    `within` is said of a name that the résumé gives: a path starts in `beside` and stays there.

    Raises `ResumeError` "unknown-style" (with the nearest name) or "style-invalid".
    """
    folders = [folder / "styles" for folder in beside] + [bundled("styles")]
    allowed = [*beside, bundled("styles")]
    if _is_path(name):
        candidates = [folder / name for folder in beside] if within else [Path(name)]
        allowed += [] if within else [candidates[0].parent]
    else:
        candidates = [folder / f"{name}.css" for folder in folders]
    found = next((path for path in candidates if is_file(path)), None)
    if found is None or found.stem == "base":
        raise _unknown("style", name, list(_style_names(folders)))
    if not (is_inside(found, allowed) and is_inside(found.parent, allowed)):
        raise _elsewhere("style-invalid", found, "--style")
    return _read_style(found, allowed)


def layout_names(beside: Sequence[Path] = ()) -> tuple[str, ...]:
    """The layouts there are, the author's own in `beside`/layouts first."""
    return tuple(_layout_names([folder / "layouts" for folder in beside] + [bundled("layouts")]))


def style_names(beside: Sequence[Path] = ()) -> tuple[str, ...]:
    """The styles there are, the author's own in `beside`/styles first."""
    return tuple(_style_names([folder / "styles" for folder in beside] + [bundled("styles")]))


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(".css")


def _layout_names(folders: Sequence[Path]) -> Iterator[str]:
    paths = (path for folder in folders for path in sorted(folder.glob("*/layout.toml")))
    yield from dict.fromkeys(path.parent.name for path in paths)


def _style_names(folders: Sequence[Path]) -> Iterator[str]:
    paths = (path for folder in folders for path in sorted(folder.glob("*.css")))
    yield from dict.fromkeys(path.stem for path in paths if path.stem != "base")


_LONGEST_NAMED = 80  # characters


def _unknown(what: Literal["layout", "style"], name: str, names: list[str]) -> ResumeError:
    near = nearest(name, names, 0.5)
    hint = f"did you mean {near!r}? " if near else ""
    code = "unknown-layout" if what == "layout" else "unknown-style"
    short = name if len(name) <= _LONGEST_NAMED else f"{name[:_LONGEST_NAMED]}…"
    return ResumeError(
        code,
        f"there is no {what} {short!r}",
        hint=f"{hint}{'' if _is_path(name) else 'there is: ' + ', '.join(names)}".strip() or None,
    )


def _elsewhere(code: str, path: Path, option: str) -> ResumeError:
    return ResumeError(
        code,
        f"{path} leads out of the résumé's folder, to {path.resolve()}",
        hint=f"if you mean it, name that place itself with {option}",
    )


_LARGEST = 1_000_000  # bytes of a layout.toml or a style sheet
_LONGEST_SHOWN = 40


def _read_layout(folder: Path, folders: tuple[Path, ...]) -> Layout:
    file = folder / "layout.toml"

    def invalid(why: str, hint: str | None = None) -> ResumeError:
        return ResumeError("layout-invalid", f"{file}: {why}", hint=hint)

    import tomllib  # not where layouts are filled in that another process has read

    try:
        data = tomllib.loads(read_inside(file, folders, _LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        raise invalid(str(error)) from error
    keys: dict[str, Any] = {}
    for name, value in data.items():
        if name not in DESIGNERS:
            near = nearest(name, DESIGNERS)
            hint = f"did you mean {near!r}?" if near else None
            raise invalid(f"unknown key {name!r}", hint)
        try:
            keys[name] = DESIGNERS[name](value)
        except ValueError as error:
            raise invalid(f"{name} is {error}") from error
    options: Mapping[str, Option] = keys.pop("settings", {})
    for name in options:
        if name in DESIGNERS:
            raise invalid(f"settings.{name} is a key of every layout")
    return Layout(
        name=folder.name,
        description=keys.pop("description", ""),
        folders=folders,
        suffix=keys.pop("suffix", f"-{folder.name}"),
        options=options,
        settings={name: option.values[0] for name, option in options.items()},
        **keys,
        stamp=stamp(path for one in folders for path in sorted(one.rglob("*")) if path.is_file()),
    )


def as_wished(layout: Layout, settings: Settings) -> Layout:
    """The layout with what the author sets of it; what cannot be set so stays as it is."""
    return _with_wishes(layout, settings)[0]


def check_wishes(settings: Settings, beside: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
    """What is wrong with the settings of layouts in the front matter, each with its place."""
    names = layout_names(beside)
    found: list[Diagnostic] = []
    for wishes in settings.layouts:
        if wishes.name in names:
            with suppress(ResumeError):  # A layout that is broken is told of where it is used.
                found += _with_wishes(find_layout(wishes.name, beside), settings)[1]
        else:
            hint = suggestion(nearest(wishes.name, names, 0.5), names)
            message = f"there is no layout “{wishes.name}”"
            found.append(Diagnostic("front-matter-unknown-key", message, wishes.span, hint))
    return tuple(found)


def _with_wishes(layout: Layout, settings: Settings) -> tuple[Layout, list[Diagnostic]]:
    keys: dict[str, Any] = {}
    own = dict(layout.settings)
    wrong: list[Diagnostic] = []
    mine = (one for one in settings.layouts if one.name == layout.name)
    wished = [wish for one in mine for wish in one.wishes]
    for wish in wished:
        option = layout.options.get(wish.name)
        check = one_of(option.values) if option else AUTHORS.get(wish.name)
        if check is None:
            message = f"there is no setting “{wish.name}” of the layout {layout.name}"
            known = (*layout.options, *AUTHORS)
            hint = suggestion(nearest(wish.name, known, 0.5), known)
            wrong.append(Diagnostic("front-matter-unknown-key", message, wish.span, hint))
            continue
        try:
            value: Any = check(wish.value)
        except ValueError as error:
            message = f"“{wish.name}” cannot be “{str(wish.value)[:_LONGEST_SHOWN]}”"
            hint = f"give {error}"
            wrong.append(Diagnostic("front-matter-bad-value", message, wish.span, hint))
            continue
        (own if option else keys)[wish.name] = value
    return replace(layout, settings=own, **keys), wrong


# None of these may look for its end again from every place where it could begin: a stranger's
# sheet would have it do so all day.
_FACE = lazy(r"@font-face\s*\{[^{}]*\}")
_FAMILY = lazy(r"font-family\s*:\s*[\"']?([^\"';}]+)")
_AWAY = lazy(r"[A-Za-z][A-Za-z0-9+.-]+:|[/\\]{2}")
_URL = lazy(r"url\(\s*[\"']?([^\"'()]+)[\"']?")
_DESCRIPTION = lazy(r"\s*/\*\s*([^\n]*)")
_IMPORT = lazy(
    r"^[ \t]*@import[ \t]+(?:url\()?[ \t]*[\"']?([^\s\"');][^\"');\n]*?\.css)", re.MULTILINE
)


def in_styles(path: Path) -> Path:
    """`path`, or where an author's copy of a style lacks it, its namesake among the bundled styles.

    So a copy of one CSS file needs no copies of the fonts and sheets that it refers to.
    """
    if ".." in path.parts:
        return path
    for folder in path.parents:
        if folder.name == "styles" and not path.exists():
            return bundled("styles") / path.relative_to(folder)
    return path


def _read_style(file: Path, allowed: Sequence[Path]) -> Style:
    base = in_styles(file.parent / "base.css")
    sheets = (base if is_file(base) else bundled("styles") / "base.css", file)
    try:
        read = [one for sheet in sheets for one in _with_imports(sheet, allowed)]
    except (UnicodeDecodeError, OSError) as error:
        raise ResumeError("style-invalid", f"{file}: {error}") from error
    texts = [text for _, text in read]
    properties = declared(texts)
    description = _DESCRIPTION.match(texts[-1])
    return Style(
        name=file.stem,
        description=description[1].partition("*/")[0].strip() if description else "",
        sheets=sheets,
        size=_bounds("size", properties, file),
        leading=_bounds("leading", properties, file),
        gap=_bounds("gap", properties, file),
        risks=risks(read),
        rules=_rules(read),
        properties=properties,
        text_colours=text_colours(texts, properties),
        stamp=stamp((*(path for path, _ in read), *_named_files(read, allowed))),
    )


def _rules(read: Sequence[tuple[Path, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path, text in read:

        def whole(url: re.Match[str], sheet: Path = path) -> str:
            return url[0] if _AWAY.match(url[1]) else f'url("{_address(sheet, url[1])}"'

        for rule in _FACE.finditer(text):
            if not (named := _FAMILY.search(rule[0])):
                continue
            family = named[1].strip()
            found[family] = found.get(family, "") + _URL.sub(whole, rule[0]) + "\n"
    return found


def _address(sheet: Path, name: str) -> str:
    return in_styles(sheet.parent / name).absolute().as_uri()


def with_variables(style: Style, variables: Mapping[str, str]) -> Style:
    """The style with `variables`, which were checked, as its own look."""
    properties, file = {**style.properties, **variables}, style.sheets[-1]
    return replace(
        style,
        properties=properties,
        size=_bounds("size", properties, file),
        leading=_bounds("leading", properties, file),
        gap=_bounds("gap", properties, file),
    )


def _bounds(name: str, properties: Mapping[str, str], file: Path) -> Bounds:
    """Read here and not by the CSS engine: fitting needs them before anything is laid out."""
    try:
        own = float(properties[name].removesuffix("pt"))
        low = float(properties.get(f"{name}-min", str(own)).removesuffix("pt"))
        high = float(properties.get(f"{name}-max", str(own)).removesuffix("pt"))
        if not all(0 < number < _LARGEST_NUMBER for number in (low, own, high)):
            raise ValueError(f"--{name} is out of range")
    except (KeyError, ValueError) as error:
        raise ResumeError(
            "style-invalid",
            f"{file}: --{name}, --{name}-min and --{name}-max must be numbers above 0",
        ) from error
    # A style over another may set its own value beyond the bounds of that.
    return Bounds(min(low, own), own, max(own, high))


def _named_files(read: Sequence[tuple[Path, str]], allowed: Sequence[Path]) -> Iterator[Path]:
    """What the sheets name by url() and may load: fonts above all."""
    for path, text in read:
        for name in [*dict.fromkeys(_URL.findall(text))][:_MOST_NAMED]:
            # Not even looked at elsewhere: on Windows that alone would call another machine.
            if not _AWAY.match(name) and is_inside(file := in_styles(path.parent / name), allowed):
                yield file


_MOST_SHEETS = 100
_MOST_NAMED = 200  # files in one sheet; more are not loaded either
_LARGEST_NUMBER = 1000


def _with_imports(
    sheet: Path, allowed: Sequence[Path], above: tuple[Path, ...] = ()
) -> list[tuple[Path, str]]:
    """A sheet and its text after those that it imports, in the order of the cascade.

    Raises `OSError` for more than a hundred, which sheets that import one another can make.
    """
    text = read_inside(sheet, allowed, _LARGEST).decode("utf-8")
    found: list[tuple[Path, str]] = []
    for name in _IMPORT.findall(text):
        # As addresses are joined: "a/../b.css" is "b.css" whatever "a" is.
        path = in_styles(Path(os.path.normpath(sheet.parent / name)))
        if path not in above:
            found += _with_imports(path, allowed, (*above, sheet))
        if len(found) > _MOST_SHEETS:
            raise OSError("it imports too many style sheets")
    return [*found, (sheet, text)]
