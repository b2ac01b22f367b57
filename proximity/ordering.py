"""From what is to be done to an order that has left: prepared, approved, sent, changed, cancelled."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination import clock, parameters
from coordination.models import Case, Entry
from coordination.opening import whole_place
from teams.workflow import MoveRefused

from . import booking, order_asking, order_plan, posting, serving
from .models import OrderLine, OrderVersion, PriceLine, WorkOrder
from .models.orders import SAID, next_numbers
from .models.prices import rounded
from .order_verbs import order_verb, say
from .parameters import ACKNOWLEDGE, DUE, limit_of

State, Decision = WorkOrder.State, OrderVersion.Decision
CHANGED = "Cet ordre a changé entre-temps (version {}). Rechargez la page : rien n’a été écrasé."
BEYOND = "{} HT dépassent votre limite d’engagement ({}) : une autre personne valide."


@dataclass(frozen=True)
class Line:
    """What is ordered: so many of a line of the price list, or of something free."""

    label: str
    quantity: Decimal
    price: Decimal
    unit: str = ""
    price_line: PriceLine | None = None

    @classmethod
    def of(cls, price_line: PriceLine, quantity: Decimal) -> "Line":
        return cls(price_line.label, quantity, price_line.price, price_line.unit, price_line)

    @property
    def amount(self) -> Decimal:
        return rounded(self.quantity * self.price)


# --- prepared


def prepare(
    case: Case, lines: Sequence[Line], *, title: str, contractor, contract=None, place=None, by, key=None, **said
) -> WorkOrder:
    """An order that waits for its approval; the same `key` twice gives the same one. `said`: its other fields."""
    with transaction.atomic():
        case.hold()
        if known := Entry.objects.repeated(key, kind=Entry.Kind.NOTED, by=by, case=case):
            return WorkOrder.objects.get(number=known.data["order"])
        if not case.is_open:
            raise MoveRefused("Ce dossier est clos : rouvrez-le d’abord.")
        levels = whole_place(place or case.place)
        _check_contract(contractor, contract, levels["residence"])
        amount = _total(lines)
        _check_plan(place or case.place, said, amount)
        now = timezone.now()
        (number,) = next_numbers(1, clock.day_of(now).year)
        order = WorkOrder(
            number=number, case=case, title=title, contractor=contractor, contract=contract, amount=amount,
            made_at=now, made_by=by, **levels, **said,
        )  # fmt: skip
        order.full_clean(exclude=["residence", "building", "staircase", "unit", "case"], validate_unique=False)
        order.save(force_insert=True)
        write_version(order, 1, lines, "", by)
        order_plan.keep(order, by=by)
        say(order, f"préparé, {euros(amount)} HT. {title}", by=by, key=key)
        order_asking.ask_approval(order, amount, by=by)
        if (former := said.get("follows")) and former.state == State.DECLINED:
            order_asking.settle(former, "replaced", text=f"{order.number}, {contractor}", by=by)
    return order


def _check_contract(contractor, contract, residence) -> None:
    if not contractor.active:
        raise MoveRefused(f"{contractor} n’est plus en activité.")
    if contract is None:
        return
    if contract.contractor_id != contractor.pk:
        raise MoveRefused(f"Le marché {contract.number} est celui d’une autre entreprise.")
    if not contract.is_running:
        raise MoveRefused(f"Le marché {contract.number} n’est pas en cours.")
    if not contract.covers_all and not contract.sites.filter(residence=residence).exists():
        raise MoveRefused(f"Le marché {contract.number} ne couvre pas {residence}.")


def _check_plan(place, said: dict, amount: Decimal) -> None:
    """What the plan already holds is not ordered without a word."""
    if said.get("override"):
        return
    if warned := order_plan.plan_guard(place, said.get("kind"), amount, timezone.localdate()):
        raise MoveRefused(f"{warned[0].text} Dites pourquoi vous commandez quand même.")


def _total(lines: Sequence[Line]) -> Decimal:
    if not lines:
        raise MoveRefused("Un ordre a au moins une ligne.")
    return sum((line.amount for line in lines), Decimal())


def write_version(order: WorkOrder, number: int, lines: Sequence[Line], reason: str, by) -> OrderVersion:
    version = OrderVersion.objects.create(
        order=order, number=number, amount=_total(lines), reason=reason, made_by=by
    )
    OrderLine.objects.bulk_create(
        OrderLine(
            version=version, position=position, price_line=line.price_line, label=line.label, unit=line.unit,
            code=line.price_line.code if line.price_line else "", quantity=line.quantity, price=line.price,
        )
        for position, line in enumerate(lines, 1)
    )  # fmt: skip
    return version


# --- approved, or not


@order_verb
def approve(order: WorkOrder, *, seen: int | None = None, by, key, at, via) -> Entry:
    """The version that waits is what is ordered, if the person may commit the landlord to so much. `seen`: the
    version that they had before their eyes; nobody approves lines that came since."""
    version = _pending(order)
    if seen is not None and seen != version.number:
        raise MoveRefused(CHANGED.format(version.number))
    order_plan.must_be_free(order)
    _refuse_beyond(version.amount, by)
    decide(version, Decision.APPROVED, by)
    order_asking.settle(order, "approved", by=by)
    if order.state == State.PREPARED:
        order.move("approve", by=by, at=at, via=via)
        return say(order, f"validé, {euros(version.amount)} HT", by=by, key=key)
    return _put_in_force(order, version, by=by, key=key)


@order_verb
def refuse(order: WorkOrder, why: str, *, by, key, at, via) -> Entry:
    """Nothing is ordered, or the order stays as it was."""
    if not why.strip():
        raise MoveRefused("Dites pourquoi.")
    version = _pending(order)
    decide(version, Decision.REFUSED, by, why)
    order_asking.settle(order, "declined", text=why, by=by)
    if order.state == State.PREPARED:
        order.move("refuse", by=by, note=why, at=at, via=via)
        return say(order, f"refusé. {why}", by=by, key=key)
    return say(order, f"avenant refusé ({euros(version.amount)} HT). {why}", by=by, key=key)


def _pending(order: WorkOrder) -> OrderVersion:
    version = order.versions.pending().first()
    if version is None or not order.is_live:
        raise MoveRefused("Il n’y a rien à valider : quelqu’un a déjà décidé.")
    return version


def decide(version: OrderVersion, decision: str, by, note: str = "") -> None:
    values = {"decision": decision, "decided_at": timezone.now(), "decided_by": by, "decision_note": note}
    if not OrderVersion.objects.filter(pk=version.pk, decision="").update(**values):
        raise MoveRefused("Quelqu’un a déjà décidé.")


def _refuse_beyond(amount: Decimal, by) -> None:
    limit = limit_of(by)
    if amount > limit:
        raise MoveRefused(BEYOND.format(euros(amount), euros(limit)))


def _put_in_force(order: WorkOrder, version: OrderVersion, *, by, key=None) -> Entry:
    WorkOrder.objects.filter(pk=order.pk).update(amount=version.amount)
    former, order.amount = order.amount, version.amount
    if order.has_left:
        posting.post_order(order)
    change = f"{euros(former)} → {euros(version.amount)} HT"
    return say(order, f"avenant validé, {change}. {version.reason}", by=by, key=key)


# --- sent


@order_verb
def send(order: WorkOrder, *, by, key, at, via) -> Entry:
    """It leaves for the firm: both clocks start, and the case knows that works are ordered."""
    if not order.case.is_open:
        raise MoveRefused("Ce dossier est clos : rouvrez-le, ou annulez l’ordre.")
    order_plan.must_be_free(order)
    ask_by = clock.due_at(at, parameters.value(ACKNOWLEDGE), clock.Unit.HOURS, order.case.calendar())
    due = _due(order, at)
    order.move(
        "send", by=by, at=at, via=via, sent_at=at, due_at=due, acknowledge_by=min(filter(None, (ask_by, due)))
    )
    entry = say(order, f"envoyé, à faire avant le {timezone.localtime(due):%d/%m/%Y %H:%M}", by=by, key=key)
    serving.serve(order, "sent", f"{order.number} envoyé à {order.contractor}", by=by, at=at)
    posting.post_order(order)
    return entry


@transaction.atomic
def approve_and_send(order: WorkOrder, *, seen: int | None = None, by, key=None) -> Entry:
    """Both at once: the usual case of a small order."""
    if key and (known := Entry.objects.filter(key=key, by=by).first()):
        return known
    approve(order, seen=seen, by=by)
    return send(order, by=by, key=key)


def _due(order: WorkOrder, at: dt.datetime) -> dt.datetime:
    """What the contract says for this urgency, else the time that the case has left, else the usual delay."""
    calendar = order.case.calendar()
    time = order.contract and order.contract.response_times.filter(priority=order.priority).first()
    found = clock.due_at(at, time.amount, time.unit, calendar) if time else order.case.due_at
    if found is None or found <= at:
        found = clock.due_at(at, parameters.value(DUE), clock.Unit.WORKING_DAYS, calendar)
    assert found  # noqa: S101 - without a pause a clock always ends
    return found


# --- changed


@order_verb
def vary(order: WorkOrder, lines: Sequence[Line], reason: str, *, version: int, by, key, at, via) -> Entry:
    """Order other quantities. `version`: the one that the person had before their eyes; if it is no longer the
    last, somebody else was there, and nothing is overwritten. Within one's own limit it holds at once."""
    if not reason.strip():
        raise MoveRefused("Donnez le motif de l’avenant.")
    if order.state not in MAY_VARY:
        raise MoveRefused("Cet ordre ne se modifie plus.")
    order_plan.may_grow(order, _total(lines))
    if not WorkOrder.objects.filter(pk=order.pk, version=version).update(version=version + 1):
        raise MoveRefused(CHANGED.format(order.version))
    order.version = version + 1
    for waiting in order.versions.pending():
        decide(waiting, Decision.DROPPED, by)
    made = write_version(order, order.version, lines, reason, by)
    order_asking.ask_approval(order, made.amount, by=by)
    if order.state == State.PREPARED:
        WorkOrder.objects.filter(pk=order.pk).update(amount=made.amount)
        return say(order, f"modifié, {euros(made.amount)} HT. {reason}", by=by, key=key)
    if made.amount > limit_of(by):
        return say(order, f"avenant à valider, {euros(made.amount)} HT. {reason}", by=by, key=key)
    decide(made, Decision.APPROVED, by)
    return _put_in_force(order, made, by=by, key=key)


MAY_VARY = (State.PREPARED, State.APPROVED, State.SENT, State.ACKNOWLEDGED, State.BOOKED, State.STARTED,
            State.RESERVES)  # fmt: skip


# --- cancelled


@order_verb
def cancel(order: WorkOrder, why: str, *, by, key, at, via) -> Entry:
    """Nobody comes: the firm is told, and the tenant when a day was agreed."""
    if not why.strip():
        raise MoveRefused("Dites pourquoi l’ordre est annulé.")
    had_left = order.has_left
    entry = end(order, "cancel", why, by=by, key=key, at=at, via=via)
    if had_left:
        posting.post_news(order, "cancelled")
    return entry


def end(order: WorkOrder, move: str, why: str, *, by, key, at, via, **changes) -> Entry:
    """What every early end does: nothing waits to be approved, no slot stands, the case's task is its owner's."""
    former = order.expected_on
    order.move(move, by=by, note=why, at=at, via=via, expected_on=None, **changes)
    for waiting in order.versions.pending():
        decide(waiting, Decision.DROPPED, by)
    order_asking.withdraw(order, by=by)
    booking.call_off(order)
    told = SAID[move].lower()
    entry = say(order, f"{told}. {why}", by=by, key=key)
    serving.follow_day(order, f"{order.number} {told} : {why}", by=by, at=at, former=former)
    serving.serve(order, "off", f"{order.number} {told} : {why}", by=by, at=at)
    return entry


def in_force(order: WorkOrder) -> OrderVersion:
    """The version that the firm works by: the last approved one, else the first."""
    versions = list(order.versions.prefetch_related("lines").order_by("number"))
    approved = [one for one in versions if one.decision == Decision.APPROVED]
    return (approved or versions)[-1]
