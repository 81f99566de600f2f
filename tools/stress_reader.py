"""Time the reader on texts that make careless parsers slow.

Each text is read at two sizes; a reader that is linear takes about twice the time for twice the
text. Run with the project installed:

    python tools/stress_reader.py [--limit SECONDS] [NAME]…
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from resume_pdf.reader import read, visible_words
from resume_pdf.source import Source

MEGABYTE = 1_000_000


def _repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + piece * (size // len(piece)) + after


PROSE = (
    "## Engineer, Somewhere & Sons | 2012 - 2015\n\nBuilt *some* [things](https://example.org)"
    " that `worked` well.\n\n- One thing, see https://example.org/a_(b)\n- Another <b>thing</b>\n"
    "\n| a | b |\n|---|---|\n| one | two |\n\n"
)

MARKUP = ["- ", "![", "[[", "](", "*a_", "_a*", "**a", "`a``", "[^", "<a", "</", "<!", "a@", "www."]

TEXTS: dict[str, Callable[[int], str]] = {
    "prose": _repeated(PROSE),
    "one-line": _repeated("word and "),
    "one-word": _repeated("x"),
    "entries": lambda size: (
        "# Jo Doe\n\n## Experience\n\n"
        + "".join(
            f"### Joiner {n}, Works No. {n % 700} | Mar {1950 + n % 60} – May {1952 + n % 60}\n\n"
            "- Made chairs\n\n"
            for n in range(size // 100)
        )
    ),
    "different-headings": lambda size: "".join(
        f"## Heading {n} of the ones here\n\ntext\n\n" for n in range(size // 100)
    ),
    "headings": lambda size: "# A heading\n" * (size // 100),
    "quotes": lambda size: ">" * (size // 1000) + " deep\n",
    "quoted-lines": lambda size: (">" * 60 + " deep\n") * (size // 100),
    "lists": lambda size: "".join("  " * n + "- item\n" for n in range(size // 1000)),
    "items": _repeated("- item\n"),
    "numbered": _repeated("1. item\n\n"),
    "rows": _repeated("| a | b |\n", before="| a | b |\n|---|---|\n"),
    "cells": _repeated("| a ", after="|\n"),
    "escaped-pipes": _repeated("\\|", before="| a |\n|---|\n| ", after=" |\n"),
    "definitions": _repeated("term\n: said\n\n"),
    "footnotes": lambda size: "".join(f"a[^{n}] b\n\n[^{n}]: note\n\n" for n in range(size // 40)),
    "spans": _repeated("*a* **b** "),
    "escapes": _repeated("\\*a\\_b "),
    "entities": _repeated("&amp;&eacute; "),
    "codes": _repeated("`a` ``b`` "),
    "links": _repeated("[a](b) "),
    "images": _repeated("![a](b) "),
    "urls": _repeated("https://example.org/a "),
    "mails": _repeated("a@example.org "),
    "tags": _repeated("<b>a</b> "),
    "html-block": _repeated("<p>a</p>\n", before="<div>\n"),
    "html-open": _repeated("<div>\n\na\n\n"),
    "html-broken": _repeated("<a ", before="<div>"),
    "html-quotes": _repeated('<a b="', before="<div>"),
    "comments": _repeated("<!-- c -->\n\n"),
    "comments-open": _repeated("<!-- "),
    "directives": _repeated("<!-- resume: keep -->\n- a\n\n"),
    "liquid": _repeated("{{ a }} {% b %} "),
    "liquid-open": _repeated("{% "),
    "attributes": _repeated("*a*{: .b} "),
    "attributes-open": _repeated("*a*{.b "),
    "dashes": _repeated("a\n---\n"),
    "fences": _repeated("```\na\n```\n"),
    "fences-open": _repeated("````\na\n```\n"),
    "references": lambda size: (
        "".join(f"[a{n}]: https://example.org/{n}\n" for n in range(size // 60))
        + "".join(f"[a{n}] [x] " for n in range(size // 60))
    ),
    "blank": _repeated("\n"),
    "spaces": _repeated(" "),
    "carriage-returns": _repeated("a\r"),
} | {f"run of {mark!r}": _repeated(mark) for mark in [*"[]*_<>`~!({|\\&@#:", *MARKUP]}


def seconds(text: str) -> tuple[float, float]:
    """The time in which a text is understood, and in which its visible words are found."""
    source = Source(text)
    start = time.perf_counter()
    reading = read(source)
    read_at = time.perf_counter()
    visible_words(source, reading.body_start)
    return read_at - start, time.perf_counter() - read_at


def main() -> int:
    """Print a line for each text; 1 where one took too long."""
    arguments = argparse.ArgumentParser(description="Time the reader on hard texts.")
    arguments.add_argument("names", nargs="*", metavar="NAME", help="texts to read (default: all)")
    arguments.add_argument("--limit", type=float, default=10.0, help="seconds for one megabyte")
    arguments.add_argument("--size", type=int, default=MEGABYTE, help="characters")
    options = arguments.parse_args()
    slow = 0
    for name in options.names or TEXTS:
        half = sum(seconds(TEXTS[name](options.size // 2)))
        reading, words = seconds(TEXTS[name](options.size))
        whole = reading + words
        verdict = "" if max(reading, words) < options.limit else "TOO SLOW"
        slow += bool(verdict)
        print(
            f"{name:22} read {reading:6.2f} s  words {words:6.2f} s  "
            f"×{whole / half:4.1f}  {verdict}",
            flush=True,
        )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
