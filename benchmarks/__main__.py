"""`python -m benchmarks`: measures, prints the tables, and writes them where asked."""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from . import machine, subject
from .contenders import install_rendercv, peers
from .parts import PARTS, QUICK, THOROUGH, Effort, Part, Raw
from .places import DOCUMENT, MEASURED
from .process import Failed, offline
from .report import as_markdown, put


def main() -> int:
    """Returns the exit status: 1 where something that is measured fails."""
    arguments = _parser().parse_args()
    if arguments.install_rendercv:
        for step in install_rendercv(arguments.fontawesome):
            _say(step)
        return 0
    if arguments.table:
        results = json.loads(arguments.table.read_text("utf-8"))
    else:
        results = _measured(arguments)
    markdown = as_markdown(results)
    print(markdown)
    if arguments.write:
        put(markdown, DOCUMENT)
        _say(f"written to {DOCUMENT}")
    return int(bool(results["failed"]))


def _measured(arguments: argparse.Namespace) -> dict[str, Any]:
    for step in subject.install():
        _say(step)
    subject.prepare()
    for peer in peers():
        if peer.missing:
            _say(f"{peer.name} is left out: {peer.missing}")
    if not offline():
        _say("commands run with the network: what asks for updates may wait for them")
    effort: Effort = QUICK if arguments.quick else THOROUGH
    if arguments.rounds:
        effort = effort.of(arguments.rounds)
    found: dict[str, Raw] = {}
    failed: list[str] = []
    results = {"machine": machine.described(), "parts": found, "failed": failed}
    for name in arguments.parts:
        started = time.monotonic()
        try:
            found[name] = _done(name, PARTS[name](effort))
        except Exception as error:  # What was measured so far is not thrown away.
            failed.append(name)
            told = str(error) if isinstance(error, Failed) else traceback.format_exc()
            _say(f"{name} failed: {told}")
        _say(f"{name}: {time.monotonic() - started:.0f} s")
        arguments.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), "utf-8")
    return results


def _done(name: str, part: Part) -> Raw:
    while True:
        try:
            _say(f"{name}: {next(part)}")
        except StopIteration as end:
            raw: Raw = end.value
            return raw


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures resume-pdf, installed from a wheel of this checkout, beside others.",
    )
    parser.add_argument(
        "--parts",
        type=_parts,
        default=list(PARTS),
        metavar="NAME,…",
        help=f"what to measure (default: all of {', '.join(PARTS)})",
    )
    parser.add_argument("--quick", action="store_true", help="a trial of a few minutes")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds that count")
    parser.add_argument(
        "--json",
        type=Path,
        default=MEASURED,
        metavar="FILE",
        help="where what was measured is kept, part by part (default: benchmarks/.env/latest.json)",
    )
    parser.add_argument("--table", type=Path, metavar="FILE", help="measure nothing, show FILE")
    parser.add_argument("--write", action="store_true", help="put the tables into docs")
    parser.add_argument(
        "--install-rendercv", action="store_true", help="install it into benchmarks/.env, and end"
    )
    parser.add_argument(
        "--fontawesome",
        type=Path,
        metavar="FOLDER",
        help="checkout of duskmoon314/typst-fontawesome, for RenderCV without a network",
    )
    return parser


def _parts(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in PARTS:
            raise argparse.ArgumentTypeError(f"there is no part {name!r}: {', '.join(PARTS)}")
    return names


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
