"""`resume-pdf preview`: the pages in a browser, anew at each save."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from ..diagnostics import ResumeError
from ..typeset import preload
from .bounds import limits
from .extras import require
from .jobs import prepare
from .making import photo_of
from .process import heed_plain, leave_machine_faces
from .report import Reporter, WrongUse

# How editors with an address of their own are told file, line and column.
_EDITORS = {
    "cursor": "cursor://file{file}:{line}:{column}",
    "idea": "idea://open?file={file}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{file}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{file}&line={line}&column={column}",
    "vscode": "vscode://file{file}:{line}:{column}",
    "vscodium": "vscodium://file{file}:{line}:{column}",
    "zed": "zed://file{file}:{line}:{column}",
}
# What a browser would run, or show as a page of its own.
_NO_EDITORS = {"about", "blob", "data", "file", "ftp", "http", "https", "javascript", "vbscript"}


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Serves until it is interrupted, which is how it ends: the exit status is 0."""
    if arguments.source == "-":
        raise WrongUse("preview shows a file that is saved again; standard input is none")
    if Path(arguments.source).is_dir():
        raise WrongUse(f"{arguments.source} is a folder: name the Markdown file")
    editor = _editor(arguments.editor)
    require("starlette", "uvicorn", "watchfiles")
    from ..preview.making import Order, View
    from ..preview.server import listen, serve

    first = Order(
        source=Path(arguments.source),
        contacts=Path(arguments.contact) if arguments.contact else None,
        view=View(arguments.layout, arguments.style, arguments.paper),
        pages=arguments.pages,
        variables=dict(arguments.variables),
        photo=photo_of(arguments),
        audiences=tuple(arguments.audiences),
        limits=limits(arguments),
    )
    try:
        listening = listen(arguments.port)
    except OSError as error:
        reporter.fail(
            f"cannot listen on port {arguments.port}: {error.strerror or error}",
            hint="leave out --port, and a free one is taken",
        )
        return 1

    def started(address: str) -> None:
        reporter.quiet = False  # Without the address there is no preview.
        reporter.line(f"{first.source} is shown at {address}")
        if arguments.open or (arguments.open is None and _has_screen()):
            _open(address)
        reporter.quiet = arguments.quiet
        reporter.line("Ctrl-C ends it")
        sys.stdout.flush()

    with contextlib.suppress(KeyboardInterrupt):
        serve(
            first,
            listening,
            editor=editor,
            patience=arguments.timeout,
            prepare=partial(_prepare, arguments.max_memory),
            started=started,
        )
    return 0


def _prepare(megabytes: float) -> None:
    """Readies a process that is to make pages, so that its first one is waited for less."""
    prepare(megabytes)
    heed_plain()
    leave_machine_faces()
    with contextlib.suppress(ResumeError):  # Each page tells it.
        preload()
    gc.freeze()


def _editor(given: str | None) -> str | None:
    if given is None or given in _EDITORS:
        return given and _EDITORS[given]
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", given, re.IGNORECASE)
    if not scheme or scheme[1].lower() in _NO_EDITORS or "{file}" not in given:
        known = ", ".join(_EDITORS)
        raise WrongUse(
            f"--editor {given}: give {known}, or an address like myeditor://open?{{file}}:{{line}}"
        )
    return given


def _has_screen() -> bool:
    """Whether a browser would open in a window, and somebody sits before it."""
    if not sys.stdout.isatty() or os.environ.get("SSH_CONNECTION"):
        return False
    windows = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in windows)


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
