"""The search of the header."""

import datetime as dt

import pytest
from django.urls import reverse

from housing import facts
from housing.models import ExternalReference, Residence, Staircase
from housing.search import search
from tests.housing.factories import (
    BuildingFactory,
    EquipmentFactory,
    ResidenceFactory,
    StaircaseFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(agency):
    """Door B3 of 12 rue de l’Été, building A, residence Les Lilas at Évry."""
    residence = ResidenceFactory(agency=agency, name="Les Lilas", commune_name="Évry", postal_code="91000")
    staircase = StaircaseFactory(
        building=BuildingFactory(residence=residence, name="Bâtiment A"), name="Escalier 2",
        street_number="12", street="rue de l’Été", commune_name="Évry", postal_code="91000",
    )  # fmt: skip
    home = UnitFactory(staircase=staircase, door="B3", landlord_ref="LIL-0042", rpls_id="910001234")
    UnitFactory(staircase=staircase, door="C7", landlord_ref="LIL-0043")
    facts.refresh(None)
    return home


def found(query, user):
    got = search(query, user)
    return [row.name for row in got.residences], [row.pk for row in got.addresses], [row.door for row in got.homes]


@pytest.mark.parametrize("query", ["lil", "LILAS", "lilas evry", "Évry lilas", "910 les li"])
def test_a_residence_is_found_from_the_first_letters_whatever_the_case_accents_and_order(query, agent, home):
    assert found(query, agent)[0] == ["Les Lilas"]


@pytest.mark.parametrize("query", ["12 rue ete", "ete 12", "rue de l’été", "evry ete lilas", "batiment a lilas"])
def test_an_address_is_found_by_some_of_its_words(query, agent, home):
    assert found(query, agent)[1] == [home.staircase_id]


@pytest.mark.parametrize(
    "query",
    [
        "lilas b3",
        "lilas 12 b3",
        "b3 12 lilas",
        "ete B3",
        "logement b3 evry",
        "LIL-0042",
        "lil-0042",
        "910001234",
        "91000123",
    ],
)
def test_a_home_is_found_by_its_place_and_door_or_by_its_reference(query, agent, home):
    assert found(query, agent)[2] == ["B3"]


def test_letters_and_digits_written_together_may_be_a_building_and_a_door(agent, home):
    building = BuildingFactory(residence=home.residence, name="D")
    UnitFactory(staircase=StaircaseFactory(building=building, name=""), door="9")
    facts.refresh(None)
    assert found("lilas d9", agent)[2] == ["9"]


def test_a_misspelt_name_is_guessed_and_said_so(agent, home):
    got = search("liilas", agent)
    assert [row.name for row in got.residences] == ["Les Lilas"]
    assert got.guessed


@pytest.mark.parametrize("query", ["", "   ", "!!!", "zzzz", "lilas zzzz", "%", "_", "b3"])
def test_nothing_is_found_where_nothing_answers(query, agent, home):
    assert found(query, agent) == ([], [], [])


def test_nothing_out_of_the_perimeter_is_found(other_agent, home):
    for query in ("lilas", "12 rue ete", "lilas b3", "LIL-0042", "910001234", "liilas"):
        assert search(query, other_agent).nothing


def test_residences_merged_into_another_are_not_found(agent, home):
    other = ResidenceFactory(agency=home.residence.agency, landlord=home.residence.landlord, name="Vieux nom")
    Residence.objects.filter(pk=other.pk).update(merged_into=home.residence)
    assert found("vieux", agent)[0] == []


def test_homes_of_the_stock_come_before_those_that_left(agent, home):
    gone = UnitFactory(staircase=home.staircase, door="B3", left_on=dt.date(2026, 1, 1), left_reason="4")
    assert [row.pk for row in search("lilas b3", agent).homes] == [home.pk, gone.pk]


def test_a_search_too_slow_is_cut_and_says_so(agent, home, monkeypatch):
    """A statement that waits beyond the bound leaves the connection usable."""
    from django.db import connection

    from housing import search as module

    def slow(*_):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(module, "_residences", slow)
    assert search("lilas", agent).partial
    assert Staircase.objects.exists()


def test_the_header_gets_groups_and_the_page_gets_everything(sign_in, agent, home):
    client, url = sign_in(agent), reverse("housing:search")
    fragment = client.get(url, {"q": "lilas b3"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert home.get_absolute_url() in fragment
    page = client.get(url, {"q": "<b>lil"}).content.decode()
    assert "&lt;b&gt;lil" in page
    assert "<mark>Lil</mark>as" in page
    assert "Rien dans votre périmètre" in client.get(url, {"q": "zzzz"}).content.decode()
    assert client.get(url).status_code == 200


def test_a_search_costs_a_bounded_number_of_queries(sign_in, agent, home, django_assert_max_num_queries):
    client = sign_in(agent)
    UnitFactory.create_batch(30, staircase=home.staircase)
    with django_assert_max_num_queries(18):
        client.get(reverse("housing:search"), {"q": "lilas 1 b3 c4"})


def test_a_bare_digit_is_a_door_and_a_floor_is_said_as_such(agent, home):
    near = {"staircase": home.staircase, "landlord_ref": ""}
    UnitFactory(**near, door="2", floor="5", mailbox="")
    UnitFactory(**near, door="D9", floor="2", mailbox="")
    UnitFactory(**near, door="G1", floor="00", mailbox="")
    assert found("lilas 2", agent)[2] == ["2"]
    for query in ("lilas étage 2", "lilas 2e étage", "lilas e2"):
        assert found(query, agent)[2] == ["D9"]
    for query in ("lilas rdc", "lilas rez-de-chaussée"):
        assert found(query, agent)[2] == ["G1"]


def test_the_very_door_comes_before_those_that_only_begin_like_it(agent, home):
    for door in ("21", "2", "22"):
        UnitFactory(staircase=home.staircase, door=door, landlord_ref="")
    assert found("lilas 2", agent)[2] == ["2", "21", "22"]


def test_equipment_and_references_of_other_systems_are_found_by_their_beginning(sign_in, agent, other_agent, home):
    EquipmentFactory(residence=home.residence, kind="lift", reference="ASC-77 B")
    ExternalReference.objects.create(residence=home.residence, allocator="Gaz", value="GI0042")
    page = sign_in(agent).get(reverse("housing:search"), {"q": "asc-77"}).content.decode()
    assert "<mark>ASC</mark>-<mark>77</mark> B" in page
    assert [row.value for row in search("gi004", agent).references] == ["GI0042"]
    assert search("ASC-77 b", other_agent).nothing
    assert search("GI0042", other_agent).nothing
