"""`resume-pdf render` with several résumés, or a folder of them."""

import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from resume_pdf import batch, reader
from resume_pdf.cli import main, many, report
from resume_pdf.cli.jobs import jobs_for
from resume_pdf.record import replace

PEOPLE = ["Ada Example", "Bo Example", "Cy Example", "Di Example"]


def resume(name):
    return f"""\
# {name}

{name.split()[0].lower()}@example.org | +44 20 7946 0958

## Experience

### Toolmaker

Example Works, Leeds | 2019 – present

- Ground 400 lenses a month.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "cvs").mkdir()
    for name in PEOPLE:
        (tmp_path / "cvs" / f"{name.split()[0].lower()}.md").write_text(resume(name))
    return tmp_path


def made(folder, output="output"):
    return sorted(path.name for path in (folder / output).glob("*"))


PDFS = [f"{name.lower().replace(' ', '-')}-resume.pdf" for name in PEOPLE]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_folder_is_rendered_in_the_order_of_its_names(folder, jobs, capsys):
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", jobs]) == 0
    printed = [line for line in capsys.readouterr().out.splitlines() if "1 page" in line]
    assert [line.split(":")[0].removeprefix("output/") for line in printed] == PDFS
    assert made(folder) == PDFS


def test_the_bytes_are_those_of_one_at_a_time(folder):
    one = ["--layout", "onepage", "--layout", "full"]
    for name in ("ada", "bo", "cy", "di"):
        assert main(["render", f"cvs/{name}.md", *one, "--output", "alone"]) == 0
    assert main(["render", "cvs", *one, "--jobs", "2", "--output", "together"]) == 0
    assert made(folder, "alone") == made(folder, "together")
    assert len(made(folder, "alone")) == 8
    for name in made(folder, "alone"):
        assert (folder / "alone" / name).read_bytes() == (folder / "together" / name).read_bytes()


def test_what_is_no_resume_is_skipped_and_told(folder, capsys):
    (folder / "cvs" / "README.md").write_text(resume("Ed Example"))
    (folder / "cvs" / "notes.md").write_text("# Notes\n\n- Buy ink.\n")
    (folder / "cvs" / ".hidden.md").write_text(resume("Fi Example"))
    (folder / "cvs" / "photo.txt").write_text("no Markdown")
    (folder / "cvs" / "old").mkdir()
    (folder / "cvs" / "old" / "ada.md").write_text(resume("Ada Example"))
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", "1"]) == 0
    printed = capsys.readouterr().out
    assert made(folder) == PDFS
    assert "skipped cvs/README.md: by its name" in printed
    assert "skipped cvs/notes.md: it has no name" in printed
    assert printed.count("skipped") == 2


def test_what_is_named_is_rendered_whatever_it_is(folder):
    (folder / "cvs" / "README.md").write_text(resume("Ed Example"))
    arguments = ["render", "cvs", "cvs/README.md", "--layout", "onepage", "--jobs", "1"]
    assert main(arguments) == 0
    assert made(folder) == [*PDFS, "ed-example-resume.pdf"]


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        pytest.param({}, "there is no Markdown file in here", id="empty"),
        pytest.param({"below/ada.md": ""}, "subfolders are not searched", id="below"),
        pytest.param({"notes.md": "# Notes\n\nBuy ink.\n"}, "name the file itself", id="no résumé"),
    ],
)
def test_a_folder_without_a_resume_is_an_error(folder, files, hint, capsys):
    (folder / "here").mkdir()
    for name, text in files.items():
        (folder / "here" / name).parent.mkdir(exist_ok=True)
        (folder / "here" / name).write_text(text)
    assert main(["render", "here"]) == 1
    printed = capsys.readouterr().err
    assert "error[no-source]" in printed
    assert hint in printed


def test_two_of_one_name_are_refused_before_anything_is_written(folder, capsys):
    (folder / "cvs" / "zoe.md").write_text(resume("Bo Example"))
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", "1"]) == 2
    assert not (folder / "output").exists()
    printed = capsys.readouterr().err
    assert "cvs/bo.md and cvs/zoe.md would both become bo-example-resume.pdf" in printed


def test_each_source_is_read_once(folder, monkeypatch):
    read, real = [], reader.read

    def counted(source, *rest):
        read.append(source.name)
        return real(source, *rest)

    monkeypatch.setattr(reader, "read", counted)
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", "1"]) == 0
    assert sorted(read) == ["cvs/ada.md", "cvs/bo.md", "cvs/cy.md", "cvs/di.md"]


def test_one_that_fails_stops_no_other_and_is_told_in_its_turn(folder, capfd):
    (folder / "cvs" / "bo.md").write_bytes(b"caf\xe9")
    (folder / "output" / PDFS[2]).mkdir(parents=True)
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", "2"]) == 1
    assert [name for name in made(folder) if (folder / "output" / name).is_file()] == [
        PDFS[0],
        PDFS[3],
    ]
    printed = capfd.readouterr().err
    assert printed.index("error[source-not-utf8]") < printed.index("error[output-unwritable]")


def test_a_process_that_is_killed_fails_its_resume_alone(folder, monkeypatch, capsys):
    class Deadly:
        def __reduce__(self):
            return signal.raise_signal, (signal.SIGKILL,)

    def build_all(opened, **options):
        deadly = replace(opened[1], packed=pickle.dumps(Deadly()))
        return batch.build_all([opened[0], deadly, *opened[2:]], **options)

    monkeypatch.setattr(many, "build_all", build_all)
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", "2"]) == 1
    assert made(folder) == [PDFS[0], *PDFS[2:]]
    printed = capsys.readouterr().err
    assert "error[worker-died]: cvs/bo.md" in printed
    assert "SIGKILL" in printed


def test_the_report_has_all_of_them(folder):
    arguments = ["render", "cvs", "--layout", "onepage", "--jobs", "1", "--report", "report.json"]
    assert main(arguments) == 0
    resumes = json.loads((folder / "report.json").read_text("utf-8"))["resumes"]
    assert [one["source"] for one in resumes] == [
        f"cvs/{name}.md" for name in ("ada", "bo", "cy", "di")
    ]
    assert [one["pdfs"][0]["file"] for one in resumes] == [f"output/{name}" for name in PDFS]


def test_a_terminal_is_told_how_far_it_is(folder, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(report, "_MOMENT", 0)
    assert main(["render", "cvs", "--layout", "onepage", "--jobs", "1"]) == 0
    printed = capsys.readouterr().err
    assert "reading 4 of 4" in printed
    assert "rendering 2 of 4: cvs/bo.md" in printed
    assert printed.endswith("\r\x1b[K")


def test_an_unknown_layout_is_told_once_and_writes_nothing(folder, capsys):
    assert main(["render", "cvs", "--layout", "onepgae", "--jobs", "1"]) == 2
    assert capsys.readouterr().err.count("error[unknown-layout]") == 1
    assert not (folder / "output").exists()


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_no_jobs_are_wrong_use(folder, jobs, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["render", "cvs", "--jobs", jobs])
    assert ended.value.code == 2
    assert "--jobs" in capsys.readouterr().err


def test_as_many_jobs_as_cores_but_no_more_than_work(monkeypatch):
    monkeypatch.setattr("resume_pdf.cli.jobs.cores", lambda: 4)
    assert [jobs_for(sources, None) for sources in (1, 3, 100)] == [1, 3, 4]
    assert [jobs_for(sources, 9) for sources in (1, 100)] == [1, 9]


def test_a_folder_for_temporary_files_with_a_long_name_will_do(folder):
    temporary = folder / ("long" * 40)
    temporary.mkdir()
    command = [sys.executable, "-m", "resume_pdf", "render", "cvs", "--layout", "onepage"]
    done = subprocess.run(
        [*command, "--jobs", "2"],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert made(folder) == PDFS
    assert list(temporary.iterdir()) == []


def test_an_interrupt_ends_all_at_once_and_leaves_nothing(folder):
    for n in range(60):
        name = f"{chr(ord('A') + n % 26)}{'b' * (1 + n // 26)} Example"
        (folder / "cvs" / f"more-{n:02}.md").write_text(resume(name))
    temporary = tempfile.mkdtemp()  # with a short name: see above
    command = [sys.executable, "-m", "resume_pdf", "render", "cvs", "--layout", "onepage"]
    running = subprocess.Popen(
        [*command, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "TMPDIR": temporary, "PYTHONUNBUFFERED": "1"},
    )
    with running:
        assert running.stdout is not None
        assert running.stderr is not None
        first = running.stdout.readline()
        assert "1 page" in first, running.stderr.read()
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        error = running.stderr.read()  # to its end: when the last process has closed it
    assert error == "resume-pdf: error: interrupted\n"
    assert running.returncode == -signal.SIGINT  # "130" to a shell
    Path(temporary).rmdir()  # which is empty
    assert 0 < len(made(folder)) < 60
    assert {name.split(".")[-1] for name in made(folder)} == {"pdf"}
