"""What the benchmark calls warm is a save that a command at work has noticed."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks import saves
from benchmarks.places import SHORT
from benchmarks.process import Failed


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """The commands that are tested, in place of those of the benchmark's own environment."""
    monkeypatch.setattr(saves, "SUBJECT", Path(sys.prefix))
    monkeypatch.setattr(saves, "WORK", tmp_path)
    monkeypatch.setattr(saves, "environment", lambda: dict(os.environ))


def test_a_save_counts_from_the_file_to_its_page_in_the_preview():
    taken, working = saves.previewed(SHORT, "onepage", 2)
    assert len(taken) == len(working) == 2
    assert all(0 < work < whole for work, whole in zip(working, taken, strict=True))


def test_a_save_counts_from_the_file_to_its_pdf_by_watch(tmp_path):
    assert len(saves.watched(SHORT, "onepage", 2)) == 2
    assert list((tmp_path / "saves").glob("*.pdf"))


@pytest.mark.parametrize("measure", [saves.watched, saves.previewed])
def test_a_page_that_is_not_made_is_no_measurement(measure):
    with pytest.raises(Failed, match="no layout"):
        measure(SHORT, "none", 2)


def test_a_command_that_ends_is_no_measurement(monkeypatch):
    monkeypatch.setattr(saves, "program", lambda *_: "true")
    with pytest.raises(Failed, match="ended with status 0"):
        saves.watched(SHORT, "onepage", 2)
