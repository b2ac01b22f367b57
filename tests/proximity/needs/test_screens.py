"""Screens of needs: who gets in, what they show, and that one row costs as many queries as fifty."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from housing.models import Condition, PlannedWork
from proximity import needs_answering, needs_raising
from proximity.models import Finding, Need
from tests.housing.factories import BuildingFactory, PlannedWorkFactory
from tests.proximity.needs.factories import a_finding, a_kind
from tests.requests_app.pictures import a_photo

NEXT_YEAR = timezone.localdate().year + 1
ACTS = ("plan", "study", "merge", "refuse", "ask_more", "estimate")


@pytest.fixture
def need(building, keeper, planner):
    return needs_raising.raise_need(a_finding(building, by=keeper), by=keeper)


def at(name, need):
    return reverse(f"proximity:need_{name}", args=[need.pk])


def test_a_need_is_reported_with_a_photo_and_its_page_shows_both(sign_in, keeper, residence, building, planner):
    path = reverse("proximity:need_report", args=[residence.pk])
    data = {
        "key": uuid.uuid4(), "kind": a_kind().pk, "grade": "poor", "building": building.pk, "count": 12,
        "text": "Joints absents", "photos": a_photo(),
    }  # fmt: skip
    page = sign_in(keeper).post(path, data, follow=True)

    need = Need.objects.get()
    assert (need.building, need.count, need.because) == (building, 12, "direct")
    assert need.case.photos.count() == 1
    assert "Joints absents" in page.content.decode()


def test_a_report_sent_again_is_one_report(sign_in, keeper, residence, planner):
    path = reverse("proximity:need_report", args=[residence.pk])
    data = {"key": uuid.uuid4(), "kind": a_kind().pk, "grade": "poor"}
    client = sign_in(keeper)
    told = [client.post(path, data, headers={"Accept": "application/json"}).json() for _ in range(2)]

    assert told[0] == told[1] == {"next": Need.objects.get().get_absolute_url()}
    assert Finding.objects.count() == 1


def test_a_report_without_a_component_comes_back_with_what_was_typed(sign_in, keeper, residence):
    path = reverse("proximity:need_report", args=[residence.pk])
    data = {"key": uuid.uuid4(), "grade": "poor", "text": "Joints absents"}
    page = sign_in(keeper).post(path, data)
    assert page.status_code == 422
    assert "Joints absents" in page.content.decode()

    told = sign_in(keeper).post(path, data, headers={"Accept": "application/json"})
    assert told.status_code == 422
    assert told.json()["errors"]


def test_strangers_find_nothing(sign_in, need, other_agent, residence):
    client = sign_in(other_agent)
    assert need.case.reference not in client.get(reverse("proximity:needs")).content.decode()
    assert client.get(need.get_absolute_url()).status_code == 404
    assert client.get(at("estimate", need)).status_code == 404
    assert client.get(reverse("proximity:need_report", args=[residence.pk])).status_code == 404


def test_only_the_planner_answers(sign_in, need, manager, keeper):
    for name in ACTS[:-1]:
        assert sign_in(manager).post(at(name, need)).status_code == 403
    assert sign_in(keeper).post(at("estimate", need)).status_code == 403


def test_the_planner_answers_from_the_page(sign_in, need, planner):
    client = sign_in(planner)
    assert "Mettre à l’étude" in client.get(need.get_absolute_url()).content.decode()
    data = {"key": uuid.uuid4(), "year": NEXT_YEAR, "nature": "RC", "amount": "26 000", "text": "Au budget."}
    client.post(at("plan", need), data)

    need.refresh_from_db()
    assert (need.state, PlannedWork.objects.get().amount) == ("planned", 26000)
    assert f"Programmé en {NEXT_YEAR}" in client.get(need.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ACTS)
def test_a_form_that_says_nothing_comes_back(sign_in, need, planner, name):
    wrong = {"key": uuid.uuid4(), "cost_low": "12"}
    assert sign_in(planner).post(at(name, need), wrong).status_code == 422


def test_a_refusal_of_the_rule_is_said_on_the_form(sign_in, need, planner):
    data = {"key": uuid.uuid4(), "until": timezone.localdate().isoformat()}
    page = sign_in(planner).post(at("study", need), data)
    assert page.status_code == 422
    assert "Donnez un jour à venir." in page.content.decode()


def many(building, keeper, count):
    for number in range(count):
        kind = a_kind(f"kind-{number}", f"Composant {number}")
        needs_raising.raise_need(a_finding(building, by=keeper, kind=kind), by=keeper)


def test_lists_cost_the_same_for_one_need_and_for_many(
    sign_in, planner, building, keeper, django_assert_max_num_queries
):
    client = sign_in(planner)
    for count in (1, 12):
        many(building, keeper, count)
        for path in (reverse("proximity:needs"), building.residence.get_absolute_url()):
            with django_assert_max_num_queries(14):
                client.get(path)
        assert list(client.get(reverse("proximity:needs_export")).streaming_content)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True), ("?etat=planned", False), ("?etat=tous", True), ("?q=lilas", True), ("?q=tilleuls", False),
        ("?attente=danger", False), ("?attente=chiffrer", True), ("?attente=retard", False),
        ("?origine=direct", True), ("?origine=safety", False),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_by_its_filters(sign_in, planner, need, asked, found):
    page = sign_in(planner).get(reverse("proximity:needs") + asked).content.decode()
    assert (need.case.reference in page) is found


def test_the_residence_and_the_works_show_the_need(sign_in, planner, need):
    needs_answering.plan(need, year=NEXT_YEAR, by=planner)
    client = sign_in(planner)
    for path in (need.residence.get_absolute_url(), need.work.get_absolute_url()):
        assert need.get_absolute_url() in client.get(path).content.decode()


# --- the budget


@pytest.fixture
def work(residence):
    return PlannedWorkFactory(residence=residence, year=NEXT_YEAR, amount=90_000, state="retained", kind=a_kind())


BUDGET = "/besoins/budget/"


def test_trying_another_year_writes_nothing_and_shows_the_effect(sign_in, planner, work, need):
    needs_answering.plan(need, work=work, by=planner)
    page = sign_in(planner).get(f"{BUDGET}?annee_{work.pk}={NEXT_YEAR + 2}").content.decode()

    assert "1 besoin du terrain" in page
    assert "Écart au plan" in page
    work.refresh_from_db()
    assert work.year == NEXT_YEAR


def test_saving_moves_the_works_and_brings_back_what_waited(
    sign_in, planner, work, need, django_capture_on_commit_callbacks
):
    needs_answering.plan(need, work=work, by=planner)
    data = {f"annee_{work.pk}": NEXT_YEAR + 2, f"depuis_{work.pk}": NEXT_YEAR, "reason": "Budget"}
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(planner).post(f"{BUDGET}enregistrer/", data)

    work.refresh_from_db()
    need.refresh_from_db()
    assert (work.year, work.state, need.state) == (NEXT_YEAR + 2, "postponed", "waiting")


def test_works_may_come_sooner(sign_in, planner, work):
    data = {f"annee_{work.pk}": NEXT_YEAR - 1, f"depuis_{work.pk}": NEXT_YEAR, "reason": "Budget"}
    sign_in(planner).post(f"{BUDGET}enregistrer/", data)

    work.refresh_from_db()
    assert (work.year, work.state, work.timeline.get().note) == (NEXT_YEAR - 1, "retained", "Budget")


def test_works_that_somebody_moved_meanwhile_stay_as_they_are(sign_in, planner, work, residence):
    other = PlannedWorkFactory(residence=residence, year=NEXT_YEAR, state="retained")
    data = {
        f"annee_{other.pk}": NEXT_YEAR + 1, f"depuis_{other.pk}": NEXT_YEAR, "reason": "Budget",
        f"annee_{work.pk}": NEXT_YEAR + 1, f"depuis_{work.pk}": NEXT_YEAR - 1,
    }  # fmt: skip
    page = sign_in(planner).post(f"{BUDGET}enregistrer/", data)

    assert page.status_code == 422
    assert "a changé d’année" in page.content.decode()
    assert set(PlannedWork.objects.values_list("year", flat=True)) == {NEXT_YEAR}


def test_moves_need_a_reason_and_the_planner(sign_in, planner, director, work):
    data = {f"annee_{work.pk}": NEXT_YEAR + 1, f"depuis_{work.pk}": NEXT_YEAR}
    page = sign_in(planner).post(f"{BUDGET}enregistrer/", data)
    assert page.status_code == 422
    assert f'name="annee_{work.pk}" value="{NEXT_YEAR + 1}"' in page.content.decode()
    assert sign_in(director).post(f"{BUDGET}enregistrer/", {**data, "reason": "x"}).status_code == 403


def test_a_stranger_moves_nothing(sign_in, other_agency, work, planner):
    planner.agencies.set([other_agency])
    data = {f"annee_{work.pk}": NEXT_YEAR + 1, f"depuis_{work.pk}": NEXT_YEAR, "reason": "Budget"}
    sign_in(planner).post(f"{BUDGET}enregistrer/", data)

    work.refresh_from_db()
    assert work.year == NEXT_YEAR


def test_the_budget_costs_the_same_for_one_work_and_for_many(
    sign_in, planner, work, residence, django_assert_max_num_queries
):
    client = sign_in(planner)
    BuildingFactory(residence=residence)
    for _ in range(2):
        with django_assert_max_num_queries(18):
            client.get(f"{BUDGET}?annee_{work.pk}={NEXT_YEAR + 1}")
        PlannedWorkFactory.create_batch(30, residence=residence, year=NEXT_YEAR, kind=work.kind)


def test_a_danger_that_would_wait_longer_is_a_risk(sign_in, planner, work, building, keeper):
    need = needs_raising.report(building, work.kind, grade=Condition.DANGEROUS, by=keeper)
    needs_answering.plan(need, work=work, by=planner)
    page = sign_in(planner).get(f"{BUDGET}?annee_{work.pk}={NEXT_YEAR + 1}").content.decode()
    assert "1 danger signalé" in page.split("Risque")[1]

    sooner = sign_in(planner).get(f"{BUDGET}?annee_{work.pk}={NEXT_YEAR - 1}").content.decode()
    assert "aucun connu" in sooner
