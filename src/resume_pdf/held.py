"""Who uses a file, told by a lock on it: so what a killed run left can be known and taken away.

The system takes a lock from a process that ends, in whatever way. Where there are no locks
(Windows, some network file systems) nothing is ever known to be left.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


def hold(file: int) -> bool:
    """Whether this process may use an open file, and no other takes it for left from now on."""
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
    return True


@contextlib.contextmanager
def left(path: Path) -> Iterator[bool]:
    """Whether the file at `path` is there and nobody holds it; held itself while that is used."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except (OSError, AttributeError):  # AttributeError: on Windows
        yield False
        return
    try:
        yield _locked(file)
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
