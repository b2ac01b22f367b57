"""Before an order leaves: is this component planned already, here and soon? (domain.md §8.2)

    found = look(case, kind, amount, day)     # a place, or any row about one
    if found:
        decide(case, found, choice=Choice.TEMPORARY, reason="…", by=user)

Safety never waits. Anything else that is ordered says why; from an amount on, the asset planner approves it.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination import parameters
from coordination.models import Case, Entry
from coordination.opening import open_case, whole_place
from housing.models import ComponentKind, Placed, PlannedWork
from teams.workflow import MoveRefused

from . import signals
from .models import GuardDecision
from .needs_parameters import APPROVAL_FROM, GUARD_MONTHS

Choice, State = GuardDecision.Choice, GuardDecision.State
ASKS = (Choice.TEMPORARY, Choice.OVERRIDE)


@dataclass(frozen=True)
class Found:
    """The planned works an order would touch, the soonest first, and whether its amount must be approved."""

    works: list[PlannedWork]
    kind: ComponentKind
    amount: Decimal
    approval_from: Decimal

    def __bool__(self) -> bool:
        return bool(self.works)

    @property
    def first(self) -> PlannedWork:
        return self.works[0]

    def of(self, work: PlannedWork) -> "Found":
        """Those works only, if they are among them."""
        return replace(self, works=[one for one in self.works if one == work])

    def must_be_approved(self, choice: str) -> bool:
        return choice in ASKS and self.amount >= self.approval_from


# --- looking


def works_near(place, kind, day: dt.date, component=None, *, months: int | None = None):
    """Planned works to come within the months that count, on this kind of component, that touch the place."""
    months = int(parameters.value(GUARD_MONTHS, day)) if months is None else months
    place = place if isinstance(place, Placed) else Case(**whole_place(place))
    rows = PlannedWork.objects.to_come().touching(place, kind, component).starting_within(months, day)
    return rows.order_by("year", "quarter", "pk")


def look(place, kind, amount: Decimal, day: dt.date | None = None, component=None) -> Found:
    """One query for the thresholds, one for the works. Nothing is found of an order on no component."""
    day = day or timezone.localdate()
    worth = parameters.values([GUARD_MONTHS, APPROVAL_FROM], day)
    months = int(worth[GUARD_MONTHS])
    rows = list(works_near(place, kind, day, component, months=months).with_where()) if kind else []
    return Found(rows, kind, amount, worth[APPROVAL_FROM])


def planned_soon(residences, day: dt.date | None = None) -> dict[int, list[PlannedWork]]:
    """For a list of residences, the works planned there within the months that count: two queries in all."""
    day = day or timezone.localdate()
    months = int(parameters.value(GUARD_MONTHS, day))
    rows = PlannedWork.objects.to_come().starting_within(months, day).filter(residence__in=residences)
    found: dict[int, list[PlannedWork]] = {}
    for work in rows.select_related("kind").order_by("year", "quarter", "pk"):
        found.setdefault(work.residence_id, []).append(work)
    return found


# --- deciding


@transaction.atomic
def decide(
    case: Case, found: Found, *, choice: str, reason: str = "", order=None, by, key: uuid.UUID | None = None
) -> GuardDecision:
    """What becomes of the order. The same `key` twice decides once."""
    if key and (known := GuardDecision.objects.filter(key=key).first()):
        return known
    if not found:
        raise MoveRefused("Aucuns travaux programmés ne concernent cette commande.")
    if choice in ASKS and not reason.strip():
        raise MoveRefused("Des travaux sont programmés sur ce composant : dites pourquoi commander quand même.")
    case.hold()
    approval = _ask_approval(case, found, choice, reason, by) if found.must_be_approved(choice) else None
    state = State.ATTACHED if choice == Choice.ATTACH else State.PENDING if approval else State.FREE
    try:
        with transaction.atomic():
            decision = GuardDecision.objects.create(
                case=case, work=found.first, kind=found.kind, choice=choice, reason=reason.strip(),
                amount=found.amount, year=found.first.year, state=state, check_case=approval, order=order,
                by=by, key=key,
            )  # fmt: skip
    except IntegrityError:
        raise MoveRefused("Cette commande est déjà décidée. Rechargez la page.") from None
    case.note(_words(decision), data={"guard": decision.pk}, by=by)
    if choice == Choice.ATTACH:
        signals.attached_to_plan.send(sender=GuardDecision, decision=decision, by=by)
    return decision


def _ask_approval(case: Case, found: Found, choice: str, reason: str, by) -> Case:
    """A case of its own: the matrix says who approves, for this amount, here. The planner needs the amount and the
    works; of a confidential case neither the home nor the words."""
    work = found.first
    place = case.residence if case.confidential else case.place
    reason = "Dossier confidentiel." if case.confidential else reason
    return open_case(
        "need", "order_check", place, by=by, facts={"amount": str(found.amount)},
        title=f"Commande de {euros(found.amount)} HT : {work.title}, prévu en {work.year}"[:200],
        text=f"{Choice(choice).label}. {reason} (dossier {case.reference}, travaux {work.reference})",
    )  # fmt: skip


def _words(decision: GuardDecision) -> str:
    work = decision.work
    choice = decision.get_choice_display().lower()
    words = f"{work.title} est au plan en {work.year} ({work.reference}) : {choice}."
    waits = " À approuver par le patrimoine." if decision.state == State.PENDING else ""
    return f"{words}{waits} {decision.reason}".strip()


def checked(entry: Entry) -> None:
    """The planner approved the order or not; a case merely closed approves nothing."""
    if entry.kind not in (Entry.Kind.FINISHED, Entry.Kind.CLOSED):
        return
    decision = GuardDecision.objects.filter(check_case=entry.case_id, state=State.PENDING).first()
    if decision is None:
        return
    approved = bool(entry.task and entry.task.outcome == "approved")
    state = State.FREE if approved else State.DECLINED
    GuardDecision.objects.filter(pk=decision.pk).update(state=state)
    decision.state = state
    told = "Commande approuvée par le patrimoine." if approved else "Commande refusée par le patrimoine."
    decision.case.note(f"{told} {entry.text}".strip(), data={"guard": decision.pk}, by=entry.by)


def release(decision: GuardDecision, why: str) -> None:
    """The works it waited for changed: whoever decided on the order reads it in « Mon travail »."""
    if not GuardDecision.objects.filter(pk=decision.pk, state=State.ATTACHED).update(state=State.RELEASED):
        return
    decision.state = State.RELEASED
    case, person = decision.case, decision.by
    case.note(why, data={"guard": decision.pk}, by=None)
    sees = person.is_active and (person.sees_everything or case.agency_id in person.agency_ids())
    open_case(
        "need", "answer", case.place, to=person if sees else None, by=None,
        title=f"Commande à décider de nouveau : {decision.work.title}"[:200],
        text=f"{why} Dossier {case.reference}.",
    )  # fmt: skip
