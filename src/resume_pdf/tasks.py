"""A call that another process carries out: as bytes on its way there, and what came of it.

What is called is found there by its name; arguments, result and error must be picklable.
"""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .frames import roomy


def packed(call: Callable[..., Any], arguments: Sequence[Any], options: Mapping[str, Any]) -> bytes:
    """The call as bytes for `answer`."""
    return pickle.dumps((call, arguments, options), pickle.HIGHEST_PROTOCOL)


@roomy
def answer(task: bytes) -> bytes:
    """Carries out what was `packed`; what came of it as bytes for `result_of`."""
    try:
        call, arguments, options = pickle.loads(task)
        return pickle.dumps((call(*arguments, **options), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        try:
            failed = pickle.dumps((None, error), pickle.HIGHEST_PROTOCOL)
            pickle.loads(failed)  # An exception may be made so that it cannot be made again.
        except Exception:
            failed = pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
        return failed


def result_of(answered: bytes) -> Any:
    """What the call returned; raises what it raised."""
    result, failure = pickle.loads(answered)
    if failure is not None:
        raise failure
    return result


def manner_of_death(exit_code: int | None) -> str:
    """What to say of a process that ended before it answered; as in `subprocess`, a signal that
    ended it is a negative `exit_code`.
    """
    if exit_code is None or exit_code >= 0:
        return f"it ended with status {exit_code}"
    try:
        return f"it was ended by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"it was ended by signal {-exit_code}"
