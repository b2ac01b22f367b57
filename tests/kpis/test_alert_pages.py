"""The list of alerts, one alert, and the form of its action."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis.models import AlertAction
from teams.roles import Role
from tests.housing.factories import ResidenceFactory
from tests.kpis.alert_factories import an_alert, weekly
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])


@pytest.fixture
def alert(residence, manager):
    return an_alert(residence)


def posted(**said):
    return {
        "hypothesis": "Congés.", "action": "Renfort.", "on": timezone.localdate().isoformat(),
        "key": str(uuid.uuid4()), **said,
    }  # fmt: skip


def test_the_page_explains_and_opens_the_files(alert, sign_in, agent):
    page = sign_in(agent).get(alert.get_absolute_url()).content.decode()
    assert alert.cause in page
    assert f"{reverse('kpis:files', args=['REQ02'])}?cote=denominateur&amp;agence={alert.agency_id}" in page
    assert "data-limits-chart" in page
    assert "(écart)" in page


def test_the_files_behind_it_are_asked_for_its_own_days(alert, sign_in, agent):
    page = sign_in(agent).get(f"{reverse('kpis:measure', args=['REQ02'])}?{alert.query}").content.decode()
    assert f"Du {alert.since:%d/%m/%Y} au {alert.last_day:%d/%m/%Y}" in page
    assert "20,0" in page


def test_an_action_is_recorded_from_the_page(alert, sign_in, agent):
    client = sign_in(agent)
    address = reverse("kpis:alert_act", args=[alert.pk])
    assert client.get(address).status_code == 200
    response = client.post(address, posted(retour=alert.get_absolute_url()))
    assert response.url == alert.get_absolute_url()
    assert AlertAction.objects.get().by == agent
    assert "Renfort." in client.get(alert.get_absolute_url()).content.decode()
    assert "Renfort." in client.get(alert.case.get_absolute_url()).content.decode()


def test_what_was_typed_comes_back_with_what_is_wrong(alert, sign_in, agent):
    response = sign_in(agent).post(reverse("kpis:alert_act", args=[alert.pk]), posted(action=""))
    assert response.status_code == 422
    assert "Congés." in response.content.decode()


def test_the_owner_of_the_measure_acts_from_the_case(alert, sign_in, agency):
    owner = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[agency])
    client = sign_in(owner)
    page = client.get(alert.case.get_absolute_url()).content.decode()
    assert reverse("kpis:alert_act", args=[alert.pk]) in page
    assert client.post(reverse("kpis:alert_act", args=[alert.pk]), posted()).status_code == 302


def test_a_stranger_does_not_learn_that_it_exists(alert, sign_in, other_agent):
    client = sign_in(other_agent)
    assert client.get(alert.get_absolute_url()).status_code == 404
    assert client.post(reverse("kpis:alert_act", args=[alert.pk]), posted()).status_code == 404
    assert str(alert) not in client.get(reverse("kpis:alerts")).content.decode()


def test_a_caretaker_reads_none(alert, sign_in, caretaker):
    client = sign_in(caretaker)
    for address in (reverse("kpis:alerts"), alert.get_absolute_url(), reverse("kpis:alert_act", args=[alert.pk])):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize(("query", "shown"), [
    ("", True), ("etat=ouvertes", True), ("etat=sans", True), ("etat=attente", False), ("etat=closes", False),
    ("indicateur=REQ02", True), ("indicateur=REL01", False), ("effet=better", False), ("tri=-effet", True),
])  # fmt: skip
def test_the_list_is_filtered_and_sorted(alert, sign_in, director, query, shown):
    page = sign_in(director).get(f"{reverse('kpis:alerts')}?{query}").content.decode()
    assert (alert.get_absolute_url() in page) is shown


def test_without_alerts_the_list_says_when_there_will_be_some(sign_in, director):
    assert "Aucune alerte" in sign_in(director).get(reverse("kpis:alerts")).content.decode()


def test_the_workbook_holds_them(alert, sign_in, director):
    response = sign_in(director).get(reverse("kpis:alerts_export"))
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_one_alert_or_several_cost_the_list_as_many_queries(
    alert, sign_in, director, other_agency, django_assert_max_num_queries, django_assert_num_queries
):
    client = sign_in(director)
    with django_assert_max_num_queries(8) as one:
        client.get(reverse("kpis:alerts"))
    kpis = ResidenceFactory(agency=other_agency)
    weekly(kpis, [1.0])
    alert.watch = None
    an_alert_elsewhere(kpis)
    with django_assert_num_queries(len(one)):
        client.get(reverse("kpis:alerts"))


def an_alert_elsewhere(residence):
    from kpis.models import Watch

    Watch.objects.all().delete()
    return an_alert(residence, measure="REL03")


def test_the_page_of_an_alert_costs_twelve_queries_at_most(alert, sign_in, agent, django_assert_max_num_queries):
    client = sign_in(agent)
    with django_assert_max_num_queries(12):
        client.get(alert.get_absolute_url())


def test_the_dashboard_of_its_place_tells_it(alert, sign_in, agent, residence):
    client = sign_in(agent)
    page = client.get(f"{reverse('kpis:dashboard')}?agence={alert.agency_id}").content.decode()
    assert alert.get_absolute_url() in page
    elsewhere = client.get(f"{reverse('kpis:dashboard')}?residence={residence.pk}").content.decode()
    assert alert.get_absolute_url() not in elsewhere
