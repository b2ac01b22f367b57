"""Dangers told at the same moment: one emergency, whoever told them and however often a rule looks."""

import pytest

from coordination.models import Case, Priority
from proximity import needs_raising
from proximity.models import Finding, FollowUp, Need
from tests.coordination.test_races import at_once
from tests.proximity.needs.factories import a_finding, guard_rails

pytestmark = pytest.mark.django_db(transaction=True)


def emergency() -> Case:
    """The only one, and with it all that was asked."""
    (case,) = Case.objects.filter(process="request")
    assert set(FollowUp.objects.filter(kind="request").values_list("case", flat=True)) == {case.pk}
    return case


def test_four_dangers_told_at_once_open_one_emergency(building, keeper, planner):
    kind = guard_rails()
    at_once(*[lambda: a_finding(building, by=keeper, kind=kind, safety=True)] * 4)
    assert emergency().priority == Priority.EMERGENCY
    assert FollowUp.objects.filter(kind="request").count() == 4


def test_a_danger_looked_at_twice_at_once_is_told_once(building, keeper, planner):
    kind = guard_rails()
    (one, other) = Finding.objects.bulk_create(
        Finding(residence=building.residence, building=building, kind=kind, label=label, safety=True, by=keeper)
        for label in ("Barreau descellé", "Lisse cassée")
    )  # fmt: skip
    looks = [lambda pk=pk: needs_raising.consider(pk) for pk in (one.pk, one.pk, other.pk, other.pk)]
    results = at_once(*looks)
    assert [result for result in results if isinstance(result, Exception)] == []
    told = emergency().entries.filter(text__startswith="Constat de plus")
    assert told.count() == 1
    assert Need.objects.count() == 1
