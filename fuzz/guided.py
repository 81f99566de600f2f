"""A property driven by atheris, which looks for inputs that reach code no other has reached.

Texts and bytes grow from the fixtures and from past findings, byte by byte; what needs more than
one value, or a shape, is drawn by the strategies from the bytes that atheris invents. What grew is
kept in the folder of findings, for the next run to go on from. A finding ends the run and is
written there as `crash-…`. Atheris is for Linux: `pip install atheris`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

_FINDINGS = Path(__file__).resolve().parents[1] / "tests" / "fuzz" / "findings"
_LONGEST = 8000  # bytes
_SEEDS = 20
_TEXTS = ("reader", "fix", "front-matter", "directives", "bytes")


def run(name: str, inputs: int, minutes: float | None, findings: Path) -> int:
    """Fuzzes one property; returns only where atheris is not there, else ends the process."""
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
    if name in _TEXTS:
        for number, text in enumerate(grammar.FIXTURES):
            (corpus / f"fixture-{number}").write_text(text, "utf-8")
        for path in _FINDINGS.glob("*.md"):
            (corpus / path.stem).write_bytes(path.read_bytes())

        def test(data: bytes) -> None:
            one.holds(data if name == "bytes" else data.decode("utf-8", "replace"))

    else:
        from hypothesis import given, settings

        # Fewer bytes are enough for no input at all.
        for number in range(_SEEDS):
            (corpus / f"seed-{number}").write_bytes(Random(number).randbytes(_LONGEST))

        test = settings(deadline=None, database=None)(
            given(one.inputs())(lambda value: one.holds(*value))
        ).hypothesis.fuzz_one_input
    words = findings / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in (*grammar.MARKUP, *grammar.ODD)))
    bound = f"-max_total_time={int(60 * minutes)}" if minutes else f"-runs={inputs}"
    options = [f"-artifact_prefix={findings}/", f"-dict={words}", bound, "-timeout=60"]
    options += ["-len_control=0", f"-max_len={_LONGEST}"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], test)
    atheris.Fuzz()
    return 0


def _escaped(word: str) -> str:
    """As libFuzzer's dictionaries write bytes."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())
