"""`resume-pdf watch`: makes the PDFs anew at each save, a line each time."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter

from ..diagnostics import Diagnostic, ResumeError, Severity
from ..load import load
from ..pipeline import Build, Press, build
from ..publish import publish
from ..source import Source
from ..watching import Inputs, changes
from .bounds import time_limit
from .extras import require
from .making import TO_STDOUT, check_use, is_folder, options_of, path_of
from .process import collect_now, leave_machine_faces
from .report import Reporter, WrongUse


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Renders until it is interrupted, which is how it ends: the exit status is 0."""
    if TO_STDOUT in (*arguments.sources, arguments.output):
        raise WrongUse("watch goes from files to files; standard input and output are none")
    folders = [source for source in arguments.sources if Path(source).is_dir()]
    if folders:
        raise WrongUse(f"{folders[0]} is a folder: name the Markdown files to watch")
    check_use(arguments, len(arguments.sources))
    require("watchfiles")
    watcher = _Watcher(arguments, reporter)
    try:
        for changed in changes(lambda: watcher.inputs):
            for one in changed:
                watcher.render(one.source)
            collect_now()
    except KeyboardInterrupt:
        pass
    return 0


class _Watcher:
    """Renders one file at a time with one press; what it says is a line."""

    def __init__(self, arguments: Namespace, reporter: Reporter) -> None:
        self._arguments = arguments
        self._reporter = reporter
        self._options = options_of(arguments)
        self._press = Press()
        leave_machine_faces()
        named = [*(arguments.layouts or ()), arguments.style or ""]
        given = [Path(name) for name in named if "/" in name or name.endswith(".css")]
        more = [path if path.is_dir() else path.parent for path in given]
        if arguments.contact:
            more.append(Path(arguments.contact))
        self.inputs = tuple(Inputs(Path(source), tuple(more)) for source in arguments.sources)

    def render(self, path: Path) -> None:
        """Renders the file at `path` and says what came of it."""
        began = perf_counter()
        try:
            most = self._options["limits"].source
            contacts = self._arguments.contact and load(Path(self._arguments.contact), most)
            source = load(path, most)
            with time_limit(self._arguments.timeout):
                built = build(
                    source,
                    contacts=contacts or None,
                    press=self._press,
                    progress=self._reporter.progress,
                    **self._options,
                )
            written = list(self._published(built))
        except ResumeError as error:
            self._say(_told(error.diagnostic, error.source, path), failed=True)
            return
        except Exception as error:  # a mistake in the program must not end the watch
            self._reporter.mistake(error)
            return
        severities = [one.severity for one in built.all_diagnostics]
        errors = severities.count(Severity.ERROR)
        parts = [*written, f"{1000 * (perf_counter() - began):.0f} ms"]
        for number, noun in ((errors, "error"), (severities.count(Severity.WARNING), "warning")):
            if number:
                parts.append(f"{number} {noun}{'' if number == 1 else 's'}")
        if errors:
            worst = next(one for one in built.all_diagnostics if one.severity is Severity.ERROR)
            parts.append(_told(worst, built.source, path))
        self._say(", ".join(parts), failed=bool(errors))

    def _published(self, built: Build) -> Iterator[str]:
        for rendering in built.renderings:
            target = path_of(self._arguments.output, rendering)
            if not rendering.good:
                yield f"{target} stays as it was" if target.exists() else f"{target} is not made"
                continue
            publish(rendering.pdf, target, follow=not is_folder(self._arguments.output))
            pages = rendering.proof.pages
            yield f"{target} {pages} {'page' if pages == 1 else 'pages'}"

    def _say(self, text: str, *, failed: bool) -> None:
        line = f"{datetime.now():%H:%M:%S} {text}"
        if failed:
            self._reporter.fail(line)
        else:
            self._reporter.line(line)
            sys.stdout.flush()


def _told(found: Diagnostic, source: Source | None, path: Path) -> str:
    """A diagnostic on one line, as compilers begin theirs."""
    place = str(path)
    if source and found.span:
        place = "{}:{}:{}".format(source.name, *source.position(found.span.start))
    return f"{place}: {found.message} [{found.code}]"
