"""What can be mended in the author's file without a doubt, and how it is written back.

In: a `Source` and what was found in it. Out: an `Edit` for each finding that has exactly one safe
mend, the mended text, and the difference to show before anything is written. Nothing but the
edits is touched: line ends, byte order mark and the end of the file stay as they are.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial

from .atomic import replacing
from .diagnostics import Diagnostic, ResumeError
from .document import Rule, walk
from .misspelt import likeness
from .reader.syntax import directives, front_matter, markdown, settings
from .record import Record
from .source import Source, Span

# How near a word must be to a known one, and how much nearer than to any other (from 0 to 1). A
# key may be another tool's, and must be nearer.
_NEAR, _NEAR_KEY, _NEARER = 0.7, 0.8, 0.2
_LONGEST_WORD = 40


class Edit(Record, order=True):
    """Put `text` in the place of `span`; an empty span inserts."""

    span: Span
    text: str


def fixes(source: Source, diagnostics: Iterable[Diagnostic]) -> dict[Diagnostic, Edit]:
    """The findings that can be mended, each with its edit."""
    found: dict[Diagnostic, Edit] = {}
    file = _File(source)
    for diagnostic in diagnostics:
        mend = _MENDS.get(diagnostic.code)
        edit = mend(file, diagnostic.span) if mend and diagnostic.span else None
        if edit:
            found[diagnostic] = edit
    return found


def mended(source: Source, edits: Iterable[Edit]) -> str:
    """The source's text with the edits made; of two that overlap the first is."""
    parts: list[str] = []
    position = 0
    for edit in sorted(set(edits)):
        if edit.span.start < position:
            continue
        parts += [source.text[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join((*parts, source.text[position:]))


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def difference(source: Source, text: str) -> Iterator[str]:
    """The lines of a unified diff from the source to `text`, without their line ends."""
    before, after = _LINE.findall(source.text), _LINE.findall(text)
    names = (source.name, f"{source.name} (mended)")
    for line in difflib.unified_diff(before, after, *names):
        bare = line.rstrip("\r\n")
        yield bare
        if bare == line and line[0] in "+- ":
            yield "\\ No newline at end of file"


def write(source: Source, text: str) -> None:
    """Put `text` in the place of the source's file, in one step.

    Raises `ResumeError`: "source-changed" if the file is not as it was read, "output-unwritable".
    Then nothing has changed and nothing is left behind.
    """
    if source.path is None:
        raise ValueError("not a file")
    path = source.path.resolve()  # A link stays one: what it leads to is written.
    try:
        with replacing(path, text.encode()):
            if path.read_bytes() != source.text.encode():
                raise ResumeError(
                    "source-changed",
                    f"{source.name} was changed since it was read; nothing was written",
                    hint="run the command again",
                )
    except OSError as error:
        raise ResumeError(
            "output-unwritable", f"cannot write {source.name}: {error.strerror or error}"
        ) from error


# ── One mend a code ──────────────────────────────────────────────────────────────────────


class _File(Record, dict=True):
    """A source, and what several mends ask of it, looked up once."""

    source: Source

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def front(self) -> front_matter.FrontMatter:
        return front_matter.read(self.source)

    @cached_property
    def rules(self) -> frozenset[Span]:
        blocks = markdown.parse(self.source, self.front.body_start).blocks
        return frozenset(block.span for block in walk(blocks) if isinstance(block, Rule))


_SHORTEST_RULE = 3
_CLOSED = re.compile(r"[^\r\n]*?[^\s#](?P<closing>#+)(?=[ \t]*(?:[\r\n]|\Z))")


def _space(file: _File, span: Span) -> Edit | None:
    """A space after the hashes of "##Title", which the span is; "##Title##" needs another."""
    closed = _CLOSED.match(file.text, span.end)
    if not closed:
        return Edit(Span(span.end, span.end), " ")
    title = file.text[span.end : closed.start("closing")]
    if len(closed["closing"]) != span.end - span.start:
        return None  # "##C#" is about a language, or is it?
    return Edit(Span(span.end, closed.end()), f" {title} {closed['closing']}")


def _empty_line(file: _File, span: Span) -> Edit | None:
    """An empty line above a rule that would be an underline, where it is read as a rule."""
    line, column = file.source.position(span.start)
    if span.end - span.start < _SHORTEST_RULE:
        return None  # On its own it would be an empty item, or text.
    if line == 1 or column > 1:
        return None  # In a quotation or an item an empty line says more.
    if span not in file.rules:
        return None  # Read as a heading: who can say what the author meant?
    above = file.source.line_start(line - 1) + len(file.source.line_text(line - 1))
    return Edit(Span(span.start, span.start), file.text[above : span.start])


def _directive(file: _File, span: Span) -> Edit | None:
    """A misspelt directive, or the misspelt value of a priority."""
    is_value = re.search(r"=\s*[\"“”]?\Z", file.text[max(0, span.start - 8) : span.start])
    known = directives.PRIORITIES if is_value else (*directives.FLAGS, *directives.VALUES)
    return _respelt(file, span, known, _NEAR)


def _key(file: _File, span: Span) -> Edit | None:
    """A misspelt key of the front matter, unless the right one is there too."""
    front = file.front
    own = front.data.get("resume")
    top = settings.schema()["properties"]
    written = file.text[span.start : span.end].strip("\"'")
    for prefix, data, known in (
        ("", front.data, top),
        ("resume.", own if isinstance(own, Mapping) else {}, top["resume"]["properties"]),
    ):
        is_there = written in data and written not in known
        if is_there and front.key_span(f"{prefix}{written}") == span:
            edit = _respelt(file, span, known, _NEAR if prefix else _NEAR_KEY)
            return edit if edit and edit.text not in data else None
    return None


def _respelt(file: _File, span: Span, known: Collection[str], near: float) -> Edit | None:
    """The one known word that is far nearer than any other."""
    quoted = file.text[span.start : span.end]
    word = quoted.strip("\"'")
    start = span.start + quoted.find(word)
    if len(word) > _LONGEST_WORD:
        return None

    like = partial(likeness, word.lower())
    best, second, *_ = [*sorted(known, key=like, reverse=True), "", ""]
    if word == best or like(best) < max(near, like(second) + _NEARER):
        return None
    return Edit(Span(start, start + len(word)), best)


_MENDS: dict[str, Callable[[_File, Span], Edit | None]] = {
    "heading-no-space": _space,
    "heading-by-underline": _empty_line,
    "directive-unknown": _directive,
    "front-matter-unknown-key": _key,
}
