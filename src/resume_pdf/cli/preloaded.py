"""Imported once, by the process that workers are forked from: what each of them needs."""

import contextlib
import gc

from .. import batch  # noqa: F401 - what their tasks are made of
from ..diagnostics import ResumeError
from ..typeset import preload
from .process import heed_plain, leave_machine_faces

heed_plain()
leave_machine_faces()
# Without Pango every résumé fails for itself, with advice.
with contextlib.suppress(ResumeError):
    preload()

gc.freeze()  # A collection would write to the memory that they share, and so copy it.
