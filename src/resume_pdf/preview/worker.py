"""A process that answers one call at a time, and is ended when nobody wants its answer any more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TypeVar

from ..workers import Workers

T = TypeVar("T")

_OUTRUN = 5.0  # s of grace for a call whose answer nobody wants any more
_LOOK = 0.2  # s between two looks whether somebody does


class Worker:
    """Started at the first call, and anew after it died or was ended.

    `initializer` is called in it before all else. `patience` is in seconds: a call
    that takes longer ends the process.
    """

    def __init__(self, patience: float, initializer: Callable[[], None] | None = None) -> None:
        self._patience = patience
        self._initializer = initializer
        self._workers = self._new()
        self._free = asyncio.Lock()

    async def call(
        self,
        task: Callable[..., T],
        argument: object,
        outrun: Callable[[], bool] = lambda: False,
    ) -> T:
        """What `task(argument)` returns there; both must be picklable.

        `outrun` tells whether the answer is wanted no more. Raises what the task does,
        `TimeoutError` where it took too long, `BrokenProcessPool` where the process died.
        """
        async with self._free:
            answer = asyncio.wrap_future(self._workers.submit(task, argument))
            answer.add_done_callback(lambda one: one.cancelled() or one.exception())  # is seen
            began = time.monotonic()
            while not answer.done():
                await asyncio.wait((answer,), timeout=_LOOK)
                taken = time.monotonic() - began
                if taken > _OUTRUN and not answer.done() and outrun():
                    await self.end()
                    self._workers = self._new()
                    raise TimeoutError(f"it was given up after {taken:.0f} s for a newer state")
            return answer.result()

    async def end(self) -> None:
        """Ends the process, whatever it is at."""
        with suppress(BrokenProcessPool):
            await asyncio.to_thread(self._workers.kill)

    def _new(self) -> Workers:
        return Workers(1, initializer=self._initializer, seconds=self._patience)
