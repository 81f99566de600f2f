"""The second process of a run: what it is asked, how it ends, and that nothing depends on it."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from pathlib import Path

import pytest

from resume_pdf import build
from resume_pdf.cli import beside
from resume_pdf.cli.beside import Beside, second_process
from resume_pdf.diagnostics import ResumeError
from resume_pdf.manuscript import read_manuscript
from resume_pdf.source import Source

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")

RESUME = """\
# Jane Doe

jane@example.org | +44 20 7946 0123 | Leeds, UK

## Experience

### Baker, Ovens & Co

May 2019 – present

- Baked **bread**, and [cakes](https://cakes.example.org).
"""
LONG = RESUME + "- Baked more bread than on the day before, and sold it all.\n" * 120


@pytest.fixture
def process():
    process = Beside(60)
    yield process
    process.shutdown()


def fail(message):
    raise ResumeError("no-source", message)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true):
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_tasks_are_done_in_another_process_and_in_order(process):
    where = [process.submit(os.getpid) for _ in range(3)]
    assert len({future.result() for future in where}) == 1
    assert where[0].result() != os.getpid()
    numbers = [process.submit(divmod, number, 7) for number in range(20)]
    assert [one.result() for one in reversed(numbers)] == [
        divmod(number, 7) for number in reversed(range(20))
    ]


def test_an_error_comes_back_and_the_next_task_is_done(process):
    failed, done = process.submit(fail, "gone"), process.submit(len, "four")
    with pytest.raises(ResumeError, match="gone") as raised:
        failed.result()
    assert raised.value.diagnostic.code == "no-source"
    assert done.result() == 4


def test_much_goes_both_ways_before_any_of_it_is_asked_for(process):
    much = b"x" * 3_000_000  # far more than a pipe holds
    given = [process.submit(bytes.upper, much) for _ in range(3)]
    assert all(one.result() == much.upper() for one in given)


def test_what_cannot_be_sent_is_raised_at_once(process):
    with pytest.raises((AttributeError, TypeError)):
        process.submit(lambda: None)
    assert process.submit(len, "four").result() == 4


def test_of_a_process_that_died_every_task_says_so(process):
    tasks = [process.submit(os.kill, 0, 0), process.submit(signal.raise_signal, signal.SIGKILL)]
    tasks.append(process.submit(len, "four"))
    tasks[0].result()
    for task in (*tasks[1:], process.submit(len, "four")):
        with pytest.raises(BrokenExecutor, match="SIGKILL"):
            task.result()


@pytest.mark.parametrize("at_once", [True, False])
def test_it_has_ended_when_nobody_asks_any_more(process, at_once):
    pid = process.submit(os.getpid).result()
    process.submit(time.sleep, 60)
    if not at_once:
        process.shutdown(wait=False)
        wait_until(lambda: not is_running(pid))
    process.shutdown()
    assert not is_running(pid)
    with pytest.raises(ChildProcessError):  # It is no zombie, either.
        os.waitpid(pid, os.WNOHANG)


def test_it_ends_after_its_time_whatever_it_is_at(monkeypatch):
    monkeypatch.setattr(beside, "GRACE", 0.0)
    process = Beside(0.2)
    with pytest.raises(BrokenExecutor, match="SIGALRM"):
        process.submit(time.sleep, 60).result()
    process.shutdown()


@pytest.mark.parametrize("busy", ["pass", "process.submit(exec, 'while True: pass')"])
def test_it_ends_with_a_run_that_was_killed(busy):
    program = f"""
import os, time
from resume_pdf.cli.beside import Beside
process = Beside(60)
print(process.submit(os.getpid).result(), flush=True)
{busy}
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        pid = int(run.stdout.readline())
        assert is_running(pid)
        run.kill()
        run.wait()
        wait_until(lambda: not is_running(pid))


def test_an_interrupt_at_the_terminal_is_left_to_the_first(process):
    pid = process.submit(os.getpid).result()
    os.kill(pid, signal.SIGINT)
    assert process.submit(len, "four").result() == 4


def test_a_hangup_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        process = Beside(60)
        pid = process.submit(os.getpid).result()
        os.kill(pid, signal.SIGHUP)
        assert process.submit(len, "four").result() == 4
        process.shutdown()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_there_is_none_for_one_core_or_where_none_can_be_forked(monkeypatch):
    monkeypatch.setattr(beside, "_may_be_forked", lambda: True)

    def refused():
        raise BlockingIOError("no more processes")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fork", refused)
        with second_process(60) as process:
            assert process is None
    assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with second_process(60) as process:
        assert process is not None
    monkeypatch.undo()
    monkeypatch.setattr(beside, "cores", lambda: 1)
    with second_process(60) as process:
        assert process is None


# ── The command with it and without ──────────────────────────────────────────────────────


def rendered(folder, *arguments, cores=None):
    run = subprocess.run(
        [sys.executable, "-m", "resume_pdf", "render", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=cores and (lambda: os.sched_setaffinity(0, cores)),
    )
    made = {path.name: path.read_bytes() for path in sorted(folder.rglob("*.pdf"))}
    return run, made


@pytest.mark.parametrize("text", [RESUME, LONG], ids=["one page", "many"])
def test_the_pdfs_and_what_is_said_are_those_of_one_process(text, tmp_path):
    (tmp_path / "cv.md").write_text(text + "\n[broken](/relative/)\n", "utf-8")
    arguments = ("cv.md", "--format", "json", "--layout", "onepage", "--layout", "full")
    one, alone = rendered(tmp_path, *arguments, cores={min(os.sched_getaffinity(0))})
    two, together = rendered(tmp_path, *arguments)
    assert len(together) == 2
    assert together == alone
    assert (two.returncode, two.stderr) == (one.returncode, one.stderr)


def test_a_source_that_cannot_be_read_is_told_as_ever(tmp_path):
    (tmp_path / "cv.md").write_text("---\nname: [\n---\n# Jane\n", "utf-8")
    run, made = rendered(tmp_path, "cv.md")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "cv.md:" in run.stderr
    assert "[front-matter-invalid]" in run.stderr
    assert made == {}


@pytest.mark.parametrize(
    ("text", "task"),
    [(RESUME, "prove"), (LONG, "contents_of")],
    ids=["all of a proof", "its half"],
)
def test_where_it_dies_nothing_is_published(text, task, tmp_path):
    (tmp_path / "cv.md").write_text(text, "utf-8")
    program = f"""
import os, signal
from resume_pdf import pipeline, proof
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
proof.{task}.__code__ = killed.__code__
proof.{task}.__globals__.update(os=os, signal=signal)
from resume_pdf.cli import main
raise SystemExit(main(["render", "cv.md", "--layout", "full"]))
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 1
    assert "[worker-died]" in run.stderr
    assert "SIGKILL" in run.stderr
    assert list(tmp_path.rglob("*.pdf")) == []


@pytest.mark.parametrize("text", [RESUME, LONG], ids=["one page", "many"])
@pytest.mark.parametrize("given", ["a source", "what is being read"])
def test_a_build_takes_any_process_to_read_and_prove(given, text):
    source = Source(text, "cv.md")
    alone = build(source)
    with ProcessPoolExecutor(1) as executor:
        read = executor.submit(read_manuscript, source) if given == "what is being read" else None
        together = build(source, beside=executor, read=read)
    assert together.document == alone.document
    assert together.diagnostics == alone.diagnostics
    pairs = list(zip(together.renderings, alone.renderings, strict=True))
    assert len(pairs) == 2
    for one, other in pairs:
        assert (one.pdf, one.proof, one.edition) == (other.pdf, other.proof, other.edition)
        assert one.good
