"""A process that answers one call at a time, and is ended when it does not."""

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
            future = self._workers.submit(task, argument)
            answer = asyncio.wrap_future(future)
            answer.add_done_callback(lambda one: one.cancelled() or one.exception())  # is seen
            began = time.monotonic()
            while not answer.done():
                await asyncio.wait((answer,), timeout=_LOOK)
                taken = time.monotonic() - began
                if not answer.done() and (taken > self._patience or (taken > _OUTRUN and outrun())):
                    await self.end()
                    self._workers = self._new()
                    raise TimeoutError(f"it took longer than {taken:.0f} s and was ended")
            return answer.result()

    async def end(self) -> None:
        """Ends the process, whatever it is at."""
        with suppress(BrokenProcessPool):
            await asyncio.to_thread(self._workers.kill)

    def _new(self) -> Workers:
        return Workers(1, initializer=self._initializer)
