"""Where the links of a PDF lead.

In: an edition's document, a file. Out: a check that the link annotations lead where the author's
links do, in order, and that every one is absolute and of a kind that is safe to open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote, urljoin, urlsplit

from ..diagnostics import Diagnostic
from ..document import (
    Content,
    Definition,
    Document,
    Entry,
    Heading,
    Image,
    Inline,
    Link,
    Paragraph,
    Styled,
    Table,
    plain,
    walk,
)
from ..source import Span
from .alignment import gaps
from .file import File
from .report import Check, counted

_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_URI_CHARACTERS = "/:?#[]@!$&'()*+,;=~%"


def check_links(document: Document, links: Sequence[str] | None, file: File) -> Check:
    """`links` are the targets to be found, in order; None: those of `document`."""
    expected = [(_uri(target), None) for target in links] if links is not None else None
    due = expected if expected is not None else list(link_targets(document))
    diagnostics, targets = _leading(file)
    diagnostics += _differences(due, targets)
    return Check("links", len(due), counted(len(due), "link"), tuple(diagnostics))


def check_own_links(file: File) -> Check:
    """Every link of a file of which nothing is known opens an absolute address."""
    diagnostics, targets = _leading(file)
    return Check("links", len(targets), counted(len(targets), "link"), tuple(diagnostics))


def _leading(file: File) -> tuple[list[Diagnostic], list[tuple[int, str]]]:
    """What is wrong with the links of a file in themselves; page and target of each."""
    found = list(_annotated(file))
    diagnostics = [
        Diagnostic("proof-links", f"a link on page {page} does “{action}”, not open an address")
        for page, action, target in found
        if target is None
    ]
    targets = [(page, target) for page, _, target in found if target is not None]
    diagnostics += [
        Diagnostic("proof-links", f"the link to “{target}” on page {page} is not absolute")
        for page, target in targets
        if not _is_absolute(target)
    ]
    return diagnostics, targets


def link_targets(document: Document) -> Iterator[tuple[str, Span | None]]:
    """The absolute targets of a document's links, in order, each with its place.

    A relative one without a base URL shows as plain text and has none; so has a link without
    text.
    """
    base = document.settings.base_url or ""
    for item in document.person.letterhead:
        own = list(_links(item.label))
        inner = list(_links(item.inlines))
        yield from _resolved(own, base)
        if inner or item.contact is None:
            yield from _resolved(inner, base)
        elif item.contact.target:
            yield from _resolved([(item.contact.target, item.span)], base)
    for section in document.sections:
        yield from _resolved(_links(section.title), base)
        yield from _resolved(_links_of(section.content), base)


def _resolved(
    found: Iterator[tuple[str, Span]] | list[tuple[str, Span]], base: str
) -> Iterator[tuple[str, Span | None]]:
    for target, span in found:
        try:
            target = urljoin(base, target.strip())
        except ValueError:
            continue
        if _is_absolute(target):
            yield _uri(target), span


def _is_absolute(target: str) -> bool:
    if re.search(r"[\x00-\x20]", target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False  # Such as a host in brackets that nothing closes.
    address = parts.netloc if parts.scheme in ("http", "https") else parts.path
    return bool(address) and parts.scheme in _SCHEMES


def _uri(target: str) -> str:
    """`target` as a PDF holds it: characters beyond ASCII percent-encoded (RFC 3986)."""
    return quote(target, safe=_URI_CHARACTERS)


def _links_of(content: Sequence[Content]) -> Iterator[tuple[str, Span]]:
    for node in walk(content):
        match node:
            case Entry():
                for field in node.head:
                    yield from _links(field.inlines)
            case Paragraph() | Heading():
                yield from _links(node.inlines)
            case Definition():
                yield from _links(node.term)
            case Table():
                for row in (node.header or (), *node.rows):
                    for cell in row:
                        yield from _links(cell.inlines)
            case _:
                pass


def _links(inlines: Sequence[Inline]) -> Iterator[tuple[str, Span]]:
    for inline in inlines:
        match inline:
            case Link(target, children, span):
                seen = plain(children).strip() or any(isinstance(c, Image) for c in children)
                if target and seen:
                    yield target, span
            case Styled():
                yield from _links(inline.children)
            case _:
                pass


def _annotated(file: File) -> Iterator[tuple[int, str, str | None]]:
    """Page, action and target of every link that leaves the document; no target for an action
    other than opening one.
    """
    for number, page in enumerate(file.pages, 1):
        annotations = page.get("/Annots")
        for reference in annotations.get_object() if annotations is not None else ():
            annotation = reference.get_object()
            action = annotation.get("/A")
            if annotation.get("/Subtype") != "/Link" or action is None:
                continue
            action = action.get_object()
            kind = str(action.get("/S", ""))
            if kind == "/URI":
                yield number, kind, str(action.get("/URI", ""))
            elif kind != "/GoTo":
                yield number, kind, None


def _differences(
    due: Sequence[tuple[str, Span | None]], found: Sequence[tuple[int, str]]
) -> Iterator[Diagnostic]:
    """Differences in order. A link that runs over several lines has an annotation on each, so
    of the same target several times in a row there may be more, never fewer.
    """
    due_runs = [(target, list(run)) for target, run in groupby(due, key=lambda link: link[0])]
    found_runs = [(target, list(run)) for target, run in groupby(found, key=lambda link: link[1])]
    texts, found_texts = [target for target, _ in due_runs], [target for target, _ in found_runs]
    gap_list = gaps(texts, found_texts)
    for gap in gap_list:
        wanted = due_runs[gap.start : gap.end]
        others = found_runs[gap.found_start : gap.found_end]
        for index in range(max(len(wanted), len(others))):
            target, links = wanted[index] if index < len(wanted) else ("", [])
            other, annotations = others[index] if index < len(others) else ("", [])
            span = links[0][1] if links else None
            if links and annotations:
                message = f"the link to “{target}” leads to “{other}” (page {annotations[0][0]})"
            elif links:
                message = f"the link to “{target}” is missing"
            else:
                message = f"the link to “{other}” should not be there (page {annotations[0][0]})"
            yield Diagnostic("proof-links", message, span)
    if not gap_list:
        for (target, links), (_, annotations) in zip(due_runs, found_runs, strict=True):
            if lost := max(len(links) - len(annotations), 0):
                yield Diagnostic(
                    "proof-links",
                    f"{lost} of {counted(len(links), 'link')} to “{target}” missing",
                    links[0][1],
                )
