"""What is looked at, and what is known of it: made by one worker, the newest state only.

A `Scene` is one view and what came of it last. Whoever looks at it waits for its `version` to
grow. A change of the files makes all scenes due; those are made that someone looks at, the one
asked for last first, one at a time. A save during the making makes the scene due once more:
however many there are, nothing queues up.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from ..record import Mutable, field, replace
from ..theme import layout_names, style_names
from ..watching import Inputs, changes
from .making import Finding, Made, Order, Proved, View, make, read_as_machine, tidy
from .worker import Worker

PAPERS = ("a4", "letter")
_KEPT = 12  # scenes that nobody looks at, and PDFs that no scene shows


class Scene(Mutable, eq=False):
    """One view. `made` is what came last, `shown` the last PDF that passed its proof (at `since`,
    s since 1970). `state` is the files' state it was made of, 0 before it was ever made.
    """

    view: View
    version: int = 0
    state: int = 0
    asked: float = 0.0
    busy: bool = False
    made: Made | None = None
    shown: Proved | None = None
    since: float = 0.0
    lookers: set[asyncio.Event] = field(default_factory=set)

    @property
    def stale(self) -> bool:
        """Whether what is shown is not what the files say now."""
        return self.shown is not None and self.made is not None and self.made.proved is None

    def tell(self) -> None:
        """Lets the lookers know that there is news."""
        self.version += 1
        for looker in self.lookers:
            looker.set()


class Session:
    """The preview of one résumé, `first` as it is ordered first; lives in one event loop.

    `patience` is in seconds: a making that takes longer is ended. `prepare` is called in each
    process that works for it, before all else.
    """

    def __init__(
        self, first: Order, patience: float, prepare: Callable[[], None] | None = None
    ) -> None:
        self._first = first
        self._scenes: dict[View, Scene] = {}
        self._state = 0
        self._more: tuple[Path, ...] = ()
        self._wake = asyncio.Event()
        self._closed = False
        self._maker = Worker(patience, prepare)
        self._reader = Worker(patience, prepare)  # of its own: no rendering waits for it
        self._editions: dict[str, Proved] = {}
        self.scene(first.view)

    # ── What is looked at ────────────────────────────────────────────────────────────────

    @property
    def source(self) -> Path:
        """The Markdown file."""
        return self._first.source

    @property
    def first(self) -> View:
        """The view to begin with."""
        return self._first.view

    def choices(self) -> dict[str, tuple[str, ...]]:
        """The layouts, styles and papers to choose from."""
        beside, first = (self.source.parent,), self.first
        return {
            "layouts": tuple(dict.fromkeys((*layout_names(beside), first.layout))),
            "styles": tuple(dict.fromkeys((*style_names(beside), *filter(None, (first.style,))))),
            "papers": PAPERS,
        }

    def scene(self, view: View) -> Scene:
        """The scene of a view, which becomes the one that is made first."""
        scene = self._scenes.setdefault(view, Scene(view))
        scene.asked = time.monotonic()
        left = [one for one in self._scenes.values() if not one.lookers and one is not scene]
        for one in sorted(left, key=lambda one: one.asked)[:-_KEPT]:
            del self._scenes[one.view]
        return scene

    async def look(self, view: View) -> AsyncIterator[Scene]:
        """The scene of a view, again whenever there is news of it, until the session is closed."""
        scene, news = self.scene(view), asyncio.Event()
        scene.lookers.add(news)
        self._wake.set()
        try:
            while not self._closed:
                news.clear()
                yield scene
                await news.wait()
        finally:
            scene.lookers.discard(news)

    def edition(self, key: str) -> Proved | None:
        """What is or was shown under `key`, of which the last few are kept."""
        return self._editions.get(key)

    async def read(self, proved: Proved) -> dict[str, Any]:
        """What a machine reads in its PDF. Raises what went wrong."""
        return await self._reader.call(read_as_machine, proved.pdf)

    # ── Making ───────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watches the files and makes what is due, as long as the block lasts."""
        stop, loop = threading.Event(), asyncio.get_running_loop()

        def watch() -> None:
            for _ in changes(self._inputs, stop):
                with suppress(RuntimeError):  # The loop may have ended.
                    loop.call_soon_threadsafe(self._changed)

        watcher = threading.Thread(target=watch, name="resume-pdf-watcher", daemon=True)
        watcher.start()
        making = asyncio.create_task(self._make_what_is_due())
        try:
            yield
        finally:
            self.close()
            stop.set()
            making.cancel()
            await self._maker.end()
            await self._reader.end()
            await asyncio.to_thread(watcher.join)

    def close(self) -> None:
        """Lets all lookers go."""
        self._closed = True
        for scene in self._scenes.values():
            scene.tell()

    def _inputs(self) -> Sequence[Inputs]:
        named = filter(None, (self.first.layout, self.first.style))
        given = (Path(name) for name in named if "/" in name or name.endswith(".css"))
        folders = (path if path.is_dir() else path.parent for path in given)
        contacts = filter(None, (self._first.contacts,))
        return (Inputs(self.source, (*contacts, *folders, *self._more)),)

    def _changed(self) -> None:
        self._state += 1
        self._wake.set()

    def _is_due(self, scene: Scene) -> bool:
        wanted = scene.lookers or (not scene.state and scene.view == self.first)
        return bool(wanted) and scene.state < self._state

    async def _make_what_is_due(self) -> None:
        tidied = True
        while True:
            due = [scene for scene in self._scenes.values() if self._is_due(scene)]
            if due:
                await self._make(max(due, key=lambda one: one.asked))
                tidied = False
            elif not tidied:
                tidied = True
                with suppress(Exception):  # The next making will tell.
                    await self._maker.call(tidy, None)
            else:
                self._wake.clear()
                await self._wake.wait()

    async def _make(self, scene: Scene) -> None:
        state, scene.busy = self._state, True
        scene.tell()
        made = await self._ordered(replace(self._first, view=scene.view), state)
        scene.state, scene.busy, scene.made = state, False, made
        if made.pictures is not None:
            self._more = made.pictures
        if made.proved:
            scene.shown, scene.since = made.proved, time.time()
            self._keep(made.proved)
        scene.tell()

    async def _ordered(self, order: Order, state: int) -> Made:
        def outrun() -> bool:
            return self._state != state

        try:
            try:
                return await self._maker.call(make, order, outrun)
            except BrokenProcessPool:  # Something ended it, which need not happen once more.
                return await self._maker.call(make, order, outrun)
        except TimeoutError as error:
            code = "limit-time"
            reason = str(error) or "it took too long, and was given up"
        except BrokenProcessPool as error:
            code, reason = "worker-died", f"the process that worked on the page died: {error}"
        except Exception as error:  # a mistake in the program must not end the preview
            code = "worker-died"
            reason = f"this is a mistake in resume-pdf: {type(error).__name__}: {error}"
        return Made(findings=(Finding("error", code, reason),))

    def _keep(self, proved: Proved) -> None:
        self._editions.pop(proved.key, None)
        self._editions[proved.key] = proved
        needed = {scene.shown.key for scene in self._scenes.values() if scene.shown}
        spare = [key for key in self._editions if key not in needed]
        for key in spare[:-_KEPT]:
            del self._editions[key]
