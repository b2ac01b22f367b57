"""Months of notice and days to answer: the vectors of the trade (domain.md §1.2, §1.6), and what always holds."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.clock import holidays_of
from leasing.deadlines import add_months, answer_deadline, end_of_notice

D = dt.date
days = st.dates(D(2000, 1, 1), D(2099, 12, 31))
months = st.integers(0, 24)


@pytest.mark.parametrize(
    ("received", "count", "end"),
    [
        (D(2026, 9, 3), 1, D(2026, 10, 3)),
        (D(2026, 11, 30), 3, D(2027, 2, 28)),
        (D(2027, 1, 31), 1, D(2027, 2, 28)),
        (D(2026, 10, 15), 3, D(2027, 1, 15)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
    ],
)
def test_a_notice_ends_on_the_same_day_of_a_later_month_or_its_last(received, count, end):
    assert end_of_notice(received, count) == end


def test_a_landlord_may_move_the_end_to_an_open_day():
    saturday = end_of_notice(D(2026, 9, 3), 1)
    assert saturday.weekday() == 5
    assert end_of_notice(D(2026, 9, 3), 1, to_open_day=True) == D(2026, 10, 5)


@pytest.mark.parametrize(
    ("notified", "until"),
    [
        (D(2022, 2, 2), D(2022, 2, 14)),
        (D(2026, 11, 23), D(2026, 12, 3)),
        (D(2026, 12, 15), D(2026, 12, 28)),
    ],
)
def test_a_candidate_has_ten_days_to_answer(notified, until):
    assert answer_deadline(notified, 10) == until


def test_boxing_day_is_a_holiday_in_alsace_only():
    assert answer_deadline(D(2025, 12, 16), 10) == D(2025, 12, 26)
    assert answer_deadline(D(2025, 12, 16), 10, alsace_moselle=True) == D(2025, 12, 29)


@given(days, months)
def test_a_notice_never_ends_before_it_came(received, count):
    assert end_of_notice(received, count) >= received


@given(days, months, st.booleans())
def test_a_longer_notice_never_ends_sooner(received, count, moved):
    assert end_of_notice(received, count, to_open_day=moved) <= end_of_notice(
        received, count + 1, to_open_day=moved
    )


@given(days, days, months)
def test_who_gives_notice_later_never_leaves_sooner(one, other, count):
    first, second = sorted((one, other))
    assert end_of_notice(first, count) <= end_of_notice(second, count)


@given(days, months)
def test_the_day_of_the_month_is_kept_where_there_is_one(received, count):
    end = add_months(received, count)
    assert (end.year - received.year) * 12 + end.month - received.month == count
    assert end.day == received.day or (end.day < received.day and (end + dt.timedelta(days=1)).day == 1)


@given(days, st.integers(1, 30), st.booleans())
def test_an_answer_is_due_on_an_open_day_and_no_later_than_needed(notified, count, alsace):
    until = answer_deadline(notified, count, alsace_moselle=alsace)
    closed = [notified + dt.timedelta(days=n) for n in range(count, (until - notified).days)]
    assert until.weekday() < 5
    assert until not in holidays_of(until.year, alsace)
    assert all(day.weekday() >= 5 or day in holidays_of(day.year, alsace) for day in closed)
