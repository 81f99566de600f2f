"""The one table of the codes of messages, and how bad each is.

What is not in it cannot be reported. It loads nothing, so that the command's help can name them.
"""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """Sorted by weight."""

    INFO = 0
    WARNING = 1
    ERROR = 2


_INFO, _WARNING, _ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

CODES: dict[str, Severity] = {
    # The file
    "no-source": _ERROR,
    "source-not-utf8": _ERROR,
    "source-empty": _ERROR,
    "source-changed": _ERROR,
    "source-is-letter": _WARNING,
    "object-lost": _INFO,
    "front-matter-invalid": _ERROR,
    "front-matter-unknown-key": _WARNING,
    "front-matter-bad-value": _WARNING,
    # Bounds
    "limit-size": _ERROR,
    "limit-pages": _ERROR,
    "limit-time": _ERROR,
    "limit-memory": _ERROR,
    # Structure
    "heading-no-space": _WARNING,
    "heading-level-jump": _WARNING,
    "heading-by-underline": _WARNING,
    "section-empty": _WARNING,
    "entry-at-section-level": _INFO,
    "section-inside-section": _INFO,
    "html-ignored": _INFO,
    # Person
    "name-missing": _WARNING,
    "name-from-title": _INFO,
    "email-missing": _WARNING,
    "contacts-missing": _ERROR,
    "text-above-name": _WARNING,
    # Dates
    "date-unreadable": _WARNING,
    "date-order": _WARNING,
    "date-overlap": _INFO,
    "date-gap": _INFO,
    "date-style-mixed": _INFO,
    # Links and images
    "link-relative": _WARNING,
    "link-empty": _WARNING,
    "link-scheme": _WARNING,
    "link-syntax": _WARNING,
    "image-missing": _WARNING,
    "photo-unusable": _WARNING,
    # Directives
    "directive-unknown": _ERROR,
    "directive-like": _WARNING,
    # Style of writing
    "first-person": _INFO,
    # Making the pages
    "unknown-layout": _ERROR,
    "unknown-style": _ERROR,
    "unknown-property": _ERROR,
    "property-invalid": _ERROR,
    "layout-invalid": _ERROR,
    "style-invalid": _ERROR,
    "style-rejected": _WARNING,
    "style-slow": _WARNING,
    "resource-refused": _WARNING,
    "page-overfull": _ERROR,
    "page-required-dropped": _WARNING,
    "page-heading-stranded": _WARNING,
    "page-line-alone": _WARNING,
    "page-item-split": _WARNING,
    "page-half-empty": _WARNING,
    "page-nearly-empty": _INFO,
    "glyph-missing": _ERROR,
    "font-fallback": _INFO,
    "library-missing": _ERROR,
    "output-exists": _ERROR,
    "output-unwritable": _ERROR,
    "worker-died": _ERROR,
    # The proof
    "proof-words": _ERROR,
    "proof-pages": _ERROR,
    "proof-links": _ERROR,
    "proof-fonts": _ERROR,
    "proof-metadata": _ERROR,
    "proof-unreadable": _ERROR,
    "proof-source": _ERROR,
    "proof-edition": _ERROR,
    "proof-broken": _ERROR,
    "proof-glyphs": _ERROR,
    "proof-size": _WARNING,
    "proof-photo": _ERROR,
    "proof-overflow": _ERROR,
    "proof-hidden": _ERROR,
    "proof-contrast": _ERROR,
}
