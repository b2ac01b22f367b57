"""Correcting a field of a home: what a person says stands over the file, and both are kept."""

import datetime as dt

import pytest
from django.urls import reverse

from housing import corrections
from housing.models import FieldStatement
from teams.roles import Role
from tests.housing.factories import UnitFactory
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(agency):
    return UnitFactory(
        staircase__building__residence__agency=agency, living_area=62, energy_class="D", priority_district=None
    )


def say(unit, agent, field, value, **told):
    return corrections.state(unit, field, value, by=agent, source="visite", **told)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("living_area", 64, "64"),
        ("living_area", None, ""),
        ("energy_class", "C", "C"),
        ("priority_district", True, "true"),
        ("dpe_date", dt.date(2024, 5, 1), "2024-05-01"),
    ],
)
def test_a_correction_changes_the_home_and_says_who_and_what_it_replaced(unit, agent, field, value, kept):
    before = corrections.as_text(getattr(unit, field))
    say(unit, agent, field, value)
    unit.refresh_from_db()
    assert getattr(unit, field) == value
    statement = FieldStatement.objects.get()
    assert (statement.value, statement.replaced, statement.stated_by) == (kept, before, agent)


def test_a_second_correction_keeps_the_value_of_the_file(unit, agent):
    say(unit, agent, "living_area", 64)
    say(unit, agent, "living_area", 65)
    standing = FieldStatement.objects.get(ended_at=None)
    assert (standing.value, standing.replaced) == ("65", "62")
    assert FieldStatement.objects.count() == 2


def test_going_back_to_the_file_ends_the_correction(unit, agent):
    say(unit, agent, "living_area", 64)
    assert say(unit, agent, "living_area", 62) is None
    unit.refresh_from_db()
    assert unit.living_area == 62
    assert not FieldStatement.objects.filter(ended_at=None).exists()


def test_saying_what_already_stands_changes_nothing(unit, agent):
    assert say(unit, agent, "living_area", 62) is None
    assert not FieldStatement.objects.exists()
    assert not unit.events.exists()


def test_of_two_people_who_saw_the_same_value_the_second_is_told(unit, agent):
    say(unit, agent, "living_area", 64, seen="62")
    with pytest.raises(corrections.CorrectionRefused, match="changé entre-temps"):
        say(unit, agent, "living_area", 70, seen="62")
    unit.refresh_from_db()
    assert unit.living_area == 64


def test_rents_and_references_are_not_corrected_here(unit, agent):
    for field in ("rent", "landlord_ref", "residence"):
        with pytest.raises(ValueError, match="not a field"):
            say(unit, agent, field, "1")


def test_the_facts_of_the_residence_follow(unit, agent):
    say(unit, agent, "energy_class", "F")
    unit.residence.refresh_from_db()
    assert unit.residence.energy_classes == ["F"]


def url(unit, key="living_area"):
    return reverse("housing:unit_correct", args=[unit.pk, key])


def test_the_form_shows_the_value_and_records_the_correction(sign_in, agent, unit):
    client = sign_in(agent)
    page = client.get(url(unit)).content.decode()
    assert 'value="62"' in page
    response = client.post(url(unit), {"value": "71", "source": "plan", "seen": "62"})
    assert response.url == unit.get_absolute_url()
    assert "corrigé par" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("key", "value"),
    [("living_area", "3"), ("living_area", "abc"), ("energy_class", "H"),
     ("dpe_date", "2999-01-01"), ("rooms", "99")],
)  # fmt: skip
def test_wrong_values_are_kept_on_the_form_and_refused(sign_in, agent, unit, key, value):
    seen = corrections.as_text(getattr(unit, key))
    response = sign_in(agent).post(url(unit, key), {"value": value, "source": "plan", "seen": seen})
    assert response.status_code == 422
    assert not FieldStatement.objects.exists()


def test_a_stale_form_is_refused_on_screen(sign_in, agent, unit):
    response = sign_in(agent).post(url(unit), {"value": "71", "source": "plan", "seen": "60"})
    assert response.status_code == 422
    assert "changé entre-temps" in response.content.decode()


def test_strangers_missing_roles_and_unknown_fields(sign_in, agent, other_agent, caretaker, unit):
    assert sign_in(other_agent).get(url(unit)).status_code == 404
    assert sign_in(caretaker).get(url(unit)).status_code == 403
    assert sign_in(agent).get(url(unit, "rent")).status_code == 404


def test_a_leasing_officer_corrects_too(sign_in, agency, unit):
    officer = UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])
    assert sign_in(officer).post(url(unit), {"value": "71", "source": "bail", "seen": "62"}).status_code == 302
