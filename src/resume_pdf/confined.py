"""Reads files that a résumé, a style or a layout names, when these may be a stranger's.

In: a path, the folders it may lie in, the most bytes it may have. Out: its bytes. Only a regular
file is read, and only where it lies in one of the folders after every link on the way is followed,
and no name on the way begins with a dot: there lie histories and keys. On POSIX this holds even
when a link is put there between the look and the reading. Raises `Refused`, an `OSError`, with the
reason.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path


class Refused(OSError):
    """A file that may not be read; the message says why."""


def is_inside(path: Path, folders: Iterable[Path]) -> bool:
    """Whether `path` lies in one of `folders`, or is one, once every link is followed."""
    return any(True for _ in _ways(path, folders))


def is_file(path: Path) -> bool:
    """Whether there is a file; none is what cannot be looked at, or can have no such name."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_inside(path: Path, folders: Iterable[Path], most: int) -> bytes:
    """The bytes of the file at `path`, which lies in one of `folders` and has at most `most`."""
    folders = tuple(folders)
    ways = list(_ways(path, folders))
    if not ways:
        allowed = ", ".join(dict.fromkeys(map(str, folders))) or "any folder"
        raise Refused(f"{path} lies outside of {allowed}")
    seen = [way for way in ways if not any(part.startswith(".") for part in way[1].parts)]
    if not seen:
        raise Refused(f"{path} is hidden: a name on the way to it begins with a dot")
    home, inner = seen[0]
    try:
        descriptor = _opened(home, inner)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused(f"{path} is no regular file")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Refused(f"{path} is larger than {most // 1000:,} kB")
    return data


def _ways(path: Path, folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """The folders that hold `path`, each with the way from there; both without links."""
    try:
        real = path.resolve()
        homes = [folder.resolve() for folder in folders]
    except (OSError, RuntimeError, ValueError):
        return  # A loop of links, or a name that no file can have.
    for home in homes:
        if real.is_relative_to(home):
            yield home, real.relative_to(home)


# A pipe or a terminal must neither block nor take over.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def _opened(home: Path, inner: Path) -> int:
    """A descriptor of the file. Its way has no links: one that is met was put there since."""
    if os.open not in os.supports_dir_fd or not inner.parts:
        return os.open(home / inner, _FLAGS | _BINARY)
    *folders, name = inner.parts
    at = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            below = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = below
        return os.open(name, _FLAGS | os.O_NOFOLLOW, dir_fd=at)
    finally:
        os.close(at)
