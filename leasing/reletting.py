"""The file of a home between two tenants: opened, dated, booked, let again.

Whatever goes out to the candidates and the services follows from the journal (`following`); these are the acts.
"""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.models import Entry, Task
from coordination.opening import open_case
from teams.models import Team
from teams.workflow import MoveRefused

from . import publishing
from .models import Candidate, DelayCause, EstimateLine, Vacancy, VacancyFreeze
from .models.vacancies import OPEN_ALREADY
from .processes import NO_WORKS, TECHNICAL
from .reasons import Reason

Origin, Certainty = Vacancy.Origin, Vacancy.Certainty
FIRST_STEP = {Origin.NOTICE: "advice_visit", Origin.WORKS: "acceptance"}
ORIGINS = {
    Reason.DEATH: Origin.DEATH, Reason.ABANDONMENT: Origin.ABANDONMENT, Reason.EVICTION: Origin.EVICTION,
}  # fmt: skip
NOT_SURE = "La date de disponibilité n’est qu’estimée : faites-la confirmer avant de fixer l’entrée."
TOO_EARLY = "Le logement ne sera prêt que le {:%d/%m/%Y} : l’entrée ne peut pas venir avant."
AWARDED = "Un candidat a accepté ce logement : le congé ne peut plus être retiré."


# --- opened


@transaction.atomic
def open_vacancy(
    unit, *, origin: str, expected_exit: dt.date, by, lease=None, notice=None, key: uuid.UUID | None = None,
) -> Vacancy:  # fmt: skip
    """One case with a task in each branch. One open vacancy per home; the same `key` twice gives the same one."""
    step = FIRST_STEP.get(Origin(origin), "check_out")
    if step == "advice_visit" and expected_exit < timezone.localdate():
        step = "check_out"
    case = open_case("vacancy", step, unit, title=f"Relocation : {unit}", by=by, key=key)
    if known := Vacancy.objects.filter(case=case).first():
        return known
    try:
        with transaction.atomic():
            vacancy = Vacancy.objects.create(
                case=case, unit=unit, origin=origin, lease=lease, notice=notice, expected_exit=expected_exit,
                works=NO_WORKS if origin == Origin.WORKS else "",
            )  # fmt: skip
    except IntegrityError:
        raise MoveRefused(OPEN_ALREADY) from None
    case.ask("marketing", by=by)
    if step != "advice_visit":
        publishing.publish(vacancy, by=by)
    return vacancy


def notice_written(sender, notice, by, **kwargs) -> None:
    """Receiver: a notice opens a vacancy; a corrected one moves its dates. Nobody relets before demolition."""
    if notice.reason == Reason.DEMOLITION:
        return
    exit_on = notice.leaving_on or notice.ends_on
    vacancy = Vacancy.objects.open().filter(unit=notice.lease.unit_id).select_related("case").first()
    if vacancy is None:
        open_vacancy(
            notice.lease.unit, origin=ORIGINS.get(notice.reason, Origin.NOTICE), expected_exit=exit_on, by=by,
            lease=notice.lease, notice=notice,
        )  # fmt: skip
        return
    vacancy.case.hold()
    former, vacancy.expected_exit = vacancy.expected_exit, exit_on
    vacancy.notice, vacancy.lease = notice, notice.lease
    vacancy.save(update_fields=["notice", "lease", "expected_exit"])
    if former != exit_on:
        vacancy.case.note(
            f"Congé corrigé : sortie prévue le {exit_on:%d/%m/%Y} au lieu du {former:%d/%m/%Y}.", by=by
        )
        publishing.publish(vacancy, by=by, cause="Congé corrigé", service=Team.Service.LEASING)


def notice_withdrawn(sender, notice, why, by, **kwargs) -> None:
    """Receiver: the tenant stays, nothing is to be relet. Refused once a candidate accepted."""
    vacancy = Vacancy.objects.open().filter(notice=notice).select_related("case").first()
    if vacancy is None:
        return
    vacancy.case.hold()
    if vacancy.candidates.filter(state=Candidate.State.ACCEPTED).exists():
        raise MoveRefused(AWARDED)
    vacancy.case.close(Vacancy.Outcome.WITHDRAWN, text=f"Congé retiré : {why}", by=by)


def keys_returned(sender, notice, **kwargs) -> None:
    """Receiver: the day of the keys is the real exit."""
    vacancy = Vacancy.objects.open().filter(notice=notice).select_related("case").first()
    if vacancy and vacancy.keys_on != notice.keys_on:
        vacancy.case.hold()
        Vacancy.objects.filter(pk=vacancy.pk).update(keys_on=notice.keys_on)
        vacancy.refresh_from_db(fields=["keys_on"])
        publishing.publish(vacancy, by=None)


# --- acts


def held(vacancy: Vacancy) -> Vacancy:
    """The vacancy read again with its case locked; refused once it is over."""
    vacancy.case.hold()
    case = vacancy.case
    vacancy.refresh_from_db()
    vacancy.case = case
    if not (vacancy.is_open and case.is_open):
        raise MoveRefused("Cette relocation est finie.")
    return vacancy


def task_at(vacancy: Vacancy, step: str) -> Task:
    """The open task at this step; refused when there is none."""
    task = vacancy.case.tasks.open().filter(step=step).select_related("team", "assignee", "rule").first()
    if task is None:
        raise MoveRefused("Cette étape n’est pas en cours : rechargez la page.")
    task.case = vacancy.case
    return task


def repeated(vacancy: Vacancy, key, by) -> Entry | None:
    """What this very act wrote when it was first sent."""
    known = Entry.objects.filter(key=key).first() if key else None
    if known and (known.case_id, known.by) != (vacancy.case_id, by):
        raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
    return known


@transaction.atomic
def record_visit(
    vacancy: Vacancy, *, visited_on: dt.date, works: str, lines=(), diagnostics=False, ready_on=None, text="", by,
    key=None,
) -> Entry:  # fmt: skip
    """The pre-visit: what there is to do, for whose account, and with it the first ready date. `lines`: (label,
    payer, amount). `ready_on`: a later day than the reckoned one, which whoever visited knows better."""
    if known := repeated(vacancy, key, by):
        return known
    task = task_at(held(vacancy), "advice_visit")
    if visited_on > timezone.localdate():
        raise MoveRefused("La visite n’a pas encore eu lieu.")
    vacancy.visited_on, vacancy.works = visited_on, works
    vacancy.lines.all().delete()
    EstimateLine.objects.bulk_create(
        EstimateLine(vacancy=vacancy, label=label, payer=payer, amount=amount) for label, payer, amount in lines
    )
    vacancy.not_before = ready_on
    vacancy.save(update_fields=["visited_on", "works", "not_before"])
    return task.answer("diagnostics" if diagnostics else "done", text=text, by=by, key=key)


@transaction.atomic
def expect(vacancy: Vacancy, task: Task, on: dt.date, *, cause: DelayCause | None, text="", by, key=None) -> Entry:
    """The field says when its step ends; a later day than the one known needs a cause."""
    if known := repeated(vacancy, key, by):
        return known
    task.case = held(vacancy).case
    if task.step not in TECHNICAL:
        raise MoveRefused("La date de cette étape ne change pas la date de disponibilité.")
    if on < timezone.localdate():
        raise MoveRefused("On ne prévoit pas une date passée.")
    if task.expected_on and on > task.expected_on and cause is None:
        raise MoveRefused("Donnez la cause du retard.")
    return task.expect(on, text=" — ".join(filter(None, (str(cause or ""), text))), by=by, key=key)


@transaction.atomic
def set_date(vacancy: Vacancy, on: dt.date, *, cause: DelayCause, text: str, by) -> None:
    """A person knows better than the reckoning: the home is not ready before that day."""
    found = publishing.reckoned(held(vacancy))
    if found is None or vacancy.ready_on:
        raise MoveRefused("Le logement est prêt, ou sa visite n’est pas faite : il n’y a pas de date à changer.")
    if on < found.on:
        raise MoveRefused(
            f"Les étapes en cours mènent au {found.on:%d/%m/%Y} : changez d’abord la date de l’une d’elles."
        )
    if not text.strip():
        raise MoveRefused("Dites pourquoi.")
    vacancy.not_before = on
    vacancy.save(update_fields=["not_before"])
    if vacancy.case.promised_on == on:
        raise MoveRefused("Cette date est déjà annoncée.")
    publishing.publish(vacancy, by=by, cause=f"{cause} — {text}"[:200], service=cause.service)


@transaction.atomic
def confirm(vacancy: Vacancy, *, by, key=None) -> Entry:
    """The field stands for the date: an entry may be booked on it."""
    if known := repeated(vacancy, key, by):
        return known
    on = held(vacancy).case.promised_on
    if on is None or on < timezone.localdate():
        raise MoveRefused("Aucune date à venir n’est annoncée : il n’y a rien à confirmer.")
    if not Vacancy.objects.filter(pk=vacancy.pk, certainty=Certainty.ESTIMATED).update(
        certainty=Certainty.CONFIRMED
    ):
        raise MoveRefused("Cette date est déjà confirmée.")
    vacancy.certainty = Certainty.CONFIRMED
    entry = vacancy.case.note(f"Date de disponibilité confirmée : {on:%d/%m/%Y}.", by=by, key=key)
    publishing.tell_confirmed(vacancy, entry)
    return entry


@transaction.atomic
def book(vacancy: Vacancy, on: dt.date, *, by, key=None) -> Entry:
    """The day the next tenant moves in: on a confirmed date, never before it."""
    if known := repeated(vacancy, key, by):
        return known
    if not held(vacancy).candidates.filter(state=Candidate.State.ACCEPTED).exists():
        raise MoveRefused("Aucun candidat n’a encore accepté ce logement.")
    _refuse_early(vacancy, on)
    Vacancy.objects.filter(pk=vacancy.pk).update(move_in_on=on)
    vacancy.move_in_on = on
    return vacancy.case.note(f"Entrée dans les lieux prévue le {on:%d/%m/%Y}.", by=by, key=key)


@transaction.atomic
def sign(vacancy: Vacancy, *, by, text="", key=None) -> Entry:
    """The lease is signed; with the home accepted, the check-in opens."""
    if known := repeated(vacancy, key, by):
        return known
    return task_at(held(vacancy), "signing").answer("signed", text=text, by=by, key=key)


def lease_signed(sender, lease, **kwargs) -> None:
    """Receiver: the next lease of a home that is being relet starts on a confirmed date, never before it."""
    vacancy = Vacancy.objects.open().filter(unit=lease.unit_id).exclude(lease=lease).select_related("case").first()
    if vacancy is None:
        return
    _refuse_early(held(vacancy), lease.starts_on)
    Vacancy.objects.filter(pk=vacancy.pk).update(next_lease=lease, move_in_on=lease.starts_on)
    vacancy.case.note(f"Bail {lease.number} à effet du {lease.starts_on:%d/%m/%Y}.", by=None)


def _refuse_early(vacancy: Vacancy, on: dt.date) -> None:
    ready = vacancy.ready_on or vacancy.case.promised_on
    if not vacancy.is_sure or ready is None:
        raise MoveRefused(NOT_SURE)
    if on < ready:
        raise MoveRefused(TOO_EARLY.format(ready))


@transaction.atomic
def freeze(vacancy: Vacancy, why: str, period, *, by, key=None) -> Entry:
    """Kept from letting for a while: no team's delay."""
    if known := repeated(vacancy, key, by):
        return known
    held(vacancy)
    try:
        with transaction.atomic():
            frozen = VacancyFreeze.objects.create(vacancy=vacancy, why=why, period=period)
    except IntegrityError:
        raise MoveRefused("Le logement est déjà gelé à cette période.") from None
    return vacancy.case.note(f"Logement gelé : {frozen.get_why_display().lower()}.", by=by, key=key)


def refresh(today: dt.date | None = None) -> int:
    """Every morning: a date that passed is reckoned anew, by the step that is late. How many moved."""
    today = today or timezone.localdate()
    passed = Vacancy.objects.open().filter(ready_on=None, case__promised_on__lt=today, case__closed_at=None)
    return sum(_refresh(one) for one in list(passed.select_related("case").order_by("pk")))


@transaction.atomic
def _refresh(vacancy: Vacancy) -> bool:
    former = vacancy.case.promised_on
    publishing.publish(held(vacancy), by=None)
    return vacancy.case.promised_on != former
