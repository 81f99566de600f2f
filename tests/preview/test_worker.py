"""A call that hangs or dies takes only its own process with it; the loop goes on meanwhile."""

import asyncio
import os
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from resume_pdf.preview import worker as worker_module
from resume_pdf.preview.worker import Worker

FOREVER = 600.0


def identify(_):
    return os.getpid()


def hang(path):
    Path(path).write_text(str(os.getpid()))
    time.sleep(FOREVER)


def die(_):
    os._exit(3)


def fail(text):
    raise ValueError(text)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def run(scenario, patience=60.0):
    async def whole():
        worker = Worker(patience)
        try:
            return await scenario(worker)
        finally:
            await worker.end()

    return asyncio.run(whole())


def test_calls_are_answered_by_one_process():
    async def scenario(worker):
        return await asyncio.gather(*(worker.call(identify, None) for _ in range(3)))

    pids = run(scenario)
    assert len(set(pids)) == 1
    assert pids[0] != os.getpid()


def test_a_call_that_takes_too_long_is_ended_and_the_next_is_answered(tmp_path):
    async def scenario(worker):
        with pytest.raises(TimeoutError):
            await worker.call(hang, str(tmp_path / "pid"))
        # The patience may have ended before the process began: then there was nothing to end.
        hung = tmp_path / "pid"
        assert not hung.exists() or not is_alive(int(hung.read_text()))
        worker._workers._seconds = 60.0
        return await worker.call(identify, None)

    assert run(scenario, patience=1.0)


def test_a_call_whose_answer_nobody_wants_is_ended_sooner(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_module, "_OUTRUN", 0.1)
    started = tmp_path / "pid"

    async def scenario(worker):
        with pytest.raises(TimeoutError):
            await worker.call(hang, str(started), started.exists)
        assert not is_alive(int(started.read_text()))
        return await worker.call(identify, None)

    assert run(scenario)


def test_the_loop_goes_on_while_a_call_hangs(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_module, "_OUTRUN", 0.1)
    turns = 0

    async def scenario(worker):
        nonlocal turns
        call = asyncio.create_task(worker.call(hang, str(tmp_path / "pid"), lambda: turns > 50))
        while not call.done():
            turns += 1
            await asyncio.sleep(0.001)
        with pytest.raises(TimeoutError):
            await call

    run(scenario)
    assert turns > 50


def test_a_process_that_dies_is_told_and_replaced():
    async def scenario(worker):
        with pytest.raises(BrokenProcessPool):
            await worker.call(die, None)
        return await worker.call(identify, None)

    assert run(scenario)


def test_what_a_call_raises_is_raised_here():
    async def scenario(worker):
        with pytest.raises(ValueError, match="so it is"):
            await worker.call(fail, "so it is")
        return await worker.call(identify, None)

    assert run(scenario)


def test_ending_does_not_wait_for_a_call_that_hangs(tmp_path):
    async def scenario(worker):
        started = tmp_path / "pid"
        call = asyncio.create_task(worker.call(hang, str(started)))
        while not started.exists() or not started.read_text():
            await asyncio.sleep(0.01)
        await worker.end()
        with pytest.raises(BrokenProcessPool):
            await call
        return is_alive(int(started.read_text()))

    assert run(scenario) is False
