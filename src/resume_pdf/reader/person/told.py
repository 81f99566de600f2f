"""What the front matter tells of the person, text by text, with the place of each.

In: `FrontMatter`. Out: `Told`s: names, and the values of keys in whatever shape they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...record import Record
from ...source import Source, Span
from ..lexicon.names import is_document_title, looks_like_name, name_range
from ..syntax.front_matter import FrontMatter
from ..syntax.settings import SYNONYMS


class Told(Record):
    """Something the front matter says of the person, and where."""

    key: str
    text: str
    span: Span
    target: str | None = None


def told_names(front: FrontMatter, source: Source) -> list[Told]:
    """The names the front matter gives, surest first; the last may be part of a title."""
    found = [told for key in SYNONYMS["name"] for told in values(front, source, key)]
    return [told for told in found if not is_document_title(told.text)]


def told_in_title(front: FrontMatter, source: Source) -> Told | None:
    """The name in the front matter's `title`, if there is one."""
    for told in values(front, source, "title"):
        where = name_range(told.text)
        if where and looks_like_name(told.text[slice(*where)]):
            start, end = where
            exact = told.span.end - told.span.start == len(told.text)
            span = Span(told.span.start + start, told.span.start + end) if exact else told.span
            return Told("title", told.text[start:end], span)
    return None


def values(front: FrontMatter, source: Source, key: str) -> Iterator[Told]:
    """What a key says, text by text, with the place of each."""
    position: dict[str, int] = {}
    for name, text in _texts(front.data.get(key), key):
        span = front.key_span(name)
        at = source.text.find(text, position.get(name, span.start), front.span.end)
        if at < 0:
            yield Told(name, text, span)
        else:
            position[name] = at + len(text)
            yield Told(name, text, Span(at, at + len(text)))


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case str() if value.strip():
            yield key, value.strip()
        case bool():
            return
        case int() | float():
            yield key, str(value)
        case list():
            for one in value:
                yield from _texts(one, key)
        case Mapping():
            named = value.get("name") or value.get("given")
            if key in ("author", "name") and isinstance(named, str):
                yield f"{key}.name", named.strip()
                return
            url = value.get("url") or value.get("href") or value.get("link")
            if isinstance(url, str):
                yield key, url.strip()
                return
            for inner, one in value.items():
                yield from _texts(one, f"{key}.{inner}")
