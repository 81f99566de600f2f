"""action.yml, run step by step as GitHub's runner does."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from resume_pdf.starters import starter

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not (ROOT / ".venv" / "resume-pdf-setup").exists(),
    reason="this checkout was not set up by scripts/setup, which the action runs",
)


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    folder = tmp_path / "work space"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "resume.md").write_text(starter("en"), "utf-8")
    return folder


def use(folder, **given):
    """Runs the action; returns whether it succeeded, its outputs and what it printed."""
    inputs = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    assert given.keys() <= inputs.keys()
    inputs |= given
    outputs: dict[str, dict[str, str]] = {}
    printed = ""
    good = True
    temporary = folder.parent / "runner"
    temporary.mkdir(exist_ok=True)
    for number, step in enumerate(ACTION["runs"]["steps"]):
        assert step["shell"] == "bash"
        file = temporary / f"output-{number}"
        file.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env={
                **os.environ,
                **{name: filled(text, inputs) for name, text in step.get("env", {}).items()},
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(file),
                "RUNNER_TEMP": str(temporary),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        printed += done.stdout + done.stderr
        outputs[step.get("id", "")] = read_outputs(file.read_text("utf-8"))
        if done.returncode:
            good = False
            break
    values = {
        name: filled(one["value"], inputs, outputs) for name, one in ACTION["outputs"].items()
    }
    return good, values, printed


def filled(text, inputs, outputs=None):
    """A text with its ${{ }} expressions evaluated."""

    def value(found):
        place = found[1].split(".")
        if place[0] == "inputs":
            return inputs[place[1]]
        assert (place[0], place[2]) == ("steps", "outputs")
        return (outputs or {}).get(place[1], {}).get(place[3], "")

    return re.sub(r"\$\{\{\s*([\w.]+)\s*\}\}", value, text)


def read_outputs(text):
    """NAME=VALUE lines, and NAME<<END, lines, END."""
    found = {}
    lines = iter(text.splitlines())
    for line in lines:
        if "<<" in line:
            name, end = line.split("<<")
            found[name] = "\n".join(iter(lambda: next(lines), end))
        else:
            name, _, found[name] = line.partition("=")
    return found


def test_with_nothing_given_both_pdfs_are_made_and_named(workspace):
    good, outputs, printed = use(workspace)
    assert good, printed
    paths = outputs["pdfs"].splitlines()
    assert sorted(paths) == [
        "output/jordan-example-resume-full.pdf",
        "output/jordan-example-resume.pdf",
    ]
    assert all((workspace / path).read_bytes().startswith(b"%PDF-") for path in paths)
    report = json.loads(Path(outputs["report"]).read_text("utf-8"))
    assert report["resumes"][0]["source"] == "resume.md"


def test_every_input_reaches_the_command(workspace):
    (workspace / "a b.md").write_text(starter("de"), "utf-8")
    (workspace / "-c.md").write_text(starter("fr"), "utf-8")
    good, outputs, printed = use(
        workspace, source="a b.md\n-c.md\n", layouts="full", style="classic", output="to/here"
    )
    assert good, printed
    assert outputs["pdfs"].splitlines() == [
        "to/here/kim-beispiel-resume-full.pdf",
        "to/here/camille-exemple-resume-full.pdf",
    ]


def test_what_fails_fails_the_step_and_what_is_good_is_named(workspace):
    (workspace / "gone.md").write_text("")
    good, outputs, printed = use(workspace, source="resume.md\ngone.md", layouts="onepage, full")
    assert not good
    assert "error[source-empty]" in printed
    assert len(outputs["pdfs"].splitlines()) == 2


def test_warnings_fail_where_that_is_wanted(workspace):
    text = starter("en").replace("## Education", "##Education")
    (workspace / "resume.md").write_text(text, "utf-8")
    assert use(workspace, layouts="full")[0]
    assert not use(workspace, layouts="full", strict="true")[0]


def test_an_input_is_never_run(workspace):
    good, _, printed = use(workspace, source="$(touch owned).md", style="`touch owned`; x")
    assert not good
    assert not (workspace / "owned").exists()
    assert "$(touch owned).md" in printed or "touch owned" in printed
