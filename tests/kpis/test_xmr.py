"""Limits of weekly figures: what they hold whatever the numbers, and what they must see."""

import datetime as dt
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis.alerts.xmr import Point, Rule, Rules, Week, joined, limits, read, seasons

RULES = Rules()
QUIET = settings(max_examples=60, suppress_health_check=list(HealthCheck))
MONDAY = dt.date(2023, 1, 2)
VALUES = st.lists(st.floats(0, 1000), min_size=2, max_size=40)
WEEK = dt.timedelta(days=7)


def points(values, count=10.0) -> list[Point]:
    days = [MONDAY + number * WEEK for number in range(len(values))]
    return [Point(day, day, value, count) for day, value in zip(days, values, strict=True)]


def noise(many, *, seed=3, mean=20.0, deviation=2.0) -> list[float]:
    dice = Random(seed)
    return [dice.gauss(mean, deviation) for _ in range(many)]


@QUIET
@given(VALUES, st.booleans())
def test_limits_hold_the_mean_and_the_mean_lies_among_the_values(values, correlated):
    found = limits(points(values), correlated=correlated)
    low, high = found.around(10)
    assert low <= found.mean <= high
    assert min(values) - 1e-6 <= found.mean <= max(values) + 1e-6


@QUIET
@given(VALUES, st.floats(-500, 500))
def test_moving_all_values_moves_the_limits_as_much(values, by):
    before, after = limits(points(values)), limits(points([one + by for one in values]))
    assert after.mean == pytest.approx(before.mean + by, abs=1e-6)
    assert after.spread == pytest.approx(before.spread, abs=1e-6)


@QUIET
@given(st.floats(0.1, 400), st.floats(0.1, 400))
def test_fewer_files_never_narrow_the_limits(one, other):
    found = limits(points(noise(20)))
    few, many = sorted((one, other))
    assert found.around(few)[1] >= found.around(many)[1]


@QUIET
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60), st.integers(1, 20))
def test_joining_weeks_loses_no_file_but_those_that_still_wait(weeks, minimum):
    rows = [Week(MONDAY + n * WEEK, top, bottom) for n, (top, bottom) in enumerate(weeks)]
    found = joined(rows, minimum)
    assert all(one.count >= minimum for one in found)
    waiting = sum(one.denominator for one in rows) - sum(one.count for one in found)
    assert 0 <= waiting < minimum
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_too_few_points_give_no_limits_and_no_signal():
    chart = read(points(noise(RULES.least + RULES.run - 1)), RULES)
    assert (chart.limits, chart.signals) == (None, [])
    assert read(points(noise(RULES.least + RULES.run)), RULES).limits is not None
    assert read([], RULES).limits is None


def test_a_point_far_away_is_seen_at_once():
    chart = read(points([*noise(30), 45.0]), RULES)
    assert [(one.rule, one.above) for one in chart.signals] == [(Rule.BEYOND, True)]
    assert chart.signals[0].since == chart.points[-1].start


def test_eight_points_on_one_side_are_a_shift_and_tell_since_when():
    usual = [20.0, 22.0, 18.0, 21.0, 19.0] * 6
    chart = read(points([*usual, *[22.5] * 8]), RULES)
    assert [(one.rule, one.above) for one in chart.signals] == [(Rule.RUN, True)]
    assert chart.signals[0].since == MONDAY + 30 * WEEK
    assert not read(points([*usual, *[22.5] * 7]), RULES).signals


@QUIET
@given(st.integers(4, 40))
def test_a_shift_that_large_is_always_seen_whichever_way(far):
    usual = noise(40)
    for sign in (1, -1):
        shifted = [one + sign * far * 2.0 for one in noise(8, seed=9)]
        assert [one.above for one in read(points([*usual, *shifted]), RULES).signals][-1] == (sign > 0)


def test_what_was_told_already_is_not_told_again():
    series = points([*[20.0, 22.0, 18.0] * 10, *[24.0] * 8])
    assert read(series, RULES).signals
    assert not read(series, RULES, after=series[-1].start).signals
    assert Rule.RUN not in {one.rule for one in read(series, RULES, after=series[-4].start).signals}


def test_a_flat_series_says_nothing_until_it_moves():
    assert not read(points([5.0] * 40), RULES).signals
    assert read(points([5.0] * 40 + [6.0]), RULES).signals


def test_a_point_of_few_files_must_lie_farther_away():
    usual = points(noise(30), count=40)
    far = limits(usual[:-7]).around(40)[1] + 0.5
    last = usual[-1].last + WEEK
    assert read([*usual, Point(last, last, far, 40)], RULES).signals
    assert not read([*usual, Point(last, last, far, 5)], RULES).signals


def test_a_slow_stock_does_not_signal_its_own_slowness():
    dice, level, values = Random(5), 0.0, []
    for _ in range(60):
        level = 0.9 * level + dice.gauss(0, 1)
        values.append(100 + level)
    alone = limits(points(values))
    assert limits(points(values), correlated=True).spread > alone.spread


def year(month):
    return {7: 6.0, 8: 9.0, 12: 4.0}.get(month, 0.0)


def test_with_two_years_of_history_august_is_compared_with_august():
    dice = Random(11)
    days = [MONDAY + number * WEEK for number in range(138)]
    series = [Point(day, day, 20 + year(day.month) + dice.gauss(0, 1), 10) for day in days]
    assert series[-1].start.month == 8
    chart = read(series, RULES)
    assert chart.is_seasonal
    assert not chart.signals
    assert read(series[-60:], RULES).signals
    assert chart.bounds[-1][1] > chart.limits.mean + 5


def test_without_a_season_chance_makes_hardly_any():
    found = seasons(points(noise(150)))
    assert max(map(abs, found.values())) < 1.0
    assert seasons(points(noise(90))) == {}
