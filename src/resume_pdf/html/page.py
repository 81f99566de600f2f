"""The page of a layout: its templates filled with a document.

Words are escaped once, by Jinja's autoescape or, in running text, by `inlines`. What is set is
the author's text to the letter, with two changes that setting type asks for: the separator between
two dates becomes an en dash, and a bare URL loses its scheme and its trailing slash.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import jinja2

from ..diagnostics import ResumeError
from ..document import Document, key, plain
from ..edition import Picture
from ..record import replace
from ..stamp import Stamp
from ..theme import Layout, is_bundled
from . import order, script, text
from .compiled import Compiled
from .inlines import Inlining
from .order import arranged
from .references import references
from .sandbox import Strange, budget, shipped

# What ends a line in Unicode and not in Markdown is white space, which Pango would end one at; the
# order of letters is that of their scripts, whatever override a file has brought along.
_AS_SET = dict.fromkeys((*range(0x0B, 0x0D), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029), " ")
_AS_SET |= dict.fromkeys((0x202D, 0x202E), "")


def filled(
    document: Document, layout: Layout, heading: str, steps: int, photo: Picture | None
) -> str:
    """What `html.render` gives; `heading` is the title of the document."""
    document = arranged(document, layout)
    language = script.regional(document)
    direction = script.direction(language)
    strange = not is_bundled(layout)
    properties = document.settings.variables
    found = references(document, layout)
    href = partial(_href, document.settings.base_url)
    inlining = Inlining(direction, href)
    given = {
        "document": document,
        # Where its files lie is none of a template's business.
        "layout": replace(layout, folders=(), stamp=()),
        "language": language,
        "direction": direction,
        "title": heading,
        "heading": order.titled(document.person.letterhead),
        "hangs": found.hangs,
        "figures_of": found.figures_of,
        "photo": photo,
        "date": _date(document.settings.date),
        "properties": "".join(f"--{name}:{value};" for name, value in properties.items()),
        "href": href,
        "as_html": inlining.inlines,
        "text_as_html": inlining.text,
    }
    try:
        with budget(steps):
            template = _environment(layout.folders, layout.stamp, strange=strange).select_template(
                ("page.html.j2", "skeleton.html.j2")
            )
            html: str = template.render(given).translate(_AS_SET)
            html.encode()  # Half a character can be written in a template, and on no page.
            return html
    except (jinja2.TemplateError, RecursionError) as error:
        raise _invalid(layout, error) from error
    except Exception as error:  # whatever a template does to what it is given
        if not strange or isinstance(error, MemoryError):
            raise
        raise _invalid(layout, error) from error


def _invalid(layout: Layout, error: Exception) -> ResumeError:
    return ResumeError("layout-invalid", f"layout {layout.name}: {error}")


def _date(written: str | None) -> str | None:
    """The day of an ISO 8601 date, in the form PDF metadata takes."""
    found = re.match(r"\d{4}(-\d\d){0,2}", written or "")
    return found.group() if found else None


def _href(base_url: str | None, target: str | None) -> str | None:
    """Where a link leads, absolute; None where it leads nowhere that a PDF should open."""
    if not target:
        return None  # Joined to the base URL, nothing would lead there.
    try:
        target = urljoin(base_url or "", target.strip())
        parts = urlsplit(target)
    except ValueError:
        return None
    whole = parts.netloc if parts.scheme in ("http", "https") else parts.path
    known = parts.scheme in ("http", "https", "mailto", "tel")
    if not known or not whole or re.search(r"[\x00-\x20]", target):
        return None
    # Written out, for on the page they would be something else.
    return "".join(quote(one) if ord(one) in _AS_SET else one for one in target)


@lru_cache(maxsize=32)
def _environment(
    folders: tuple[Path, ...],
    stamp: Stamp,  # noqa: ARG001
    *,
    strange: bool,
) -> jinja2.Environment:
    """The templates of one layout: data that cannot run Python, and that escapes by default.

    `stamp` makes those of a layout that was edited others.
    """
    environment = Strange(folders) if strange else shipped(folders, Compiled())
    environment.globals.update(
        key=key,
        kind=lambda node: type(node).__name__.lower(),
        plain=plain,
        spaced=text.spaced,
        dated=text.dated,
        bare=text.bare,
        linked=text.linked,
        head=order.head,
        runs=order.runs,
        rows=order.rows,
    )
    return environment
