"""PDFs set by WeasyPrint from HTML written by hand, and editions built by hand to prove them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from resume_pdf.document import (
    Content,
    Document,
    Inline,
    LetterheadItem,
    Paragraph,
    Person,
    Section,
    Settings,
    Text,
)
from resume_pdf.edition import Edition
from resume_pdf.proof import READERS, Expectation, Proof, Reader, contents_of, prove
from resume_pdf.proof.contents import Contents
from resume_pdf.source import Span

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "styles" / "fonts" / "source-serif-4"
WITH_ARABIC_AND_HEBREW = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
)
WITH_HAN = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
)

CSS = """
@font-face { font-family: Text; src: url(%(regular)s) }
@font-face { font-family: Text; src: url(%(bold)s); font-weight: bold }
@font-face { font-family: Other; src: url(%(other)s) }
@page { size: 300pt 400pt; margin: 40pt }
html { font: 10pt/1.4 Text; overflow-wrap: anywhere }
h1, h2 { font: bold 12pt Text; margin: 6pt 0 }
p, table { margin: 0 0 4pt }
ul, ol { list-style: none; margin: 0; padding: 0 }
"""

Typeset = Callable[..., bytes]
MakeEdition = Callable[..., Edition]


@pytest.fixture(autouse=True)
def _one_proof_and_two_halves_are_the_same(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a test has proved is proved a second time as by two processes."""

    def twice(
        pdf: bytes,
        edition: Edition,
        expected: Expectation = Expectation(),  # noqa: B008 - immutable
        readers: Sequence[Reader] = READERS,
    ) -> Proof:
        def contents() -> Contents:
            found: Contents = pickle.loads(
                pickle.dumps(contents_of(pdf, edition.document, expected))
            )
            return found

        whole = prove(pdf, edition, expected, readers)
        assert prove(pdf, edition, expected, readers, contents) == whole
        return whole

    if hasattr(request.module, "prove"):
        monkeypatch.setattr(request.module, "prove", twice)


@cache
def _written(
    body: str, language: str, title: str, author: str, css: str, other: str, direction: str
) -> bytes:
    import weasyprint

    sheet = CSS % {
        "regular": (SHIPPED / "SourceSerif4-Regular.ttf").as_uri(),
        "bold": (SHIPPED / "SourceSerif4-Bold.ttf").as_uri(),
        "other": Path(other).as_uri() if other else "about:invalid",
    }
    head = f"<title>{title}</title><meta name=author content='{author}'>"
    html = f"<html lang={language} dir={direction}>{head}<style>{sheet}{css}</style><body>{body}"
    pdf: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


@pytest.fixture(scope="session")
def typeset() -> Typeset:
    """HTML to PDF; the same one twice is set once."""

    def set_html(
        body: str,
        *,
        language: str = "en",
        title: str = "Ada Byron – Résumé",
        author: str = "Ada Byron",
        css: str = "",
        other: str = "",
        direction: str = "ltr",
    ) -> bytes:
        return _written(body, language, title, author, css, other, direction)

    return set_html


@pytest.fixture(scope="session")
def edition_of() -> MakeEdition:
    """An edition: the name Ada Byron over blocks, or texts as paragraphs; each piece of text
    stands, for the tests, at its own hundred of characters in the source."""

    def make(*parts: str | Content, language: str = "en", **settings: Any) -> Edition:
        content: list[Content] = []
        for number, part in enumerate(parts, 1):
            span = Span(number * 100, number * 100 + 99)
            content.append(Paragraph((Text(part, span),), span) if isinstance(part, str) else part)
        at_top = Span(0, 9)
        name: tuple[Inline, ...] = (Text("Ada Byron", at_top),)
        person = Person("Ada Byron", None, (LetterheadItem("name", name, at_top),), ())
        section = Section((), "other", tuple(content), Span(10, 10_000))
        return Edition("full", Document(person, (section,), language, Settings(**settings)))

    return make


@pytest.fixture(scope="session")
def arabic_and_hebrew() -> str:
    """A face with both scripts, where the machine has one."""
    return _face(WITH_ARABIC_AND_HEBREW, "Arabic and Hebrew")


@pytest.fixture(scope="session")
def han() -> str:
    return _face(WITH_HAN, "Han characters")


def _face(paths: tuple[str, ...], what: str) -> str:
    for path in paths:
        if Path(path).is_file():
            return path
    pytest.skip(f"no font with {what} on this machine")
