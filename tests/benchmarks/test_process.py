"""How the benchmark runs commands; how long they take is nobody's affair here."""

import json
import subprocess
import sys

import pytest

from benchmarks import places, process
from benchmarks.__main__ import _parser, main
from benchmarks.parts import PARTS, _in_rounds


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(process, "WORK", tmp_path)


def test_a_command_that_fails_says_what_it_printed():
    with pytest.raises(process.Failed, match="out of ink"):
        process.taken([sys.executable, "-c", "raise SystemExit('out of ink')"])
    assert process.taken([sys.executable, "-c", ""]).processor > 0


@pytest.mark.skipif(not process.can_see_memory(), reason="this system does not tell")
def test_the_memory_of_children_counts_as_well():
    held = 64 * 1024 * 1024
    inner = f"b = bytearray({held}); print(flush=True); input()"
    outer = f"""
import subprocess, sys
b = bytearray({held})
with subprocess.Popen([sys.executable, "-c", {inner!r}], stdin=subprocess.PIPE) as child:
    input()
"""
    command = [sys.executable, "-c", outer]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()  # The child prints when it holds its part.
        tree = list(process._tree(running.pid))
        sizes = [size for size, _ in map(process._sizes, tree)]
        running.communicate(b"\n")
    assert len(tree) == 2
    assert sum(sizes) > 2 * held
    assert list(map(process._sizes, tree)) == [(0, 0), (0, 0)]
    assert process.peak([sys.executable, "-c", ""]) > 0


def test_rounds_begin_with_another_each_time_and_the_warm_up_is_thrown_away():
    ran = []

    def measure(command):
        ran.append(command[0])
        return len(ran)

    said, found = finished(_in_rounds({"row": {"a": ("a",), "b": ("b",)}}, measure, 1, 2))
    assert ran == ["a", "b", "b", "a", "a", "b"]
    assert found == {"row": {"a": [4, 5], "b": [3, 6]}}
    assert said == ["round 1 of 3 (warm-up)", "round 2 of 3", "round 3 of 3"]


def finished(part):
    """What a part says, and what it returns."""
    returned = []

    def through():
        returned.append((yield from part))

    return list(through()), *returned


def test_parts_are_chosen_by_name(capsys):
    assert _parser().parse_args([]).parts == list(PARTS)
    assert _parser().parse_args(["--parts", "warm,cold"]).parts == ["warm", "cold"]
    with pytest.raises(SystemExit):
        _parser().parse_args(["--parts", "hot"])
    assert "there is no part 'hot'" in capsys.readouterr().err


def test_nothing_of_this_python_goes_to_what_is_measured(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    found = places.environment()
    assert not [name for name in found if name.startswith("PYTHON")]
    assert found["PATH"].split(":")[0].endswith("subject/bin")


def test_a_command_that_fails_without_a_word_is_told_with_its_status():
    with pytest.raises(process.Failed, match=r"-c raise SystemExit\(3\): status 3$"):
        process.taken([sys.executable, "-c", "raise SystemExit(3)"])


def test_what_was_measured_is_kept_when_a_part_fails(tmp_path, monkeypatch, capsys):
    def measured(_):
        yield "measuring"
        return {}

    def broken(_):
        yield "measuring"
        raise KeyError("lost")

    kept = tmp_path / "kept.json"
    monkeypatch.setattr("benchmarks.__main__.PARTS", {"memory": measured, "cold": broken})
    monkeypatch.setattr("benchmarks.machine.described", dict)
    monkeypatch.setattr("benchmarks.subject.install", list)
    monkeypatch.setattr("benchmarks.subject.prepare", lambda: None)
    monkeypatch.setattr("sys.argv", ["benchmarks", "--parts", "memory,cold", "--json", str(kept)])
    assert main() == 1
    assert json.loads(kept.read_text()) == {
        "machine": {},
        "parts": {"memory": {}},
        "failed": ["cold"],
    }
    assert "lost" in capsys.readouterr().err
