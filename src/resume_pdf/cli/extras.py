"""Packages that only some commands need."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec

from ..diagnostics import ResumeError


def require(*packages: str) -> None:
    """Raises `ResumeError` "library-missing", with the command to run, where one is missing."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        pip = shlex.join((sys.executable, "-m", "pip", "install", *missing))
        raise ResumeError(
            "library-missing",
            f"this command needs what is not installed: {', '.join(missing)}",
            hint=f"install it with: {pip}",
        )
