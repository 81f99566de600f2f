"""What a user gets: the wheel built from this checkout, its content, and its command run alone."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

RESUME = """\
---
name: Ada Example
email: ada@example.org
---

# Experience

## Example Works – Toolmaker

2019 – present

- Ground 400 lenses a month.
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree without a network."""
    folder = tmp_path_factory.mktemp("dist")
    build = ("build", "--target", "wheel", "--directory", folder)
    run(sys.executable, "-m", "hatchling", *build, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, from the wheel alone in a new environment.

    The libraries it needs are lent by the environment that runs the tests: a line in a `.pth` file
    adds a folder, but does not read the `.pth` files there, so an editable install stays out.
    """
    prefix = tmp_path_factory.mktemp("clean")
    venv.create(prefix, symlinks=True)
    python = prefix / "bin" / "python"
    install = ("install", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=prefix)
    (site,) = prefix.glob("lib/python*/site-packages")
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "lent.pth").write_text("\n".join(lent), encoding="utf-8")
    where = run(python, "-c", "import resume_pdf; print(resume_pdf.__file__)", cwd=prefix)
    assert Path(where.strip()).is_relative_to(site)
    return prefix / "bin" / "resume-pdf"


def run(*command: str | Path, cwd: Path) -> str:
    """Runs a command that finds modules only where its own Python looks; returns what it prints."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def files(folder: str) -> Iterator[Path]:
    """The files of a top-level folder that belong to the project, from that folder."""
    base = ROOT / folder
    for path in sorted(base.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store":
            yield path.relative_to(base)


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("src/resume_pdf", "resume_pdf"),
        ("layouts", "resume_pdf/layouts"),
        ("styles", "resume_pdf/styles"),
    ],
)
def test_wheel_holds_every_file_unchanged(
    content: dict[str, bytes], folder: str, place: str
) -> None:
    expected = {f"{place}/{path.as_posix()}": ROOT / folder / path for path in files(folder)}
    assert expected, f"{folder} holds nothing"
    assert sorted(expected.keys() - content.keys()) == []
    assert [name for name, path in expected.items() if content[name] != path.read_bytes()] == []


def test_wheel_holds_nothing_else(content: dict[str, bytes]) -> None:
    layouts = {f"resume_pdf/layouts/{path.as_posix()}" for path in files("layouts")}
    styles = {f"resume_pdf/styles/{path.as_posix()}" for path in files("styles")}
    code = {f"resume_pdf/{path.as_posix()}" for path in files("src/resume_pdf")}
    rest = content.keys() - layouts - styles - code - {"resume_pdf/docs/diagnostics.md"}
    manual = f"resume_pdf-{VERSION}.data/data/share/man/man1/resume-pdf.1"
    assert manual in rest
    rest -= {manual}
    compiled = {name for name in rest if name.startswith("resume_pdf/html/compiled/")}
    assert len(compiled) == sum(path.suffix == ".j2" for path in files("layouts"))
    rest -= compiled
    assert {name.split("/")[0] for name in rest} == {f"resume_pdf-{VERSION}.dist-info"}


def test_wheel_holds_the_licences_of_code_and_fonts(content: dict[str, bytes]) -> None:
    licences = {name.partition("/licenses/")[2] for name in content if "/licenses/" in name}
    assert "LICENSE" in licences
    fonts = {path.parent for path in files("styles") if path.suffix in {".ttf", ".otf", ".woff2"}}
    assert fonts
    covered = {Path(name).parent for name in licences if name.startswith("styles/")}
    for folder in fonts:
        assert covered & {"styles" / parent for parent in (folder, *folder.parents)}, folder


def test_installed_command_tells_its_version(command: Path, tmp_path: Path) -> None:
    assert VERSION in run(command, "--version", cwd=tmp_path)


def test_installed_command_renders_in_an_empty_folder(command: Path, tmp_path: Path) -> None:
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    run(command, "render", cwd=tmp_path)
    made = sorted((tmp_path / "output").iterdir())
    assert [path.name for path in made] == ["ada-example-resume-full.pdf", "ada-example-resume.pdf"]
    for path in made:
        assert "Ada Example" in pypdf.PdfReader(path).pages[0].extract_text()


# Renders with every layout, and prints the templates that had to be compiled for it, in whichever
# process that is.
COMPILES = """
import os
import jinja2
from resume_pdf.cli import main

compile_plainly = jinja2.Environment.compile
def compile(self, source, name=None, *rest, **options):
    os.write(1, f"{name}\\n".encode())
    return compile_plainly(self, source, name, *rest, **options)
jinja2.Environment.compile = compile

layouts = ["onepage", "full", "compact", "academic"]
arguments = [part for layout in layouts for part in ("--layout", layout)]
assert main(["render", "resume.md", "--quiet", *arguments]) == 0
"""


def test_installed_command_compiles_no_template(command: Path, tmp_path: Path) -> None:
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    assert run(command.with_name("python"), "-c", COMPILES, cwd=tmp_path).split() == []


def test_a_template_that_was_edited_where_it_is_installed_is_compiled_anew(
    command: Path, tmp_path: Path
) -> None:
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    (template,) = command.parents[1].glob(
        "lib/python*/site-packages/resume_pdf/layouts/_partials/section.html.j2"
    )
    before = template.read_bytes()
    template.write_bytes(before + b"{# another #}")
    try:
        compiled = run(command.with_name("python"), "-c", COMPILES, cwd=tmp_path).split()
    finally:
        template.write_bytes(before)
    assert set(compiled) == {"section.html.j2"}
