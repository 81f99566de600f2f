"""Waits for the files that PDFs are made of to change. Owns watchfiles.

In: what to watch, as `Inputs`. Out: those that changed, each time any did. It is folders that are
watched, so that a file may be saved by any way an editor has: written over, renamed into place,
deleted and made anew. What counts is whether the files differ (`stamp`), not what was told of
them; and where nothing is told (shared folders, containers), they are looked at once a second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

from .record import Record
from .stamp import Stamp, stamp

_QUIET = 5  # ms without a further change that end a burst of them
_BURST = 100  # ms after which one is told although the burst goes on
_LOOK = 1000  # ms between two looks where nothing is told
_REWRITTEN = 0.3  # s for which an editor may leave a file away, or empty, while it saves
_FOLDERS = ("styles", "layouts")


class Inputs(Record):
    """What the PDFs of one résumé are made of: `source`, what lies in styles/ and layouts/ beside
    it, and `more`: files, and folders with all that is in them.
    """

    source: Path
    more: tuple[Path, ...] = ()

    def stamp(self) -> Stamp:
        """Differs once any of the files does."""
        return stamp((self.source, *self._files()))

    def folders(self) -> set[Path]:
        """The folders to watch, of those that are there."""
        found = {self.source.parent, self.source.resolve().parent}
        found |= {one if one.is_dir() else one.parent for one in self.more}
        found |= {folder for folder, _ in self._walk()}
        return {folder for folder in found if folder.is_dir()}

    def _files(self) -> Iterator[Path]:
        yield from self.more
        for folder, names in self._walk():
            yield from (folder / name for name in sorted(names))

    def _walk(self) -> Iterator[tuple[Path, list[str]]]:
        beside = (self.source.parent / name for name in _FOLDERS)
        for root in (*beside, *(one for one in self.more if one.is_dir())):
            for folder, _, names in os.walk(root):
                yield Path(folder), names


def changes(
    inputs: Callable[[], Sequence[Inputs]], stop: Event | None = None
) -> Iterator[tuple[Inputs, ...]]:
    """All `inputs` at once, and then those that changed, whenever any did; ends with `stop`.

    `inputs` is asked again each time. Changes that come while the caller is at work are told
    together when it asks for the next.
    """
    from watchfiles import watch

    seen: dict[Path, Stamp] = {}

    def changed() -> Iterator[tuple[Inputs, ...]]:
        found = []
        for one in inputs():
            now = one.stamp()
            if seen.get(one.source) != now:
                seen[one.source] = _settled(one, now)
                found.append(one)
        if found:
            yield tuple(found)

    polling: bool | None = None  # as watchfiles finds right
    while not (stop and stop.is_set()):
        yield from changed()
        folders = _folders(inputs())
        told = watch(
            *sorted(folders),
            watch_filter=None,
            debounce=_BURST,
            step=_QUIET,
            stop_event=stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            force_polling=polling,
            recursive=False,
        )
        try:
            for _ in told:
                yield from changed()
                if _folders(inputs()) != folders:
                    break
        except FileNotFoundError:
            time.sleep(_QUIET / 1000)  # A folder went just now.
        except OSError:
            if polling:
                raise
            polling = True  # The system lets no more folders be watched.


def _folders(inputs: Sequence[Inputs]) -> set[Path]:
    found = {folder for one in inputs for folder in one.folders()}
    # Where a résumé's own folder went, what is above it tells when it is back.
    return found or {next(path for path in inputs[0].source.absolute().parents if path.is_dir())}


def _settled(inputs: Inputs, found: Stamp) -> Stamp:
    """The stamp once the source is there and not empty, or has been left so for good."""
    until = time.monotonic() + _REWRITTEN
    while time.monotonic() < until:
        try:
            if inputs.source.stat().st_size:
                break
        except OSError:
            pass
        time.sleep(_QUIET / 1000)
        found = inputs.stamp()
    return found
