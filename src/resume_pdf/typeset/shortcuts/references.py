"""References to the pages of a PDF: made once, not all of them for each element of a page."""

from __future__ import annotations

from typing import Any


def refer_to_pages_once() -> None:
    """Has a PDF keep the references to its pages until it has another page."""
    import pydyf

    references_of = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        known = vars(pdf).get("references", ())
        if len(known) != pdf.pages["Count"]:
            known = pdf.references = references_of(pdf)
        return known  # type: ignore[no-any-return]

    pydyf.PDF.page_references = property(page_references)
