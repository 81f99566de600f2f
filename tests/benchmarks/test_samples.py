"""The statistics of the benchmark."""

import pytest

from benchmarks.samples import Summary, growth, ratio, slope, summary


def test_a_summary_is_the_median_and_its_quartiles():
    assert summary([5, 1, 2, 4, 3]) == Summary(3, 2, 4, 5)


def test_a_single_value_is_its_own_spread():
    assert summary([7]) == Summary(7, 7, 7, 1)


def test_nothing_measured_is_told():
    with pytest.raises(ValueError, match="nothing was measured"):
        summary([])


def test_a_ratio_is_of_pairs_so_that_a_slow_round_does_not_move_it():
    ours, theirs = [1, 1, 10, 1], [2, 2, 20, 2]
    assert ratio(ours, theirs) == Summary(0.5, 0.5, 0.5, 4)
    assert summary(ours).median / summary(theirs).median == 0.5


def test_pairs_that_do_not_match_are_an_error():
    with pytest.raises(ValueError, match="zip"):
        ratio([1, 2], [1])


def test_growth_is_seen_through_a_jump_and_noise():
    places = list(range(0, 500, 25))
    steady = [100 + 3 * place + (place % 2) for place in places]
    assert slope(places, steady) == pytest.approx(3, abs=0.05)
    jump = [100 if place < 250 else 5000 for place in places]
    assert slope(places[:10], jump[:10]) == 0
    one_jump_among_many = [0 if place < 25 else 700 for place in places]
    assert slope(places, one_jump_among_many) == 0


def test_what_fills_in_the_first_half_is_no_growth():
    filling = [(count, min(count, 200) * 4096) for count in range(20, 401, 20)]
    assert growth(filling) == 0
    assert growth([(count, held + 7 * count) for count, held in filling]) == pytest.approx(7)
