"""What the measurements were taken on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from .contenders import peers
from .places import ROOT, SUBJECT, environment, program

_VERSIONS = """\
import json, platform
from importlib.metadata import version
names = ("resume-pdf", "weasyprint", "pypdf", "pypdfium2", "fonttools")
print(json.dumps({"Python": platform.python_version(), **{name: version(name) for name in names}}))
"""


def described() -> dict[str, str]:
    """Date, processor, cores, load, system and the versions of what was run."""
    python = program(SUBJECT, "python")
    told = subprocess.run([python, "-c", _VERSIONS], capture_output=True, env=environment())
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load at the start": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        "system": _system(),
        "commit": _commit(),
        **json.loads(told.stdout),
        **{peer.name: peer.missing or peer.version() for peer in peers()},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform()


def _commit() -> str:
    done = subprocess.run(
        ["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"
