"""Sets a document as HTML: the author's words, a layout's templates, a style's class names.

In: the `Document` of an edition and a `Layout`. Out: one HTML document whose elements carry, as
`data-key`, the `document.key` of the node they show. Errors: `ResumeError` "layout-invalid" for a
template that cannot be used.
"""

from __future__ import annotations

from ..document import Document
from ..edition import Picture
from ..limits import LIMITS
from ..theme import Layout
from .order import arranged
from .shortcuts import import_jinja2

__all__ = ["arranged", "load_templates", "render", "title"]

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


def load_templates() -> None:
    """Imports now what else is imported when the first document is set."""
    import_jinja2()
    from . import page  # noqa: F401 - for whoever sets one next


def render(
    document: Document, layout: Layout, steps: int = LIMITS.steps, photo: Picture | None = None
) -> str:
    """The document as HTML, to be laid out on any paper with any style's sheets.

    The author's custom properties stand on the root element. The templates of a layout that is not
    bundled take at most `steps`, which `sandbox` counts.
    """
    load_templates()  # where it is done: another process may set the documents
    from .page import filled

    return filled(document, layout, title(document, layout), steps, photo)


def title(document: Document, layout: Layout) -> str:
    """What the PDF is called: "First Last – Résumé", the word in the document's language."""
    primary = document.language.split("-")[0].lower()
    word = _TITLES[layout.reads].get(primary)
    fallback = "CV" if layout.reads == "resume" else _TITLES["letter"]["en"]
    return " – ".join(filter(None, (document.person.name, word))) or fallback
