"""How long it takes from a saved file to its new page, by the commands that wait for saves.

They run as a user starts them. The time is that from before the file is written to the news of its
page, so that all is in it: notice of the change, hand-over, reading, setting, proof.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from .places import SUBJECT, WORK, Content, environment, program
from .process import Failed

_WARM_UP = 3
_PAUSE = 0.1  # s between a page and the next save: whoever looks at it does not save sooner
_PATIENCE = 60.0  # s
_ADDRESS = re.compile(r"http://\S+")
_FIRST_ITEM = re.compile(r"^- .*$", re.MULTILINE)


def watched(content: Content, layout: str, rounds: int) -> list[float]:
    """Seconds until `watch` tells that the PDF of the saved file is published."""
    with _running("watch", content, layout, "--output", "saves") as (file, line):
        line()
        return _saved(file, content, rounds, line)


def previewed(content: Content, layout: str, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds until `preview` tells its page that the PDF of the saved file can be shown; and those
    of them that it worked on the PDF, by its own account.
    """
    working: list[float] = []
    with _running("preview", content, layout, "--no-open") as (file, line):
        found = _ADDRESS.search(line())
        if not found:
            raise Failed("preview tells no address")
        address = urlsplit(found[0])
        with closing(HTTPConnection(address.netloc, timeout=_PATIENCE)) as connection:
            connection.request("GET", f"{address.path}news?layout={layout}")
            news = connection.getresponse()
            _await_page(news)
            taken = _saved(file, content, rounds, lambda: working.append(_await_page(news)))
            return taken, working[_WARM_UP:]


@contextmanager
def _running(
    command: str, content: Content, layout: str, *options: str
) -> Iterator[tuple[Path, Callable[[], str]]]:
    """A command at work on a copy of a résumé: that file, and what reads its next line."""
    file = WORK / "saves" / f"{content.name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.markdown.read_bytes())
    process = subprocess.Popen(
        [program(SUBJECT, "resume-pdf"), command, file, "--layout", layout, *options],
        cwd=WORK,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout

    def line() -> str:
        told = process.stdout.readline() if process.stdout else ""
        if not told:
            raise Failed(f"{command} ended with status {process.wait()}")
        if told.startswith("resume-pdf: error"):
            raise Failed(f"{command}: {told}")
        return told

    try:
        yield file, line
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        process.stdout.close()


def _saved(file: Path, content: Content, rounds: int, wait: Callable[[], object]) -> list[float]:
    """Seconds from each of so many saves to the end of `wait`, each of another text."""
    text, taken = content.markdown.read_text("utf-8"), []
    for number in range(_WARM_UP + rounds):
        time.sleep(_PAUSE)
        changed = _FIRST_ITEM.sub(rf"\g<0> {number}", text, count=1)
        started = time.perf_counter()
        file.write_text(changed, "utf-8")
        wait()
        taken.append(time.perf_counter() - started)
    return taken[_WARM_UP:]


def _await_page(news: HTTPResponse) -> float:
    """Reads on to the news that a page is made; returns the seconds that it says it took."""
    began = False
    while line := news.readline():
        if line.startswith(b"data:"):
            told = json.loads(line.removeprefix(b"data:"))
            began = began or told["busy"]
            if began and not told["busy"]:
                if not told["shown"] or told["stale"]:
                    raise Failed(f"preview shows no page: {told['findings']}")
                return float(told["seconds"])
    raise Failed("preview stopped telling news")
