"""Processes that may die without one another."""

import gc
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.source import Span
from resume_pdf.workers import Workers

# What is sent to a process must be found there by its name: these are all of the standard library.
KILL = partial(signal.raise_signal, signal.SIGKILL)


@pytest.fixture(scope="module", params=["spawn", "forkserver"])
def workers(request):
    with Workers(2, context=multiprocessing.get_context(request.param)) as made:
        yield made


def test_tasks_are_done_elsewhere_and_by_no_more_processes_than_asked(workers):
    processes = {workers.submit(os.getpid).result() for _ in range(6)}
    assert os.getpid() not in processes
    assert len(processes) <= 2


def test_results_come_in_the_order_of_the_tasks(workers):
    assert list(workers.map(pow, [2, 3, 4], [2, 2, 2])) == [4, 9, 16]


def test_a_process_that_is_killed_fails_its_own_task_alone(workers):
    before = [workers.submit(pow, 2, n) for n in range(5)]
    killed = workers.submit(KILL)
    after = [workers.submit(pow, 3, n) for n in range(5)]
    with pytest.raises(BrokenProcessPool, match="SIGKILL"):
        killed.result()
    assert [one.result() for one in before] == [1, 2, 4, 8, 16]
    assert [one.result() for one in after] == [1, 3, 9, 27, 81]


def test_a_process_that_ends_by_itself_says_how(workers):
    with pytest.raises(BrokenProcessPool, match="status 3"):
        workers.submit(os._exit, 3).result()


def test_what_a_task_raises_is_raised_here(workers):
    with pytest.raises(ZeroDivisionError):
        workers.submit(operator.truediv, 1, 0).result()


def test_an_error_about_a_resume_comes_back_whole(workers):
    error = ResumeError("no-source", "not there", Span(1, 2), "look again")
    back = workers.submit(operator.itemgetter(0), [error]).result()
    assert (back.diagnostic, str(back)) == (error.diagnostic, "not there")


def test_what_cannot_be_sent_fails_and_leaves_the_process_alive(workers):
    with pytest.raises(Exception, match="pickle"):
        workers.submit(operator.itemgetter(0), [lambda: None]).result()
    with pytest.raises(Exception, match="pickle"):  # and what cannot be sent back
        workers.submit(threading.Lock).result()
    assert workers.submit(pow, 2, 2).result() == 4


def test_temporary_files_of_the_killed_go_too():
    with Workers(1) as workers:
        folder = Path(workers.submit(tempfile.mkdtemp).result()).parent
        assert folder.is_dir()
        with pytest.raises(BrokenProcessPool):
            workers.submit(KILL).result()
    assert not folder.exists()


def test_the_initializer_is_called_in_the_process_and_not_here():
    enabled = gc.isenabled()
    with Workers(1, initializer=gc.disable) as workers:
        assert workers.submit(gc.isenabled).result() is False
    assert gc.isenabled() == enabled


def test_left_by_an_exception_they_end_at_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:  # noqa: PT012 - by any line of it
        process = workers.submit(os.getpid).result()
        endless = workers.submit(pipe.read_bytes)
        waiting = workers.submit(pow, 2, 2)
        writer = os.open(pipe, os.O_WRONLY)  # returns when the other end is being read
        raise KeyboardInterrupt
    os.close(writer)
    assert isinstance(endless.exception(), BrokenProcessPool)
    assert waiting.cancelled()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_an_interrupt_at_the_terminal_does_not_reach_them():
    with Workers(1) as workers:
        process = workers.submit(os.getpid).result()
        os.kill(process, signal.SIGINT)
        assert workers.submit(os.getpid).result() == process


KILLED = """
import os, signal, sys, tempfile
from resume_pdf.workers import Workers
if __name__ == "__main__":
    workers = Workers(2)
    print(*[one.result() for one in [workers.submit(tempfile.mkdtemp) for _ in range(4)]])
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_of_a_run_that_is_killed_the_last_process_takes_the_files_away(tmp_path):
    (tmp_path / "killed.py").write_text(KILLED)
    (tmp_path / "tmp").mkdir()
    # Its processes have the pipe as well: when it is at its end, so are they.
    run = subprocess.run(
        [sys.executable, str(tmp_path / "killed.py")],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        capture_output=True,
        timeout=120,
    )
    assert run.returncode == -signal.SIGKILL
    assert len(run.stdout.split()) == 4
    assert run.stderr == b""
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_a_killed_run_left_the_next_takes_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "resume-pdf-work-left"
    (left / "deep").mkdir(parents=True)
    (left / "in-use").touch()
    others = tmp_path / "resume-pdf-work-without-a-lock"
    others.mkdir()
    with Workers(1), Workers(1):
        assert len(list(tmp_path.iterdir())) == 3
    assert list(tmp_path.iterdir()) == [others]
