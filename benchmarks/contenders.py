"""Who is measured, what each is called with, and how to get those that are not there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .places import CONTENT, RENDERCV, SHARE, SUBJECT, WORK, Content, environment, program

RENDERCV_VERSION = "2.3"
# Typer's later versions break it.
RENDERCV_PACKAGES = (f"rendercv[full]=={RENDERCV_VERSION}", "typer==0.20.0")
# The versions of the Typst package that it asks for, by their tags.
FONTAWESOME = ("0.5.0", "0.6.0")

Command = tuple[str | Path, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """A program that makes a PDF of `Content`; `missing` says why it cannot be run, "" if it can.

    `does` tells what its time includes.
    """

    name: str
    does: str
    missing: str
    command: Callable[[Content], Command]
    version: Callable[[], str]


def resume_pdf(content: Content, *layouts: str) -> Command:
    """The subject's command for some layouts of a résumé."""
    asked = [part for layout in layouts for part in ("--layout", layout)]
    command = program(SUBJECT, "resume-pdf")
    return (command, "render", content.markdown, *asked, "--output", WORK / "subject")


def peers() -> tuple[Contender, ...]:
    """The other programs."""
    return (_rendercv(), _pandoc(), _chromium())


def _rendercv() -> Contender:
    command = program(RENDERCV, "rendercv")
    packages = SHARE / "typst" / "packages" / "preview" / "fontawesome"
    missing = ""
    if not command.exists():
        missing = "not installed: python -m benchmarks --install-rendercv"
    elif not all((packages / version).is_dir() for version in FONTAWESOME):
        missing = f"needs the Typst package fontawesome {' and '.join(FONTAWESOME)} in {packages}"

    def render(content: Content) -> Command:
        made = ("-o", WORK / f"rendercv-{content.name}")
        return (command, "render", content.yaml, "-nomd", "-nohtml", "-nopng", *made)

    return Contender(
        f"RenderCV {RENDERCV_VERSION}", "PDF alone", missing, render, lambda: RENDERCV_VERSION
    )


def _pandoc() -> Contender:
    def convert(content: Content) -> Command:
        return (
            *("pandoc", content.markdown, "--standalone", "--pdf-engine", "weasyprint"),
            *("--css", CONTENT / "print.css", "--output", WORK / f"pandoc-{content.name}.pdf"),
        )

    return Contender(
        "pandoc + WeasyPrint",
        "PDF alone",
        "" if shutil.which("pandoc") else "not installed: pandoc, from the system's packages",
        convert,
        lambda: _told("pandoc", "--version"),
    )


def _chromium() -> Contender:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    command = next(filter(shutil.which, names), None)

    def convert(content: Content) -> Command:
        assert command is not None
        return (
            *(command, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *("--disable-background-networking", f"--user-data-dir={WORK / 'chromium'}"),
            *(f"--print-to-pdf={WORK / f'chromium-{content.name}.pdf'}", content.html.as_uri()),
        )

    return Contender(
        "headless Chromium",
        "PDF of ready-made HTML",
        "" if command else "not installed: chromium, from the system's packages",
        convert,
        lambda: _told(command or "", "--version"),
    )


def _told(*command: str) -> str:
    """The first line that a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    return next(iter(done.stdout.splitlines()), "unknown").strip()


def install_rendercv(fontawesome: Path | None) -> Iterator[str]:
    """Puts RenderCV into an environment of its own; yields what is being done.

    `fontawesome` is a checkout of github.com/duskmoon314/typst-fontawesome with its tags; without
    one RenderCV's first run must be able to load the package by itself.
    """
    yield f"installing {', '.join(RENDERCV_PACKAGES)}"
    subprocess.run([sys.executable, "-m", "venv", RENDERCV], check=True)
    pip = (program(RENDERCV, "python"), "-m", "pip", "install", "--quiet", *RENDERCV_PACKAGES)
    subprocess.run(pip, check=True)
    if fontawesome:
        for version in FONTAWESOME:
            yield f"unpacking fontawesome {version}"
            place = SHARE / "typst" / "packages" / "preview" / "fontawesome" / version
            place.mkdir(parents=True, exist_ok=True)
            archive = subprocess.run(
                ["git", "-C", fontawesome, "archive", f"v{version}"],
                check=True,
                capture_output=True,
            )
            subprocess.run(["tar", "-x", "-C", place], input=archive.stdout, check=True)
