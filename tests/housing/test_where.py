"""Where something is, in words: the same of a row of values as of a row with its places."""

import pytest

from coordination.models import Case
from housing.models.places import LEVELS, WHERE, where_of
from tests.coordination.factories import a_case
from tests.housing.factories import BuildingFactory, StaircaseFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("level", ["residence", "building", "staircase", "unit"])
def test_values_say_what_the_places_say(named, level, agent):
    name = {"name": "B"} if named else {"name": ""}
    building = BuildingFactory(**name)
    staircase = StaircaseFactory(building=building, **name)
    door = {"door": "12"} if named else {"door": "", "landlord_ref": ""}
    unit = UnitFactory(staircase=staircase, **door)
    places = {"residence": building.residence, "building": building, "staircase": staircase, "unit": unit}
    case = a_case(places[level], by=agent, facts={"family": "S2"})
    row = Case.objects.filter(pk=case.pk).values(*LEVELS, *WHERE).get()
    assert where_of(row) == case.where
    assert (case.where == "Toute la résidence") is (level == "residence")
