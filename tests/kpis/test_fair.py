"""Fair comparison: expected figures add up, alike places stay within the funnel, small ones are not the worst."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis.fair import SIGNAL, WARNING, Cell, Funnel, Spread, funnel, pooled, standings

QUIET = settings(max_examples=60, suppress_health_check=list(HealthCheck))
CELLS = st.lists(
    st.builds(
        Cell, st.integers(1, 6), st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.integers(0, 1)),
        st.floats(0, 500), st.integers(0, 20).map(float), st.floats(0, 1e4),
    ),
    max_size=40,
)  # fmt: skip


def counted(cells):
    """A cell without files bears no values."""
    return [one for one in cells if one.weight]


@QUIET
@given(CELLS, st.integers(0, 40))
def test_what_is_expected_of_all_places_is_what_they_show(cells, least):
    cells = counted(cells)
    found = standings(cells, least)
    assert sum(one.expected for one in found) == pytest.approx(sum(one.observed for one in cells), abs=1e-6)
    assert sum(one.weight for one in found) == sum(one.weight for one in cells)


@QUIET
@given(CELLS, st.integers(0, 40))
def test_thin_kinds_join_their_neighbours_and_only_those(cells, least):
    groups = pooled(counted(cells), least)
    for stratum, group in groups.items():
        assert stratum[: len(group)] == group


@QUIET
@given(st.floats(0, 1), st.integers(1, 500), st.integers(1, 500))
def test_more_files_never_widen_the_funnel(mean, one, other):
    few, many = sorted((one, other))
    drawn = funnel([Cell(1, (), mean * 100, 100.0)], Spread.SHARE)
    assert drawn.limits(many, SIGNAL)[1] <= drawn.limits(few, SIGNAL)[1]
    low, high = drawn.limits(few, WARNING)
    assert 0 <= low <= drawn.mean <= high <= 1
    assert drawn.limits(few, SIGNAL)[0] <= low


def test_a_residence_of_slow_kinds_is_not_worse_than_its_kinds():
    """Large homes take 60 days, small ones 20, everywhere: who has only large ones is as good as anybody."""
    large, small = ("large",), ("small",)
    cells = [Cell(1, large, 600, 10), Cell(2, large, 600, 10), Cell(2, small, 200, 10), Cell(3, small, 400, 20)]
    found = {one.place: one for one in standings(cells, 5)}
    assert [round(found[place].adjusted, 6) for place in (1, 2, 3)] == [36, 36, 36]
    assert found[1].observed / found[1].weight == 60


def test_a_kind_that_only_one_residence_has_is_not_compared_with_itself():
    cells = [Cell(1, ("a", 9), 900, 10), Cell(1, ("a", 2), 200, 10), Cell(2, ("a", 2), 200, 10)]
    assert pooled(cells, 5)["a", 9] != ("a", 9)
    found = {one.place: one for one in standings(cells, 5)}
    assert found[1].adjusted > found[2].adjusted


def test_twenty_homes_are_not_the_worst_by_chance():
    drawn = Funnel(mean=0.2, single=0.4, top=1.0)
    assert drawn.outside(0.4, 10, SIGNAL) == 0
    assert drawn.outside(0.4, 400, SIGNAL) == 1
    assert drawn.outside(0.05, 400, SIGNAL) == -1


def test_wilsons_interval_of_a_place_holds_the_mean_exactly_within_the_limits():
    mean, many = 0.3, 50
    drawn = Funnel(mean, (mean * (1 - mean)) ** 0.5, 1.0)
    for hits in range(many + 1):
        share, z = hits / many, WARNING
        centre = (share + z * z / (2 * many)) / (1 + z * z / many)
        half = z * ((share * (1 - share) + z * z / (4 * many)) / many) ** 0.5 / (1 + z * z / many)
        assert (drawn.outside(share, many, WARNING) == 0) == (centre - half <= mean <= centre + half)


def test_alike_residences_hardly_ever_leave_the_funnel():
    dice = Random(4)
    cells = []
    for place in range(300):
        days = [dice.gauss(30, 10) for _ in range(dice.randint(5, 60))]
        cells.append(Cell(place, (), sum(days), len(days), sum(one**2 for one in days)))
    drawn = funnel(cells, Spread.MEAN)
    away = [one for one in standings(cells, 5) if drawn.outside(one.adjusted, one.weight, SIGNAL)]
    assert len(away) <= 4


def test_events_spread_as_their_number_does():
    assert funnel([Cell(1, (), 25, 100)], Spread.EVENTS).single == pytest.approx(0.5)
