"""Room for the frames of calls.

CPython keeps them in chunks of 16 KiB: the call that begins one has the system map it, and the
return from that call gives it back. A loop that happens to call from there pays for both each time,
a tenth of the time that pages take to lay out. A chunk is made larger for a frame that needs more;
what is left of it serves the calls within.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

TYPE_CHECKING = False  # `typing` takes longer to load than the rest of --help

if TYPE_CHECKING:
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")

_WORDS = 80_000
"""What a frame is said to need, of 8 bytes. It gets a chunk of a mebibyte, of which the system
gives what is used; the rest is for the frames of calls. As that is the smaller part, a frame of the
kind within gets a chunk of its own.
"""


def roomy(function: Callable[P, T]) -> Callable[P, T]:
    """`function`, with room for the frames of some thousand calls within."""

    def call(*arguments: P.args, **options: P.kwargs) -> T:
        return function(*arguments, **options)

    call.__code__ = call.__code__.replace(co_stacksize=_WORDS)
    return wraps(function)(call)
