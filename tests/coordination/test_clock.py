"""Working time against a slow, obvious reference: minute by minute."""

import datetime as dt
import itertools

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coordination.clock import (
    PARIS,
    STANDARD,
    Calendar,
    NeverOpen,
    Opening,
    Unit,
    calendar_of,
    due_at,
    elapsed,
    holidays_of,
    union,
)

MINUTE = dt.timedelta(minutes=1)
WORKING = Unit.WORKING_HOURS


def paris(*parts) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=PARIS)


# --- the reference


def is_open(moment, calendar, unit) -> bool:
    if unit == Unit.HOURS:
        return True
    local = moment.astimezone(PARIS)
    opening = next((one for one in calendar.openings if one.holds_on(local.date())), None)
    if opening is None or local.weekday() not in opening.weekdays:
        return False
    if local.date() in holidays_of(local.year, opening.alsace_moselle):
        return False
    return opening.opens <= local.time() < opening.closes


def is_paused(moment, pauses) -> bool:
    return any(begins <= moment and (ends is None or moment < ends) for begins, ends in pauses)


def slow_elapsed(start, end, calendar, pauses, unit) -> dt.timedelta:
    total, moment = dt.timedelta(0), start.astimezone(dt.UTC)
    while moment < end:
        if is_open(moment, calendar, unit) and not is_paused(moment, pauses):
            total += MINUTE
        moment += MINUTE
    return total


# --- what it is tried on: calendars, instants around the changes of hour, pauses that overlap

# No opening between 2 and 3 in the morning: that hour comes twice or not at all.
hours = st.integers(0, 23).map(dt.time)
openings = st.builds(
    lambda a, b, weekdays, east: Opening(min(a, b), max(a, b), frozenset(weekdays), alsace_moselle=east),
    hours,
    hours,
    st.sets(st.integers(0, 6), min_size=1),
    st.booleans(),
).filter(lambda one: one.opens < one.closes)
calendars = st.builds(
    lambda first, then, day: Calendar(
        (
            Opening(first.opens, first.closes, first.weekdays, None, day, first.alsace_moselle),
            Opening(then.opens, then.closes, then.weekdays, day, None, then.alsace_moselle),
        )
    ),
    openings,
    openings,
    st.dates(dt.date(2026, 3, 25), dt.date(2026, 4, 5)),
)
seasons = st.sampled_from(
    [dt.datetime(2026, 3, 27, tzinfo=dt.UTC), dt.datetime(2026, 10, 23, tzinfo=dt.UTC),
     dt.datetime(2026, 12, 23, tzinfo=dt.UTC)]
)  # fmt: skip
minutes = st.integers(0, 5 * 24 * 60)


@st.composite
def situations(draw):
    season = draw(seasons)
    start = season + MINUTE * draw(minutes)
    pauses = []
    for _ in range(draw(st.integers(0, 4))):
        begins = season + MINUTE * draw(minutes)
        pauses.append((begins, begins + MINUTE * draw(st.integers(0, 2000))))
    return start, pauses


@given(situations(), minutes, calendars, st.sampled_from([Unit.HOURS, WORKING]))
@hypothesis_settings(max_examples=120)
def test_elapsed_is_what_the_minutes_add_up_to(situation, length, calendar, unit):
    start, pauses = situation
    end = start + MINUTE * length
    assert elapsed(start, end, calendar, pauses, unit) == slow_elapsed(start, end, calendar, pauses, unit)


@given(situations(), st.integers(1, 60 * 60), calendars, st.sampled_from([Unit.HOURS, WORKING]))
@hypothesis_settings(max_examples=200)
def test_due_is_the_first_instant_at_which_the_time_has_elapsed(situation, amount, calendar, unit):
    start, pauses = situation
    due = due_at(start, amount / 60, unit, calendar, pauses)
    assert elapsed(start, due, calendar, pauses, unit) == MINUTE * amount
    assert elapsed(start, due - MINUTE, calendar, pauses, unit) == MINUTE * (amount - 1)


@given(situations(), st.integers(0, 3000), st.integers(0, 3000), st.sampled_from(Unit), calendars)
@hypothesis_settings(max_examples=150)
def test_more_time_is_never_due_earlier_nor_a_later_start(situation, amount, more, unit, calendar):
    start, pauses = situation
    scale = 600 if unit == Unit.WORKING_DAYS else 60
    small, large = amount // scale, (amount + more) // scale
    assert due_at(start, small, unit, calendar, pauses) <= due_at(start, large, unit, calendar, pauses)
    later = start + MINUTE * more
    assert due_at(start, small, unit, calendar, pauses) <= due_at(later, small, unit, calendar, pauses)


@given(situations(), st.integers(0, 40), st.sampled_from(Unit))
def test_a_pause_never_brings_the_due_time_nearer(situation, amount, unit):
    start, pauses = situation
    assert due_at(start, amount, unit, STANDARD, pauses) >= due_at(start, amount, unit, STANDARD)


@given(situations())
def test_the_union_of_pauses_pauses_the_same_minutes_and_overlaps_nowhere(situation):
    _, pauses = situation
    merged = union(pauses)
    assert all(former[1] < then[0] for former, then in itertools.pairwise(merged))
    for begins, _ in pauses:
        for moment in (begins - MINUTE, begins, begins + MINUTE):
            assert is_paused(moment, merged) == is_paused(moment, pauses)


# --- known days

HOLIDAYS = {
    2026: "1/1 6/4 1/5 8/5 14/5 25/5 14/7 15/8 1/11 11/11 25/12",
    2027: "1/1 29/3 1/5 6/5 8/5 17/5 14/7 15/8 1/11 11/11 25/12",
}
EAST = {2026: "3/4 26/12", 2027: "26/3 26/12"}


def days(year, words):
    return {dt.date(year, int(month), int(day)) for day, month in (word.split("/") for word in words.split())}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_french_holidays_of_2026_and_2027(year):
    assert holidays_of(year) == days(year, HOLIDAYS[year])
    assert holidays_of(year, True) == days(year, HOLIDAYS[year]) | days(year, EAST[year])


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        (paris(2026, 11, 23, 17), 2, WORKING, paris(2026, 11, 24, 9)),
        (paris(2026, 11, 23, 16), 2, WORKING, paris(2026, 11, 23, 18)),
        (paris(2026, 11, 20, 17), 2, WORKING, paris(2026, 11, 23, 9)),
        (paris(2026, 11, 21, 3), 1, WORKING, paris(2026, 11, 23, 9)),
        (paris(2026, 12, 24, 17), 2, WORKING, paris(2026, 12, 28, 9)),
        (paris(2026, 11, 21, 23), 4, Unit.HOURS, paris(2026, 11, 22, 3)),
        (paris(2026, 3, 28, 12), 24, Unit.HOURS, paris(2026, 3, 29, 13)),
        (paris(2026, 10, 24, 12), 24, Unit.HOURS, paris(2026, 10, 25, 11)),
        (paris(2026, 11, 23, 9), 5, Unit.WORKING_DAYS, paris(2026, 11, 30, 18)),
        (paris(2026, 11, 21, 9), 1, Unit.WORKING_DAYS, paris(2026, 11, 23, 18)),
        (paris(2026, 12, 23, 9), 2, Unit.WORKING_DAYS, paris(2026, 12, 28, 18)),
        (paris(2026, 11, 23, 9), 0, WORKING, paris(2026, 11, 23, 9)),
    ],
)
def test_known_due_times(start, amount, unit, due):
    assert due_at(start, amount, unit, STANDARD) == due


def test_a_pause_of_one_working_day_moves_five_days_to_six():
    pause = (paris(2026, 11, 25, 8), paris(2026, 11, 26, 8))
    due = due_at(paris(2026, 11, 23, 9), 5, Unit.WORKING_DAYS, STANDARD, [pause])
    assert due == paris(2026, 12, 1, 18)


def test_a_pause_without_end_stops_the_clock():
    pauses = [(paris(2026, 11, 24, 8), None)]
    start = paris(2026, 11, 23, 9)
    assert due_at(start, 40, WORKING, STANDARD, pauses) is None
    assert due_at(start, 3, WORKING, STANDARD, pauses) == paris(2026, 11, 23, 12)
    assert elapsed(start, paris(2027, 1, 4, 9), STANDARD, pauses) == dt.timedelta(hours=9)


@example(3, 5)
@example(10, 1)
@given(st.sampled_from([3, 10]), st.integers(1, 6))
def test_a_night_that_loses_or_gains_an_hour_counts_what_it_lasts(month, closes):
    night = calendar_of((Opening(dt.time(0), dt.time(closes), frozenset({6})),))
    sunday = paris(2026, 3, 29) if month == 3 else paris(2026, 10, 25)
    shift = 0 if closes <= 2 else (-1 if month == 3 else 1)
    assert elapsed(sunday, sunday + dt.timedelta(days=1), night) == dt.timedelta(hours=closes + shift)


def test_alsace_moselle_rests_on_good_friday():
    east = calendar_of((Opening(dt.time(8), dt.time(18), frozenset(range(5)), alsace_moselle=True),))
    friday, evening = paris(2026, 4, 3, 8), paris(2026, 4, 3, 20)
    assert elapsed(friday, evening, STANDARD) == dt.timedelta(hours=10)
    assert elapsed(friday, evening, east) == dt.timedelta(0)


def test_new_opening_hours_hold_from_their_day_on():
    day = dt.date(2026, 12, 1)
    shorter = calendar_of(
        (
            Opening(dt.time(8), dt.time(18), frozenset(range(5)), None, day),
            Opening(dt.time(9), dt.time(12), frozenset(range(5)), day),
        )
    )
    assert elapsed(paris(2026, 11, 30), paris(2026, 12, 2), shorter) == dt.timedelta(hours=13)


def test_a_calendar_that_never_opens_says_so_rather_than_search_forever():
    closed = calendar_of(())
    for unit in (WORKING, Unit.WORKING_DAYS):
        with pytest.raises(NeverOpen):
            due_at(paris(2026, 11, 23), 1, unit, closed)


def test_the_same_hours_are_the_same_calendar_and_other_hours_another():
    same = calendar_of((Opening(dt.time(8), dt.time(18), frozenset(range(5))),))
    other = calendar_of((Opening(dt.time(8), dt.time(17), frozenset(range(5))),))
    assert same is STANDARD
    assert other is not STANDARD
