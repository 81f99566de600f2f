"""Who uses a file or a folder, told by a lock on it: so what a killed run left can be known and
taken away.

The system takes a lock from a process that ends, in whatever way. Where there are no locks
(Windows, some network file systems) nothing is ever known to be left.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


_PREFIX, _LOCK = "resume-pdf-", "in-use"


def temporary_folder(purpose: str, within: Path | None = None) -> tuple[Path, int]:
    """A new folder for temporary files, with `purpose` in its name, and the open file by which it
    is held until that is closed. Takes away those that runs left that were killed.

    It is made `within` a folder, by default the system's for such. Raises `OSError` where it
    cannot be made.
    """
    within = within or Path(tempfile.gettempdir())
    for one in within.glob(f"{_PREFIX}*"):
        remove_left(one)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{purpose}-", dir=within))
        # Until it was held, another run may have taken it for one that was left.
        with contextlib.suppress(OSError):
            return folder, share(folder)


def share(folder: Path) -> int:
    """The open file by which a process holds a temporary folder beside others. Raises `OSError`
    where it is gone.
    """
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_WRONLY, 0o600)
    if hold(lock, shared=True) and (folder / _LOCK).exists():
        return lock
    os.close(lock)
    raise FileNotFoundError(folder)


def remove(folder: Path, lock: int) -> None:
    """Takes away what `temporary_folder` gave, with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        os.close(lock)


def remove_left(folder: Path, *, wait: bool = False) -> None:
    """Takes away such a folder of this user's where nobody holds it any more.

    `wait` until nobody does: for the processes of a run that is being killed.
    """
    with contextlib.suppress(OSError), left(folder / _LOCK, wait=wait) as is_left:
        if is_left and folder.stat().st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)  # another may be at it


def hold(file: int, *, shared: bool = False) -> bool:
    """Whether this process may use an open file, and no other takes it for left from now on."""
    if fcntl is not None:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
    return True


@contextlib.contextmanager
def left(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Whether the file at `path` is there and nobody holds it; held itself while that is used.

    `wait` until nobody does.
    """
    try:
        file = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except (OSError, AttributeError):  # AttributeError: on Windows
        yield False
        return
    try:
        yield _locked(file, wait)
    finally:
        os.close(file)


def _locked(file: int, wait: bool) -> bool:
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
