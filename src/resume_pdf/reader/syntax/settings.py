"""The front matter's wishes for this tool: read, checked, and given their defaults.

In: `FrontMatter`. Out: `Settings`, the declared language, and diagnostics for keys that are nearly
right and values that cannot be. Keys of other tools are no affair of this one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar

from ...diagnostics import Diagnostic
from ...document import LayoutWishes, Photo, Settings, Wish
from ...misspelt import nearest, suggestion
from ...patterns import lazy
from ...record import Record
from ...source import Span
from ...tables import text_of
from .front_matter import FrontMatter

# Keys of Jekyll, Hugo, Hexo, pandoc, Quarto, R Markdown, Obsidian and the like that come near
# one of this tool's.
_FOREIGN = frozenset(
    {
        "aliases", "alias", "authors", "author_profile", "categories", "category", "cover",
        "css", "date_format", "dates", "excerpt", "fontsize", "geometry", "heading", "header",
        "headers", "id", "image", "images", "index", "keyword", "key", "labels", "label",
        "lastmod", "layout", "layouts", "linkcolor", "link", "linkTitle", "menu", "menus",
        "name_en", "output", "outputs", "page", "pages", "papersize", "params", "permalink",
        "phones", "pdf", "publishDate", "resumes", "resources", "sitemap", "slug",
        "styles", "stylesheet", "subtitle", "subheading", "summary", "tag", "tags", "template",
        "theme", "titles", "toc", "type", "types", "update", "updated", "url", "urls", "weight",
    }
)  # fmt: skip

# Other tools' names for what this one calls otherwise.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "author", "heading"),
    "headline": ("headline", "tagline", "subheading", "subtitle", "position", "job_title"),
    "email": ("email", "e-mail", "mail", "emails"),
    "phone": ("phone", "tel", "telephone", "mobile", "phones"),
    "location": ("location", "address", "city"),
    "url": ("website", "homepage", "url", "web", "site", "links", "github", "gitlab", "linkedin"),
}

# Custom properties that may be set by a key at the top.
SHORTHANDS = ("accent", "face")

_T = TypeVar("_T")

_NEAR = 0.75
_LONGEST_SHOWN = 40
_LANGUAGE = lazy(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class Wishes(Record):
    """What the front matter says to this tool; `language` is None where it is not declared."""

    settings: Settings
    language: str | None
    diagnostics: tuple[Diagnostic, ...]


@cache
def schema() -> dict[str, Any]:
    """The published JSON Schema of the front matter."""
    loaded: dict[str, Any] = json.loads(text_of("front-matter.schema.json"))
    return loaded


def wishes(front: FrontMatter) -> Wishes:
    """Read the settings; what is wrong is reported and left at its default."""
    reading = _Reading(front)
    reading.keys()
    paper = reading.value(_paper, "paper")
    settings = Settings(
        paper=paper,
        style=reading.value(_text, "style"),
        base_url=reading.value(_web, "base_url"),
        date=reading.value(_date, "date", own=False),
        photo=reading.photo(),
        keywords=reading.value(_texts, "keywords", own=False) or (),
        layouts=reading.layouts(),
        variables=reading.variables(),
        places=reading.places,
    )
    language = reading.value(_language, "language", own=False)
    if language is None:
        language = reading.value(_language, "lang", own=False)
    return Wishes(settings, language, tuple(reading.diagnostics))


class _Reading:
    """One front matter, and what is found wrong with it."""

    def __init__(self, front: FrontMatter) -> None:
        self._front = front
        own = front.data.get("resume")
        self._own: Mapping[str, object] = own if isinstance(own, Mapping) else {}
        self.diagnostics: list[Diagnostic] = []
        self.places: dict[str, Span] = {}
        if own is not None and not isinstance(own, Mapping):
            self._bad("resume", own, "give keys with their values, such as paper: a4")

    def _bad(self, key: str, value: object, hint: str) -> None:
        shown = "" if value is None else " ".join(str(value).split())
        shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
        self.diagnostics.append(
            Diagnostic(
                "front-matter-bad-value",
                f"“{key}” cannot be “{shown}”",
                self._front.key_span(key),
                hint,
            )
        )

    def keys(self) -> None:
        """Report the keys that are nearly one of ours; under `resume`, all that are not ours."""
        if not self._front.data:
            return
        known = list(schema()["properties"])
        foreign = _FOREIGN | {name for names in SYNONYMS.values() for name in names}
        for key in self._front.data:
            if key in known or str(key) in foreign:
                continue
            if near := nearest(str(key).lower(), known, _NEAR):
                self._unknown(str(key), near)
        ours = list(schema()["properties"]["resume"]["properties"])
        for key in self._own:
            if key not in ours:
                near = nearest(str(key).lower(), ours, 0.4)
                self._unknown(f"resume.{key}", near, ours)

    def _unknown(self, key: str, near: str | None, all_keys: Sequence[str] = ()) -> None:
        hint = suggestion(near, all_keys)
        self.diagnostics.append(
            Diagnostic(
                "front-matter-unknown-key",
                f"there is no key “{key.rpartition('.')[2]}”"
                + (" under “resume”" if "." in key else ""),
                self._front.key_span(key),
                hint,
            )
        )

    def value(self, check: Callable[[object], _T], key: str, *, own: bool = True) -> _T | None:
        """The checked value of a key, under `resume` or else at the top; None if there is none."""
        places = [(f"resume.{key}", self._own.get(key))] if own else []
        for name, value in [*places, (key, self._front.data.get(key))]:
            if value is None or value == "":
                continue
            try:
                return check(value)
            except ValueError as error:
                self._bad(name, value, str(error))
        return None

    def photo(self) -> Photo | None:
        """The photograph: the path of a file, or a mapping with `path` and `alt`."""
        given = self._front.data.get("photo")
        if given is None or given is False or given == "":
            return None
        told = given if isinstance(given, Mapping) else {"path": given}
        path, alt = told.get("path"), told.get("alt")
        wrong = set(told) - {"path", "alt"} or not isinstance(path, str) or not path.strip()
        if wrong or not (alt is None or isinstance(alt, str)):
            self._bad("photo", given, "give the path of a file, or path: and alt:")
            return None
        key = "photo.path" if isinstance(given, Mapping) else "photo"
        return Photo(str(path).strip(), alt, self._front.key_span(key))

    def variables(self) -> Mapping[str, str]:
        """The style's custom properties: those that have a key of their own, and `variables` at the
        top or, before it, under `resume`.
        """
        found: dict[str, str] = {}
        for name in SHORTHANDS:
            if name in self._front.data:
                self._add(found, name, name, self._front.data[name], _value)
                self.places[name] = self._front.key_span(name)
        for place in ("variables", "resume.variables"):
            given = self.mapping(place, _value)
            found |= given
            self.places |= {name: self._front.key_span(f"{place}.{name}") for name in given}
        return found

    def mapping(self, place: str, check: Callable[[object], _T]) -> Mapping[str, _T]:
        """A mapping with each of its values checked; `place` is its key, or "resume.KEY"."""
        under, _, key = place.rpartition(".")
        value = (self._own if under else self._front.data).get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self._bad(place, value, "give names with their values")
            return {}
        found: dict[str, _T] = {}
        for name, one in value.items():
            self._add(found, str(name), f"{place}.{name}", one, check)
        return found

    def _add(
        self,
        found: dict[str, _T],
        name: str,
        place: str,
        value: object,
        check: Callable[[object], _T],
    ) -> None:
        try:
            found[name] = check(value)
        except ValueError as error:
            self._bad(place, value, str(error))

    def layouts(self) -> tuple[LayoutWishes, ...]:
        """The settings of layouts, unchecked, each with its place."""
        place = self._front.key_span
        return tuple(
            LayoutWishes(
                name,
                place(f"resume.layouts.{name}"),
                tuple(
                    Wish(key, value, place(f"resume.layouts.{name}.{key}"))
                    for key, value in settings.items()
                ),
            )
            for name, settings in self.mapping("resume.layouts", _settings).items()
        )


# ── The kinds of value: each returns what it means, or says what to give ────────────────


def _paper(value: object) -> Literal["a4", "letter"]:
    name = str(value).strip().lower()
    if name == "a4":
        return "a4"
    if name in ("letter", "us-letter", "usletter"):
        return "letter"
    raise ValueError("give a4 or letter")


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("give a text")
    return str(value).strip()


def _value(value: object) -> str:
    if value is None or value == "":
        raise ValueError("give a value; one that begins with # goes in quotation marks")
    return _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(_text(one) for one in value)
    return tuple(part.strip() for part in _text(value).split(",") if part.strip())


def _web(value: object) -> str:
    text = _text(value)
    if not re.match(r"https?://[^\s/]", text, re.IGNORECASE):
        raise ValueError("give a web address with http:// or https://")
    return text


def _date(value: object) -> str:
    text = _text(value)
    found = re.match(r"(\d{4}-\d{2})(-\d{2})?(?!\d)", text)
    try:
        if found is None:
            raise ValueError(text)
        date.fromisoformat(found[1] + (found[2] or "-01"))
    except ValueError:
        raise ValueError("give a date like 2024-05-31") from None
    return text


def _language(value: object) -> str:
    text = _text(value)
    if not _LANGUAGE.fullmatch(text):
        raise ValueError("give a language like en, de or pt-BR")
    return text.replace("_", "-")


def _settings(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError("give settings with their values")
    return {str(key): one for key, one in value.items()}
