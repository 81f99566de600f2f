"""What the benchmark measures within one process is of pages that were made."""

from pathlib import Path

import pytest

from benchmarks import inside
from benchmarks.places import SHORT


@pytest.mark.parametrize("what", ["same", "edited", "styles"])
def test_memory_is_looked_at_between_renders(what):
    sizes = inside.growth(SHORT.markdown, what, "2", "onepage")
    assert [count for count, _ in sizes] == [1, 2]
    assert all(held > 10_000_000 for _, held in sizes)


def test_an_edited_style_is_another_each_time(tmp_path):
    styles = inside._styles("edited", tmp_path)
    seen = set()
    for _ in range(3):
        name = next(styles)
        assert name
        seen.add(Path(name).read_text("utf-8"))
    assert len(seen) == 3
