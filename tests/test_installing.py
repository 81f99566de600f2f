"""What is told to install is what this system calls it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resume_pdf import installing

SETUP = (Path(__file__).parents[1] / "scripts" / "setup").read_text("utf-8")
MANAGERS = ("apt-get", "dnf", "apk", "pacman", "zypper", "brew")


@pytest.fixture
def system(monkeypatch):
    """Makes this a system with the programs that are named, and its user root or not."""

    def become(*programs, platform="linux", root=False):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)

    return become


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0",
        ),
        ("dnf", "sudo dnf install pango harfbuzz"),
        (
            "apk",
            "sudo apk add pango so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
        ),
        ("pacman", "sudo pacman -S pango harfbuzz"),
        ("zypper", "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"),
    ],
)
def test_the_command_is_that_of_the_system(system, manager, command):
    system(manager)
    assert installing.library("pango", "harfbuzz-subset") == command


def test_root_needs_no_sudo(system):
    system("dnf", root=True)
    assert installing.library("fontconfig") == "dnf install fontconfig"


def test_a_system_with_no_known_manager_is_told_what_it_is_called(system):
    system()
    assert installing.library("pango") == "install pango with this system's package manager"
    assert "Hebrew" in installing.font("Hebrew")


def test_on_macos_it_is_homebrew_which_may_be_missing_itself(system, monkeypatch):
    monkeypatch.setattr(installing, "_unseen_by_python", lambda: None)
    system("brew", platform="darwin")
    assert installing.library("pango", "harfbuzz-subset") == "brew install pango harfbuzz"
    assert installing.font("CJK") == "brew install --cask font-noto-serif-cjk"
    system(platform="darwin")
    assert installing.library("pango") == (
        "install Homebrew (https://brew.sh), then: brew install pango"
    )


def test_on_macos_libraries_that_are_there_but_not_found_are_shown_to_python(
    system, monkeypatch, tmp_path
):
    (tmp_path / "libpango-1.0.dylib").write_bytes(b"")
    monkeypatch.setattr(installing, "_BREW_FOLDERS", (str(tmp_path),))
    system("brew", platform="darwin")
    told = installing.library("pango")
    assert told.startswith(f"export DYLD_FALLBACK_LIBRARY_PATH={tmp_path}:")


def test_on_windows_it_is_msys2(system):
    system(platform="win32")
    assert "pacman -S mingw-w64-ucrt-x86_64-pango" in installing.library("pango")
    assert "Arabic" in installing.font("Arabic")


@pytest.mark.parametrize("manager", MANAGERS[:-1])
@pytest.mark.parametrize("script", ["CJK", "Arabic", "Hebrew"])
def test_every_system_has_faces_for_every_script(system, manager, script):
    system(manager)
    told = installing.font(script)
    assert manager in told
    assert "noto" in told
    assert "{" not in told


@pytest.mark.parametrize("need", sorted(installing._PACKAGES))
@pytest.mark.parametrize("manager", MANAGERS)
def test_the_set_up_of_a_checkout_installs_the_same(manager, need):
    function = re.search(r"^packages_for\(\) \{.*?^\}", SETUP, re.M | re.S)
    assert function
    script = f"manager={manager}\n{function[0]}\npackages_for {need}\n"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == installing._PACKAGES[need].get(manager, need)
