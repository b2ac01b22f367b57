"""What the page of a request says to its tenant, in plain words. Nothing here names anybody, nor says where."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from coordination.models import Entry
from messaging.models import Message
from messaging.reading import short_code
from teams.roles import Role

from .answers import asked, may_reopen
from .models import Appointment, Parking, Request, Survey, TenantLink
from .states import RequestState as State
from .telling import what

SAID = {
    State.NEW: _("Nous avons bien reçu votre demande. Un service va la prendre en charge."),
    State.QUALIFIED: _("Votre demande est confiée au service qui va la traiter."),
    State.RUNNING: _("Le service s’en occupe."),
    State.SCHEDULED: _("L’intervention est prévue."),
    State.DONE: _("L’intervention est terminée. Est-ce réglé ?"),
    State.SUSPENDED: _("Nous attendons une réponse de votre part pour avancer. Répondez plus bas."),
    State.PLANNED: _("Votre demande sera traitée avec des travaux prévus."),
    State.JOINED: _("Ce problème touche plusieurs personnes : il est traité pour toutes en même temps."),
    State.DECLINED: _("Votre demande n’est pas prise en charge. Le message reçu dit pourquoi."),
    State.CLOSED: _("Votre demande est close."),
}
ENDED = {
    "confirmed": _("Réglée : vous nous l’avez confirmé. Merci."),
    "unconfirmed": _(
        "Close : nous n’avons pas eu de réponse de votre part. Ce n’est pas réglé ? Dites-le plus bas."
    ),
    "internal": _("Réglée, d’après nos équipes."),
    "no_access": _("Close : nous n’avons pas pu entrer dans le logement."),
    "duplicate": _("Close : une autre demande est déjà ouverte pour le même problème."),
    "void": _("Close : la demande n’a plus lieu d’être."),
}
SERVICES = {
    Role.CARETAKER: _("Le gardien"),
    Role.PROXIMITY_MANAGER: _("L’équipe de proximité"),
    Role.TECHNICIAN: _("L’équipe technique"),
    Role.CONTRACT_MANAGER: _("Le service des contrats d’entretien"),
    Role.ASSET_PLANNER: _("Le service patrimoine"),
    Role.CONTACT_CENTRE: _("Le service relation client"),
    Role.LEASING_OFFICER: _("Le service location"),
    Role.TENANCY_OFFICER: _("Le service clientèle"),
    Role.ARREARS_OFFICER: _("Le service comptes locataires"),
    Role.SOCIAL_WORKER: _("Le service social"),
    Role.AGENCY_MANAGER: _("La direction de l’agence"),
    Role.DIRECTOR: _("La direction"),
    Role.ADMIN: _("Votre bailleur"),
}
STEPS = (_("Reçue"), _("Confiée à un service"), _("Intervention prévue"), _("Intervention faite"), _("Réglée"))
REACHED = {
    State.NEW: 1, State.QUALIFIED: 2, State.RUNNING: 2, State.SUSPENDED: 2, State.JOINED: 2, State.SCHEDULED: 3,
    State.PLANNED: 3, State.DONE: 4,
}  # fmt: skip
"""How many steps are behind, in each state; a byway stands where it branched off."""
UNDER_WAY = (State.QUALIFIED, State.RUNNING)
SOLVED = ("confirmed", "unconfirmed", "internal")


@dataclass(frozen=True)
class Step:
    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True)
class Line:
    """One line of the history, or one message. `mine`: the tenant's."""

    at: dt.datetime
    label: str
    text: str
    mine: bool


@dataclass(frozen=True)
class Page:
    link: TenantLink
    request: Request
    reference: str
    what: str
    said: str
    steps: list[Step]
    service: str
    promised_on: dt.date | None
    first_promise: dt.date | None
    is_late: bool
    appointment: Appointment | None
    works_year: int | None
    asks: bool
    survey: Survey | None
    may_reopen: bool
    may_contest: bool
    lines: list[Line] = field(default_factory=list)
    photos: list = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.request.case.is_open

    @property
    def has_moved(self) -> bool:
        return bool(self.first_promise and self.promised_on and self.first_promise != self.promised_on)


def read(link: TenantLink, language: str, *, recognised: bool = False) -> Page:
    """In the language in force. The history only for who was recognised."""
    request: Any = Request.objects.with_state().get(pk=link.request_id)
    request.case, request.category = link.request.case, link.request.category
    case = request.case
    appointment = _coming(request)
    state = State.SCHEDULED if appointment and request.state in UNDER_WAY else State(request.state)
    first = case.promises.order_by("pk").first()
    reopens = not case.is_open and may_reopen(request)
    parked = Parking.objects.filter(request=request).standing().first() if state == State.PLANNED else None
    return Page(
        link=link, request=request, reference=short_code(case.reference), what=what(request, language),
        said=gettext(ENDED.get(case.outcome, SAID[state]) if state == State.CLOSED else SAID[state]),
        steps=_steps(state, case.outcome), service=_service(case),
        promised_on=case.promised_on if case.is_open and state != State.DONE else None,
        first_promise=first.on if first else None,
        is_late=bool(case.promised_on and case.promised_on < timezone.localdate()),
        appointment=appointment,
        works_year=parked.year if parked else None,
        asks=case.is_open and asked(request) is not None,
        survey=request.surveys.pending().first(),
        may_reopen=reopens and case.outcome != "declined", may_contest=reopens and case.outcome == "declined",
        lines=_lines(link) if recognised else [],
        photos=list(case.photos.for_tenant().select_related("picture")) if recognised else [],
    )  # fmt: skip


def _coming(request) -> Appointment | None:
    """The slot that was agreed, unless it is over."""
    return Appointment.objects.filter(request=request, ends_at__gt=timezone.now()).standing().first()


def _steps(state: State, outcome: str) -> list[Step]:
    if state == State.DECLINED or (state == State.CLOSED and outcome not in SOLVED):
        return []
    done = REACHED.get(state, len(STEPS))
    return [Step(gettext(label), place < done, place == done) for place, label in enumerate(STEPS)]


def _service(case) -> str:
    """Who has the ball: a team or a trade, never a person."""
    task = case.tasks.open().filter(waits=False).select_related("team").order_by("pk").last()
    if task is None:
        return ""
    return task.team.name if task.team else gettext(SERVICES[Role(task.role)])


def _lines(link: TenantLink) -> list[Line]:
    """The journal and the messages as one story, latest first. A text of a message is told once."""
    case = link.request.case
    entries = case.entries.for_tenant().filter(data__message__isnull=True).exclude(kind=Entry.Kind.PHOTO)
    messages = Message.objects.filter(case=case, contact=link.contact, purged_at=None)
    found = [Line(one.at, _label(one), one.text, one.data.get("from") == "tenant") for one in entries]
    theirs, ours = gettext("Votre message"), gettext("Message pour vous")
    found += [
        Line(one.created_at, theirs if one.is_incoming else ours, one.body, one.is_incoming)
        for one in messages.order_by("pk")
    ]
    return sorted(found, key=lambda line: line.at, reverse=True)


def _label(entry: Entry) -> str:
    day = parse_date(entry.data.get("on") or "")
    return f"{entry.get_kind_display()} : {day:%d/%m/%Y}" if day else entry.get_kind_display()
