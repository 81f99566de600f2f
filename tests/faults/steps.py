"""Runs a way of writing a file again and again, each time struck at the next step it takes.

    python steps.py STROKE WAY NAMELESS FOLDER

A step is a call to the operating system that may change something. STROKE is what happens there:
a signal by its name, before the call ("SIGKILL") or after it ("after SIGKILL"), or an error by its
name ("ENOSPC"), for which a write puts down half of what it should. WAY is a function of
resume_pdf.atomic; NAMELESS says whether files without names may be used. Every run is a child of
its own, in a folder of its own; a line of JSON tells for each what became of it.
"""

import contextlib
import errno
import io
import json
import os
import signal
import sys
from pathlib import Path

from resume_pdf import atomic

STEPS = ("open", "write", "fsync", "link", "rename", "replace", "unlink", "mkdir", "chmod", "chown")
OLD, NEW = b"old" * 50_000, b"new!" * 60_000


class Struck:
    """Counts the steps and strikes at one."""

    def __init__(self, stroke, at):
        self.stroke, self.at, self.count = stroke, at, 0

    def step(self, name, real, *arguments, **options):
        self.count += 1
        if self.count != self.at:
            return real(*arguments, **options)
        if self.stroke.startswith("E"):
            if name == "write":
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            number = getattr(errno, self.stroke)
            raise OSError(number, os.strerror(number))
        when, _, name_of_signal = self.stroke.rpartition(" ")
        result = real(*arguments, **options) if when else None
        os.kill(os.getpid(), getattr(signal, name_of_signal))
        return result if when else real(*arguments, **options)


def instrument(struck):
    """Puts `struck` between the module and the system."""
    for name in STEPS:
        real = getattr(os, name)

        def call(*arguments, _name=name, _real=real, **options):
            return struck.step(_name, _real, *arguments, **options)

        setattr(os, name, call)

    class Raw(io.RawIOBase):
        """A file that writes by `os.write`, as the real one does out of our sight."""

        def __init__(self, file):
            self.file = file

        def writable(self):
            return True

        def write(self, data):
            return os.write(self.file, bytes(data[:100_000]))

    def opened(file, mode, closefd):
        assert (mode, closefd) == ("wb", False)
        return contextlib.closing(io.BufferedWriter(Raw(file)))

    vars(atomic)["open"] = opened


def child(stroke, way, at, folder, nameless):
    """One run; its exit status is 1 interrupted, 2 failed, 3 done, 0 with no such step."""
    struck = Struck(stroke, at)
    if not nameless:
        del os.O_TMPFILE
    instrument(struck)
    status = 3
    try:
        getattr(atomic, way)(folder / "deep" / "cv.pdf", NEW)
    except OSError as error:
        status = 2
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        status = 1
    os._exit(0 if struck.count < at else status)


def main():
    stroke, way, nameless = sys.argv[1], sys.argv[2], sys.argv[3] == "nameless"
    root = Path(sys.argv[4])
    for at in range(1, 100):
        folder = root / str(at)
        folder.mkdir()
        if way == "replace":
            (folder / "deep").mkdir()
            (folder / "deep" / "cv.pdf").write_bytes(OLD)
        pid = os.fork()
        if not pid:
            child(stroke, way, at, folder, nameless)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code == 0:
            return
        found = {
            str(path.relative_to(folder)): {OLD: "old", NEW: "new"}.get(path.read_bytes(), "part")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        folders = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_dir()]
        # Another run, which is not struck, takes away what was left and writes all the same.
        atomic.replace(folder / "deep" / "cv.pdf", NEW)
        after = sorted(path.name for path in folder.rglob("*") if path.is_file())
        print(json.dumps({"code": code, "files": found, "folders": folders, "after": after}))
    raise SystemExit("no end of steps")


if __name__ == "__main__":
    main()
