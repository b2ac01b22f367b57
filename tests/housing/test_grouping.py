import threading

import pytest
from django.db import connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from housing import facts, grouping
from housing.grouping import GroupingRefused
from housing.models import Building, Component, ExternalReference, PlaceAlert, Residence, Unit
from tests.housing.factories import (
    BuildingFactory,
    ComponentFactory,
    LandlordFactory,
    PlannedWorkFactory,
    ResidenceFactory,
    StaircaseFactory,
    UnitFactory,
)
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def landlord(db):
    return LandlordFactory()


@pytest.fixture
def lilas(landlord):
    return ResidenceFactory(landlord=landlord, name="Les Lilas")


@pytest.fixture
def tilleuls(landlord):
    return ResidenceFactory(landlord=landlord, name="Les Tilleuls")


def home_in(residence, **building):
    building = BuildingFactory(residence=residence, **building)
    return UnitFactory(staircase=StaircaseFactory(building=building))


def everywhere(unit):
    """One alert at each level of the home's place."""
    staircase = unit.staircase
    levels = [
        {},
        {"building": staircase.building},
        {"building": staircase.building, "staircase": staircase},
        {"building": staircase.building, "staircase": staircase, "unit": unit},
    ]
    return [
        PlaceAlert.objects.create(residence=unit.residence, kind="other", title="!", **level) for level in levels
    ]


def test_merging_moves_homes_and_rows_of_every_level(lilas, tilleuls, agent):
    unit = home_in(lilas)
    home_in(tilleuls)
    alerts = everywhere(unit)
    component, work = ComponentFactory(residence=lilas), PlannedWorkFactory(residence=lilas)
    ExternalReference.objects.create(residence=lilas, allocator="ERP", value="77")
    grouping.merge(lilas, tilleuls, by=agent)
    for row in [unit, unit.staircase, unit.staircase.building, component, work, *alerts]:
        row.refresh_from_db()
        assert row.residence == tilleuls
    assert ExternalReference.objects.get().residence == tilleuls
    lilas.refresh_from_db()
    tilleuls.refresh_from_db()
    assert (lilas.merged_into, lilas.name, lilas.unit_count, tilleuls.unit_count) == (tilleuls, "Les Lilas", 0, 2)


def test_an_unnamed_building_takes_the_name_of_the_merged_residence(lilas, tilleuls, agent):
    unit = home_in(lilas, name="")
    grouping.merge(lilas, tilleuls, by=agent)
    assert Building.objects.get().name == "Les Lilas"
    unit.staircase.refresh_from_db()
    assert " lilas " in unit.staircase.search_text
    assert " tilleuls " in unit.staircase.search_text


def test_merging_keeps_the_keys_by_which_the_next_import_finds_places(lilas, tilleuls, agent):
    key = "0" * 31 + "1"
    unit = home_in(lilas, source_key=key)
    Residence.objects.filter(pk=lilas.pk).update(source_key=key)
    grouping.merge(lilas, tilleuls, by=agent)
    assert Building.objects.get(source_key=key).residence == tilleuls
    assert Residence.objects.get(source_key=key).merged_into == tilleuls
    assert Unit.objects.get(pk=unit.pk).residence == tilleuls


def test_history_tells_where_a_home_was_and_who_moved_it(lilas, tilleuls, agent):
    unit = home_in(lilas)
    grouping.merge(lilas, tilleuls, by=agent)
    event = unit.events.get()
    assert event.residence_id == lilas.pk
    assert event.pgh_context.metadata == {"user": agent.pk, "act": "merge"}
    assert unit.staircase.building.events.count() == 1
    assert lilas.events.filter(merged_into=None).exists()


def test_a_chain_of_merges_is_followed_in_one_step(lilas, tilleuls, landlord, agent):
    last = ResidenceFactory(landlord=landlord)
    grouping.merge(lilas, tilleuls, by=agent)
    grouping.merge(tilleuls, last, by=agent)
    lilas.refresh_from_db()
    assert lilas.merged_into == last


def test_splitting_takes_the_buildings_and_leaves_the_residence_s_own_rows(lilas, agent):
    stays, goes = home_in(lilas), home_in(lilas)
    own, *followers = everywhere(goes)
    new = grouping.split(lilas, [goes.staircase.building], name="Lilas Nord", by=agent)
    assert (new.landlord, new.agency, new.commune_name) == (lilas.landlord, lilas.agency, lilas.commune_name)
    for row in [goes, *followers]:
        row.refresh_from_db()
        assert row.residence == new
    for row in [stays, own]:
        row.refresh_from_db()
        assert row.residence == lilas
    lilas.refresh_from_db()
    assert (lilas.unit_count, new.unit_count) == (1, 1)


def test_moving_a_building_to_another_residence(lilas, tilleuls, agent):
    home_in(lilas)
    unit = home_in(lilas)
    grouping.move(unit.staircase.building, tilleuls, by=agent)
    unit.refresh_from_db()
    assert unit.residence == tilleuls
    assert list(Residence.objects.order_by("name").values_list("unit_count", flat=True)) == [1, 1]


def test_what_follows_a_merge_is_counted(lilas):
    ComponentFactory(residence=lilas)
    ComponentFactory(residence=lilas, building=BuildingFactory(residence=lilas))
    assert grouping.attached(lilas) == [("composant", 1)]


class TestRefusals:
    def test_a_residence_with_itself(self, lilas, agent):
        with pytest.raises(GroupingRefused, match="elle-même"):
            grouping.merge(lilas, lilas, by=agent)

    def test_another_landlord(self, lilas, agent):
        unit = home_in(lilas)
        home_in(lilas)
        with pytest.raises(GroupingRefused, match="bailleur"):
            grouping.merge(lilas, ResidenceFactory(), by=agent)
        with pytest.raises(GroupingRefused, match="bailleur"):
            grouping.move(unit.staircase.building, ResidenceFactory(), by=agent)

    def test_a_residence_already_merged_neither_gives_nor_takes(self, lilas, tilleuls, landlord, agent):
        grouping.merge(lilas, tilleuls, by=agent)
        third = ResidenceFactory(landlord=landlord)
        for source, target in [(lilas, third), (third, lilas), (tilleuls, lilas)]:
            with pytest.raises(GroupingRefused, match="déjà été regroupée"):
                grouping.merge(source, target, by=agent)

    def test_splitting_all_or_none(self, lilas, agent):
        building = home_in(lilas).staircase.building
        with pytest.raises(GroupingRefused, match="au moins un bâtiment"):
            grouping.split(lilas, [], name="X", by=agent)
        with pytest.raises(GroupingRefused, match="doit rester"):
            grouping.split(lilas, [building], name="X", by=agent)

    def test_splitting_a_building_that_is_elsewhere(self, lilas, tilleuls, agent):
        home_in(lilas)
        with pytest.raises(GroupingRefused, match="n’est plus"):
            grouping.split(lilas, [home_in(tilleuls).staircase.building], name="X", by=agent)
        assert Residence.objects.count() == 2

    def test_moving_the_only_building_or_to_where_it_is(self, lilas, tilleuls, agent):
        building = home_in(lilas).staircase.building
        with pytest.raises(GroupingRefused, match="seul bâtiment"):
            grouping.move(building, tilleuls, by=agent)
        with pytest.raises(GroupingRefused, match="déjà dans"):
            grouping.move(building, lilas, by=agent)

    def test_moving_a_building_that_somebody_moved_meanwhile(self, lilas, tilleuls, landlord, agent):
        home_in(lilas)
        home_in(lilas)
        building = home_in(lilas).staircase.building
        seen_before = Building.objects.get(pk=building.pk)
        grouping.move(building, tilleuls, by=agent)
        with pytest.raises(GroupingRefused, match="entre-temps"):
            grouping.move(seen_before, ResidenceFactory(landlord=landlord), by=agent)


@pytest.mark.django_db(transaction=True)
def test_of_two_crossed_merges_exactly_one_wins():
    """A into B and B into A at once: one is refused, no deadlock, every home is in the one that remains."""
    landlord, by = LandlordFactory(), UserFactory()
    left, right = (ResidenceFactory(landlord=landlord) for _ in range(2))
    for residence in (left, right):
        home_in(residence)
    start, outcomes = threading.Barrier(2), []

    def run(source, target):
        start.wait()
        try:
            grouping.merge(source, target, by=by)
            outcomes.append("merged")
        except GroupingRefused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in ((left, right), (right, left))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["merged", "refused"]
    remaining = Residence.objects.current().get()
    assert set(Unit.objects.values_list("residence", flat=True)) == {remaining.pk}


WHOLE = """
SELECT count(*) FROM housing_unit unit
JOIN housing_staircase staircase ON staircase.id = unit.staircase_id
JOIN housing_building building ON building.id = staircase.building_id
JOIN housing_residence residence ON residence.id = building.residence_id
WHERE (unit.residence_id, unit.landlord_id) = (staircase.residence_id, staircase.landlord_id)
    AND (staircase.residence_id, staircase.landlord_id) = (building.residence_id, building.landlord_id)
    AND residence.landlord_id = building.landlord_id AND residence.merged_into_id IS NULL
"""


def check_whole(homes, alerts):
    with connection.cursor() as cursor:
        cursor.execute(WHOLE)
        assert cursor.fetchone() == (homes,)
    assert PlaceAlert.objects.filter(residence__merged_into=None).count() == alerts
    for alert in PlaceAlert.objects.exclude(building=None).select_related("building"):
        assert alert.residence_id == alert.building.residence_id
    assert Component.objects.filter(residence__merged_into=None).count() == 3
    assert Residence.objects.current().count() >= 1
    counted = sum(Residence.objects.values_list("unit_count", flat=True))
    assert counted == homes


def act_once(act, source, target, building, by):
    if act == "merge":
        grouping.merge(source, target, by=by)
    elif act == "split":
        grouping.split(source, [building], name="Nouvelle", by=by)
    else:
        grouping.move(building, source, by=by)


def check_history(before):
    """A home that moved has a history row that says where it was."""
    for unit in Unit.objects.all():
        if unit.residence_id != before[unit.pk]:
            assert unit.events.latest("pgh_id").residence_id == before[unit.pk]


ACTS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "move"]), st.integers(0, 9), st.integers(0, 9)), max_size=8
)


@pytest.mark.slow
@settings(max_examples=25)
@given(acts=ACTS)
def test_no_sequence_of_acts_loses_anything(acts):
    with transaction.atomic():
        landlord, by = LandlordFactory(), UserFactory()
        for _ in range(3):
            residence = ComponentFactory(residence__landlord=landlord).residence
            home_in(residence)
            everywhere(home_in(residence))
        facts.refresh(None)
        for act, first, second in acts:
            residences, buildings = Residence.objects.order_by("pk"), Building.objects.order_by("pk")
            source, target = (residences[number % len(residences)] for number in (first, second))
            before = dict(Unit.objects.values_list("pk", "residence_id"))
            try:
                act_once(act, source, target, buildings[second % len(buildings)], by)
            except GroupingRefused:
                assert dict(Unit.objects.values_list("pk", "residence_id")) == before
            check_whole(homes=6, alerts=12)
            check_history(before)
        transaction.set_rollback(True)
