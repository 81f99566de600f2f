"""The work that finding takes, counted: no clock is looked at."""

from __future__ import annotations

import re
from cProfile import Profile
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_SMALL, _TIMES = 2_000, 8


def _calls(task, text):
    profile = Profile()
    profile.runcall(task, text)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.fixture(scope="session")
def grows():
    """How many times as many calls a task takes with a piece repeated eight times as often."""

    def grown(task, piece):
        small = piece * (_SMALL // len(piece))
        task(small)  # What is made once is.
        before, few = _calls(task, ""), _calls(task, small)
        return (_calls(task, small * _TIMES) - before) / max(few - before, _SMALL // 100)

    return grown


def _endless(repeat: Any) -> bool:
    return bool(repeat[1] == _constants.MAXREPEAT)


def _unbounded(node: Any):
    for one in node if isinstance(node, list | tuple | _parser.SubPattern) else ():
        if isinstance(one, tuple) and one[:1] and one[0] in _REPEATS and _endless(one[1]):
            yield str(one[1][2])
        yield from _unbounded(one)


@pytest.fixture(scope="session")
def unbounded():
    """The repeats of a pattern that have no end and give back what they took.

    Without any, what is looked at from one place is so long at most, however long the text is.
    """

    def found(pattern: re.Pattern[str]):
        return list(_unbounded(_parser.parse(pattern.pattern, pattern.flags)))

    return found
