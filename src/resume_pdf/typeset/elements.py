"""What a page is made of: the elements and attributes of HTML that a layout may print.

In: the tree of a page. Raises `ResumeError` "layout-invalid" for anything else, such as what embeds
files, asks for input or brings styles of its own. What authors write never gets here as markup:
layouts escape it. The list is for the layouts of others.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from ..diagnostics import ResumeError

ELEMENTS = frozenset(
    {"html", "head", "meta", "title", "body", "header", "footer", "main", "section", "article"}
    | {"aside", "nav", "div", "p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "wbr"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "address"}
    | {"a", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "sup", "sub", "small"}
    | {"code", "kbd", "samp", "var", "dfn", "abbr", "cite", "q", "time", "bdi", "bdo", "img"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
ATTRIBUTES = frozenset(
    {"class", "id", "lang", "dir", "title", "style", "role", "href", "src", "alt", "width"}
    | {"height", "charset", "name", "content", "datetime", "start", "value", "type", "scope"}
)
_FREE = ("data-", "aria-")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_DEEPEST = 150


def check_elements(root: Any) -> None:
    """Raises `ResumeError` unless the page holds only what it may; `root` is its `html`."""
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        tag = element.tag
        if not isinstance(tag, str):
            continue  # A comment.
        if tag not in ELEMENTS:
            raise _not_set(f"<{tag.rpartition('}')[2]}>")
        if depth > _DEEPEST:
            raise _not_set(f"elements within one another more than {_DEEPEST} deep")
        for name in element.attrib:
            if name not in ATTRIBUTES and not name.startswith(_FREE):
                raise _not_set(f"<{tag} {name}>")
        if tag == "a" and not _may_lead(element.get("href") or "#"):
            raise _not_set(f"a link to {element.get('href')[:80]}")
        stack += [(child, depth + 1) for child in element]


def _may_lead(target: str) -> bool:
    if target.startswith("#"):
        return True
    try:
        return urlsplit(target).scheme in _SCHEMES
    except ValueError:
        return False


def _not_set(what: str) -> ResumeError:
    return ResumeError(
        "layout-invalid",
        f"the layout prints what no page may hold: {what}",
        hint="docs/styles.md lists what a layout may print",
    )
