"""Days of vacancies in « Mon calendrier »."""

import datetime as dt

import pytest
from django.utils import timezone

from coordination.agenda import events_of, feed_of
from leasing import reletting
from leasing.models import Notice
from teams.roles import Role
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import a_vacancy, accept, finish_works, fresh, task, today, visit
from tests.messaging.factories import a_contact
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


def days(user) -> dict[str, dt.date]:
    return {event.name.rpartition("-")[2]: event.on for event in events_of(user, today()) if not event.cancelled}


def event(user, step: str):
    return next(one for one in events_of(user, today()) if one.name.endswith(step))


def test_the_field_sees_visits_and_inventories_and_leasing_its_own_days(vacancy, officer, keeper):
    assert set(days(keeper)) == {"advice_visit", "check_out"}
    assert days(keeper)["check_out"] == vacancy.exit_on
    assert set(days(officer)) == {"check_out"}
    accept(finish_works(vacancy, keeper), officer)
    reletting.book(fresh(vacancy), today() + dt.timedelta(days=9), by=officer)
    assert days(keeper)["check_in"] == today() + dt.timedelta(days=9)
    assert {"signing", "check_in", "committee"} <= set(days(officer))


def test_a_step_without_a_told_day_is_only_reckoned(vacancy, keeper):
    assert not event(keeper, "advice_visit").sure
    task(vacancy, "advice_visit").expect(today() + dt.timedelta(days=4), by=keeper)
    planned = event(keeper, "advice_visit")
    assert (planned.on, planned.sure) == (today() + dt.timedelta(days=4), True)


def test_an_event_keeps_its_name_and_grows_in_revision_when_its_day_moves(vacancy, officer, keeper):
    before = event(keeper, "check_out")
    notice = Notice.objects.get(lease=vacancy.lease, is_current=True)
    notice.correct(received_on=today(), reason=notice.reason, channel=notice.channel,
                   leaving_on=today() + dt.timedelta(days=20), by=officer)  # fmt: skip
    after = event(keeper, "check_out")
    assert (after.name, after.on) == (before.name, today() + dt.timedelta(days=20))
    assert after.revision > before.revision
    assert after.changed_at > before.changed_at


def test_a_notice_taken_back_cancels_its_days(vacancy, officer, keeper):
    Notice.objects.get(lease=vacancy.lease, is_current=True).withdraw("Reste", by=officer)
    told = events_of(keeper, today())
    assert {one.name.rpartition("-")[2] for one in told} == {"advice_visit", "check_out"}
    assert all(one.cancelled for one in told)


def test_what_a_colleague_took_is_in_the_colleagues_calendar(vacancy, agency, officer, keeper):
    other = UserFactory(roles=[Role.CARETAKER], agencies=[agency])
    taken = task(vacancy, "advice_visit")
    taken.acknowledge(by=other)
    assert "advice_visit" in days(other)
    assert "advice_visit" not in days(keeper)


def test_nothing_names_a_tenant_or_a_telephone(vacancy, officer, keeper, tenant):
    accept(finish_works(vacancy, keeper), officer)
    for user in (officer, keeper):
        text = feed_of(user, today()).body.decode()
        assert "Les Lilas" in text
        assert "Ben Salah" not in text
        assert "Petit" not in text
        assert "+33" not in text


def test_another_agency_and_other_trades_learn_nothing(vacancy, other_officer, admin):
    assert events_of(other_officer, today()) == []
    assert events_of(admin, today()) == []


def test_many_vacancies_cost_as_many_queries_as_one(
    vacancy, home, agency, officer, keeper, django_assert_num_queries
):
    keeper = type(keeper).objects.get(pk=keeper.pk)
    feed_of(keeper, today())
    with django_assert_num_queries(4):
        feed_of(keeper, today())
    for number in range(3):
        unit = UnitFactory(staircase=home.staircase)
        lease = a_lease(unit, a_contact(agency), number=f"2021-00000{number}", amounts={})
        visit(a_vacancy(lease, officer), keeper)
    with django_assert_num_queries(4):
        assert len(events_of(keeper, timezone.localdate())) == 8
