"""Mandatory checks: what machines owe, when it comes back, what is red, who is told to have it done."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coordination.models import Case
from proximity import mandatory
from proximity.models import CheckKind, CheckRule, Finding, MandatoryCheck
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.housing.factories import EquipmentFactory, ResidenceFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def lift(residence):
    machine = EquipmentFactory(residence=residence, reference="ASC-1")
    mandatory.owe()
    return machine


def check_of(lift, code="ASC4") -> MandatoryCheck:
    return MandatoryCheck.objects.select_related("kind", "residence").get(equipment=lift, kind__code=code)


def status(check) -> str:
    return MandatoryCheck.objects.with_status(today()).get(pk=check.pk).status


def record(check, by, done_on=None, result="good", **said):
    return mandatory.record(check, done_on=done_on or today(), result=result, company="APAVE", by=by, **said)


def test_each_machine_owes_the_checks_of_its_type_once(lift):
    assert {one.kind.code for one in lift.checks.select_related("kind")} == {"ASC1", "ASC2", "ASC3", "ASC4"}
    assert mandatory.owe() == 0


def test_a_check_that_is_no_longer_due_does_not_come_back(lift, agent):
    mandatory.end(check_of(lift), on=today(), by=agent)
    assert mandatory.owe() == 0
    with pytest.raises(MoveRefused, match="déjà plus dû"):
        mandatory.end(check_of(lift), on=today(), by=agent)
    with pytest.raises(MoveRefused, match="plus dû"):
        record(check_of(lift), agent)


@pytest.mark.parametrize(
    ("due", "expected"),
    [(-1, "late"), (0, "soon"), (60, "soon"), (61, "good"), (None, "missing")],
)
def test_the_state_follows_the_due_date_and_the_alert(lift, due, expected):
    check = check_of(lift)
    check.due_on = due if due is None else today() + due * DAY
    check.save()
    assert status(check) == expected


def test_the_next_one_counts_from_the_day_it_was_done(lift, agent):
    record(check_of(lift, "ASC3"), agent, dt.date(2026, 3, 31))
    assert check_of(lift, "ASC3").due_on == dt.date(2027, 3, 31)


def test_a_rhythm_in_weeks(lift, agent):
    record(check_of(lift, "ASC1"), agent, dt.date(2026, 11, 2))
    assert check_of(lift, "ASC1").due_on == dt.date(2026, 12, 14)


def test_where_the_rule_says_so_it_counts_from_the_day_it_was_due(lift, agent):
    check = check_of(lift, "ASC4")
    check.due_on = dt.date(2026, 6, 30)
    check.save()
    record(check, agent, dt.date(2026, 5, 4))
    assert check_of(lift, "ASC4").due_on == dt.date(2031, 6, 30)


def test_a_permanent_file_is_never_due_again(residence, agent):
    check = MandatoryCheck.objects.create(residence=residence, kind=CheckKind.objects.get(code="AMI1"))
    assert status(check) == "missing"
    record(check, agent)
    assert status(check) == "good"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.integers(-4000, 4000), st.integers(1, 130),
       st.booleans(), st.booleans())  # fmt: skip
def test_the_next_one_always_comes_after_and_no_later_than_its_rhythm(done, shift, count, weeks, from_due):
    rule = CheckRule(weeks=count if weeks else None, months=None if weeks else count, from_due=from_due)
    found = rule.next_due(done, done + shift * DAY)
    assert found > done
    if not from_due or shift <= 0:
        assert found <= rule._after(done)


def test_an_older_report_entered_late_changes_no_due_date(lift, agent):
    record(check_of(lift, "ASC3"), agent, today())
    before = check_of(lift, "ASC3").due_on
    record(check_of(lift, "ASC3"), agent, today() - 400 * DAY, result="refused", observations="Câble usé")
    after = check_of(lift, "ASC3")
    assert (after.due_on, after.result) == (before, "good")
    assert after.records.count() == 2


def test_a_check_to_come_or_refused_without_a_word_is_not_recorded(lift, agent):
    with pytest.raises(MoveRefused, match="pas encore eu lieu"):
        record(check_of(lift), agent, today() + DAY)
    with pytest.raises(MoveRefused, match="dites en quoi"):
        record(check_of(lift), agent, result="refused")


def test_the_same_key_records_once(lift, agent):
    key = uuid.uuid4()
    first = record(check_of(lift), agent, key=key, observations="Éclairage de cabine")
    assert record(check_of(lift), agent, key=key, observations="Éclairage de cabine") == first
    assert Finding.objects.count() == 1


def test_each_observation_becomes_a_finding_of_the_machine(lift, agent):
    record(check_of(lift), agent, result="refused", observations="- Parachute à remplacer\n\n• Éclairage HS\n")
    found = Finding.objects.order_by("pk")
    assert [one.label for one in found] == ["Parachute à remplacer", "Éclairage HS"]
    assert {(one.equipment, one.grade, one.residence) for one in found} == {(lift, "poor", lift.residence)}


def test_a_refused_check_stays_red_until_it_is_lifted(lift, agent):
    check = check_of(lift)
    record(check, agent, result="refused", observations="Parachute à remplacer")
    assert status(check) == "refused"
    with pytest.raises(MoveRefused, match="après le contrôle"):
        mandatory.lift(check, on=today() - DAY, text="Remplacé", by=agent)
    mandatory.lift(check, on=today(), text="Remplacé", by=agent)
    assert status(check) == "good"
    with pytest.raises(MoveRefused, match="Aucune"):
        mandatory.lift(check, on=today(), text="Encore", by=agent)


def test_a_residence_is_green_only_when_all_is_in_date(lift, agent):
    rows = MandatoryCheck.objects.filter(residence=lift.residence)
    assert rows.red(today()).count() == 4
    for code in ("ASC1", "ASC2", "ASC3"):
        record(check_of(lift, code), agent)
    assert rows.red(today()).count() == 1
    record(check_of(lift, "ASC4"), agent)
    assert not rows.red(today()).exists()


# --- each night


@pytest.fixture
def due(lift):
    """Two lifts whose yearly check is due in ten days."""
    EquipmentFactory(residence=lift.residence, reference="ASC-2")
    mandatory.owe()
    MandatoryCheck.objects.filter(kind__code="ASC3").update(due_on=today() + 10 * DAY)
    return MandatoryCheck.objects.filter(kind__code="ASC3").order_by("pk")


def test_what_is_due_gets_one_case_per_kind_and_residence_once(due):
    assert mandatory.give_out() == 1
    assert mandatory.give_out() == 0
    case = Case.objects.get()
    task = case.tasks.get()
    assert "(2)" in case.title
    assert (task.role, task.rule.accountable) == (Role.TECHNICIAN, Role.ASSET_PLANNER)
    assert task.expected_on == today() + 10 * DAY


def test_what_is_due_later_waits(due):
    due.update(due_on=today() + 31 * DAY)
    assert mandatory.give_out() == 0


def test_the_case_ends_with_the_last_of_its_checks(due, agent):
    mandatory.give_out()
    first, second = due
    record(first, agent)
    assert Case.objects.get().is_open
    record(second, agent)
    case = Case.objects.get()
    assert (case.is_open, case.outcome) == (False, "done")
    assert not MandatoryCheck.objects.filter(case__isnull=False).exists()


def test_a_case_is_not_ended_by_a_click_while_a_check_is_due(due, agent):
    mandatory.give_out()
    case = Case.objects.get()
    for act in (
        lambda: case.tasks.get().answer("done", by=agent),
        lambda: case.close("void", by=agent),
    ):
        with pytest.raises(MoveRefused, match="au registre"), transaction.atomic():
            act()
    assert Case.objects.get().is_open


def test_the_case_ends_when_its_checks_are_no_longer_due(due, agent):
    mandatory.give_out()
    for one in due:
        mandatory.end(one, on=today(), by=agent)
    assert Case.objects.get().outcome == "void"


# --- what the database refuses


def test_the_same_check_is_not_owed_twice(lift):
    with pytest.raises(IntegrityError), transaction.atomic():
        MandatoryCheck.objects.create(kind=check_of(lift).kind, equipment=lift, residence=lift.residence)
    kind = CheckKind.objects.get(code="NUI")
    MandatoryCheck.objects.create(kind=kind, residence=lift.residence)
    with pytest.raises(IntegrityError), transaction.atomic():
        MandatoryCheck.objects.create(kind=kind, residence=lift.residence)
