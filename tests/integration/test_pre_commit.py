"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself in a repository."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from resume_pdf.starters import starter

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = yaml.safe_load(MANIFEST.read_text("utf-8"))


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A git repository whose pre-commit runs our hooks, with the command of this checkout."""
    programs = tmp_path / "programs"
    programs.mkdir()
    command = programs / "resume-pdf"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m resume_pdf "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    subprocess.run(["git", "init", "--quiet"], check=True)
    # Instead of installing our package from an address into an environment of its own.
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True))
    return folder


def pre_commit(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_pre_commit_reads_the_manifest():
    done = pre_commit("validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize("name", ["resume.md", "cv-2024.md", "en/Résumé.md", "Lebenslauf.md"])
def test_it_looks_at_files_that_are_called_like_résumés(hook, name):
    assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "docs/notes.md")


def test_what_is_staged_is_checked_and_nothing_else(repository):
    (repository / "resume.md").write_text(starter("en"), "utf-8")
    (repository / "cv.md").write_text("# Ada Example\n\n<!-- resume: kep -->\n\n## Skills\n\n- x\n")
    (repository / "README.md").write_text("<!-- resume: kep -->\n")
    (repository / "resume-notes.txt").write_text("no Markdown")
    subprocess.run(["git", "add", "resume.md", "README.md", "resume-notes.txt"], check=True)
    done = pre_commit("run", "resume-pdf-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    subprocess.run(["git", "add", "cv.md"], check=True)
    done = pre_commit("run", "resume-pdf-check")
    assert done.returncode == 1
    assert "cv.md:3:14: error[directive-unknown]" in done.stdout
    assert "README.md" not in done.stdout


def test_what_is_staged_is_rendered(repository):
    (repository / "resume.md").write_text(starter("en"), "utf-8")
    subprocess.run(["git", "add", "resume.md"], check=True)
    done = pre_commit("run", "resume-pdf-render")
    assert done.returncode == 0, done.stdout + done.stderr
    made = sorted(path.name for path in (repository / "output").iterdir())
    assert made == ["jordan-example-resume-full.pdf", "jordan-example-resume.pdf"]
