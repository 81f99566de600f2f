"""The measurements as Markdown: what was aimed at, then table after table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .aims import aims
from .samples import Summary, growth, ratio, summary

BEGIN = "<!-- measured: begin -->"
END = "<!-- measured: end -->"
SUBJECT = "resume-pdf"
_MIB = 1024 * 1024


def put(markdown: str, document: Path) -> None:
    """Puts `markdown` between the marks of `document`. Raises `ValueError` where they are not."""
    text = document.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{document} has no {BEGIN} … {END}")
    document.write_text(f"{before}{BEGIN}\n\n{markdown.strip()}\n\n{END}{after}", "utf-8")


def as_markdown(results: Mapping[str, Any]) -> str:
    """Everything that was measured."""
    parts = results["parts"]
    return "\n\n".join("\n".join(block) for block in _blocks(results["machine"], parts) if block)


def _blocks(machine: Mapping[str, str], parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["; ".join(f"{name}: {value}" for name, value in machine.items() if value) + "."]
    if found := aims(parts):
        yield ["### Aims"]
        yield table(
            ["aim", "bound", "measured", ""],
            [
                [one.what, one.bound, one.measured, "met" if one.met else "**missed**"]
                for one in found
            ],
        )
    for name, write in _TABLES.items():
        if parts.get(name):
            yield from write(parts[name])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table, the first column to the left and the others to the right."""
    align = ["---", *("---:" for _ in head[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (head, align, *rows)]


def _beside(parts: Mapping[str, Any], show: Callable[[float], str]) -> list[str]:
    """Rows of contenders: their medians, and the subject's part of each."""
    names = list(dict.fromkeys(name for row in parts.values() for name in row))
    rows = []
    for what, row in parts.items():
        cells = []
        for name in names:
            if name not in row:
                cells.append("")
                continue
            cell = show(summary(row[name]).median)
            if name != SUBJECT:
                cell += f"; {_times(ratio(row[SUBJECT], row[name]))}"
            cells.append(cell)
        rows.append([what, *cells])
    return table(["", *names], rows)


def _cold(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["### Cold: one whole process"]
    yield [
        "Medians by the clock. In bold behind those of others: how many times theirs ours is, and",
        "between which limits half of the rounds lie. Ours has the proof in it.",
    ]
    yield _beside(parts["wall"], seconds)
    yield ["The same in processor time, which hardly depends on what else the machine does."]
    yield _beside(parts["processor"], seconds)


def _memory(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["### Memory: the most that a command and its children hold"]
    yield _beside(parts, mib)


def _startup(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    (row,) = parts["wall"].values()
    yield ["### Start-up: what should answer at once"]
    yield table(
        ["", "seconds", "of a render"],
        [
            [f"`{name}`", seconds(summary(values).median), _times(ratio(values, row["render"]))]
            for name, values in row.items()
        ],
    )


def _warm(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["### Warm: from the saved file to its new page"]
    names = list(next(iter(parts.values())))
    rows = []
    for what, row in parts.items():
        found = [summary(row[name]) for name in names]
        rows.append([what, *(f"{ms(one.median)} ({ms(one.low)}–{ms(one.high)})" for one in found)])
    yield table(["", *names], rows)


def _growth(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["### Growth: memory over many renders in one process"]
    rows = []
    for what, sizes in parts.items():
        (_, first), (count, last) = sizes[0], sizes[-1]
        rows.append([what, str(count), mib(first), mib(last), f"{growth(sizes) / 1024:.1f} KiB"])
    yield table(["", "renders", "at first", "at the end", "growth a render"], rows)


def _batch(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["### Many files: one warm process and a pool"]
    rows = []
    for what, row in parts["wall"].items():
        alone = next(iter(row.values()))
        rows += [
            [f"{what}, `{name}`", seconds(summary(values).median), _times(ratio(alone, values))]
            for name, values in row.items()
        ]
    yield table(["", "seconds", "as fast"], rows)


def _linear(parts: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["### Length: the time for a résumé with its content several times"]
    found = parts["combinations"]
    factors = list(found[0]["seconds"])
    rows = []
    for one in found:
        times = [summary(values).median for values in one["seconds"].values()]
        rows.append(
            [one["layout"], one["style"], *map(ms, times), f"**×{times[-1] / times[0]:.1f}**"]
        )
    head = [
        "layout",
        "style",
        *(f"{factor}×" for factor in factors),
        f"{factors[-1]}× to {factors[0]}×",
    ]
    yield table(head, rows)


_TABLES: Mapping[str, Callable[[Mapping[str, Any]], Iterator[list[str]]]] = {
    "cold": _cold,
    "memory": _memory,
    "startup": _startup,
    "warm": _warm,
    "growth": _growth,
    "batch": _batch,
    "linear": _linear,
}


def seconds(value: float) -> str:
    """0.62 s."""
    return f"{value:.2f} s"


def ms(value: float) -> str:
    """Seconds as 132 ms."""
    return f"{value * 1000:.0f} ms"


def mib(value: float) -> str:
    """Bytes as 67 MiB."""
    return f"{value / _MIB:.0f} MiB"


def _times(found: Summary) -> str:
    return f"**{found.median:.2f}** ({found.low:.2f}–{found.high:.2f})"
