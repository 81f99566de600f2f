"""What is measured within one process; runs where resume-pdf is installed, prints JSON.

python inside.py warm FILE LAYOUT ROUNDS
python inside.py growth FILE LAYOUT RENDERS
python inside.py linear FILE ROUNDS FACTOR…
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from resume_pdf import Press, build
from resume_pdf.source import Source
from resume_pdf.theme import layout_names, style_names

_WARM_UP = 3


def main() -> None:
    """Prints what the measurement named by the first argument gives."""
    name, file, *rest = sys.argv[1:]
    measures: dict[str, Callable[..., Any]] = {"warm": warm, "growth": growth, "linear": linear}
    print(json.dumps(measures[name](Path(file), *rest)))


def warm(file: Path, layout: str, rounds: str) -> list[float]:
    """Seconds from the saved file to its proved PDF, with one press, after a warm-up."""
    press = Press()
    for _ in range(_WARM_UP):
        _build(file, layout, press)
    return [_timed(file, layout, press) for _ in range(int(rounds))]


def growth(file: Path, layout: str, renders: str) -> list[tuple[int, int]]:
    """Every so many renders: their number, and how much memory the process has, in bytes."""
    press = Press()
    sizes = []
    number = int(renders)
    for count in range(1, number + 1):
        _build(file, layout, press)
        if count % max(1, number // 20) == 0:
            gc.collect()
            sizes.append((count, _resident()))
    return sizes


def linear(file: Path, rounds: str, *factors: str) -> list[dict[str, Any]]:
    """Seconds for the résumé with its content once and several times, in each layout and style."""
    texts = {int(factor): repeated(file.read_text("utf-8"), int(factor)) for factor in factors}
    found = []
    for layout in layout_names():
        for style in style_names():
            press = Press()
            _build(Source(texts[min(texts)]), layout, press, style)
            times: dict[int, list[float]] = {factor: [] for factor in texts}
            # Round by round, so that a machine that slows down slows all alike.
            for _ in range(int(rounds)):
                for factor, text in texts.items():
                    times[factor].append(_timed(Source(text), layout, press, style))
            found.append({"layout": layout, "style": style, "seconds": times})
    return found


def repeated(text: str, factor: int) -> str:
    """A résumé whose sections under its letterhead stand in it `factor` times."""
    head, mark, sections = text.partition("\n## ")
    return head + (mark + sections.rstrip("\n") + "\n") * factor


def _build(source: Any, layout: str, press: Press, style: str | None = None) -> None:
    built = build(source, layouts=[layout], style=style, press=press)
    if not built.renderings:
        raise SystemExit(f"{layout}, {style}: {[one.message for one in built.diagnostics]}")


def _timed(source: Any, layout: str, press: Press, style: str | None = None) -> float:
    started = time.perf_counter()
    _build(source, layout, press, style)
    return time.perf_counter() - started


def _resident() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("this system does not tell how much memory a process has")


if __name__ == "__main__":
    main()
