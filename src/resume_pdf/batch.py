"""Many résumés: read and built one after another, or by the processes of an executor.

Any process-based `concurrent.futures.Executor` serves, a cluster's as well: what goes there and
comes back is picklable, and only `submit` is called. Results come in the order of the sources.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from functools import cache, partial
from typing import Any, Generic, TypeAlias, TypeVar, cast

from .diagnostics import ResumeError
from .document import Document
from .layout_keys import DEFAULT_LAYOUTS
from .limits import LIMITS, Limits
from .manuscript import Manuscript, read_manuscript
from .pipeline import Build, Press, build, file_names
from .record import Record
from .source import Source

AHEAD = 64

G = TypeVar("G")
T = TypeVar("T")


class Opened(Record):
    """A source that has been read: what one must know of it before it is set.

    `file_names` are those of its PDFs, in the order of the layouts; `packed` is the `Manuscript`,
    pickled, which takes a third of the memory and goes to another process as it is.
    """

    name: str
    file_names: tuple[str, ...]
    is_resume: bool
    packed: bytes


class Outcome(Record, Generic[G, T]):
    """What came of one of many: a result, or the `error` for which there is none.

    The error is a `ResumeError` ("worker-died" where the process died that worked on it,
    "limit-time" and "limit-memory" where it took too much), or whatever a mistake in the program
    raised.
    """

    given: G
    error: Exception | None
    _result: T | None = None

    def result(self) -> T:
        """What was made; raises the error where nothing was."""
        if self.error:
            raise self.error
        return cast("T", self._result)


Given: TypeAlias = Source | str | os.PathLike[str]


def read_all(
    sources: Iterable[Given],
    layouts: Sequence[str] = DEFAULT_LAYOUTS,
    *,
    contacts: Source | None = None,
    limits: Limits = LIMITS,
    executor: Executor | None = None,
    ahead: int = AHEAD,
) -> Iterator[Outcome[Given, Opened]]:
    """Reads each source once; `build_all` takes what comes of it in place of the source.

    `executor` and `ahead` are as for `build_all`, the rest as for `read_manuscript` and `build`.
    """
    task = partial(_open, layouts=tuple(layouts), contacts=contacts, limits=limits)
    return _in_order(task, sources, executor, ahead)


def build_all(
    sources: Iterable[Given | Opened],
    *,
    executor: Executor | None = None,
    ahead: int = AHEAD,
    progress: Callable[[str], None] = lambda _: None,
    **options: Any,
) -> Iterator[Outcome[Given | Opened, Build]]:
    """Builds every source; `options` are those of `build`, but for its press.

    Without an `executor` they are built in this process, which alone tells `progress`. Sources
    are taken, and results held, at most `ahead` of the one whose turn it is, so that memory does
    not grow with their number. No failure stops the others, so far as the executor lasts: with
    `workers.Workers` even a process that dies takes nothing with it but its own source.

    Raises `ValueError` for an executor of threads: the libraries that set type are not for them.
    """
    if executor is None:
        task = partial(_build, press=Press(), progress=progress, **options)
    else:
        task = partial(_build_with_kept_press, **options)
    return _in_order(task, sources, executor, ahead)


def _in_order(
    task: Callable[[G], T], given: Iterable[G], executor: Executor | None, ahead: int
) -> Iterator[Outcome[G, T]]:
    if isinstance(executor, ThreadPoolExecutor):
        raise ValueError("typesetting does not bear threads: give an executor of processes")
    if executor is None:
        return (_outcome(one, partial(task, one)) for one in given)
    return _handed_out(task, given, executor, ahead)


def _handed_out(
    task: Callable[[G], T], given: Iterable[G], executor: Executor, ahead: int
) -> Iterator[Outcome[G, T]]:
    waiting: deque[tuple[G, Future[T]]] = deque()
    try:
        for one in given:
            waiting.append((one, _submit(executor, task, one)))
            if len(waiting) > ahead:
                first, future = waiting.popleft()
                yield _outcome(first, future.result)
        while waiting:
            first, future = waiting.popleft()
            yield _outcome(first, future.result)
    finally:
        for _, future in waiting:
            future.cancel()


def _submit(executor: Executor, task: Callable[[G], T], one: G) -> Future[T]:
    try:
        return executor.submit(task, one)
    except BrokenExecutor as error:  # by an earlier source
        future: Future[T] = Future()
        future.set_exception(error)
        return future


def _outcome(given: G, result: Callable[[], T]) -> Outcome[G, T]:
    try:
        return Outcome(given, None, result())
    except BrokenExecutor as error:
        died = ResumeError(
            "worker-died",
            f"{_name(given)}: the process that worked on it died: {error}",
            hint="it may have wanted more memory than there is: try it alone, or with fewer jobs",
        )
        return Outcome(given, died)
    except TimeoutError as error:
        return Outcome(given, ResumeError("limit-time", str(error)))
    except MemoryError:
        wanted = "it wanted more memory than it may have"
        return Outcome(given, ResumeError("limit-memory", wanted))
    except Exception as error:
        return Outcome(given, error)


def _name(given: object) -> str:
    return given.name if isinstance(given, Source | Opened) else str(given)


# ── What is done with one source, in whichever process ───────────────────────────────────


def _open(
    source: Given, *, layouts: tuple[str, ...], contacts: Source | None, limits: Limits
) -> Opened:
    manuscript = read_manuscript(source, contacts, limits)
    return Opened(
        manuscript.source.name,
        file_names(manuscript, layouts),
        _is_resume(manuscript.reading.document),
        pickle.dumps(manuscript, pickle.HIGHEST_PROTOCOL),
    )


def _is_resume(document: Document) -> bool:
    """Whether it has a person's name, and what a résumé has: a way to reach them, or a career."""
    person, kinds = document.person, {section.kind for section in document.sections}
    reached = any(map(person.reached_by, ("email", "phone")))
    return person.name is not None and (reached or bool(kinds & {"experience", "education"}))


def _build(source: Given | Opened, *, press: Press, **options: Any) -> Build:
    if isinstance(source, Opened):
        manuscript: Manuscript = pickle.loads(source.packed)
        return build(manuscript, press=press, **options)
    return build(source, press=press, **options)


def _build_with_kept_press(source: Given | Opened, **options: Any) -> Build:
    return _build(source, press=kept_press(), **options)


@cache
def kept_press() -> Press:
    """The press of a process that is sent tasks: they have nowhere else to keep one."""
    return Press()
