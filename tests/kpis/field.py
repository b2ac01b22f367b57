"""Two residences with a year of orders, checks, needs and works of the plan; rows as they would stand."""

import datetime as dt
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from coordination.models import Case, Task
from coordination.opening import open_case
from housing.models import PlannedWork
from housing.models.plan import PlannedWorkMove
from proximity.models import (
    Attempt,
    CheckKind,
    CheckRecord,
    CheckRule,
    CleaningCheck,
    CleaningContest,
    CleaningGrid,
    GuardDecision,
    MandatoryCheck,
    OrderMove,
    WorkOrder,
)
from proximity.models.orders import next_numbers
from tests.housing.factories import ComponentKindFactory, PlannedWorkFactory
from tests.kpis.town import DAY, HOUR, a_residence
from tests.proximity.cleaning.factories import a_service
from tests.proximity.order_factories import a_contractor
from tests.requests_app.factories import a_tenant_request

State = WorkOrder.State


def build(agencies, by, keeper, today: dt.date, dice) -> list:
    places = [a_residence(agency, f"F{number}") for number, agency in enumerate(agencies)]
    for place in places:
        case = a_tenant_request(place.units.order_by("pk").first(), by=by).case
        works = _plan(place, today)
        for _ in range(12):
            _order(case, place, by, works[0], dice)
        _checks(place, keeper, dice)
        _register(place, today, dice)
        _needs(place, by, dice)
    return places


def _order(case, place, by, work, dice) -> None:
    now = timezone.now()
    sent = now - dice.randint(20, 200) * DAY
    state = dice.choice([State.SENT, State.DONE, State.ACCEPTED, State.INVOICED, State.RESERVES, State.CANCELLED])
    done = sent + dice.randint(1, 15) * DAY
    over = state in (State.DONE, State.ACCEPTED, State.INVOICED, State.RESERVES)
    order = WorkOrder.objects.create(
        number=next_numbers(1, now.year)[0], case=case, residence=place, contractor=a_contractor(), title="Fuite",
        state=state, made_by=by, made_at=sent, sent_at=sent, due_at=sent + 8 * DAY, amount=dice.randint(50, 900),
        done_at=done if over else None, invoice="F1" if state == State.INVOICED else "",
        accepted_at=done + DAY if state in (State.ACCEPTED, State.INVOICED) else None,
        planned_work=work if dice.random() < 0.3 else None,
        follows=WorkOrder.objects.filter(case=case).order_by("-pk").first() if dice.random() < 0.2 else None,
    )  # fmt: skip
    if over:
        OrderMove.objects.create(order=order, move="complete", before="sent", after="done", at=done,
                                 told_at=done + dice.randint(1, 60) * HOUR)  # fmt: skip
    if state == State.RESERVES:
        OrderMove.objects.create(order=order, move="reserve", before="done", after="reserves", at=done)
    if dice.random() < 0.3:
        Attempt.objects.create(order=order, at=sent + DAY, via="contractor")
    if dice.random() < 0.4:
        GuardDecision.objects.create(
            case=case, work=work, kind=work.kind, choice="safety", amount=order.amount, year=work.year,
            state="free", order=order if order.state != State.CANCELLED else None, at=sent, by=by,
        )  # fmt: skip


def _plan(place, today: dt.date) -> list[PlannedWork]:
    """Of this year: one running, one said to be done without a history, one only planned, one given up."""
    kind = ComponentKindFactory()
    states = ["running", "received", "scheduled", "cancelled"]
    works = [
        PlannedWorkFactory(residence=place, year=today.year, kind=kind, state=state,
                           reason="Sans objet" if state == "cancelled" else "")
        for state in states
    ]  # fmt: skip
    PlannedWorkMove.objects.create(
        work=works[0], move="award", before="tendering", after="awarded", at=timezone.now() - 15 * DAY
    )
    return works


def _checks(place, keeper, dice) -> None:
    service = a_service(place, "staff")
    grid = CleaningGrid.objects.order_by("pk").first() or CleaningGrid.objects.create(
        number=1, valid_from=dt.date(2020, 1, 1), basis="Essai"
    )
    for number in range(10):
        at = timezone.now() - (number * 17 + 5) * DAY
        result = dice.choice(["good", "fair"])
        check = CleaningCheck.objects.create(
            service=service, grid=grid, checker=keeper, started_at=at, closed_at=at, contest_until=at + 2 * DAY,
            score=Decimal(dice.randint(50, 100)), result=result, service_result=result,
        )  # fmt: skip
        if number == 3:
            CleaningContest.objects.create(
                check_made=check, words="Non", recorded_by=keeper, upheld=False, answered_at=at, answer="En effet"
            )


def _register(place, today: dt.date, dice) -> None:
    """Checks of every year: in date, late, refused then put right, never done."""
    for number in range(4):
        kind = CheckKind.objects.create(
            code=f"e{place.pk}{number}"[-12:], label=f"Contrôle {number}", subject="Cabine"
        )
        CheckRule.objects.create(kind=kind, months=12, basis="Essai", period=DateRange(dt.date(2020, 1, 1), None))
        last = today - dice.randint(10, 500) * DAY
        due = last + 365 * DAY
        check = MandatoryCheck.objects.create(kind=kind, residence=place, due_on=due, done_on=last)
        if number == 3:
            continue
        CheckRecord.objects.create(
            of=check, done_on=last - 400 * DAY, due_on=last - 420 * DAY, company="Bureau", result="good"
        )
        CheckRecord.objects.create(
            of=check, done_on=last, due_on=last - 35 * DAY, company="Bureau",
            result="refused" if number == 1 else "good", lifted_on=last + 6 * DAY if number == 1 else None,
        )  # fmt: skip


def _needs(place, by, dice) -> None:
    for _ in range(4):
        opened = timezone.now() - dice.randint(40, 120) * DAY
        case = open_case("need", "decision", place, title="Garde-corps", by=by, at=opened)
        done = opened + dice.randint(5, 40) * DAY
        Task.objects.filter(case=case).update(
            done_at=done, done_by=by, outcome="refused", received_at=opened, due_at=opened + 21 * DAY
        )
        Case.objects.filter(pk=case.pk).update(closed_at=done, outcome="refused")


def tell_late(place) -> None:
    """An order that was done days ago, a check recorded now, another contested and annulled."""
    now = timezone.now()
    order = WorkOrder.objects.filter(residence=place, state=State.SENT).order_by("pk").first()
    WorkOrder.objects.filter(pk=order.pk).update(state=State.DONE, done_at=now - 5 * DAY)
    check = MandatoryCheck.objects.filter(residence=place).order_by("pk").first()
    CheckRecord.objects.create(
        of=check, done_on=timezone.localdate() - 3 * DAY, due_on=check.due_on, company="Bureau", result="good"
    )
    MandatoryCheck.objects.filter(pk=check.pk).update(due_on=timezone.localdate() + 300 * DAY)
    seen = CleaningCheck.objects.filter(service__residence=place, contest=None).order_by("pk").first()
    CleaningContest.objects.create(
        check_made=seen, words="Non", recorded_by=seen.checker, upheld=False, answered_at=now, answer="En effet"
    )
