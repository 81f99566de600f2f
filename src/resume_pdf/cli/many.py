"""Many résumés in one run: read, all of them, before the first is set; then set by a pool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from ..batch import AHEAD, Opened, Outcome, build_all, read_all
from ..diagnostics import ResumeError
from ..pipeline import Build
from ..record import replace
from ..source import Source
from ..workers import Workers
from .report import Reporter, WrongUse
from .sources import open_source


def build_many(
    sources: Mapping[str, bool],
    processes: AbstractContextManager[Executor],
    contacts: Source | None,
    options: Mapping[str, Any],
    reporter: Reporter,
) -> Iterator[Build | None]:
    """What came of each source, in their order; None where nothing did, which is told of.

    `sources` tells which were found in a folder: of these, what is no résumé is skipped.
    """
    held = options["limits"]
    given = [open_source(name, held) if name == "-" else Path(name) for name in sources]
    layouts = options["layouts"]
    with processes as workers:
        ahead = AHEAD if isinstance(workers, Workers) else 0
        read: dict[str, Outcome[Any, Opened]] = {}
        reading = read_all(
            given, layouts, contacts=contacts, limits=held, executor=workers, ahead=ahead
        )
        for name, opened in zip(sources, reading, strict=True):
            _refuse(opened.error)
            read[name] = opened
            reporter.progress(f"reading {len(read)} of {len(given)}")
        skipped = {
            name: why
            for name, opened in read.items()
            if sources[name] and (why := _why_skipped(Path(name), opened))
        }
        if len(skipped) == len(read):
            folders = ", ".join(dict.fromkeys(str(Path(name).parent) for name in read))
            raise ResumeError("no-source", f"there is no résumé in {folders}", hint=_ALL_THE_SAME)
        to_set = [
            opened.result()
            for name, opened in read.items()
            if not opened.error and name not in skipped
        ]
        _check_names(to_set)
        building = build_all(to_set, executor=workers, ahead=ahead, **options)
        built = 0
        for name, opened in read.items():
            if name in skipped:
                reporter.line(f"skipped {name}: {skipped[name]}; {_ALL_THE_SAME}")
                continue
            if opened.error:
                _tell(name, opened.error, reporter)
                yield None
                continue
            built += 1
            reporter.progress(f"rendering {built} of {len(to_set)}: {name}")
            outcome = next(building)
            _refuse(outcome.error)
            if outcome.error:
                _tell(name, outcome.error, reporter)
                yield None
            else:
                yield outcome.result()


# What files are called that tell about their folder.
_ABOUT = {"readme", "changelog", "contributing", "code_of_conduct", "licence", "license"}
_ALL_THE_SAME = "to render a file whatever it holds, name the file itself"


def _why_skipped(path: Path, opened: Outcome[Any, Opened]) -> str | None:
    """Why a file of a folder is taken for no résumé."""
    if path.stem.casefold() in _ABOUT:
        return "by its name it tells about the folder"
    if not opened.error and not opened.result().is_resume:
        return "it has no name with an e-mail address, a telephone number or a career"
    return None


_WRONG_USE = {"unknown-layout", "unknown-property", "property-invalid"}


def _refuse(error: Exception | None) -> None:
    """What is wrong with the command line is so whichever source first shows it."""
    if isinstance(error, ResumeError) and error.diagnostic.code in _WRONG_USE:
        raise error


def _check_names(sources: Iterable[Opened]) -> None:
    """Two résumés of one name would overwrite each other."""
    taken: dict[str, str] = {}
    for source in sources:
        for name in source.file_names:
            if name in taken:
                raise WrongUse(f"{taken[name]} and {source.name} would both become {name}")
            taken[name] = source.name


def _tell(name: str, error: Exception, reporter: Reporter) -> None:
    if isinstance(error, ResumeError):
        found = error.diagnostic
        if error.source is None and name not in found.message:
            found = replace(found, message=f"{name}: {found.message}")
        reporter.diagnostic(found, error.source)
    else:
        reporter.mistake(error, name)
