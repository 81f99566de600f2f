"""Calls within a frame that has room have the system map no memory, however deep they begin."""

import sys

import pytest

from resume_pdf.frames import roomy

resource = pytest.importorskip("resource")

LOOPS = 500


def called():
    return None


def from_depth(depth):
    """Calls a function again and again from so many frames further down."""
    if depth:
        return from_depth(depth - 1)
    for _ in range(LOOPS):
        called()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt


def most_faults():
    """How often at most, over all depths, the system had to find a page of memory meanwhile."""
    before, most = from_depth(0), 0
    for depth in range(400):
        after = from_depth(depth)
        most, before = max(most, after - before), after
    return most


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none are counted by thread")
def test_a_loop_pays_for_no_memory_wherever_it_begins():
    assert roomy(most_faults)() < LOOPS / 2
    assert roomy(roomy(most_faults))() < LOOPS / 2


def test_what_has_room_is_called_as_it_is():
    @roomy
    def described(text: str, *, count: int = 1) -> str:
        """What it says."""
        if not count:
            raise ValueError(text)
        return text * count

    assert described("a", count=2) == "aa"
    assert (described.__name__, described.__doc__) == ("described", "What it says.")
    with pytest.raises(ValueError, match="b"):
        described("b", count=0)
