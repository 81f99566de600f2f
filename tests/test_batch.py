"""Many résumés, in this process and in others."""

import functools
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import loky
import pytest

from resume_pdf import build
from resume_pdf.batch import build_all, read_all
from resume_pdf.diagnostics import ResumeError
from resume_pdf.source import Source
from resume_pdf.workers import Workers

OPTIONS: dict[str, Any] = {"layouts": ("onepage",), "date": "2024-05-01"}


def resume(name):
    return f"""\
# {name}

{name.split()[0].lower()}@example.org | +44 20 7946 0958

## Experience

### Toolmaker

Example Works, Leeds | 2019 – present

- Ground 400 lenses a month.
"""


class Deadly:
    """A source whose arrival kills the process it is sent to."""

    name = "deadly.md"

    def __reduce__(self):
        return signal.raise_signal, (signal.SIGKILL,)


@pytest.fixture
def sources(tmp_path):
    paths = []
    for n, name in enumerate(["Ada Example", "Bo Example", "Cy Example"]):
        paths.append(tmp_path / f"{n}.md")
        paths[-1].write_text(resume(name))
    return paths


@functools.cache
def alone(text):
    """The PDF that one build by itself makes."""
    (rendering,) = build(Source(text), **OPTIONS).renderings
    return rendering.pdf


def check(sources, outcomes):
    """That all came out in order, with the bytes that each has when built alone."""
    outcomes = list(outcomes)
    assert [outcome.given for outcome in outcomes] == sources
    for source, outcome in zip(sources, outcomes, strict=True):
        assert outcome.error is None
        (rendering,) = outcome.result().renderings
        assert rendering.good
        assert outcome.result().source.path == source
        assert rendering.pdf == alone(source.read_text())


def code(outcome):
    """The code of the `ResumeError` that an outcome has."""
    assert isinstance(outcome.error, ResumeError)
    return outcome.error.diagnostic.code


def test_in_this_process(sources):
    told: list[str] = []
    check(sources, build_all(sources, progress=told.append, **OPTIONS))
    assert told.count("setting onepage") == 3


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn")), id="pool, spawn"
        ),
        pytest.param(
            lambda: ProcessPoolExecutor(1, mp_context=get_context("forkserver")),
            id="pool, forkserver",
        ),
        pytest.param(lambda: loky.ProcessPoolExecutor(1), id="loky"),
        pytest.param(lambda: Workers(1), id="own"),
    ],
)
def test_by_the_processes_of_any_executor(sources, make):
    with make() as executor:
        check(sources, build_all(sources, executor=executor, **OPTIONS))


def test_children_that_are_forked_and_end_leave_the_parent_its_fonts(sources, tmp_path):
    # In a process of its own: this one has threads, which do not bear a fork.
    script = f"""
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any
from pathlib import Path
from typing import Any
from resume_pdf import Press, build
from resume_pdf.batch import build_all

sources, options, press = {[str(path) for path in sources]}, {OPTIONS}, Press()
before = build(sources[0], press=press, **options)
with ProcessPoolExecutor(2, mp_context=get_context("fork")) as executor:
    made = [one.result().renderings[0] for one in build_all(sources, executor=executor, **options)]
after = build(sources[1], press=press, **options).renderings[0]
assert all(one.good for one in [*made, after])
assert made[0].pdf == before.renderings[0].pdf
assert made[1].pdf == after.pdf
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_source_that_cannot_be_read_stops_no_other(sources, tmp_path):
    absent = tmp_path / "absent.md"
    outcomes = list(build_all([sources[0], absent, sources[1]], **OPTIONS))
    assert [outcome.error is None for outcome in outcomes] == [True, False, True]
    assert code(outcomes[1]) == "no-source"


def test_a_process_that_dies_takes_its_own_source_with_it_alone(sources):
    given: list[Any] = [sources[0], Deadly(), sources[1]]
    with Workers(1) as executor:
        first, second, third = build_all(given, executor=executor, **OPTIONS)
    assert (first.error, third.error) == (None, None)
    assert code(second) == "worker-died"
    assert "SIGKILL" in str(second.error)


def test_an_executor_that_breaks_for_good_fails_the_rest_and_raises_nothing(sources):
    given: list[Any] = [Deadly(), *sources]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        outcomes = list(build_all(given, executor=executor, ahead=1, **OPTIONS))
    assert [outcome.given for outcome in outcomes] == given
    assert set(map(code, outcomes)) == {"worker-died"}
    assert "0.md" in str(outcomes[1].error)


def test_threads_are_refused(sources):
    with ThreadPoolExecutor(1) as executor, pytest.raises(ValueError, match="processes"):
        build_all(sources, executor=executor)


def test_sources_are_taken_as_results_are(sources):
    taken: list[None] = []

    def endless():
        while True:
            taken.append(None)
            yield Source(resume("Ada Example"))

    with Workers(1) as executor:
        outcomes = build_all(endless(), executor=executor, ahead=2, **OPTIONS)
        assert next(outcomes).error is None
        assert len(taken) == 3
        assert next(outcomes).error is None
        assert len(taken) == 4


def test_what_is_read_tells_its_names_and_is_built_as_it_was_read(sources):
    with Workers(1) as executor:
        opened = [one.result() for one in read_all(sources, ("onepage", "full"), executor=executor)]
    assert [one.name for one in opened] == [str(path) for path in sources]
    assert opened[0].file_names == ("ada-example-resume.pdf", "ada-example-resume-full.pdf")
    for path in sources:
        path.unlink()  # It is not read again.
    (first, *_) = build_all(opened, **OPTIONS)
    assert first.result().renderings[0].pdf == alone(resume("Ada Example"))


@pytest.mark.parametrize(
    ("text", "is_resume"),
    [
        pytest.param(resume("Ada Example"), True, id="a résumé"),
        pytest.param("# Ada Example\n\nada@example.org\n", True, id="a name and an address"),
        pytest.param("# Ada Example\n\n## Experience\n\nMuch.\n", True, id="a name and a career"),
        pytest.param("# Ada Example\n\nA note.\n", False, id="a name alone"),
        pytest.param("Mail to ada@example.org.\n", False, id="an address alone"),
        pytest.param("# Changelog\n\n## 1.0\n\n- First.\n", False, id="something else"),
    ],
)
def test_what_is_a_resume(text, is_resume):
    (outcome,) = read_all([Source(text)])
    assert outcome.result().is_resume == is_resume


def test_a_build_goes_to_another_process_and_back_in_little_more_than_its_pdf(sources):
    built = build(sources[0], **OPTIONS)
    sent = pickle.dumps(built, pickle.HIGHEST_PROTOCOL)
    assert pickle.loads(sent) == built
    assert len(sent) < len(built.renderings[0].pdf) + 30_000


def test_mistakes_in_the_program_stop_no_other(sources, monkeypatch):
    def broken(source, **options):
        if source == sources[0]:
            raise RuntimeError("a mistake")
        return build(source, **options)

    monkeypatch.setattr("resume_pdf.batch.build", broken)
    first, *rest = build_all(sources, **OPTIONS)
    assert isinstance(first.error, RuntimeError)
    assert [one.error for one in rest] == [None, None]
