"""resume-pdf: one Markdown résumé in, print-grade PDFs out, each read back and proved.

`build` does what the command `resume-pdf render` does, and returns the PDFs' bytes, their proofs
and the diagnostics; it prints nothing, writes nothing and keeps no state of its own. `build_all`
does it with many, by the processes of an executor; `Workers` is one in which a process may die.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

__all__ = [
    "Build",
    "Limits",
    "Press",
    "Rendering",
    "ResumeError",
    "Source",
    "Workers",
    "__version__",
    "build",
    "build_all",
]

TYPE_CHECKING = False  # `typing` takes longer to load than the rest of --version
if TYPE_CHECKING:
    from .batch import build_all
    from .diagnostics import ResumeError
    from .limits import Limits
    from .pipeline import Build, Press, Rendering, build
    from .source import Source
    from .workers import Workers


def __getattr__(name: str) -> object:
    # Imported when asked for, so that `resume-pdf --version` need not load the typesetting.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {
        "Limits": "limits",
        "ResumeError": "diagnostics",
        "Source": "source",
        "Workers": "workers",
        "build_all": "batch",
    }
    return getattr(import_module(f".{homes.get(name, 'pipeline')}", __name__), name)
