"""When the firm comes: it offers slots, the tenant answers by a digit, or both agree by telephone."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from coordination import clock, parameters
from coordination.models import Case, Entry, Priority
from messaging import outbox
from messaging.models import Contact, Message
from messaging.reading import read, short_code
from teams.workflow import MoveRefused

from . import events, posting, serving
from .models import Attempt, Slot, Via, WorkOrder
from .order_verbs import order_verb, say
from .parameters import SLOT

State = Slot.State
MOST_SLOTS = 5
BEFORE_BOOKING = (WorkOrder.State.SENT, WorkOrder.State.ACKNOWLEDGED, WorkOrder.State.BOOKED,
                  WorkOrder.State.RESERVES)  # fmt: skip
Times = tuple[dt.datetime, dt.datetime]


# --- verbs


@order_verb
def offer(order: WorkOrder, times: Sequence[Times], *, by, key, at, via) -> Entry:
    """Ask the tenant which of these suits. Those that were offered before are no longer; offering acknowledges."""
    if order.state not in BEFORE_BOOKING:
        raise MoveRefused("Cet ordre n’attend pas de rendez-vous.")
    if order.contact is None:
        raise MoveRefused("Personne n’est à prévenir : fixez directement la date.")
    if not 0 < len(times) <= MOST_SLOTS or len(set(times)) < len(times):
        raise MoveRefused(f"Proposez de un à {MOST_SLOTS} créneaux différents.")
    for start, end in times:
        check_slot(order, start, end)
    acknowledged(order, by=by, at=at, via=via)
    order.slots.offered().update(state=State.LEFT)
    made = Slot.objects.bulk_create(
        Slot(order=order, number=number, starts_at=start, ends_at=end, via=via)
        for number, (start, end) in enumerate(sorted(times), 1)
    )
    said = ", ".join(f"{slot.number} : {slot}" for slot in made)
    entry = say(order, f"créneaux proposés au locataire. {said}", by=by, key=key, to_tenant=True)
    choices = ", ".join(f"{slot.number} : {short(slot)}" for slot in made)
    tell(order, events.SLOTS, key=str(entry.pk), asks=True, choices=choices)
    return entry


@order_verb
def choose(order: WorkOrder, number: int, *, by, key, at, via) -> Entry:
    """The tenant takes one of the slots that stand."""
    slot = order.slots.offered().filter(number=number).first()
    if slot is None:
        raise MoveRefused("Ce créneau n’est plus proposé.")
    if slot.starts_at <= timezone.now():
        raise MoveRefused("Ce créneau est déjà passé.")
    return _book(order, slot, by=by, key=key, at=at, via=via)


@order_verb
def none_suits(order: WorkOrder, *, by, key, at, via) -> Entry:
    """« 0 »: the firm offers others, or calls."""
    if not order.slots.offered().update(state=State.LEFT):
        raise MoveRefused("Aucun créneau n’est proposé.")
    posting.post_news(order, "no_slot")
    return say(order, "aucun créneau ne convient au locataire", by=by, key=key, to_tenant=True)


@order_verb
def book(order: WorkOrder, start: dt.datetime, end: dt.datetime, *, by, key, at, via) -> Entry:
    """A time that was agreed otherwise, or that nobody has to be at home for."""
    if order.state not in BEFORE_BOOKING:
        raise MoveRefused("Cet ordre n’attend pas de rendez-vous.")
    check_slot(order, start, end)
    slot = Slot(order=order, number=0, starts_at=start, ends_at=end, via=via)
    return _book(order, slot, by=by, key=key, at=at, via=via)


@order_verb
def miss(order: WorkOrder, *, note: str = "", by, key, at, via) -> Entry:
    """The firm was there and nobody opened: counted, told to the tenant, and another day is to be found."""
    former = order.expected_on
    order.move("miss", by=by, note=note, at=at, via=via, expected_on=None)
    order.slots.standing().update(state=State.MISSED)
    Attempt.objects.create(order=order, at=at, via=via, by=by, note=note)
    count = order.attempts.count()
    said = f"passage sans accès ({'1er' if count == 1 else f'{count}e'}). {note}".strip()
    entry = say(order, said, by=by, key=key, at=at, to_tenant=True)
    serving.follow_day(order, f"{order.number} : passage sans accès", by=by, at=at, former=former)
    tell(order, events.NO_ACCESS, key=str(entry.pk))
    return entry


# --- what verbs are made of


def _book(order: WorkOrder, slot: Slot, *, by, key, at, via) -> Entry:
    day, former = clock.day_of(slot.starts_at), order.expected_on
    acknowledged(order, by=by, at=at, via=via)
    order.slots.standing().update(state=State.MOVED)
    order.slots.offered().exclude(pk=slot.pk).update(state=State.LEFT)
    slot.state, slot.chosen_at, slot.chosen_via = State.CHOSEN, timezone.now(), via
    slot.save()
    order.move("book", by=by, at=at, via=via, expected_on=day)
    entry = say(order, f"rendez-vous le {slot}", by=by, key=key, to_tenant=True)
    serving.follow_day(order, f"{order.contractor} passe le {slot}", by=by, at=at, former=former)
    tell(order, events.BOOKED, key=str(entry.pk), **when(slot))
    if via != Via.CONTRACTOR:
        posting.post_news(order, "booked")
    return entry


def acknowledged(order: WorkOrder, *, by, at, via) -> None:
    """Who answers has read it."""
    if order.state == WorkOrder.State.SENT:
        order.move("acknowledge", by=by, at=at, via=via, acknowledged_at=at)


def call_off(order: WorkOrder) -> None:
    """No slot stands any more; a tenant who had agreed on one is told."""
    order.slots.offered().update(state=State.LEFT)
    slot = order.slots.standing().first()
    if slot:
        order.slots.standing().update(state=State.LEFT)
        if slot.starts_at > timezone.now():
            tell(order, events.OFF, key=f"{order.pk}:{slot.pk}", day=when(slot)["day"])


def check_slot(order: WorkOrder, start: dt.datetime, end: dt.datetime) -> None:
    if start <= timezone.now():
        raise MoveRefused("Ce créneau est déjà passé.")
    longest = dt.timedelta(hours=float(parameters.value(SLOT)))
    if not start < end <= start + longest:
        raise MoveRefused(f"Un créneau finit après son début, et dure au plus {longest.seconds // 3600} heures.")
    day = clock.day_of(start)
    if order.contact_id and order.priority != Priority.EMERGENCY and order.case.calendar().is_day_off(day):
        raise MoveRefused("Ni dimanche ni jour férié, sauf urgence.")


# --- the tenant


def tell(order: WorkOrder, event: str, *, key: str, asks: bool = False, **context) -> Message | None:
    """Write to the person of the order; of an emergency at any hour, except reminders."""
    if order.contact is None:
        return None
    known = {"reference": short_code(order.case.reference), "company": order.contractor.name, **context}
    pressing = order.priority == Priority.EMERGENCY and event != events.REMINDER
    return outbox.send(
        event, order.contact, known, case=order.case, key=f"{event}:{key}", asks=asks, urgent=pressing or None
    )


def hear(sender, message: Message, case: Case | None, contact: Contact | None, **kwargs) -> None:
    """Receiver of `messaging.signals.answer_received`: a digit takes a slot that an order of this file offers."""
    answer = read(message.body)
    if case is None or not case.is_open or not answer.is_bare or not answer.answer.isdecimal():
        return
    orders = WorkOrder.objects.filter(case=case, slots__state=State.OFFERED).select_related("case", "contractor")
    order = orders.order_by("-slots__offered_at", "pk").first()
    if order is None or not _is_theirs(order, contact):
        return
    message.disturbs = not _answer(order, int(answer.answer))


def _is_theirs(order: WorkOrder, contact: Contact | None) -> bool:
    return contact is None or order.contact_id == contact.pk


def _answer(order: WorkOrder, digit: int) -> bool:
    """Whether the digit said something; else a person reads it."""
    try:
        with transaction.atomic():
            if digit:
                choose(order, digit, by=None, via=Via.TENANT)
            else:
                none_suits(order, by=None, via=Via.TENANT)
    except MoveRefused:
        return False
    return True


def when(slot: Slot) -> dict[str, str]:
    """The variables of texts: « 24/11 », « 8h », « 10h30 »."""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return {"day": f"{start:%d/%m}", "from": _hour(start), "to": _hour(end)}


def short(slot: Slot) -> str:
    """« 24/11 8h-10h »."""
    said = when(slot)
    return f"{said['day']} {said['from']}-{said['to']}"


def _hour(at: dt.datetime) -> str:
    return f"{at.hour}h{at:%M}" if at.minute else f"{at.hour}h"


# --- the day before


def remind(now: dt.datetime | None = None) -> int:
    """Tell who expects a firm tomorrow; each slot once. How many were told."""
    day = clock.day_of(now or timezone.now()) + clock.DAY
    due = Slot.objects.standing().filter(
        starts_at__gte=clock.starts(day), starts_at__lt=clock.starts(day + clock.DAY),
        chosen_at__lt=clock.starts(day - clock.DAY), order__contact__isnull=False,
    )  # fmt: skip
    return sum(_remind(pk) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    """Held while it is told: whoever cancels it waits, and tells that afterwards."""
    slot = Slot.objects.select_for_update(of=("self",)).standing().filter(pk=pk).first()
    if slot is None:
        return False
    order = WorkOrder.objects.select_related("case", "contact", "contractor").get(pk=slot.order_id)
    return tell(order, events.REMINDER, key=str(pk), **when(slot)) is not None
