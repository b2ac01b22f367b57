"""Targets: given from a day on by whoever pilots the measure, for the landlord, an agency or a residence."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis.models import Target
from teams.roles import Role
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = {"starts_on": "", "value": "45", "basis": "Projet d’agence"}


@pytest.fixture
def pilot(agency):
    """An agency manager pilots REL01 in the own agency; the landlord aims at sixty days."""
    Target.objects.filter(measure="REL01").delete()
    Target.objects.create(measure="REL01", value=60, basis="Usage", period=(dt.date(2020, 1, 1), None))
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


def at(act: str, place: str, *more, code="REL01"):
    return reverse(f"kpis:target{act}", args=[code, place, *more])


def said(**values) -> dict:
    return {**TODAY, "starts_on": timezone.localdate().isoformat(), **values}


def test_a_pilot_gives_the_own_agency_a_target_that_wins_over_the_landlords(sign_in, pilot, agency):
    client, place = sign_in(pilot), f"agence-{agency.pk}"
    assert client.post(at("_create", place), said()).status_code == 302
    assert client.post(at("_create", place), said(starts_on=_in(30), value="40")).status_code == 302
    today = timezone.localdate()
    residence = ResidenceFactory(agency=agency)
    for day, value in ((today, 45), (today + dt.timedelta(days=30), 40)):
        assert Target.objects.for_place(day, residence=residence)["REL01"].value == value
    assert Target.objects.for_place(today)["REL01"].value == Decimal(60)
    history = client.get(at("", place)).content.decode()
    assert "45,0" in history
    assert "à venir" in history


def _in(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def test_a_residence_may_have_its_own(sign_in, pilot, agency):
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    client = sign_in(pilot)
    client.post(at("_create", f"agence-{agency.pk}"), said())
    client.post(at("_create", f"residence-{residence.pk}"), said(value="25"))
    page = client.get(f"{reverse('kpis:targets')}?residence={residence.pk}&q=rel01").content.decode()
    assert "25,0" in page
    assert "Les Lilas" in page
    assert "REL02T" not in page


def test_the_form_takes_the_value_over_as_people_write_it(sign_in, director):
    for code, value in (("REL01", "60"), ("VAC01", "2.9")):
        page = sign_in(director).get(at("_create", "bailleur", code=code)).content.decode()
        assert f'name="value" value="{value}"' in page


def test_a_target_to_come_can_be_taken_back_and_one_that_holds_cannot(sign_in, pilot, agency):
    client, place = sign_in(pilot), f"agence-{agency.pk}"
    client.post(at("_create", place), said())
    client.post(at("_create", place), said(starts_on=_in(9), value="1"))
    first, last = Target.objects.filter(agency=agency).order_by("period")
    client.post(at("_withdraw", place, last.pk))
    client.post(at("_withdraw", place, first.pk))
    assert list(Target.objects.filter(agency=agency)) == [first]
    client.post(at("_verify", place, first.pk))
    first.refresh_from_db()
    assert (first.verified_on, first.period.upper) == (timezone.localdate(), None)


@pytest.mark.parametrize(
    ("code", "wrong", "words"),
    [
        ("REL01", {"value": "-1"}, "Zéro ou plus"),
        ("REL04", {"value": "120"}, "100 au plus"),
        ("REL01", {"starts_on": "2020-01-01"}, "Aujourd’hui au plus tôt"),
        ("REL01", {"basis": ""}, "obligatoire"),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept_in_the_form(sign_in, director, agency, code, wrong, words):
    response = sign_in(director).post(at("_create", f"agence-{agency.pk}", code=code), said(**wrong))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Target.objects.filter(agency=agency).exists()


def test_only_who_sees_everything_sets_the_landlords_target(sign_in, pilot, director):
    assert sign_in(pilot).post(at("_create", "bailleur"), said()).status_code == 403
    assert sign_in(pilot).get(at("", "bailleur")).status_code == 200
    assert sign_in(director).post(at("_create", "bailleur"), said()).status_code == 302


def test_who_does_not_pilot_the_measure_reads_its_target_only(sign_in, agency):
    planner = UserFactory(roles=[Role.ASSET_PLANNER], agencies=[agency])
    client, place = sign_in(planner), f"agence-{agency.pk}"
    assert client.post(at("_create", place), said()).status_code == 403
    assert "Nouvelle valeur" not in client.get(at("", place)).content.decode()
    assert client.post(at("_create", place, code="PSP03"), said()).status_code == 302


def test_a_stranger_does_not_learn_that_the_place_exists(sign_in, other_agent, pilot, agency):
    Target.objects.create(measure="REL01", agency=agency, value=1, basis="x", period=(timezone.localdate(), None))
    for place in (
        f"agence-{agency.pk}",
        f"residence-{ResidenceFactory(agency=agency).pk}",
        "ailleurs",
        "agence-x",
    ):
        assert sign_in(other_agent).get(at("", place)).status_code == 404
    assert not Target.objects.visible_to(other_agent).filter(agency=agency).exists()


def test_the_workbook_holds_all_targets(sign_in, director):
    response = sign_in(director).get(reverse("kpis:targets_export"))
    assert b"".join(response.streaming_content).startswith(b"PK")
