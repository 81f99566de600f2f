"""An edition: the part of a document that one layout shows, and what it leaves out and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .document import Document
from .record import Record, field
from .source import Span

Reason = Literal["room", "author", "audience", "layout"]
"""Why something is left out: no room on the page, the author's omit mark, meant for other
audiences, or nothing this layout shows.
"""


class Omission(Record):
    """What is left out: a whole node ("section", "entry", "paragraph", "item", …), or the
    trailing "sentences" of a paragraph. `text` is the words left out, as written.
    """

    what: str
    text: str
    span: Span
    reason: Reason


class Verdict(Record):
    """The account of one block that could be chosen, for `--explain`: `height` in pt and
    `value` as it was ranked (higher is kept first); `shown` is what became of it.
    """

    what: str
    text: str
    span: Span
    height: float
    value: float
    required: bool
    shown: Literal["whole", "shortened", "left out"]


class Picture(Record):
    """A photograph as the page takes it: a data: address, and the words that stand for it."""

    url: str
    alt: str


class Edition(Record):
    """`document` holds only what is shown; it is the author's document with parts taken out.

    `variables` are custom properties of the style set by fitting ("leading" → "1.32"); `layouts`
    counts how often the page was laid out to choose it.
    """

    layout: str
    document: Document
    omissions: tuple[Omission, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    layouts: int = 0
