"""Recording a request at the desk: what is suggested while somebody tells of it, then one transaction."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from coordination import photos
from coordination.models import Case, Entry, Priority
from housing.models import PlaceAlert, PlannedWork
from messaging.models import Message
from messaging.sorting import sort_into
from teams.workflow import MoveRefused

from . import around, payer, triage
from .desk_forms import CaptureForm
from .events import YOURS
from .finding import Where
from .incidents import join, open_incident
from .models import Category, Channel, Membership, Payer, Request, UrgencySign, Zone
from .opening import open_request
from .telling import tell

TENANT = Entry.Visibility.TENANT


@dataclass(frozen=True)
class Tick:
    """A sign to tick: `heard` in the words, not ticked."""

    sign: UrgencySign
    ticked: bool
    heard: bool


@dataclass
class Look:
    """The side of the screen: what is known here, what is proposed, and why."""

    where: Where
    category: Category | None = None
    suggestions: list[triage.Suggestion] = field(default_factory=list)
    urgency: triage.Urgency | None = None
    ticks: list[Tick] = field(default_factory=list)
    verdict: payer.Verdict | None = None
    twins: list[around.Twin] = field(default_factory=list)
    works: list[PlannedWork] = field(default_factory=list)
    alerts: list[PlaceAlert] = field(default_factory=list)


def look(form: CaptureForm, data: dict, user) -> Look:
    """`data`: what is known of the form so far. Nothing is written."""
    where, category, zone = form.where, data.get("category"), data.get("zone") or Zone.HOME
    text, here = data.get("description") or "", _narrowed(where, data)
    found = Look(where, category)
    known = triage.suggest(text, form.categories, zone)
    found.suggestions = [one for one in known if one.category != category]
    found.twins = around.already_open(here, user, category=category, zone=zone)
    found.alerts = around.alerts(here, user)
    found.works = around.works(here, category, user)
    if category:
        signs = [sign for sign in form.signs if sign.category_id == category.pk]
        found.urgency = urgency(form, category, text)
        heard = {sign.pk for sign in found.urgency.heard}
        found.ticks = [Tick(sign, sign.pk in form.ticked, sign.pk in heard) for sign in signs]
        found.verdict = verdict(where, category, data)
    return found


def urgency(form: CaptureForm, category: Category, text: str) -> triage.Urgency:
    contact = form.where.contact
    return triage.urgency(
        category, [sign for sign in form.signs if sign.category_id == category.pk], ticked=form.ticked, text=text,
        month=timezone.localdate().month, needs_care=bool(contact and contact.needs_care),
    )  # fmt: skip


def verdict(where: Where, category: Category, data: dict) -> payer.Verdict | None:
    return payer.suggest(
        category, cause=data.get("cause") or "", zone=data.get("zone") or Zone.HOME, residence=where.residence,
        day=timezone.localdate(),
    )  # fmt: skip


def _narrowed(where: Where, data: dict) -> Where:
    """The place with the staircase and machine chosen on the form."""
    machine, stair = data.get("equipment") or where.equipment, data.get("staircase")
    if data.get("zone") == Zone.HOME:
        stair = where.staircase
    return Where(where.contact, where.residence, stair or where.staircase, where.unit, machine)


def place_of(where: Where, data: dict):
    """Where the case is: the home, else the machine's place, else the staircase, else the residence."""
    zone, machine = data["zone"], data.get("equipment")
    if zone == Zone.HOME:
        return where.unit
    if machine:
        return machine.place
    if zone == Zone.COMMON:
        return data.get("staircase") or where.staircase or where.residence
    return where.residence


# --- Writing it


@transaction.atomic
def capture(form: CaptureForm, *, by, joins: Request | None = None) -> Request:
    """Open the request with its photos, and file the text it answers. The same key twice gives the same request.

    `joins`: another caller told of the same before. That the tenant pays is told when nothing presses; else we
    come first, and whoever was there says it.
    """
    data, where = form.cleaned_data, form.where
    proposed, told = urgency(form, data["category"], data["description"]), verdict(where, data["category"], data)
    who_pays = data["payer"] or (told.payer if told else Payer.TO_CHECK)
    request = open_request(
        place_of(where, data), category=data["category"], channel=data["channel"], zone=data["zone"], by=by,
        contact=where.contact, priority=data["priority"], signs=data["signs"], key=data["key"],
        description=data["description"], availability=data["availability"], equipment=data["equipment"],
        suggested_priority=proposed.priority, cause=data["cause"], payer=who_pays,
        payer_basis=basis(told, who_pays),
    )  # fmt: skip
    _attach(request, data, by)
    if data["message"]:
        _file(data["message"], request, by)
    if who_pays == Payer.TENANT and data["priority"] > Priority.URGENT:
        tell(request, YOURS, key=str(request.case.pk), by=by)
    if joins:
        together(request, joins, by=by, key=data["key"])
    return request


def basis(told: payer.Verdict | None, chosen: str) -> str:
    """The text that says so; a person who chose otherwise is told of."""
    if told is None:
        return ""
    return told.basis if chosen == told.payer else f"Choisi par la personne qui saisit (proposé : {told.label})"


def _attach(request: Request, data: dict, by) -> None:
    visible = Entry.Visibility.INTERNAL if data["channel"] == Channel.FIELD else TENANT
    for number, upload in enumerate(data["photos"]):
        photos.attach(request.case, upload, by=by, visibility=visible, key=uuid.uuid5(data["key"], str(number)))


def _file(message: Message, request: Request, by) -> None:
    """Somebody else may have put the text elsewhere meanwhile: then nothing of this is written."""
    if message.case_id != request.case_id:
        sort_into(message, request.case, by=by)


def together(request: Request, other: Request, *, by, key: uuid.UUID) -> None:
    """Two callers, one breakdown: one collective incident for both. Where there can be none (one of them waits for
    its tenant, or for works), each file names the other."""
    if Membership.objects.filter(request=request, ended_at=None).exists():
        return
    try:
        with transaction.atomic():
            _join(request, other, by, key)
    except MoveRefused:
        for number, (one, twin) in enumerate(((request, other), (other, request))):
            one.case.note(f"Même sujet que {twin.case.reference}.", by=by, key=uuid.uuid5(key, f"beside:{number}"))


def _join(request: Request, other: Request, by, key: uuid.UUID) -> None:
    standing = Membership.objects.filter(request=other, ended_at=None).select_related("incident__case").first()
    if standing:
        join(request, standing.incident, by=by, key=uuid.uuid5(key, "join"))
        return
    open_incident(
        _around_both(request.case, other.case), category=other.category, by=by, requests=[other, request],
        equipment=other.equipment, key=uuid.uuid5(key, "incident"),
    )  # fmt: skip


def _around_both(one: Case, other: Case):
    """The narrowest place that holds both; never a home, whose trouble is its own."""
    for level in ("staircase", "building"):
        if getattr(one, f"{level}_id") and getattr(one, f"{level}_id") == getattr(other, f"{level}_id"):
            return getattr(one, level)
    return one.residence


def called_again(request: Request, where: Where, words: str, channel: str, *, by, key: uuid.UUID) -> Entry:
    """Asked for again: a line in the file that is open. Its tenant reads it, if it was them."""
    if not request.case.is_open:
        raise MoveRefused("Cette demande vient d’être close : enregistrez-en une nouvelle.")
    theirs = where.contact is not None and where.contact.pk == request.contact_id
    who = "Le locataire relance" if theirs else "Signalé aussi par une autre personne"
    told = words.strip() or "demande où en est l’intervention."
    return request.case.note(
        f"{who} ({Channel(channel).label.lower()}) : {told}", by=by, key=key,
        visibility=TENANT if theirs else Entry.Visibility.INTERNAL,
    )  # fmt: skip


def told_how(request: Request) -> str:
    """« SMS envoyé à Leïla Ben Salah », for whoever has the caller on the line."""
    message = Message.objects.filter(case=request.case, direction="out").order_by("pk").first()
    if message is None:
        return "Personne n’est à prévenir."
    how = {"sms": "SMS envoyé", "email": "Courriel envoyé", "letter": "Courrier à imprimer, pour"}
    return f"{how[message.channel]} {'' if message.channel == 'letter' else 'à '}{request.contact}."
