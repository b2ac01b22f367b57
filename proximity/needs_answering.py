"""The plan answers a need: planned in a year, under study, merged, refused, or more is asked of the field.

Each act ends the planner's task by the outcome that goes with it, and reaches everybody who reported.
"""

import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination.models import Entry, Task
from housing.models import PlannedWork
from teams.models import Team
from teams.workflow import MoveRefused

from . import needs_telling
from .models import Need

ASSETS = Team.Service.ASSETS
DECIDING = ("decision", "study")


# --- what they share


def held(need: Need) -> Need:
    """The need read again with its case locked; refused once it is over."""
    case = need.case.hold()
    need.refresh_from_db()
    need.case = case
    if not (need.is_open and case.is_open):
        raise MoveRefused("Ce besoin est clos.")
    return need


def deciding(need: Need) -> Task:
    """The planner's open task; refused when there is nothing to decide."""
    task = need.case.tasks.open().filter(step__in=DECIDING).first()
    if task is None:
        raise MoveRefused("Il n’y a rien à décider : une réponse a déjà été donnée, ou un complément est attendu.")
    task.case = need.case
    return task


def repeated(need: Need, key: uuid.UUID | None, by) -> Entry | None:
    """What this very act wrote when it was first sent."""
    known = Entry.objects.filter(key=key).first() if key else None
    if known and (known.case_id, known.by) != (need.case_id, by):
        raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
    return known


def _answer(need: Need, move: str, outcome: str, text: str, *, by, key, **changes) -> Entry:
    task = deciding(need)
    need.move(move, by=by, note=text, **changes)
    needs_telling.tell(need, by=by)
    return task.answer(outcome, text=needs_telling.answer_in_words(need), by=by, key=key)


# --- answers


@transaction.atomic
def plan(
    need: Need, *, work: PlannedWork | None = None, year: int | None = None, nature: str = "", title: str = "",
    amount: Decimal | None = None, text: str = "", by, key=None,
) -> Entry:  # fmt: skip
    """Planned: with works that are in the plan already, or with new ones in `year`."""
    if known := repeated(need, key, by):
        return known
    deciding(held(need))
    chosen = _known_work(need, work) if work else _new_work(need, year, nature, title, amount, text, by)
    entry = _answer(need, "plan", "planned", text, by=by, key=key, work=chosen, year=chosen.year)
    promise(need, chosen.ends_on, f"Travaux programmés en {chosen.year}", by=by)
    return entry


def _known_work(need: Need, work: PlannedWork) -> PlannedWork:
    live = PlannedWork.objects.to_come().select_for_update(of=("self",)).filter(residence=need.residence_id)
    found = live.filter(pk=work.pk).first()
    if found is None:
        raise MoveRefused("Ces travaux sont finis ou abandonnés, ou ne sont pas dans cette résidence.")
    return found


def _new_work(need: Need, year, nature: str, title: str, amount, text: str, by) -> PlannedWork:
    if year is None or year < timezone.localdate().year:
        raise MoveRefused("Donnez l’année des travaux : cette année, ou une année à venir.")
    work = PlannedWork.objects.create(
        residence=need.residence, building=need.building, kind=need.kind, component=need.component, year=year,
        title=title or f"{need.kind} ({need.case.reference})", nature=nature or PlannedWork.Nature.MAJOR,
        amount=amount, source=PlannedWork.Source.FIELD, state=PlannedWork.State.REPORTED,
    )  # fmt: skip
    work.move("retain", by=by, note=f"Besoin {need.case.reference}. {text}"[:300].strip())
    return work


@transaction.atomic
def study(need: Need, *, until, text: str = "", by, key=None) -> Entry:
    """Under study, with the day by which the field will know."""
    if known := repeated(need, key, by):
        return known
    deciding(held(need))
    if until <= timezone.localdate():
        raise MoveRefused("Donnez un jour à venir.")
    entry = _answer(need, "study", "studied", text, by=by, key=key)
    need.case.tasks.open().get(step="study").expect(until, by=by)
    promise(need, until, "Mis à l’étude", by=by)
    return entry


@transaction.atomic
def merge(need: Need, into: Need, *, text: str = "", by, key=None) -> Entry:
    """The same matter as another need of the residence: what was found goes along with that one."""
    if known := repeated(need, key, by):
        return known
    if into.pk == need.pk or into.residence_id != need.residence_id:
        raise MoveRefused("On regroupe avec un autre besoin ouvert de la même résidence.")
    for one in sorted((need, into), key=lambda one: one.case_id):
        held(one)
    Need.objects.filter(into=need).update(into=into)
    note = f"Suivi dans {into.case.reference}. {text}".strip()
    entry = _answer(need, "merge", "merged", note, by=by, key=key, into=into)
    into.case.note(f"{need.case.reference} est regroupé ici. {text}".strip(), by=by)
    return entry


@transaction.atomic
def refuse(need: Need, reason: str, *, by, key=None) -> Entry:
    if known := repeated(need, key, by):
        return known
    deciding(held(need))
    if not reason.strip():
        raise MoveRefused("Dites pourquoi : la réponse est lue par ceux qui ont signalé.")
    return _answer(need, "refuse", "refused", reason, by=by, key=key)


@transaction.atomic
def ask_more(need: Need, what: str, *, by, key=None) -> Entry:
    """The field must say more before the plan can answer."""
    if known := repeated(need, key, by):
        return known
    task = deciding(held(need))
    if not what.strip():
        raise MoveRefused("Dites ce qui manque.")
    need.move("ask_more", by=by, note=what)
    return task.answer("more", text=what, by=by, key=key)


@transaction.atomic
def estimate(
    need: Need, *, count: int | None, cost_low=None, cost_high=None, text: str = "", by, key=None
) -> Entry:
    """How many, and what it would cost: whoever knows says it, as long as nobody answered."""
    if known := repeated(need, key, by):
        return known
    held(need)
    if (cost_low is None) != (cost_high is None) or (cost_low is not None and cost_low > cost_high):
        raise MoveRefused("Donnez les deux coûts, le plus bas d’abord.")
    Need.objects.filter(pk=need.pk).update(count=count, cost_low=cost_low, cost_high=cost_high)
    cost = f"de {euros(cost_low)} à {euros(cost_high)}" if cost_low is not None else ""
    said = ", ".join(filter(None, (f"{count} éléments" if count else "", cost))) or "retirée"
    return need.case.note(f"Estimation : {said}. {text}".strip(), by=by, key=key)


def promise(need: Need, day, cause: str, *, by) -> None:
    """The date told to the field; a change is the plan's."""
    case = need.case
    if day >= timezone.localdate() and day != case.promised_on:
        case.promise(day, cause=cause, service=ASSETS, visibility=Entry.Visibility.INTERNAL, by=by)
