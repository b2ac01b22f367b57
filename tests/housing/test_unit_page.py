"""The page of a home."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from housing import corrections
from housing.models import StockImport
from teams.roles import Role
from tests.housing.factories import (
    BuildingFactory,
    ComponentFactory,
    DocumentFactory,
    PlaceAlertFactory,
    PlannedWorkFactory,
    StaircaseFactory,
    UnitFactory,
)
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
SEES_RENT = {
    Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.ARREARS_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR,
    Role.ADMIN,
}  # fmt: skip


@pytest.fixture
def unit(agency):
    return UnitFactory(
        staircase__building__residence__agency=agency, door="B3", rooms=4, living_area=81, rent=487,
        dpe_date=dt.date(2014, 6, 1), energy_class="E", occupancy="2",
    )  # fmt: skip


def page(client, unit):
    return client.get(unit.get_absolute_url()).content.decode()


def test_a_stranger_does_not_learn_that_the_home_exists(sign_in, other_agent, unit):
    client = sign_in(other_agent)
    assert client.get(unit.get_absolute_url()).status_code == 404
    assert client.get(reverse("housing:unit_history", args=[unit.pk])).status_code == 404


@time_machine.travel("2026-11-23")
def test_the_page_says_what_the_home_is_and_how_old_the_data_are(sign_in, agent, unit):
    html = page(sign_in(agent), unit)
    for told in ("Logement B3", "T4", "81 m²", "il y a 12 ans", unit.residence.name, "Vacant, proposé"):
        assert told in html


@pytest.mark.parametrize("role", list(Role))
def test_rent_is_for_the_roles_of_the_matrix(sign_in, agency, unit, role):
    user = UserFactory(roles=[role], agencies=[agency])
    assert ("487\u202f€" in page(sign_in(user), unit)) == (role in SEES_RENT)


def test_the_file_is_named_where_a_value_comes_from(sign_in, agent, unit):
    unit.stated_by = StockImport.objects.create(
        landlord=unit.landlord, file_name="2026.csv",
        requested_at=dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    unit.save()
    assert "d’après l’import RPLS du 12/03/2026" in page(sign_in(agent), unit)


def test_alerts_of_the_whole_way_to_the_door_are_shown_and_no_other(sign_in, agent, unit):
    residence, staircase = unit.residence, unit.staircase
    PlaceAlertFactory(residence=residence, title="De la résidence")
    PlaceAlertFactory(residence=residence, building=staircase.building, title="Du bâtiment")
    PlaceAlertFactory(
        residence=residence, building=staircase.building, staircase=staircase, unit=unit, title="Du logement"
    )
    other = BuildingFactory(residence=residence)
    PlaceAlertFactory(residence=residence, building=other, title="D’ailleurs")
    neighbour = UnitFactory(staircase=staircase)
    PlaceAlertFactory(
        residence=residence, building=staircase.building, staircase=staircase, unit=neighbour, title="Du voisin"
    )
    html = page(sign_in(agent), unit)
    for told in ("De la résidence", "Du bâtiment", "Du logement"):
        assert told in html
    assert "D’ailleurs" not in html
    assert "Du voisin" not in html


def test_the_page_costs_at_most_twelve_queries_whatever_is_around(sign_in, agent, unit, django_assert_num_queries):
    client = sign_in(agent)
    StaircaseFactory(building=unit.staircase.building)
    UnitFactory.create_batch(30, staircase=unit.staircase)
    for _ in range(3):
        ComponentFactory(residence=unit.residence)
        PlannedWorkFactory(residence=unit.residence)
        PlaceAlertFactory(residence=unit.residence)
        DocumentFactory(residence=unit.residence)
    page(client, unit)
    with django_assert_num_queries(12):
        page(client, unit)


def test_the_history_tells_changes_and_hides_rents_from_those_who_may_not_see_them(sign_in, agent, director, unit):
    unit.living_area, unit.rent = 83, 500
    unit.save()
    url = reverse("housing:unit_history", args=[unit.pk])
    told = sign_in(agent).get(url).content.decode()
    assert "« 81 » → « 83 »" in told
    assert "« 487 »" not in told
    assert "« 487 » → « 500 »" in sign_in(director).get(url).content.decode()


def test_a_home_that_left_the_stock_says_so(sign_in, agent, unit):
    unit.left_on, unit.left_reason = dt.date(2026, 2, 1), "4"
    unit.save()
    assert "Sorti du parc le 01/02/2026" in page(sign_in(agent), unit)


def test_codes_months_and_floors_are_told_in_words(sign_in, director, unit):
    unit.cus_ceiling, unit.nominator_quota, unit.rent_area, unit.rent_area_kind = "13", "02", 80, "3"
    unit.dpe_date, unit.floor = dt.date(2025, 6, 1), "00"
    unit.save()
    html = page(sign_in(director), unit)
    for told in ("PLUS", "État, prioritaires", "surface habitable", "juin 2025", "RDC"):
        assert told in html
    assert "(€)" not in html


def test_the_source_is_said_once_and_each_field_is_listed_under_its_own(sign_in, agent, unit):
    corrections.state(unit, "rooms", 5, by=agent, source="Visite")
    response = sign_in(agent).get(unit.get_absolute_url())
    html = response.content.decode()
    assert html.count("sauf mention") == 1
    (_, fields), (person, corrected) = sorted(response.context["sources"].items())
    assert "Surface habitable" in fields
    assert corrected == ["Typologie"]
    assert person.endswith("d’après Visite")
    assert "fichier : 4" in html
