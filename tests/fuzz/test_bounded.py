"""Each property of `fuzz` on a few inputs, the same in every run; `python -m fuzz` tries more."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from fuzz.properties import PROPERTIES

INPUTS = {
    "reader": 60,
    "front-matter": 60,
    "directives": 60,
    "fix": 60,
    "bytes": 60,
    "render": 20,
    "repeat": 3,
    "pdf": 12,
}


def test_every_property_is_tried():
    assert set(INPUTS) == set(PROPERTIES)


@pytest.mark.parametrize("name", PROPERTIES)
def test_it_holds(name):
    one = PROPERTIES[name]

    @settings(
        max_examples=INPUTS[name],
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(one.inputs())
    def holds(value):
        one.holds(*value)

    holds()
