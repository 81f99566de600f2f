"""Links and images that will not work on paper, or that Markdown does not take for any.

In: a `Document`, its `Source`, and which files are there. Out: `link-relative`, `link-empty`,
`link-scheme`, `link-syntax`, `image-missing`. Of targets that are dangerous, or relative to a web
site, the reader tells, which takes them off or makes them whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from ..diagnostics import Diagnostic
from ..document import Document, Image, Inline, Link, plain
from ..source import Source, Span
from .passages import inlines, passages, seen

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_OPENED = ("http", "https", "mailto", "tel")
_NO_TARGET = re.compile(r"\]\(\s*(?:<\s*>)?\s*(?:[\"'(][^\n]*)?\)\Z|\bhref\s*=\s*(?:\"\s*\"|'\s*')")

_ADDRESS = r"(?:https?://|www\.|mailto:)"
_LABEL = r"\[(?P<label>[^\[\]\n\0]{1,200})\]"
_WRITTEN_WRONG: dict[str, tuple[re.Pattern[str], str, str]] = {
    "wiki": (
        re.compile(rf"\[{_LABEL}\](?!\()"),
        "this is a link in a wiki, and only its words are shown",
        "write [{label}](https://…), or take the brackets off",
    ),
    "space": (
        re.compile(rf"(?<!\]){_LABEL}[ \t]{{1,9}}\((?P<target>{_ADDRESS}[^()\s\0]{{1,2000}})\)"),
        "a space stands between the two halves of this link, so that it is none",
        "write [{label}]({target})",
    ),
    "turned": (
        re.compile(
            rf"\((?P<label>[^()\n\0]{{1,200}})\)\[(?P<target>{_ADDRESS}[^\[\]\s\0]{{1,2000}})\]"
        ),
        "the brackets of this link are the wrong way round",
        "write [{label}]({target})",
    ),
    "broken": (
        re.compile(rf"(?<!\[){_LABEL}\({_ADDRESS}[^\n()\0]{{0,2000}}\)?"),
        "this was meant as a link, and is none: its address has a space in it or does not end",
        "write [{label}](https://…) with an address without spaces (%20 for a space)",
    ),
}
_NO_LABEL = re.compile(r"[xX ]\Z|\^")  # a task's box, a footnote


def check(
    document: Document, source: Source, exists: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """A word for every link and image that does not lead where its author meant."""
    based = document.settings.base_url is not None
    for inline in inlines(passages(document)):
        match inline:
            case Link(target=None):
                if _NO_TARGET.search(source.text[inline.span.start : inline.span.end]):
                    hint = f"write the address: [{_short(inline)}](https://…)"
                    yield Diagnostic("link-empty", "this link leads nowhere", inline.span, hint)
            case Link(target=str(target)):
                yield from _link(inline, target, based)
            case Image():
                yield from _image(inline, exists)
    yield from _syntax(document, source)


def _link(link: Link, target: str, based: bool) -> Iterator[Diagnostic]:
    if not _says_something(link):
        hint = f"write [some words]({target})"
        yield Diagnostic("link-empty", "this link has no words to click on", link.span, hint)
        return
    scheme = _SCHEME.match(target)
    if scheme is None:
        if target.startswith(("#", "//")) and not based:
            yield _incomplete(link, target)
    elif scheme[1].lower() not in _OPENED:
        yield Diagnostic(
            "link-scheme",
            f"a PDF reader may refuse “{scheme[0]}” links; this one is shown as plain text",
            link.span,
            f"use an address with {', '.join(f'{name}:' for name in _OPENED[1:])}",
        )
    elif not _leads_somewhere(target):
        yield Diagnostic(
            "link-syntax",
            f"“{target}” is no address; the link is shown as plain text",
            link.span,
            "write it as https://example.com/page, without spaces",
        )


def _incomplete(link: Link, target: str) -> Diagnostic:
    if target.startswith("//"):
        why, hint = "is an address without https:", f"write https:{target}"
    else:
        why, hint = "is a place in a web page, which a PDF has not", "write the whole address"
    return Diagnostic("link-relative", f"“{target}” {why}", link.span, hint)


def _says_something(inline: Inline) -> bool:
    if isinstance(inline, Link):
        return any(map(_says_something, inline.children))
    return isinstance(inline, Image) or bool(plain((inline,)).strip())


def _leads_somewhere(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    reached = parts.netloc if parts.scheme in ("http", "https") else parts.path
    return bool(reached) and not re.search(r"[\x00-\x20]", target)


def _short(link: Link) -> str:
    words = " ".join(plain(link.children).split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"


def _image(image: Image, exists: Callable[[str], bool]) -> Iterator[Diagnostic]:
    # What is on the network is never asked for, so nothing is known of it.
    if not image.source:
        message, hint = "this image has no file", "name its file: ![words](photo.jpg)"
    elif _SCHEME.match(image.source) or image.source.startswith("//") or exists(image.source):
        return
    else:
        message = f"there is no file “{image.source}” in the folder of the résumé"
        hint = "correct the path, or take the image out"
    yield Diagnostic("image-missing", message, image.span, hint)


def _syntax(document: Document, source: Source) -> Iterator[Diagnostic]:
    """What looks like a link in the text that is shown."""
    links = [link.span for link in inlines(passages(document)) if isinstance(link, Link)]
    bracketed = {span.start for span in links if source.text[span.start] in "[<"}
    text = seen(document, source)
    taken: list[Span] = []
    for pattern, message, hint in _WRITTEN_WRONG.values():
        for found in pattern.finditer(text):
            span = Span(*found.span())
            label = found["label"]
            if found.start("label") - 1 in bracketed or _NO_LABEL.match(label):
                continue
            if any(span.start < other.end and other.start < span.end for other in taken[-1:]):
                continue
            taken.append(span)
            parts = {"target": "", **found.groupdict(), "label": label.split("|")[-1]}
            yield Diagnostic("link-syntax", message, span, hint.format(**parts))
