import pytest
from django.db import IntegrityError, transaction

from housing.models import Component, Staircase, Unit
from tests.housing.factories import (
    BuildingFactory,
    ComponentFactory,
    ResidenceFactory,
    StaircaseFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_moving_a_building_moves_all_that_hangs_on_it():
    unit = UnitFactory()
    building = unit.staircase.building
    component = ComponentFactory(residence=unit.residence, building=building, staircase=unit.staircase)
    elsewhere = ResidenceFactory(landlord=unit.landlord)
    building.residence = elsewhere
    building.save()
    assert Staircase.objects.get().residence == elsewhere
    assert Unit.objects.get().residence == elsewhere
    component.refresh_from_db()
    assert component.residence == elsewhere


def test_a_home_never_points_at_two_residences():
    unit = UnitFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(residence=ResidenceFactory(landlord=unit.landlord))


def test_a_home_never_belongs_to_another_landlord_than_its_residence():
    unit = UnitFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(landlord=ResidenceFactory().landlord)


def test_a_component_needs_the_building_of_its_staircase():
    staircase = StaircaseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ComponentFactory(residence=staircase.residence, staircase=staircase)


def test_a_component_s_building_is_of_its_residence():
    residence, building = ResidenceFactory(), BuildingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ComponentFactory(residence=residence, building=building)
    assert not Component.objects.exists()


def test_history_keeps_the_row_as_it_was_before_each_change():
    unit = UnitFactory(living_area=62)
    unit.living_area = 64
    unit.save()
    assert [event.living_area for event in unit.events.all()] == [62]
