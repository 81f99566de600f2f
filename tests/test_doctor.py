"""`resume-pdf doctor` on machines where something is missing: each is found, with what to do."""

import ctypes
import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
from email.message import Message
from importlib.abc import MetaPathFinder

import pytest

from resume_pdf import doctor, pipeline
from resume_pdf.cli import main
from resume_pdf.diagnostics import ResumeError
from resume_pdf.doctor import files, installed, libraries
from resume_pdf.starters import starter
from resume_pdf.theme import bundled

LIBRARIES = ("gobject-2", "pango-1", "pangoft2", "harfbuzz.so", "harfbuzz-subset", "fontconfig")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def without(monkeypatch):
    """Makes libraries whose file name has a part of these impossible to load."""
    real = ctypes.CDLL

    def apply(*parts):
        def load(name, *arguments, **options):
            if any(part in str(name) for part in parts):
                raise OSError(f"{name}: cannot open shared object file")
            return real(name, *arguments, **options)

        monkeypatch.setattr(ctypes, "CDLL", load)

    return apply


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No page is set but where a test asks for it."""
    page = doctor._page
    monkeypatch.setattr(doctor, "_page", lambda: doctor.Finding("a page", "good", "not set"))
    return page


def findings(capsys, *arguments):
    status = main(["doctor", "--format", "json", *arguments])
    found = json.loads(capsys.readouterr().out)
    assert found["good"] == (status == 0)
    return {one["name"]: one for one in found["findings"]}, status


def test_where_everything_is_there_all_is_good(capsys, monkeypatch, quick):
    monkeypatch.setattr(doctor, "_page", quick)
    assert main(["doctor"]) == 0
    printed = capsys.readouterr().out
    assert "good   a page: set and proved in " in printed
    assert printed.endswith("everything that is needed is there\n")
    assert main(["doctor", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("missing", ["gobject-2", "pango-1", "pangoft2", "harfbuzz.so"])
def test_without_pango_or_what_it_stands_on(capsys, without, missing):
    without(missing)
    found, status = findings(capsys)
    assert status == 1
    assert found["Pango"]["state"] == "wrong"
    assert missing in found["Pango"]["found"]
    assert "pango" in found["Pango"]["advice"]
    assert "a page" not in found


def test_an_old_pango(capsys, monkeypatch):
    monkeypatch.setattr(libraries, "_OLDEST_PANGO", (99, 0))
    found, status = findings(capsys)
    assert status == 1
    assert found["Pango"]["found"].endswith("is older than 99.0")
    assert found["Pango"]["advice"]


def test_without_the_subsetter_it_only_takes_longer(capsys, without):
    without("harfbuzz-subset")
    found, status = findings(capsys)
    assert status == 0
    assert found["HarfBuzz's subsetter"]["state"] == "poor"
    assert "harfbuzz" in found["HarfBuzz's subsetter"]["advice"]


def test_without_fontconfig(capsys, without):
    without("fontconfig")
    found, status = findings(capsys)
    assert status == 1
    assert found["Fontconfig"]["state"] == "wrong"
    assert "fontconfig" in found["Fontconfig"]["advice"]
    assert not any(name.startswith("faces for") for name in found)


def test_a_font_cache_that_cannot_be_written(capsys, monkeypatch):
    monkeypatch.setattr(libraries, "_could_be_written", lambda _: False)
    found, status = findings(capsys)
    assert status == 0
    assert found["font cache"]["state"] == "poor"
    assert found["font cache"]["advice"].startswith("mkdir -p '/")


@pytest.mark.parametrize(
    ("script", "languages"),
    [("CJK", "Chinese, Japanese and Korean"), ("Arabic", "Arabic"), ("Hebrew", "Hebrew")],
)
def test_faces_for_other_scripts_are_a_note(capsys, monkeypatch, script, languages):
    monkeypatch.setattr(libraries._Fontconfig, "families_with", lambda *_: [])
    monkeypatch.setattr("resume_pdf.installing.font", lambda script: f"install {script}")
    found, status = findings(capsys)
    assert status == 0
    assert found[f"faces for {languages}"]["state"] == "note"
    assert found[f"faces for {languages}"]["advice"] == f"install {script}"


def test_faces_of_the_machine_are_found_by_what_they_have():
    fonts = libraries._Fontconfig(ctypes.CDLL(libraries._FILES["fontconfig"][0]))
    assert fonts.families_with("\U0010fffd") == []
    # Letters of the alphabet are in every face, where there is one.
    assert fonts.families_with("a") == fonts.families_with("b")


def test_an_old_python(capsys, monkeypatch):
    monkeypatch.setattr(installed, "_OLDEST", (99, 0))
    found, status = findings(capsys)
    assert status == 1
    assert "is older than 99.0" in found["Python"]["found"]
    assert "install Python 99.0 or newer" in found["Python"]["advice"]


def test_a_package_that_is_missing_or_too_old(capsys, monkeypatch):
    real = importlib.metadata.version

    def version(name):
        if name == "mistune":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.0" if name == "jinja2" else real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    status = main(["doctor"])
    printed = capsys.readouterr().out
    assert status == 1
    assert "wrong  Python packages: mistune is missing" in printed
    assert f"{sys.executable} -m pip install --upgrade 'mistune>=" in printed
    assert "wrong  Python packages: jinja2 is 1.0, needed is >=" in printed
    assert printed.endswith("2 things are wrong\n")


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/ada/.local/share/pipx/venvs/resume-pdf", "pipx inject --force resume-pdf 'x'"),
        (
            "/home/ada/.local/share/uv/tools/resume-pdf",
            "uv tool install --reinstall --with 'x' resume-pdf",
        ),
    ],
)
def test_what_installed_it_installs_the_rest(monkeypatch, prefix, command):
    monkeypatch.setattr(sys, "prefix", prefix)
    assert installed._installing(["x"]) == command


def test_an_extra_that_is_not_installed_is_a_note(monkeypatch):
    declared = ["packaging>=24", 'no-such-package>=1; extra == "preview"']
    about = Message()
    for extra in ("dev", "preview", "again"):
        about["Provides-Extra"] = extra
    monkeypatch.setattr(importlib.metadata, "metadata", lambda _: about)
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: declared)
    found = {one.name: one for one in installed.extras()}
    assert found["extra preview"].state == "note"
    assert found["extra preview"].found == "no-such-package is missing"
    assert "'resume-pdf[preview]'" in str(found["extra preview"].advice)
    assert found["extra again"].state == "good"
    assert "extra dev" not in found


def test_a_checkout_that_is_not_installed_has_no_bounds(capsys, monkeypatch):
    def requires(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", requires)
    found, status = findings(capsys)
    assert status == 0
    assert found["Python packages"]["state"] == "note"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[:-1000], "is damaged"),
        (lambda data: data[:3000] + b"\xff\xfe" + data[3002:], "is damaged: its table"),
        (lambda data: b"", "ends too early"),
        (lambda data: None, "cannot be read: No such file"),
    ],
    ids=["cut-off", "changed", "empty", "gone"],
)
def test_a_face_that_is_damaged(capsys, monkeypatch, folder, change, said):
    face = next(bundled("styles").rglob("*.ttf"))
    name = face.relative_to(bundled("styles"))
    styles = folder / "styles"
    (styles / name).parent.mkdir(parents=True)
    (styles / "one.css").write_text(f'@font-face {{ src: url("{name}") }}')
    monkeypatch.setattr(files, "bundled", lambda _: styles)
    (styles / name).write_bytes(face.read_bytes())
    found, status = findings(capsys)
    assert (found["shipped faces"]["found"], status) == ("all 1 there and whole", 0)
    changed = change(face.read_bytes())
    (styles / name).unlink() if changed is None else (styles / name).write_bytes(changed)
    found, status = findings(capsys)
    assert status == 1
    assert said in found["shipped faces"]["found"]
    assert "install resume-pdf anew" in found["shipped faces"]["advice"]


def test_folders_that_cannot_be_written_to(capsys, monkeypatch, folder):
    (folder / "file").write_text("")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(folder / "file"))
    found, status = findings(capsys, "--output", "file/deep")
    assert status == 1
    assert "cannot write to " in found["output folder"]["found"]
    assert "--output" in found["output folder"]["advice"]
    assert found["temporary folder"]["state"] == "wrong"
    assert "TMPDIR" in found["temporary folder"]["advice"]

    def nowhere():
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    found, status = findings(capsys, "--output", "not/there/yet")
    assert found["output folder"]["state"] == "good"
    assert found["temporary folder"]["found"] == "there is none that can be written to"
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_page_that_cannot_be_set(capsys, monkeypatch, quick):
    def build(*arguments, **options):
        raise ResumeError("library-missing", "no Pango", hint="install it")

    monkeypatch.setattr(doctor, "_page", quick)
    monkeypatch.setattr(pipeline, "build", build)
    found, status = findings(capsys)
    assert status == 1
    assert (found["a page"]["found"], found["a page"]["advice"]) == ("no Pango", "install it")


def test_it_runs_where_no_package_can_be_imported(capsys, monkeypatch):
    class Without(MetaPathFinder):
        def find_spec(self, name, path, target=None):
            if name.split(".")[0] in {"weasyprint", "mistune", "babel", "jinja2", "packaging"}:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    for name in list(sys.modules):
        if name.split(".")[0] in {"weasyprint", "mistune", "babel", "jinja2", "packaging"}:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Without(), *sys.meta_path])
    found, status = findings(capsys)
    assert status == 1
    assert found["Python packages"]["found"] == "packaging is missing"
    assert "pip install --upgrade 'packaging'" in found["Python packages"]["advice"]


def test_a_broken_library_ends_every_command_in_advice(folder):
    lent = folder / "lib"
    lent.mkdir()
    for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"):
        (lent / name).write_text("no library\n")
    (folder / "resume.md").write_text(starter("en"))
    (folder / "more").mkdir()
    for name in ("a.md", "b.md"):
        (folder / "more" / name).write_text(starter("de").replace("Kim", f"Kim{name[0]}"))
    script = "import sys; from resume_pdf.cli import main; sys.exit(main(sys.argv[1:]))"

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env={**os.environ, "LD_LIBRARY_PATH": str(lent)},
            capture_output=True,
            text=True,
            cwd=folder,
        )

    for arguments in (["render"], ["render", "more", "--jobs", "2"]):
        done = run(*arguments)
        assert done.returncode == 1
        assert "error[library-missing]: " in done.stderr
        assert "hint: " in done.stderr
        assert "pango" in done.stderr.partition("hint: ")[2]
        assert "Traceback" not in done.stderr
    done = run("doctor")
    assert done.returncode == 1
    assert "wrong  Pango: cannot load libpango-1.0.so.0" in done.stdout
    assert "Traceback" not in done.stderr
    assert run("check").returncode == 0
