"""Two residences with a year of orders, checks, needs and works of the plan; rows as they would stand."""

import datetime as dt
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from coordination.models import Case
from coordination.opening import open_case
from housing.models import PlannedWork
from housing.models.plan import PlannedWorkMove
from proximity import cleaning_redo, penalty_procedure
from proximity.models import (
    Attempt,
    CheckKind,
    CheckRecord,
    CheckRule,
    CleaningCheck,
    CleaningContest,
    CleaningGrid,
    CleaningRedo,
    GuardDecision,
    MandatoryCheck,
    OrderMove,
    Penalty,
    WorkOrder,
)
from proximity.models.orders import next_numbers
from tests.housing.factories import ComponentKindFactory, PlannedWorkFactory
from tests.kpis.town import DAY, HOUR, a_residence
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_service
from tests.proximity.order_factories import a_contractor
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import TeamFactory

State = WorkOrder.State
PENALTIES = (("applied", "penalty"), ("confirmed", "penalty"), ("dropped", "penalty"), ("applied", "reduction"))


def build(agencies, by, keeper, today: dt.date, dice) -> list:
    places = [a_residence(agency, f"F{number}") for number, agency in enumerate(agencies)]
    for place in places:
        case = a_tenant_request(place.units.order_by("pk").first(), by=by).case
        works = _plan(place, today)
        for _ in range(12):
            _order(case, place, by, works[0], dice)
        _checks(place, keeper, dice)
        _redos(place, keeper, dice)
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
    if dice.random() < 0.5:
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
    """Never answered; answered after a question to the field; given to others first; put under study; refused."""
    for number in range(5):
        opened = timezone.now() - dice.randint(80, 120) * DAY
        case = open_case("need", "decision", place, title="Garde-corps", by=by, at=opened)
        if number == 1:
            _answer(case, "more", by, opened + 3 * DAY)
            _answer(case, "completed", by, opened + 9 * DAY)
        elif number == 2:
            team = TeamFactory(agency=place.agency)
            case.tasks.open().get().reassign(team, "Pour eux", by=by, at=opened + 5 * DAY)
        if number:
            _answer(case, "studied" if number == 3 else "refused", by, opened + dice.randint(10, 30) * DAY)


def _answer(case, outcome: str, by, at: dt.datetime) -> None:
    case.tasks.open().get().answer(outcome, text="Trop cher", by=by, at=at)


def _redos(place, by, dice) -> None:
    """Cleaned again in time, late, not at all; one of a check that was annulled; one waits for `tell_late`."""
    checks = CleaningCheck.objects.filter(service__residence=place).order_by("-closed_at")
    case = Case.objects.filter(residence=place).earliest("pk")
    for number, check in enumerate(checks[:6]):
        asked = check.closed_at
        CleaningRedo.objects.create(
            check_made=check, case=case, words="Hall", ordered_by=by, ordered_at=asked, due_at=asked + 48 * HOUR,
            done_at=None if number == 5 else asked + dice.randint(5, 70) * HOUR,
        )  # fmt: skip
    service = a_service(place)
    failed = a_check(service, by, BAD_HALL)
    cleaning_redo.order(failed.case, words="Hall", by=by)
    _penalties(place, service, by, dice)


def _penalties(place, service, by, dice) -> None:
    """Applied, confirmed, given up; and a lower price, which is no penalty."""
    case, grid = Case.objects.filter(residence=place).earliest("pk"), CleaningGrid.objects.earliest("pk")
    for number, (state, kind) in enumerate((*PENALTIES, *PENALTIES)):
        at, amount = timezone.now() - (number * 11 + 5) * DAY, Decimal(dice.randint(50, 200))
        check = CleaningCheck.objects.create(
            service=service, grid=grid, checker=by, started_at=at, closed_at=at, contest_until=at,
            score=60, result="fair", service_result="fair",
        )  # fmt: skip
        owed, applied = state in ("confirmed", "applied"), state == "applied"
        Penalty.objects.create(
            case=case, check_made=check, service=service, contract=service.contract, state=state, kind=kind,
            base=amount if kind == "reduction" else None, facts="Hall", full_amount=amount, amount=amount,
            notified_at=at if owed else None, observe_until=at.date() if owed else None, decision="Oui",
            invoice="F-1" if applied else "", applied_on=at.date() if applied else None,
        )  # fmt: skip


def tell_late(place, by) -> None:
    """An order that was done days ago, a check recorded now, another contested and annulled; a redo said to be
    done, a penalty taken off a former invoice, a need reopened and answered days ago."""
    now = timezone.now()
    redo = CleaningRedo.objects.filter(case__residence=place, case__process="cleaning").get()
    cleaning_redo.done(redo.case, text="Refait", by=by)
    penalty = Penalty.objects.filter(case__residence=place, state="confirmed").order_by("pk").first()
    penalty_procedure.apply(penalty, invoice="F-2", on=timezone.localdate() - 9 * DAY, by=by)
    need = Case.objects.filter(residence=place, process="need", outcome="refused").earliest("closed_at")
    need.reopen("Un autre a cédé", step="decision", by=by, at=need.closed_at + DAY)
    _answer(need, "refused", by, now - 2 * DAY)
    order = WorkOrder.objects.filter(residence=place, state=State.SENT).order_by("pk").first()
    WorkOrder.objects.filter(pk=order.pk).update(state=State.DONE, done_at=now - 5 * DAY)
    check = MandatoryCheck.objects.filter(residence=place).order_by("pk").first()
    CheckRecord.objects.create(
        of=check, done_on=timezone.localdate() - 3 * DAY, due_on=check.due_on, company="Bureau", result="good"
    )
    MandatoryCheck.objects.filter(pk=check.pk).update(due_on=timezone.localdate() + 300 * DAY)
    seen = CleaningCheck.objects.filter(service__residence=place, contest=None, redo=None).order_by("pk").first()
    CleaningContest.objects.create(
        check_made=seen, words="Non", recorded_by=seen.checker, upheld=False, answered_at=now, answer="En effet"
    )
