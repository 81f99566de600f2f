"""How what is missing from a machine is installed there: one table of packages, for every message.

In: what is missing, by the names in `_PACKAGES`. Out: the command for this system, or what to do
where it has no package manager that is known here. What the system is, is asked when something is
missing, never before.
"""

from __future__ import annotations

import os
import shutil
import sys

_COMMANDS = {  # by the program that is looked for, in this order
    "apt-get": "{root}apt-get update && {root}apt-get install {packages}",
    "dnf": "{root}dnf install {packages}",
    "apk": "{root}apk add {packages}",
    "pacman": "{root}pacman -S {packages}",
    "zypper": "{root}zypper install {packages}",
}
_FONT = "brew install --cask {packages}"
_MSYS2 = "pacman -S mingw-w64-ucrt-x86_64-pango"

# Where a manager is not named, a package is called as the first name says. scripts/setup has the
# libraries in the language of the shell; a test compares the two.
_PACKAGES: dict[str, dict[str, str]] = {
    "pango": {
        "apt-get": "libpango-1.0-0 libpangoft2-1.0-0",
        "apk": "pango so:libpangoft2-1.0.so.0",
        "zypper": "libpango-1_0-0",
    },
    "harfbuzz-subset": {
        "apt-get": "libharfbuzz-subset0",
        "dnf": "harfbuzz",
        "apk": "so:libharfbuzz-subset.so.0",
        "pacman": "harfbuzz",
        "zypper": "libharfbuzz-subset0",
        "brew": "harfbuzz",
    },
    "fontconfig": {},
}
# {script} is the script's name in small letters, cjk for Chinese, Japanese and Korean.
_FONTS = {
    "apt-get": "fonts-noto-core",
    "dnf": "google-noto-sans-{script}-fonts",
    "apk": "font-noto-{script}",
    "pacman": "noto-fonts",
    "zypper": "google-noto-sans-{script}-fonts",
    "brew": "font-noto-sans-{script}",
}
_CJK = {
    "apt-get": "fonts-noto-cjk",
    "dnf": "google-noto-serif-cjk-fonts",
    "apk": "font-noto-cjk",
    "pacman": "noto-fonts-cjk",
    "zypper": "google-noto-sans-jp-fonts google-noto-sans-kr-fonts google-noto-sans-sc-fonts",
    "brew": "font-noto-serif-cjk",
}
_BREW = "install Homebrew (https://brew.sh), then: "
# Where Homebrew puts libraries; Python from elsewhere does not look at the first two.
_BREW_FOLDERS = ("/opt/homebrew/lib", "/home/linuxbrew/.linuxbrew/lib", "/usr/local/lib")


def library(*needs: str) -> str:
    """What to do for system libraries: any of "pango", "harfbuzz-subset" and "fontconfig"."""
    if sys.platform == "win32":
        return f"install MSYS2 (https://www.msys2.org), then in its UCRT64 shell: {_MSYS2}"
    manager = _manager()
    if manager == "brew" and (folder := _unseen_by_python()):
        return f"export DYLD_FALLBACK_LIBRARY_PATH={folder}:/usr/local/lib:/usr/lib"
    packages = [_PACKAGES[need].get(manager or "", need) for need in needs]
    if manager is None:
        return f"install {' and '.join(packages)} with this system's package manager"
    return _command(manager, "brew install {packages}", packages)


def font(script: str) -> str:
    """What to do for a face of a script ("Arabic"); "CJK" is that of Chinese, Japanese, Korean."""
    table = _CJK if script == "CJK" else _FONTS
    manager = _manager()
    if manager is None:
        return f"install a font for {script}, such as one of https://fonts.google.com/noto"
    return _command(manager, _FONT, [table[manager].format(script=script.lower())])


def _manager() -> str | None:
    """The system's package manager; "brew" on macOS, None where none is known."""
    if sys.platform == "darwin":
        return "brew"
    return next((name for name in _COMMANDS if shutil.which(name)), None)


def _command(manager: str, brew: str, packages: list[str]) -> str:
    if manager == "brew":
        before = "" if shutil.which("brew") else _BREW
        return before + brew.format(packages=" ".join(dict.fromkeys(packages)))
    root = "" if os.geteuid() == 0 else "sudo "
    return _COMMANDS[manager].format(root=root, packages=" ".join(dict.fromkeys(packages)))


def _unseen_by_python() -> str | None:
    """The folder where Homebrew has put Pango already, which Python does not search."""
    library = "libpango-1.0.dylib"
    found = (folder for folder in _BREW_FOLDERS if os.path.exists(f"{folder}/{library}"))  # noqa: PTH110
    return next(found, None)
