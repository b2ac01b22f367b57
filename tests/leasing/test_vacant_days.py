"""Whose days they were: counted once each, never lost, by kind, service and cause."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from leasing.models import DelayCause
from leasing.processes import COMMERCIAL, TECHNICAL
from leasing.vacant_days import Ball, Kind, Slip, Split, days, split_of
from tests.leasing.vacancies import DAY, accept, finish_works, fresh, today

D = dt.date
SUNDAY = D(2026, 11, 15)


def split(let_on, left_on=SUNDAY, ready_on=None, accepted_on=None, **more):
    return Split(days(left_on, let_on, ready_on=ready_on, accepted_on=accepted_on, **more))


def kinds(found):
    return {kind.value: count for kind, count in found.by_kind if count}


def test_a_lease_that_ends_on_sunday_and_one_that_starts_on_monday_leave_no_day():
    assert split(D(2026, 11, 16)).total == 0


def test_each_day_is_classified_once():
    found = split(D(2026, 12, 16), ready_on=D(2026, 11, 26), accepted_on=D(2026, 12, 6))
    assert kinds(found) == {"technical": 10, "commercial": 10, "administrative": 10}
    assert found.total == 30


def test_an_acceptance_before_the_works_end_leaves_nothing_commercial():
    assert kinds(split(D(2026, 11, 30), ready_on=D(2026, 11, 26), accepted_on=SUNDAY)) == {
        "technical": 10, "administrative": 4,
    }  # fmt: skip


def test_a_home_that_is_frozen_is_nobodys_delay():
    frozen = [DateRange(D(2026, 11, 20), D(2026, 11, 25))]
    found = split(D(2026, 11, 30), ready_on=D(2026, 11, 26), frozen=frozen)
    assert kinds(found) == {"technical": 5, "commercial": 4, "assets": 5}
    assert (found.total, found.counted) == (14, 9)


def test_days_go_to_who_had_the_ball_and_to_the_cause_that_was_given():
    balls = [
        Ball("costing", D(2026, 11, 16), D(2026, 11, 19), "maintenance"),
        Ball("works", D(2026, 11, 20), None, "proximity"),
    ]
    slips = [Slip(D(2026, 11, 22), D(2026, 11, 24), "R06"), Slip(D(2026, 11, 24), D(2026, 11, 28), "R07")]
    found = split(D(2026, 11, 28), ready_on=None, balls=balls, slips=slips)
    assert found.by_service == [("Proximité", 8), ("Maintenance", 4)]
    assert found.by_cause == [("R07", 4), ("R06", 2)]


day = st.integers(0, 120).map(lambda n: SUNDAY + n * DAY)
spans = st.tuples(day, st.integers(0, 40)).map(lambda span: (span[0], span[0] + span[1] * DAY))
freezes = spans.map(lambda span: DateRange(*span))
balls = st.builds(
    lambda step, span, service: Ball(step, *span, service),
    st.sampled_from([*TECHNICAL, *COMMERCIAL]), spans, st.sampled_from(["proximity", "maintenance", "leasing"]),
)  # fmt: skip
slips = st.builds(lambda span, cause: Slip(*span, cause), spans, st.sampled_from(["R01", "R06", "R09"]))


@given(let_on=day, ready=st.none() | day, accepted=st.none() | day, frozen=st.lists(freezes, max_size=3),
       had=st.lists(balls, max_size=6), moved=st.lists(slips, max_size=4))  # fmt: skip
def test_the_split_sums_to_the_vacancy_and_no_day_counts_twice(let_on, ready, accepted, frozen, had, moved):
    found = split(let_on, ready_on=ready, accepted_on=accepted, frozen=frozen, balls=had, slips=moved)
    assert found.total == max((let_on - SUNDAY).days - 1, 0)
    assert [one.on for one in found.days] == [SUNDAY + n * DAY for n in range(1, found.total + 1)]
    assert sum(count for _, count in found.by_kind) == found.total
    assert sum(count for _, count in found.by_service) == found.total
    assert sum(count for _, count in found.by_cause) <= dict(found.by_kind)[Kind.TECHNICAL]


def test_a_day_costs_a_year_of_rents_by_its_days():
    found = Split(split(D(2026, 11, 26)).days, rent=Decimal("365"), spent=Decimal("80"))
    assert (found.per_day, found.rent_lost, found.cost) == (Decimal("12.00"), Decimal("120.00"), Decimal("200.00"))


@pytest.mark.django_db
def test_of_a_real_vacancy_all_comes_from_tasks_and_dates(vacancy, officer):
    accept(vacancy, officer)
    vacancy = finish_works(vacancy, officer)
    left = today() - 10 * DAY
    vacancy.lease.run_until(left)
    found = split_of(fresh(vacancy))
    assert (found.total, kinds(found)) == (9, {"technical": 9})
    assert found.rent == 412
    assert found.spent == Decimal("780.00")
    assert set(found.lengths) >= {"costing", "works", "marketing", "answer"}


@pytest.mark.django_db
def test_slips_are_read_link_by_link(vacancy, officer):
    from leasing.vacant_days import slips_of

    case, cause = vacancy.case, DelayCause.objects.get(pk="R05")
    case.promise(today() + 5 * DAY, by=officer)
    case.promise(today() + 9 * DAY, cause=str(cause), service=cause.service, by=officer)
    case.promise(today() + 8 * DAY, cause="Plus tôt", service="proximity", by=officer)
    assert slips_of(vacancy) == [Slip(today() + 5 * DAY, today() + 9 * DAY, "R05")]
