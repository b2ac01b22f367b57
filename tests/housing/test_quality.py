import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from housing import facts, quality
from housing.models import Component, QualityAge, Residence, ResidenceQuality, Unit
from housing.tasks import refresh_quality
from tests.housing.factories import ComponentFactory, ResidenceFactory, StaircaseFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)
WHOLE_HOME = {
    "rooms": 3, "living_area": 62, "financing": "12", "built_year": 1972, "energy_class": "D",
    "dpe_date": dt.date(2024, 5, 1), "construction": "C", "floor": "2", "door": "12", "apl_agreement": True,
    "apl_number": "2B12345",
}  # fmt: skip
WHOLE_COMPONENT = {"installed_year": 1998, "condition": "fair", "condition_on": dt.date(2025, 1, 1)}


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas", latitude=42.7, longitude=9.4)


@pytest.fixture
def stair(residence):
    return StaircaseFactory(building__residence=residence)


def gaps(residence) -> dict:
    found = quality.standings([residence.pk], TODAY)[residence.pk].gaps
    return {code: count for code, count in found.items() if count}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, {}),
        ({"rooms": None}, {"pieces": 1}),
        ({"living_area": None}, {"surface": 1}),
        ({"financing": ""}, {"financement": 1}),
        ({"built_year": None}, {"construction": 1}),
        ({"energy_class": "", "dpe_date": None}, {"energie": 1}),
        ({"dpe_date": None}, {"dpe": 1}),
        ({"dpe_date": dt.date(2021, 6, 30)}, {"dpe": 1}),
        ({"dpe_date": dt.date(2021, 7, 1)}, {}),
        ({"floor": ""}, {"etage": 1}),
        ({"floor": "", "construction": "I"}, {}),
        ({"door": ""}, {"porte": 1}),
        ({"door": "", "mailbox": "12"}, {}),
        ({"apl_number": ""}, {"convention": 1}),
        ({"apl_number": "", "apl_agreement": False}, {}),
        ({"apl_number": "", "apl_agreement": None}, {}),
    ],
)
def test_what_misses_in_a_home(residence, stair, fields, found):
    UnitFactory(staircase=stair, **WHOLE_HOME | fields)
    assert gaps(residence) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, {}),
        ({"installed_year": None}, {"pose": 1}),
        ({"condition": "", "condition_on": None}, {"etat": 1}),
        ({"condition_on": None}, {"constat": 1}),
        ({"condition_on": dt.date(2023, 11, 22)}, {"constat": 1}),
        ({"condition_on": dt.date(2023, 11, 23)}, {}),
    ],
)
def test_what_misses_in_a_component(residence, fields, found):
    ComponentFactory(residence=residence, **WHOLE_COMPONENT | fields)
    assert gaps(residence) == found


def test_what_misses_in_a_residence(residence):
    Residence.objects.update(latitude=None, longitude=None, commune_code="")
    assert gaps(residence) == {"position": 1, "commune": 1}


def test_the_ages_are_data(residence):
    ComponentFactory(residence=residence, **WHOLE_COMPONENT)
    QualityAge.objects.filter(subject="condition").update(years=1)
    assert gaps(residence) == {"constat": 1}


def test_homes_that_left_and_other_residences_do_not_count(residence, stair):
    UnitFactory(staircase=stair, rooms=None, left_on=TODAY, left_reason="4")
    UnitFactory(rooms=None)
    assert gaps(residence) == {}


def test_what_is_kept_equals_what_is_counted_afresh(residence, stair):
    UnitFactory(staircase=stair, rooms=None)
    ComponentFactory(residence=residence, installed_year=None)
    empty = ResidenceFactory(agency=residence.agency)
    for ids in (None, [residence.pk, empty.pk]):
        ResidenceQuality.objects.all().delete()
        quality.refresh(ids, TODAY)
        for place, standing in quality.standings([residence.pk, empty.pk], TODAY).items():
            kept = ResidenceQuality.objects.get(residence=place)
            assert (kept.gaps, kept.checks) == (standing.total, standing.checks)
            assert kept.completeness == standing.completeness
            assert sorted(kept.rules) == sorted(rule.code for rule, _ in standing.parts)


def test_the_facts_of_a_residence_carry_its_standing(residence, stair):
    unit = UnitFactory(staircase=stair, **WHOLE_HOME | {"rooms": None})
    facts.refresh([residence.pk])
    assert residence.quality.rules == ["pieces"]
    Unit.objects.filter(pk=unit.pk).update(rooms=3)
    facts.refresh([residence.pk])
    residence.quality.refresh_from_db()
    assert (residence.quality.rules, residence.quality.completeness) == ([], 100)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_only_what_is_whole_is_one_hundred_per_cent(some, others):
    share = quality.completeness(some, some + others)
    assert 0 <= share <= 100
    assert (share == 100) == (some == 0)


class TestScreens:
    @pytest.fixture
    def home(self, stair):
        home = UnitFactory(staircase=stair, **WHOLE_HOME | {"rooms": None, "landlord_ref": "REF-42"})
        facts.refresh(None)
        return home

    def test_the_worst_residence_comes_first(self, sign_in, agent, residence, stair, home):
        better = ResidenceFactory(agency=residence.agency, name="Les Aloès", latitude=42.0, longitude=9.0)
        UnitFactory(staircase=StaircaseFactory(building__residence=better), **WHOLE_HOME)
        facts.refresh(None)
        page = sign_in(agent).get(reverse("housing:quality")).content.decode()
        assert page.index("Les Lilas") < page.index("Les Aloès")
        page = sign_in(agent).get(reverse("housing:quality"), {"regle": "pieces"}).content.decode()
        assert "Les Aloès" not in page

    def test_the_list_empties_as_homes_are_completed(self, sign_in, agent, residence, home):
        client = sign_in(agent)
        address = reverse("housing:residence_quality", args=[residence.pk])
        assert "REF-42" in client.get(address, {"regle": "pieces"}).content.decode()
        Unit.objects.filter(pk=home.pk).update(rooms=3)
        assert "Plus rien à compléter ici" in client.get(address, {"regle": "pieces"}).content.decode()
        assert "Tout est complet" in client.get(address).content.decode()

    def test_the_head_agrees_with_the_rows_though_nothing_was_kept_yet(self, sign_in, agent, residence, home):
        ResidenceQuality.objects.all().delete()
        context = sign_in(agent).get(reverse("housing:quality")).context
        rows = [one.standing for one in context["page"]]
        assert context["gaps"] == sum(row.total for row in rows) > 0
        assert context["completeness"] == quality.completeness(context["gaps"], sum(row.checks for row in rows))

    def test_a_floor_is_said_as_the_picture_says_it(self, sign_in, agent, residence, stair):
        UnitFactory(staircase=stair, **WHOLE_HOME | {"floor": "0", "rooms": None})
        page = sign_in(agent).get(reverse("housing:residence_quality", args=[residence.pk])).content.decode()
        assert ", rez-de-chaussée" in page

    def test_every_rule_shows_its_list(self, sign_in, agent, residence, stair):
        UnitFactory(staircase=stair, construction="C", rooms=None, living_area=None, floor="", door="",
                    apl_agreement=True)  # fmt: skip
        UnitFactory(staircase=stair, energy_class="D")
        ComponentFactory(residence=residence, installed_year=None)
        ComponentFactory(residence=residence, condition="good")
        Residence.objects.update(latitude=None, longitude=None, commune_name="")
        client = sign_in(agent)
        address = reverse("housing:residence_quality", args=[residence.pk])
        for rule in quality.RULES:
            page = client.get(address, {"regle": rule.code}, headers={"HX-Request": "true"}).content.decode()
            assert "Plus rien" not in page, rule.code
            assert "<html" not in page

    def test_the_workbooks_hold_the_same_counts(self, sign_in, agent, residence, home):
        client = sign_in(agent)
        for address in (
            reverse("housing:quality_export"),
            reverse("housing:residence_quality_export", args=[residence.pk]),
        ):
            assert b"".join(client.get(address).streaming_content).startswith(b"PK")

    def test_a_page_costs_the_same_for_one_residence_and_for_thirty(self, sign_in, director, residence, home):
        client = sign_in(director)
        costs = []
        for more in (0, 30):
            for _ in range(more):
                UnitFactory(staircase=StaircaseFactory(building__residence__agency=residence.agency), rooms=None)
                ComponentFactory(residence=Residence.objects.last(), installed_year=None)
            facts.refresh(None)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(reverse("housing:quality"))
            costs.append(len(queries))
        assert Component.objects.count() == 30
        assert costs[0] == costs[1] <= 12

    def test_a_stranger_agency_does_not_learn_the_residence_exists(self, sign_in, other_agent, residence, home):
        client = sign_in(other_agent)
        for name in ("residence_quality", "residence_quality_export"):
            assert client.get(reverse(f"housing:{name}", args=[residence.pk])).status_code == 404
        assert "Les Lilas" not in client.get(reverse("housing:quality")).content.decode()

    def test_the_administrator_gives_a_new_age_from_a_day_on(self, sign_in, admin, agent):
        address = reverse("housing:quality_age_create", args=["condition"])
        entry = {"starts_on": "2026-01-01", "years": "5", "basis": "Décision du directoire"}
        assert sign_in(agent).post(address, entry).status_code == 403
        assert sign_in(admin).post(address, entry).status_code == 302
        limits = [QualityAge.objects.limits(day).condition for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))]
        assert limits == [dt.date(2022, 12, 31), dt.date(2021, 1, 1)]
        assert sign_in(admin).post(address, entry).status_code == 422
        assert sign_in(agent).get(reverse("housing:quality_ages")).status_code == 200


def test_every_night_refreshes_what_grew_old(residence):
    ComponentFactory(residence=residence, **WHOLE_COMPONENT)
    quality.refresh(None, dt.date(2026, 1, 1))
    assert residence.quality.gaps == 0
    with time_machine.travel(dt.datetime(2029, 1, 1, 3, tzinfo=dt.UTC), tick=False):
        refresh_quality.delay()
    residence.quality.refresh_from_db()
    assert residence.quality.rules == ["constat"]
