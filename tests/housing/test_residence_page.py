"""The page of a residence, and what people change there."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from housing.models import Component, Equipment, PlaceAlert, Residence
from teams.roles import Role
from tests.housing.factories import (
    ComponentFactory,
    ComponentKindFactory,
    DocumentFactory,
    EquipmentFactory,
    PlaceAlertFactory,
    PlannedWorkFactory,
    ResidenceFactory,
    StaircaseFactory,
    UnitFactory,
)
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def staircase(residence):
    return StaircaseFactory(building__residence=residence, building__name="Bâtiment A")


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


def page(client, residence):
    return client.get(residence.get_absolute_url()).content.decode()


def test_a_stranger_does_not_learn_that_the_residence_exists(sign_in, other_agent, residence):
    client = sign_in(other_agent)
    for name in ("residence", "residence_history", "residence_position", "component_create"):
        assert client.get(reverse(f"housing:{name}", args=[residence.pk])).status_code == 404


def test_the_page_shows_the_doors_and_what_is_attached(sign_in, agent, residence, staircase):
    unit = UnitFactory(staircase=staircase, door="B3", occupancy="2")
    PlaceAlertFactory(residence=residence)
    EquipmentFactory(residence=residence, reference="ASC-77")
    DocumentFactory(residence=residence, title="Plan de masse")
    html = page(sign_in(agent), residence)
    for told in ("B3", "vacant", unit.get_absolute_url(), "Dalles de sol amiantées", "ASC-77", "Plan de masse"):
        assert told in html


def test_an_empty_residence_says_what_to_do_next(sign_in, agent, residence):
    html = page(sign_in(agent), residence)
    assert "Aucun bâtiment" in html
    assert "Aucun composant" in html


@pytest.mark.parametrize("homes", [1, 300])
def test_the_page_costs_the_same_for_one_home_and_hundreds(
    sign_in, agent, residence, staircase, homes, django_assert_num_queries
):
    UnitFactory.create_batch(homes, staircase=staircase)
    for _ in range(3):
        ComponentFactory(residence=residence, building=staircase.building)
        PlannedWorkFactory(residence=residence)
        PlaceAlertFactory(residence=residence, building=staircase.building, staircase=staircase)
        DocumentFactory(residence=residence)
    client = sign_in(agent)
    page(client, residence)
    with django_assert_num_queries(12):
        page(client, residence)


@time_machine.travel("2026-11-23")
def test_components_say_how_long_they_still_last(sign_in, agent, residence):
    ComponentFactory(residence=residence, installed_year=2000, expected_end_year=2024)
    ComponentFactory(residence=residence, installed_year=2000, expected_end_year=2030)
    ComponentFactory(residence=residence, installed_year=None)
    html = page(sign_in(agent), residence)
    for told in ("dépassée depuis 2 ans", "encore 4 ans", "fin de vie inconnue"):
        assert told in html


@time_machine.travel("2026-11-23")
def test_components_to_decide_upon_come_first_and_the_rest_unfolds(sign_in, agent, residence):
    for year in range(2040, 2050):
        ComponentFactory(residence=residence, expected_end_year=year)
    worn = ComponentFactory(residence=residence, expected_end_year=2060, condition="poor")
    late = ComponentFactory(residence=residence, expected_end_year=2020)
    unsafe = ComponentFactory(residence=residence, expected_end_year=2030, condition="dangerous")
    response = sign_in(agent).get(residence.get_absolute_url())
    data = next(drawn.data for drawn in response.context["panels"] if drawn.panel.key == "composants")
    assert [life.component for life in data["first"]] == [unsafe, late, worn]
    assert "3 sur 13" in response.content.decode()
    assert "Voir les 10 autres composants" in response.content.decode()


@time_machine.travel("2026-11-23")
def test_works_stand_on_a_ten_year_line_and_refused_ones_do_not(sign_in, agent, residence):
    PlannedWorkFactory(residence=residence, year=2024, title="Toiture en retard")
    PlannedWorkFactory(residence=residence, year=2035, title="Ravalement")
    PlannedWorkFactory(residence=residence, year=2036, title="Ascenseur")
    PlannedWorkFactory(residence=residence, year=2028, title="Refusé", state="refused", reason="non")
    response = sign_in(agent).get(residence.get_absolute_url())
    plan = next(drawn.data for drawn in response.context["panels"] if drawn.panel.key == "plan")
    assert [chip.work.title for chip in plan["late"]] == ["Toiture en retard"]
    assert [year.year for year in plan["years"] if year.chips] == [2035]
    assert [chip.work.title for chip in plan["later"]] == ["Ascenseur"]


def test_alerts_that_ended_are_not_shown(sign_in, agent, residence):
    yesterday = dt.date.today() - dt.timedelta(days=1)
    PlaceAlertFactory(residence=residence, title="Passée", starts_on=yesterday, ends_on=yesterday)
    assert "Passée" not in page(sign_in(agent), residence)


def test_a_merged_residence_leads_to_the_one_it_joined(sign_in, agent, residence, agency):
    other = ResidenceFactory(agency=agency, landlord=residence.landlord)
    Residence.objects.filter(pk=other.pk).update(merged_into=residence)
    response = sign_in(agent).get(other.get_absolute_url())
    assert response.url == residence.get_absolute_url()


def test_a_manager_renames_and_searching_knows_the_new_name(sign_in, manager, residence, staircase, agency):
    response = sign_in(manager).post(
        reverse("housing:residence_rename", args=[residence.pk]), {"name": "Le Clos", "agency": agency.pk}
    )
    assert response.status_code == 302
    staircase.refresh_from_db()
    assert " le clos " in staircase.search_text
    history = sign_in(manager).get(reverse("housing:residence_history", args=[residence.pk])).content.decode()
    assert "Nom : « Les Lilas » → « Le Clos »" in history
    assert manager.get_full_name() in history


def test_a_residence_is_not_given_to_an_agency_out_of_one_s_perimeter(sign_in, manager, residence, other_agency):
    response = sign_in(manager).post(
        reverse("housing:residence_rename", args=[residence.pk]), {"name": "X", "agency": other_agency.pk}
    )
    assert response.status_code == 422
    assert b'value="X"' in response.content


def test_a_position_is_whole_or_empty(sign_in, agent, residence):
    client, url = sign_in(agent), reverse("housing:residence_position", args=[residence.pk])
    assert client.post(url, {"latitude": "42,7", "longitude": ""}).status_code == 422
    assert client.post(url, {"latitude": "420", "longitude": "9"}).status_code == 422
    assert client.post(url, {"latitude": "42,7", "longitude": "9.45"}).status_code == 302
    residence.refresh_from_db()
    assert (residence.latitude, residence.longitude) == (42.7, 9.45)


def test_a_component_is_added_to_a_staircase_once_even_if_sent_twice(sign_in, agent, residence, staircase):
    kind = ComponentKindFactory()
    url = reverse("housing:component_create", args=[residence.pk])
    told = {"where": f"escalier-{staircase.pk}", "kind": kind.pk, "installed_year": 1998}
    client = sign_in(agent)
    assert client.post(url, told).status_code == 302
    repeated = client.post(url, told)
    assert repeated.status_code == 422
    assert "déjà enregistré" in repeated.content.decode()
    component = Component.objects.get()
    assert (component.staircase, component.building) == (staircase, staircase.building)


def test_a_home_is_told_by_its_reference_or_its_door(sign_in, agent, residence, staircase):
    unit = UnitFactory(staircase=staircase, landlord_ref="LIL-12", door="12")
    other = StaircaseFactory(building=staircase.building)
    UnitFactory(staircase=other, door="12")
    client, url = sign_in(agent), reverse("housing:alert_create", args=[residence.pk])
    told = {"kind": "lead", "title": "Plomb", "starts_on": "2026-01-01"}
    ambiguous = client.post(url, {**told, "home": "12"})
    assert "Plusieurs logements" in ambiguous.content.decode()
    assert client.post(url, {**told, "home": "absent"}).status_code == 422
    assert client.post(url, {**told, "home": "12", "where": f"escalier-{staircase.pk}"}).status_code == 302
    assert PlaceAlert.objects.get().unit == unit


def test_places_of_other_residences_are_refused(sign_in, agent, residence):
    elsewhere = StaircaseFactory()
    response = sign_in(agent).post(
        reverse("housing:equipment_create", args=[residence.pk]),
        {"where": f"escalier-{elsewhere.pk}", "kind": "lift"},
    )
    assert response.status_code == 422


def test_a_row_is_changed_and_removed_by_those_who_may(sign_in, agent, caretaker, other_agent, residence):
    row = EquipmentFactory(residence=residence)
    change = reverse("housing:equipment_change", args=[row.pk])
    remove = reverse("housing:equipment_delete", args=[row.pk])
    assert sign_in(other_agent).post(remove).status_code == 404
    assert sign_in(caretaker).post(remove).status_code == 403
    client = sign_in(agent)
    assert client.get(remove).status_code == 405
    assert client.post(change, {"kind": "gate", "reference": "P1"}).status_code == 302
    assert Equipment.objects.get().reference == "P1"
    assert client.post(remove).status_code == 302
    assert not Equipment.objects.exists()
    history = client.get(reverse("housing:residence_history", args=[residence.pk])).content.decode()
    assert "retiré" in history


def test_a_component_with_planned_works_is_kept(sign_in, agent, residence):
    component = ComponentFactory(residence=residence)
    PlannedWorkFactory(residence=residence, component=component)
    response = sign_in(agent).post(reverse("housing:component_delete", args=[component.pk]), follow=True)
    assert "rien n’a été retiré" in response.content.decode()
    assert Component.objects.exists()
