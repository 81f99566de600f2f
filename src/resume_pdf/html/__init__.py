"""Sets an edition as HTML: the author's words, a layout's templates, a style's class names.

In: an `Edition` and a `Layout`. Out: one HTML document whose elements carry, as `data-key`, the
`document.key` of the node they show. Errors: `ResumeError` "layout-invalid" for a template that
cannot be used.

Words are escaped once, by Jinja's autoescape or, in running text, by `inlines`. What is set is
the author's text to the letter, with two changes that setting type asks for: the separator between
two dates becomes an en dash, and a bare URL loses its scheme and its trailing slash.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import jinja2

from ..diagnostics import ResumeError
from ..document import Document, key, plain
from ..edition import Edition, Picture
from ..limits import LIMITS
from ..record import replace
from ..stamp import Stamp
from ..theme import Layout, is_bundled
from . import order, script, text
from .compiled import Compiled
from .inlines import Inlining
from .order import arranged
from .references import references
from .sandbox import Strange, budget, shipped

__all__ = ["arranged", "render", "title"]

# What ends a line in Unicode and not in Markdown is white space, which Pango would end one at; the
# order of letters is that of their scripts, whatever override a file has brought along.
_AS_SET = dict.fromkeys((*range(0x0B, 0x0D), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029), " ")
_AS_SET |= dict.fromkeys((0x202D, 0x202E), "")

# The word for the document, for its title; where the language is not here the name stands alone.
_TITLES = {
    "resume": {
        "de": "Lebenslauf",
        "en": "Résumé",
        "es": "Currículum",
        "fr": "CV",
        "it": "Curriculum vitae",
        "ja": "職務経歴書",
        "ko": "이력서",
        "nl": "Cv",
        "pl": "CV",
        "pt": "Currículo",
        "ru": "Резюме",
        "zh": "简历",
    },
    "letter": {
        "de": "Anschreiben",
        "en": "Letter",
        "es": "Carta",
        "fr": "Lettre",
        "it": "Lettera",
        "ja": "送付状",
        "ko": "편지",
        "nl": "Brief",
        "pl": "List",
        "pt": "Carta",
        "ru": "Письмо",
        "zh": "信函",
    },
}


def render(
    edition: Edition, layout: Layout, steps: int = LIMITS.steps, photo: Picture | None = None
) -> str:
    """The edition as an HTML document, to be laid out on any paper with any style's sheets.

    Custom properties stand on the root element: the author's first, then what fitting set. The
    templates of a layout that is not bundled take at most `steps`, which `sandbox` counts.
    """
    document = arranged(edition.document, layout)
    language = script.regional(document)
    direction = script.direction(language)
    strange = not is_bundled(layout)
    properties = {**document.settings.variables, **edition.variables}
    found = references(document, layout)
    href = partial(_href, document.settings.base_url)
    inlining = Inlining(direction, href)
    given = {
        "document": document,
        # Where its files lie is none of a template's business.
        "layout": replace(layout, folders=(), stamp=()),
        "language": language,
        "direction": direction,
        "title": title(document, layout),
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


def title(document: Document, layout: Layout) -> str:
    """What the PDF is called: "First Last – Résumé", the word in the document's language."""
    primary = document.language.split("-")[0].lower()
    word = _TITLES[layout.reads].get(primary)
    fallback = "CV" if layout.reads == "resume" else _TITLES["letter"]["en"]
    return " – ".join(filter(None, (document.person.name, word))) or fallback


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
    return target if known and whole and not re.search(r"[\x00-\x20]", target) else None


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
