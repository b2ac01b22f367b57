"""What the database itself refuses, whoever writes."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from coordination.models import (
    Case,
    Entry,
    Pause,
    Promise,
    Responsibility,
    ResponsibilityMatrix,
    Task,
    WorkingCalendar,
)

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def refused(check_now):
    """`refused(constraint)(act)`: the act, or the checks at commit, fail by that constraint and leave nothing."""

    def by(constraint):
        def run(act):
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                _all(act, check_now)

        return run

    return by


def _all(*acts):
    for act in acts:
        act()


def test_an_open_case_has_an_open_task(case, refused):
    now = timezone.now()
    refused("An open case has an open task")(lambda: case.tasks.update(done_at=now, outcome="done"))
    refused("An open case has an open task")(lambda: _bare_case(case))


def _bare_case(case):
    case.pk, case.reference, case._state.adding = None, "D-26-999999", True
    case.save()


def test_a_closed_case_has_no_open_task(case, refused):
    refused("A closed case has no open task")(
        lambda: Case.objects.filter(pk=case.pk).update(closed_at=timezone.now(), outcome="resolved")
    )


def test_closed_and_outcome_go_together(case, task, refused):
    refused("case_closed_has_outcome")(lambda: Case.objects.filter(pk=case.pk).update(closed_at=timezone.now()))
    refused("task_done_has_outcome")(lambda: Task.objects.filter(pk=task.pk).update(done_at=timezone.now()))
    refused("task_done_has_outcome")(lambda: Task.objects.filter(pk=task.pk).update(outcome="done"))


@pytest.mark.parametrize("field", ["acknowledged_at", "done_at"])
def test_a_task_starts_before_it_ends(task, refused, field):
    values = {field: task.opened_at - HOUR, "outcome": "done" if field == "done_at" else ""}
    refused("task_in_order")(lambda: Task.objects.filter(pk=task.pk).update(**values))


def test_a_case_bears_its_last_promise(case, refused):
    day = timezone.localdate()
    refused("A case bears its last promise")(lambda: Promise.objects.create(case=case, on=day))
    refused("A case bears its last promise")(lambda: Case.objects.filter(pk=case.pk).update(promised_on=day))


def test_promises_form_one_line_and_each_change_has_a_cause(case, desk, refused):
    day = timezone.localdate()
    case.promise(day, by=desk)
    first = case.promises.get()
    refused("promise_one_first")(lambda: Promise.objects.create(case=case, on=day))
    refused("promise_change_has_cause")(lambda: Promise.objects.create(case=case, on=day, previous=first))
    case.promise(day + dt.timedelta(days=1), cause="Pluie", service="proximity", by=desk)
    refused("previous_id")(
        lambda: Promise.objects.create(case=case, on=day, previous=first, cause="Pluie", service="proximity")
    )


def test_pauses_of_a_task_never_overlap_and_one_at_most_is_open(task, refused):
    start = task.opened_at
    Pause.objects.create(task=task, started_at=start + HOUR, ended_at=start + 3 * HOUR)
    refused("pause_no_overlap")(
        lambda: Pause.objects.create(task=task, started_at=start + 2 * HOUR, ended_at=start + 4 * HOUR)
    )
    refused("pause_no_overlap")(lambda: Pause.objects.create(task=task, started_at=start))
    refused("pause_ends_after_start")(
        lambda: Pause.objects.create(task=task, started_at=start + 9 * HOUR, ended_at=start + 8 * HOUR)
    )
    Pause.objects.create(task=task, started_at=start + 3 * HOUR)
    refused("pause_one_open|pause_no_overlap")(
        lambda: Pause.objects.create(task=task, started_at=start + 5 * HOUR)
    )


def test_a_pause_lies_within_its_task_and_waits_for_the_tenant_only(task, refused):
    start = task.opened_at
    refused("A pause lies within its task")(
        lambda: Pause.objects.create(task=task, started_at=start - HOUR, ended_at=start)
    )
    refused("pause_for_the_tenant_only")(
        lambda: Pause.objects.create(task=task, started_at=start, reason="budget")
    )


def test_an_open_pause_ends_with_its_task(case, task, desk, refused):
    case.ask("information", by=desk)
    Pause.objects.create(task=task, started_at=task.opened_at)
    refused("A pause lies within its task")(
        lambda: Task.objects.filter(pk=task.pk).update(done_at=timezone.now(), outcome="done")
    )


@pytest.mark.parametrize("model", [Entry, Promise])
def test_the_journal_and_the_promises_only_grow(case, desk, model):
    case.promise(timezone.localdate(), by=desk)
    row = model.objects.filter(case=case).order_by("pk").first()
    for act in (
        lambda: model.objects.filter(pk=row.pk).update(case=case),
        lambda: model.objects.filter(pk=row.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            act()
    assert model.objects.filter(pk=row.pk).exists()


def test_no_entry_tells_the_future(case, refused):
    refused("entry_tells_the_past")(
        lambda: Entry.objects.create(case=case, kind="noted", at=timezone.now() + HOUR)
    )


def test_a_case_is_never_deleted(case):
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Case.objects.filter(pk=case.pk)._raw_delete("default")


def test_a_published_matrix_and_its_rules_are_final(case):
    matrix = ResponsibilityMatrix.objects.published().get()
    rule = matrix.rules.first()
    draft = ResponsibilityMatrix.objects.get(organisation="trade")
    for act in (
        lambda: ResponsibilityMatrix.objects.filter(pk=matrix.pk).update(number=9),
        lambda: ResponsibilityMatrix.objects.filter(pk=matrix.pk)._raw_delete("default"),
        lambda: Responsibility.objects.filter(pk=rule.pk).update(responsible="admin"),
        lambda: Responsibility.objects.filter(pk=rule.pk).update(matrix=draft),
        lambda: draft.rules.filter(pk=draft.rules.first().pk).update(matrix=matrix),
        lambda: Responsibility.objects.filter(pk=rule.pk)._raw_delete("default"),
        lambda: matrix.rules.create(
            process_id="request", step="capture", responsible="admin", accountable="admin"
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert draft.rules.filter(pk=draft.rules.first().pk).update(action="Essai") == 1


def test_one_set_of_opening_hours_at_a_time(agency, refused):
    hours = WorkingCalendar.objects.get()

    def again(**changes):
        values = {name: getattr(hours, name) for name in ("period", "weekdays", "opens", "closes", "basis")}
        return WorkingCalendar.objects.create(**values | changes)

    refused("calendar_one_at_a_time")(again)
    refused("calendar_opens_before_closing")(lambda: again(agency=agency, closes=dt.time(7)))
    refused("calendar_not_in_the_hour_that_shifts")(lambda: again(agency=agency, opens=dt.time(2, 30)))
    again(agency=agency, opens=dt.time(9))
    assert WorkingCalendar.objects.for_agency(agency.pk).openings[0].opens == dt.time(9)
    assert WorkingCalendar.objects.for_agency(None).openings[0].opens == dt.time(8)
