import datetime as dt

import pytest

from housing import picture
from housing.models import Unit
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("RDC", 0), ("00", 0), ("0", 0), ("Rez-de-chaussée", 0), ("3", 3), ("03", 3), ("R+2", 2), ("1er", 1),
        ("2ème étage", 2), ("-1", -1), ("SS", -1), ("SS2", -2), ("R-1", -1), ("sous-sol", -1), ("", None),
        ("ENT", None), ("12A", None),
    ],
)  # fmt: skip
def test_floors_are_read_however_the_file_writes_them(label, level):
    assert picture.floor_level(label) == level


@pytest.mark.django_db
def test_floors_go_from_the_top_down_and_unknown_ones_come_last():
    staircase = StaircaseFactory()
    for floor in ("00", "10", "-1", "", "2", "RDC"):
        UnitFactory(staircase=staircase, floor=floor)
    (block,) = picture.read(staircase.residence).blocks
    assert [floor.short for floor in block.stairs[0].floors] == ["10", "2", "RDC", "-1", "?"]
    assert len(block.stairs[0].floors[2].homes) == 2


@pytest.mark.django_db
def test_buildings_staircases_and_doors_are_in_the_order_people_count():
    residence = ResidenceFactory()
    for name in ("Bâtiment 10", "Bâtiment 2"):
        building = BuildingFactory(residence=residence, name=name)
        for stair in ("Escalier 11", "Escalier 3"):
            staircase = StaircaseFactory(building=building, name=stair)
            for door in ("12", "2"):
                UnitFactory(staircase=staircase, door=door)
    blocks = picture.read(residence).blocks
    assert [block.name for block in blocks] == ["Bâtiment 2", "Bâtiment 10"]
    assert [stair.name for stair in blocks[0].stairs] == ["Escalier 3", "Escalier 11"]
    assert [home.name for home in blocks[0].stairs[0].homes] == ["2", "12"]


@pytest.mark.django_db
def test_houses_are_put_together_with_their_addresses():
    residence = ResidenceFactory()
    for number in ("10", "2"):
        staircase = StaircaseFactory(
            building=BuildingFactory(residence=residence), street_number=number, street="rue des Lilas"
        )
        UnitFactory(staircase=staircase, construction=Unit.Construction.INDIVIDUAL)
    drawn = picture.read(residence)
    (block,) = drawn.blocks
    assert block.houses
    assert drawn.addresses == ["2 rue des Lilas", "10 rue des Lilas"]


@pytest.mark.django_db
def test_states_and_energy_are_counted_and_homes_that_left_do_not_count_as_present():
    staircase = StaircaseFactory()
    UnitFactory(staircase=staircase, occupancy="1", energy_class="D")
    UnitFactory(staircase=staircase, occupancy="3")
    UnitFactory(staircase=staircase, occupancy="9", energy_class="D")
    UnitFactory(staircase=staircase, energy_class="G", left_on=dt.date(2026, 1, 1), left_reason="4")
    drawn = picture.read(staircase.residence)
    assert drawn.counts == {"let": 1, "vacant": 0, "works": 1, "other": 0, "unknown": 1, "left": 1}
    assert (drawn.energy["D"], drawn.energy[""], drawn.energy["G"]) == (2, 1, 0)
    assert drawn.total == 3


@pytest.mark.django_db
def test_a_building_tells_its_vacant_homes_from_its_empty_ones():
    staircase = StaircaseFactory()
    for occupancy in ("1", "2", "3", "3"):
        UnitFactory(staircase=staircase, occupancy=occupancy)
    assert picture.read(staircase.residence).blocks[0].unlet == "1 vacant, 2 vides"


@pytest.mark.django_db
def test_only_the_first_buildings_are_open():
    residence = ResidenceFactory()
    for _ in range(3):
        staircase = StaircaseFactory(building=BuildingFactory(residence=residence))
        UnitFactory.create_batch(picture.FIRST_OPEN // 2, staircase=staircase)
    assert [block.open for block in picture.read(residence).blocks] == [True, True, False]
