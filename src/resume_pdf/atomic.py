"""Puts whole files in place: whoever looks sees the old file or the new one, never a part.

In: bytes and a path. Errors: `OSError`; then nothing has changed and nothing is left behind.

Where the system has files without a name (Linux, O_TMPFILE), the bytes go to one of these, so that
nothing stays of a run that is killed. A file can be replaced only by one with a name, though: for
that moment, and elsewhere from the start, there is `.resume-pdf-*.part` beside it, locked as long
as it is in use. What a killed run may leave of these, the next one takes away that writes there.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from .held import hold, left

_PREFIX, _SUFFIX = ".resume-pdf-", ".part"
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}  # file systems that cannot


def replace(path: Path, data: bytes) -> None:
    """Makes `data` the content of the file at `path`, making its folder where it is not there."""
    with replacing(path, data):
        pass


@contextlib.contextmanager
def replacing(path: Path, data: bytes) -> Iterator[None]:
    """`replace` when the block ends well: on entering all is on the disk but the name.

    A file keeps its owner and permissions, and one that may not be written is not replaced. A link
    is replaced itself: who would have it followed resolves it. What is no file (/dev/stdout) is
    written to.
    """
    before = _seen(path)
    if before and not stat.S_ISREG(before.st_mode) and not stat.S_ISLNK(before.st_mode):
        yield
        path.write_bytes(data)
        return
    if before and stat.S_ISREG(before.st_mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    with _whole(path.parent, data) as part:
        if before and stat.S_ISREG(before.st_mode):
            part.take_after(before)
        yield
        part.replace(path)


def create(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, where nothing is yet; raises `FileExistsError` where something is."""
    if _seen(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _whole(path.parent, data) as part:
        part.create(path)


def _seen(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _whole(folder: Path, data: bytes) -> Iterator[_Part]:
    """A file with `data` in `folder`, on the disk, to be given its name; gone if it gets none."""
    made: list[Path] = []
    part = _Part(folder)
    try:
        for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            made.append(missing)
            missing.mkdir(exist_ok=True)
        _sweep(folder)
        part.open()
        part.write(data)
        yield part
        part.discard()
    except BaseException:
        part.discard()
        for one in reversed(made):
            with contextlib.suppress(OSError):
                one.rmdir()
        raise
    # It is in its place; that this outlives a power cut is wished for, not promised.
    with contextlib.suppress(OSError):
        _sync_folder(folder)


class _Part:
    """A file that is not in its place yet: `name` while it has one, `file` while it is open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name: Path | None = None
        self._file = -1

    def open(self) -> None:
        if not self._open_nameless():
            self._open_named()

    def _open_nameless(self) -> bool:
        if not hasattr(os, "O_TMPFILE"):
            return False
        try:
            self._file = os.open(self._folder, os.O_TMPFILE | os.O_WRONLY, 0o666)
        except OSError:
            return False  # Not in this file system, or for a reason that will be met again.
        if Path(self._by_number()).exists():
            return hold(self._file)
        self.discard()
        return False

    def _open_named(self) -> None:
        while True:
            self._name = self._new_name()
            self._file = os.open(self._name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
            # Until it was locked, another run may have taken it for one that was left.
            if hold(self._file) and self._name.exists():
                return
            self.discard()

    def _new_name(self) -> Path:
        return self._folder / f"{_PREFIX}{secrets.token_hex(4)}{_SUFFIX}"

    def _by_number(self) -> str:
        return f"/proc/self/fd/{self._file}"

    def _link(self, path: Path) -> None:
        # Given a folder, of which a whole path makes no use, Python calls linkat; link would make
        # a link to what is in /proc.
        os.link(self._by_number(), path, src_dir_fd=self._file, follow_symlinks=True)

    def write(self, data: bytes) -> None:
        with open(self._file, "wb", closefd=False) as file:
            file.write(data)
        try:
            os.fsync(self._file)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise

    def take_after(self, before: os.stat_result) -> None:
        """Gets another file's permissions and, where that is permitted, its owner."""
        now = os.fstat(self._file)
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            with contextlib.suppress(OSError):
                os.chown(self._file, before.st_uid, before.st_gid)
        os.chmod(self._file, stat.S_IMODE(before.st_mode))  # noqa: PTH101 - a descriptor

    def replace(self, path: Path) -> None:
        if self._name is None:
            if not _seen(path):
                with contextlib.suppress(FileExistsError):
                    self._link(path)
                    return
            self._name = self._new_name()
            self._link(self._name)
        self._name.replace(path)
        self._name = None

    def create(self, path: Path) -> None:
        if self._name is None:
            self._link(path)
            return
        try:
            os.link(self._name, path)
        except FileExistsError:
            raise
        except OSError:  # A file system without links: here the name is taken first.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            try:
                self._name.replace(path)
            except BaseException:
                path.unlink()
                raise

    def discard(self) -> None:
        """Takes away what is not in its place; nothing is said of what has no name any more."""
        if self._name:
            with contextlib.suppress(OSError):
                self._name.unlink()
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.close(self._file)
        self._name, self._file = None, -1


def _sweep(folder: Path) -> None:
    """Takes away what runs that were killed left in `folder`."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError), left(path) as is_left:
            if is_left:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk as well. Raises `OSError` where that cannot be."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
