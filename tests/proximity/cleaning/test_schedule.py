"""How often a place is checked, and what is broken there."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import timezone

from coordination.models import Case, Parameter
from proximity import cleaning_schedule
from proximity.cleaning_parameters import RANDOM
from proximity.models import CleaningCheck, CleaningService
from requests_app.defaults import seed
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_service, earlier, step

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def next_on(service):
    day = timezone.localdate()
    return cleaning_schedule.with_next_check(CleaningService.objects.all(), day).get(pk=service.pk).next_on


@pytest.mark.parametrize(("performer", "days"), [("company", 30), ("staff", 91), ("caretaker", 91)])
def test_who_cleans_says_how_often(residence, agent, performer, days):
    service = a_service(residence, performer)
    assert next_on(service) == timezone.localdate()
    check = a_check(service, agent)
    assert next_on(service) == timezone.localtime(check.closed_at).date() + days * DAY


@pytest.mark.parametrize(
    ("bad", "days"), [({"Z1": (0, "usage"), "Z3": (0, "usage")}, 7), ({"Z1": (0, "usage")}, 14)]
)
def test_after_a_bad_grade_one_comes_back_sooner(residence, agent, bad, days):
    service = a_service(residence, "caretaker")
    check = a_check(service, agent, bad)
    assert next_on(service) == timezone.localtime(check.closed_at).date() + days * DAY


def test_each_night_what_is_due_gets_one_check_with_an_owner(residence, caretaker, agent):
    due, recent = a_service(residence), a_service(residence)
    a_check(recent, agent)
    assert (cleaning_schedule.open_due(), cleaning_schedule.open_due()) == (1, 0)
    case = Case.objects.get(process="cleaning")
    assert (case.staircase, step(case)) == (due.staircase, "check")
    assert CleaningCheck.objects.get(service=due).is_planned
    done = a_check(due, caretaker)
    assert done.case == case
    assert step(case) == ""
    assert case.outcome == "passed"


def test_a_place_that_is_being_put_right_is_left_alone(residence, agent):
    service = a_service(residence)
    earlier(a_check(service, agent, BAD_HALL), 60)
    assert cleaning_schedule.open_due() == 0


def test_a_service_that_is_over_is_never_due(residence, agent):
    a_service(residence).ends(timezone.localdate(), by=agent)
    assert cleaning_schedule.open_due() == 0


def test_the_number_of_queries_to_find_what_is_due_does_not_grow(residence, django_assert_num_queries):
    a_service(residence)
    for number in (1, 5):
        while CleaningService.objects.count() < number:
            a_service(residence)
        with django_assert_num_queries(2):
            assert len(list(cleaning_schedule.due(timezone.localdate()))) == number


# --- by lot


def lots(residence, caretaker, count):
    """Places that are clean and checked yesterday: nothing is due."""
    for _ in range(count):
        earlier(a_check(a_service(residence), caretaker), 1)


def share(percent):
    Parameter.objects.filter(code=RANDOM).update(value=percent)


def on(day, percent=Decimal(1500)):
    """Fifteen draws a month: every other day."""
    return set(cleaning_schedule.drawn(day, percent).values_list("pk", flat=True))


def test_the_lot_falls_on_other_places_each_day_and_the_same_day_on_the_same(residence, caretaker):
    lots(residence, caretaker, 4)
    today = timezone.localdate()
    days = [on(today + number * DAY) for number in range(20)]
    assert days == [on(today + number * DAY) for number in range(20)]
    assert not on(today, Decimal(0))
    for place in CleaningService.objects.all():
        assert 0 < sum(place.pk in day for day in days) < len(days)


def test_a_place_drawn_has_a_check_whose_task_says_why_and_only_once(residence, caretaker, sign_in):
    lots(residence, caretaker, 1)
    share(3000)  # every place, each day
    assert (cleaning_schedule.open_due(), cleaning_schedule.open_due()) == (1, 0)
    check = CleaningCheck.objects.open().get()
    assert (check.drawn, step(check.case)) == (True, "check")
    assert "tirage au sort" in check.case.title
    why = "3000 % des lieux d’entreprise par mois, en plus du calendrier."
    assert check.case.entries.get(kind="opened").text.endswith(why)
    assert "tirage au sort" in sign_in(caretaker).get(check.case.get_absolute_url()).content.decode()
    a_check(check.service, caretaker)
    assert cleaning_schedule.open_due() == 0


def test_nobody_is_drawn_where_our_own_people_clean_nor_where_a_failure_is_open(residence, caretaker, agent):
    share(3000)
    earlier(a_check(a_service(residence, "caretaker"), agent), 1)
    earlier(a_check(a_service(residence), caretaker, BAD_HALL), 1)
    assert cleaning_schedule.open_due() == 0


@pytest.fixture
def _nomenclature(db):
    seed(apps)


@pytest.mark.usefixtures("_nomenclature")
def test_what_is_broken_becomes_a_request_with_its_photos(residence, caretaker, agent):
    check = a_check(a_service(residence), caretaker, {"Éclairage": (0, "technical")})
    assert check.result == "good"
    assert check.case is None
    asked = check.request_case
    assert asked.process_id == "request"
    assert asked.staircase == check.service.staircase
    assert asked.photos.count() == 1
    assert asked.request.category.family == "C1"


@pytest.mark.usefixtures("_nomenclature")
def test_a_failure_for_a_technical_cause_is_told_in_both_journals_and_ends_with_the_request(
    residence, caretaker, agent, check_now
):
    check = a_check(a_service(residence), caretaker, {"Z1": (0, "technical"), "Z3": (0, "technical")})
    case, asked = check.case, check.request_case
    assert case.entries.filter(text__contains=asked.reference).exists()
    assert asked.entries.filter(text__contains=case.reference).exists()
    asked.close("internal", by=agent)
    assert step(case) == ""
    assert case.outcome == "treated"
    check_now()
