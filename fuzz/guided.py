"""A property driven by atheris, which looks for inputs that reach code no other has reached.

Texts and bytes grow from the fixtures, byte by byte; what needs more than one value, or a shape,
is drawn by the strategies from the bytes that atheris invents. A finding ends the run and is
written to the folder as `crash-…`. It is an extra of nobody's: `pip install atheris`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def run(name: str, minutes: float | None, findings: Path) -> int:
    """Fuzzes one property; returns only where atheris is not there."""
    try:
        import atheris
    except ImportError:
        print("guided by coverage needs atheris: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["resume_pdf"]):
        properties: Any = import_module("fuzz.properties")
    grammar = import_module("fuzz.grammar")
    one = properties.PROPERTIES[name]
    corpus = findings / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    if name in ("reader", "fix", "front-matter", "directives"):
        for number, text in enumerate(grammar.FIXTURES):
            (corpus / f"fixture-{number}").write_text(text, "utf-8")

        def test(data: bytes) -> None:
            one.holds(data.decode("utf-8", "replace"))

    elif name == "bytes":
        test = one.holds
    else:
        from hypothesis import given, settings

        test = settings(deadline=None, database=None)(
            given(one.inputs())(lambda value: one.holds(*value))
        ).hypothesis.fuzz_one_input
    words = findings / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in (*grammar.MARKUP, *grammar.ODD)))
    time = [f"-max_total_time={int(60 * minutes)}"] if minutes else []
    atheris.Setup(
        [sys.argv[0], f"-artifact_prefix={findings}/", f"-dict={words}", *time, str(corpus)], test
    )
    atheris.Fuzz()
    return 0


def _escaped(word: str) -> str:
    """As libFuzzer's dictionaries write bytes."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())
