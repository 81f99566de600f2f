"""What is measured within one process; runs where resume-pdf is installed, prints JSON.

python inside.py growth FILE same|edited|styles RENDERS LAYOUT…
python inside.py linear FILE FACTOR…
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from resume_pdf import Press, build
from resume_pdf.cli.process import collect_rarely
from resume_pdf.source import Source
from resume_pdf.theme import layout_names, style_names

_LEAST = 5  # times that the shortest résumé is timed: it is told as their median


def main() -> None:
    """Prints what the measurement named by the first argument gives."""
    name, file, *rest = sys.argv[1:]
    collect_rarely()  # as the command does
    measures: dict[str, Callable[..., Any]] = {"growth": growth, "linear": linear}
    print(json.dumps(measures[name](Path(file), *rest)))


def growth(file: Path, what: str, renders: str, *layouts: str) -> list[tuple[int, int]]:
    """Every so many renders: their number, and how much memory the process has, in bytes."""
    press = Press()
    sizes = []
    number = int(renders)
    with TemporaryDirectory() as folder:
        styles = _styles(what, Path(folder))
        for count in range(1, number + 1):
            _build(file, layouts, press, next(styles))
            gc.collect()  # as `preview` and `watch` do
            if count % max(1, number // 20) == 0:
                sizes.append((count, _resident()))
    return sizes


def _styles(what: str, folder: Path) -> Iterator[str | None]:
    """The style of each render: always the same, one that was edited since, or each in turn."""
    if what == "edited":
        sheet = folder / "styles" / "edited.css"
        sheet.parent.mkdir()
        for number in cycle(range(9)):
            sheet.write_text(f'@import url("classic.css");\n.name {{ margin-top: {number}pt }}\n')
            yield str(sheet)
    yield from cycle(style_names() if what == "styles" else (None,))


def linear(file: Path, *factors: str) -> list[dict[str, Any]]:
    """Seconds for the résumé with its content once and several times, in each layout and style."""
    texts = {int(factor): repeated(file.read_text("utf-8"), int(factor)) for factor in factors}
    found = []
    for layout in layout_names():
        for style in style_names():
            press = Press()
            _build(Source(texts[min(texts)]), (layout,), press, style)
            times: dict[int, list[float]] = {}
            for factor, text in texts.items():
                gc.collect()
                often = _LEAST if factor == min(texts) else 1
                times[factor] = [_timed(Source(text), layout, press, style) for _ in range(often)]
            found.append({"layout": layout, "style": style, "seconds": times})
    return found


def repeated(text: str, factor: int) -> str:
    """A résumé whose sections under its letterhead stand in it `factor` times."""
    head, mark, sections = text.partition("\n## ")
    return head + (mark + sections.rstrip("\n") + "\n") * factor


def _build(source: Any, layouts: tuple[str, ...], press: Press, style: str | None) -> None:
    built = build(source, layouts=layouts, style=style, press=press)
    if len(built.renderings) < len(layouts):
        raise SystemExit(f"{layouts}, {style}: {[one.message for one in built.diagnostics]}")


def _timed(source: Any, layout: str, press: Press, style: str) -> float:
    started = time.perf_counter()
    _build(source, (layout,), press, style)
    return time.perf_counter() - started


def _resident() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("this system does not tell how much memory a process has")


if __name__ == "__main__":
    main()
