"""Tells whether files have changed since they were last looked at, without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[tuple[Path, int, int, int], ...]
"""Path, inode, time of the last change in ns, and size in bytes of every file that is there."""


def stamp(paths: Iterable[Path]) -> Stamp:
    """The stamp of the files among `paths`; what is not there, or no file, is not in it."""
    found = []
    for path in dict.fromkeys(paths):
        try:
            seen = path.stat()
        except (OSError, ValueError):
            continue
        # The inode tells a file that was written anew beside the old one and renamed over it.
        found.append((path, seen.st_ino, seen.st_mtime_ns, seen.st_size))
    return tuple(found)
