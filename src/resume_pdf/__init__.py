"""resume-pdf: one Markdown résumé in, print-grade PDFs out, each read back and proved.

`build` does what the command `resume-pdf render` does, and returns the PDFs' bytes, their proofs
and the diagnostics; it prints nothing, writes nothing and keeps no state of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = ["Build", "Press", "Rendering", "ResumeError", "Source", "__version__", "build"]

if TYPE_CHECKING:
    from .diagnostics import ResumeError
    from .pipeline import Build, Press, Rendering, build
    from .source import Source


def __getattr__(name: str) -> object:
    # Imported when asked for, so that `resume-pdf --version` need not load the typesetting.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import diagnostics, pipeline, source

    homes = {"ResumeError": diagnostics, "Source": source}
    return getattr(homes.get(name, pipeline), name)
