"""The subject: a wheel of this checkout, built anew and installed as a user would."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

from .places import CONTENTS, ENVIRONMENT, ROOT, SUBJECT, WORK, program


def install() -> Iterator[str]:
    """Builds the wheel and installs it with its requirements; yields what is being done.

    pip compiles what it installs: without the compiled files a run takes more than twice as long.
    """
    dist = ENVIRONMENT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    yield "building the wheel"
    build = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", dist, ROOT)
    subprocess.run([sys.executable, *build], check=True)
    (wheel,) = dist.glob("*.whl")
    yield f"installing {wheel.name}"
    if not program(SUBJECT, "python").exists():
        subprocess.run([sys.executable, "-m", "venv", SUBJECT], check=True)
    pip = (program(SUBJECT, "python"), "-m", "pip", "install", "--quiet", "--compile")
    subprocess.run([*pip, f"{wheel}[preview]"], check=True)
    again = ("--force-reinstall", "--no-deps")  # The version may be that of the last one.
    subprocess.run([*pip, *again, wheel], check=True)


def prepare() -> None:
    """Makes what the peers read."""
    WORK.mkdir(parents=True, exist_ok=True)
    files = [path for one in CONTENTS for path in (one.markdown, one.html, one.yaml)]
    script = ROOT / "benchmarks" / "prepare.py"
    subprocess.run([program(SUBJECT, "python"), script, *files], check=True)
