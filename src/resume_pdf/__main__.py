"""`resume-pdf`, and `python -m resume_pdf`."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys

_BY_SIGNAL = 128  # and its number: what a shell says of a process that a signal ended


def main() -> int:
    """Runs the command. Ended by a signal, it lets itself be ended by it once all is tidy."""
    status: int | None = None
    gc.disable()  # Of what is imported nothing is garbage; `cli.main` looks for some again.

    def last() -> None:
        if status is None:  # It ends by an exception, of which Python is to tell.
            return
        if status > _BY_SIGNAL:
            from .cli.ending import end_by

            end_by(status - _BY_SIGNAL)
        # The system takes all that is there back at once; Python, piece by piece, in 10 ms.
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)

    # What is registered first is called last: by then all else has cleaned up after itself.
    atexit.register(last)
    try:
        # Imported here, so that Ctrl-C is no traceback even while the rest is loaded.
        from .cli import main as run

        status = run()
    except KeyboardInterrupt:
        status = _BY_SIGNAL + 2
    return status


if __name__ == "__main__":
    sys.exit(main())
