"""What the command does to its own process for speed, and the library to nobody's.

RESUME_PDF_PLAIN=1 switches off the short cuts into other libraries (`typeset.shortcuts`,
`proof.shortcuts`).
"""

from __future__ import annotations

import contextlib
import gc
import os


def cores() -> int:
    """How many processors it may run on."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def collect_rarely() -> None:
    """Boxes and blocks live to the end of the run: looking for garbage among them costs a fifth."""
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


def collect_now() -> None:
    """Looks for the garbage of what was made while nobody waits, so that what is made next need
    not be stopped for it.
    """
    gc.collect()


def leave_machine_faces() -> None:
    """Has typesetting look through the faces of the machine for a page that needs one, and not as
    soon as it begins; to be said before the first page.
    """
    from ..typeset import own_process

    own_process()


def heed_plain() -> None:
    """Has typesetting and proof take no short cuts, where the environment asks for that."""
    if os.environ.get("RESUME_PDF_PLAIN"):
        from ..diagnostics import ResumeError
        from ..proof import read_plainly
        from ..typeset import preload

        read_plainly()
        # Without Pango each command says for itself what that means, with advice.
        with contextlib.suppress(ResumeError):
            preload(plain=True)
