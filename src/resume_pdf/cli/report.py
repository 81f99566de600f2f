"""How what the program has to say looks on a terminal, and as plain lines in a pipe."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic

from ..diagnostics import Diagnostic, Severity
from ..source import Source
from .ending import to_stdout
from .terminal import harmless, is_terminal, is_utf8, paint, width

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MOMENT = 0.4  # seconds after which a terminal shows what is being done


class WrongUse(Exception):
    """The command was called in a way that makes no sense."""


class Reporter:
    """Prints results to standard output and everything else to standard error.

    `to_stderr` sends what is told of a result there as well, when standard output carries it.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.to_stderr = False
        self._began = monotonic()
        self._progress_shown = False

    def line(self, text: str = "") -> None:
        """A line that tells of the result; --quiet drops it."""
        if not self.quiet:
            self.result(text)

    def result(self, text: str) -> None:
        """A line of what was asked for, with or without --quiet."""
        if self.to_stderr:
            self._tell(text)
            return
        self.close()
        with to_stdout():
            print(harmless(text))

    def json(self, found: object) -> None:
        """What was asked for, as JSON on standard output."""
        self.close()
        with to_stdout():
            print(json.dumps(found, ensure_ascii=not is_utf8(sys.stdout), indent=2))

    def data(self, content: bytes) -> None:
        """What was asked for, as it is: a file on standard output."""
        self.close()
        if sys.stdout is None:
            raise WrongUse("standard output is closed")
        with to_stdout():
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()

    def fail(self, message: str, hint: str | None = None) -> None:
        """An error without a place in a file."""
        self._tell(f"resume-pdf: {paint('error', 'red', sys.stderr)}: {message}")
        if hint:
            self._tell(f"  hint: {hint}")

    def mistake(self, error: Exception, where: str = "your file") -> None:
        """An error that is none of the user's; raised again where it should be looked into."""
        if os.environ.get("RESUME_PDF_DEBUG"):
            raise error
        if isinstance(error, OSError) and error.filename:
            # The machine's, which nothing before knew to say more of.
            self.fail(f"{shorten(str(error.filename))}: {error.strerror or error}")
            return
        self.fail(
            f"this is a mistake in resume-pdf, not in {where}: {type(error).__name__}: {error}",
            hint="set RESUME_PDF_DEBUG=1 to see where it happened, and please report it",
        )

    def progress(self, step: str) -> None:
        """What is being done, on a terminal and only when it has taken longer than a moment."""
        if self.quiet or not is_terminal(sys.stderr) or monotonic() - self._began < _MOMENT:
            return
        shown = shorten(harmless(step), width(sys.stderr) - 3)
        with _unless_lost():
            print(f"\r\x1b[K{shown} …", end="", file=sys.stderr, flush=True)
        self._progress_shown = True

    def close(self) -> None:
        """Takes the progress off the terminal."""
        if self._progress_shown:
            with _unless_lost():
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._progress_shown = False

    def diagnostics(self, found: Iterable[Diagnostic], source: Source) -> None:
        """Prints diagnostics in the order of their places; information only without --quiet."""
        by_place = sorted(found, key=lambda one: (one.span is None, one.span))
        for diagnostic in by_place:
            if diagnostic.severity > Severity.INFO or not self.quiet:
                self.diagnostic(diagnostic, source)

    def diagnostic(self, diagnostic: Diagnostic, source: Source | None) -> None:
        """Prints one as compilers do: place, code, message, the line, a caret, a hint."""
        severity = diagnostic.severity
        label = f"{severity.name.lower()}[{diagnostic.code}]"
        place = "resume-pdf"
        if source is not None:
            place = source.name
            if diagnostic.span is not None:
                line, column = source.position(diagnostic.span.start)
                place = f"{source.name}:{line}:{column}"
        label = paint(label, _COLOURS[severity], sys.stderr)
        self._tell(f"{place}: {label}: {diagnostic.message}")
        if source is not None and diagnostic.span is not None:
            for text in _excerpt(source, diagnostic.span.start, diagnostic.span.end):
                self._tell(text)
        if diagnostic.hint:
            self._tell(f"  hint: {diagnostic.hint}")

    def _tell(self, text: str) -> None:
        self.close()
        with _unless_lost():
            print(harmless(text), file=sys.stderr)


@contextmanager
def _unless_lost() -> Iterator[None]:
    """Lets what cannot be told (a disk is full, a terminal is gone) not stop what can be done."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError:
        pass


def _excerpt(source: Source, start: int, end: int) -> list[str]:
    """The source line at `start`, cut to a screen's width, with carets under start to end."""
    if start == end:
        return []  # It concerns the file as a whole.
    line, column = source.position(start)
    text = source.line_text(line)
    widest = width(sys.stderr) - len(f"  {line} | ")
    first = max(0, column - 1 - widest // 2) if len(text) > widest else 0
    shown = text[first : first + widest].expandtabs(1)
    before = shown[: column - 1 - first]
    under = shown[column - 1 - first :][: max(1, end - start)]
    if not text.strip():
        return []
    return [
        f"  {line} | {shown}",
        f"  {' ' * len(str(line))} | {' ' * _width(before)}{'^' * max(1, _width(under))}",
    ]


def shorten(text: str, width: int = 72) -> str:
    """`text` on one line of at most `width` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _width(text: str) -> int:
    """The columns that `text` takes on a terminal: wide East Asian characters take two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
