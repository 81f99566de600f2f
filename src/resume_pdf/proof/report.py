"""What a proof is asked and what it answers."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Severity
from ..measurement import Measurement
from ..record import Record
from ..risks import Risk


class Expectation(Record, kw_only=True):
    """What a PDF should be beyond what its edition tells.

    `pages` is None where any number will do. `furniture` has, per page, the texts of its margin
    boxes, which are no words of the edition. `title` is None where it need only bear the
    person's name; `author` None: that name; `language` None: the document's. `links` replaces
    the targets that follow from the edition, in order. `outline` is False for a PDF that must
    have none (PDF/UA-2). `measurement` is what the laid-out pages told; `risks` are what
    in the style may be the cause of what is wrong. `photo` are the words that stand for a
    photograph on the first page, None for none.
    """

    pages: int | None = None
    furniture: tuple[tuple[str, ...], ...] = ()
    title: str | None = None
    author: str | None = None
    language: str | None = None
    links: tuple[str, ...] | None = None
    outline: bool = True
    measurement: Measurement | None = None
    risks: tuple[Risk, ...] = ()
    photo: str | None = None


class Check(Record):
    """One thing that was looked at: `count` of what, `found` in words ("14 links")."""

    name: str
    count: int
    found: str
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing was found that forbids publishing."""
        return all(found.severity < Severity.ERROR for found in self.diagnostics)


class Proof(Record):
    """The account of one PDF. `pages` is how many it has, `size` is in bytes, `words` is how
    many the edition says. A PDF whose proof did not pass must not be published.
    """

    checks: tuple[Check, ...]
    pages: int
    size: int
    words: int

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, check by check."""
        return tuple(found for check in self.checks for found in check.diagnostics)

    @property
    def passed(self) -> bool:
        """Whether the PDF may be published."""
        return all(check.passed for check in self.checks)

    @property
    def summary(self) -> str:
        """One line: "1,204 words in order, 2 readers; 14 links; 4 fonts embedded"."""
        return "; ".join(check.found for check in self.checks if check.found)


def counted(number: int, thing: str, things: str = "") -> str:
    """A number of things in words: "1 link", "1,204 words"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
