"""Who gets the home: the nominator asked, candidates, the committee, the offer and its answer (domain.md §1.6)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination import parameters
from coordination.models import Entry
from teams.workflow import MoveRefused

from . import events, publishing
from .deadlines import add_months, answer_deadline
from .models import Candidate, CommitteeSession, Nomination, Nominator, PressureZone, Vacancy
from .parameters import ANSWER_DAYS, COMMITTEE_LEAST, NOMINATION_DAYS, NOMINATION_ZONE_MONTHS
from .reletting import held, repeated, task_at

State, Decision, Reason = Candidate.State, Candidate.Decision, Candidate.Reason
AFTER_OFFER = {
    State.OFFERED: ("answer", "next_rank", "declined"), State.ACCEPTED: ("signing", "given_up", "nobody"),
}  # fmt: skip
"""Where a refusal comes: the step, how it ends while others are ranked, and without any."""
MOVED = "Ce candidat n’en est plus là : rechargez la page."


@transaction.atomic
def inform(vacancy: Vacancy, nominator: Nominator, *, on: dt.date, quota="", by, key=None) -> Entry:
    """The nominator knows that the home falls vacant, and until when it may name candidates."""
    if known := repeated(vacancy, key, by):
        return known
    held(vacancy).nominations.filter(ended_on=None).update(ended_on=on)
    due_on = nomination_ends(vacancy, nominator, on)
    Nomination.objects.create(
        vacancy=vacancy, nominator=nominator, quota=quota or nominator.quota, informed_on=on, due_on=due_on
    )
    return vacancy.case.note(f"{nominator} saisi : candidats attendus avant le {due_on:%d/%m/%Y}.", by=by, key=key)


def nomination_ends(vacancy: Vacancy, nominator: Nominator, on: dt.date) -> dt.date:
    if nominator.days:
        return on + dt.timedelta(days=nominator.days)
    if PressureZone.objects.holds(vacancy.unit.commune_code, on):
        return add_months(on, int(parameters.value(NOMINATION_ZONE_MONTHS, on)))
    return on + dt.timedelta(days=int(parameters.value(NOMINATION_DAYS, on)))


@transaction.atomic
def propose(vacancy: Vacancy, *, by, key=None, **person) -> Candidate:
    """A household for this home, also while its ready date is only estimated."""
    held(vacancy)
    if known := repeated(vacancy, key, by):
        return vacancy.candidates.get(pk=known.data["candidate"])
    try:
        with transaction.atomic():
            candidate = Candidate.objects.create(
                vacancy=vacancy, nomination=vacancy.nominations.filter(ended_on=None).first(),
                told_on=vacancy.case.promised_on, **person,
            )  # fmt: skip
    except IntegrityError:
        raise MoveRefused("Cette personne est déjà candidate, ou son nom manque.") from None
    vacancy.case.note("Candidat proposé.", data={"candidate": candidate.pk}, by=by, key=key)
    return candidate


@transaction.atomic
def present(vacancy: Vacancy, *, on: dt.date, text="", by, key=None) -> Entry:
    """Those proposed go before the committee of that day; fewer than the law asks for, one says why."""
    if known := repeated(vacancy, key, by):
        return known
    task = task_at(held(vacancy), "marketing")
    proposed = vacancy.candidates.filter(state=State.PROPOSED)
    least = int(parameters.value(COMMITTEE_LEAST))
    if proposed.count() < least and not text.strip():
        raise MoveRefused(f"Moins de {least} candidats : dites pourquoi.")
    session, _ = CommitteeSession.objects.get_or_create(agency_id=vacancy.case.agency_id, held_on=on)
    proposed.update(session=session)
    vacancy.nominations.filter(ended_on=None).update(ended_on=timezone.localdate())
    entry = task.answer("candidates", text=text, by=by, key=key)
    task_at(vacancy, "committee").expect(on, text=str(session), by=by)
    return entry


@transaction.atomic
def decide(vacancy: Vacancy, decisions: dict[int, tuple[str, int | None]], *, text="", by, key=None) -> Entry:
    """What the committee decided of each: {candidate: (decision, rank)}. With nobody accepted, one starts anew."""
    if known := repeated(vacancy, key, by):
        return known
    task = task_at(held(vacancy), "committee")
    candidates = list(vacancy.candidates.filter(state=State.PROPOSED, session__isnull=False).order_by("pk"))
    if {one.pk for one in candidates} != set(decisions):
        raise MoveRefused("Dites la décision de chaque candidat présenté.")
    chosen = [one for one in candidates if decisions[one.pk][0] in Candidate.GRANTS]
    ranks = [decisions[one.pk][1] or 1 for one in chosen]
    if len(set(ranks)) != len(ranks):
        raise MoveRefused("Deux candidats ont le même rang.")
    for one in candidates:
        one.decision, rank = decisions[one.pk]
        one.state, one.rank = (State.SELECTED, rank or 1) if one in chosen else (State.REJECTED, None)
        one.save(update_fields=["decision", "state", "rank"])
    return task.answer(
        "awarded" if chosen else "not_awarded", text=text or "Décision de la CALEOL.", by=by, key=key
    )


@transaction.atomic
def offer(candidate: Candidate, *, on: dt.date, by, key=None) -> Entry:
    """The decision is notified; the candidate answers within the days of the law. First ranks come first."""
    vacancy = candidate.vacancy
    if known := repeated(vacancy, key, by):
        return known
    task = task_at(held(vacancy), "offer")
    first = vacancy.candidates.next_rank()
    if first is None or first.pk != candidate.pk:
        raise MoveRefused("L’offre va d’abord au premier rang.")
    if on > timezone.localdate():
        raise MoveRefused("Cette notification n’a pas encore eu lieu.")
    until = answer_deadline(on, int(parameters.value(ANSWER_DAYS, on)), alsace_moselle=_alsace_moselle(vacancy))
    _move(
        candidate, State.SELECTED, State.OFFERED, offered_on=on, answer_by=until, told_on=vacancy.case.promised_on
    )
    entry = task.answer("sent", by=by, key=key)
    task_at(vacancy, "answer").expect(until, by=by)
    promised = vacancy.ready_on or vacancy.case.promised_on
    date = publishing.day(promised) if promised else "à préciser"
    publishing.tell(
        candidate, events.OFFER, key=str(entry.pk), vacancy=vacancy, date=date, until=publishing.day(until)
    )
    return entry


def _alsace_moselle(vacancy: Vacancy) -> bool:
    return (vacancy.unit.commune_code or "")[:2] in ("57", "67", "68")


@transaction.atomic
def accept(candidate: Candidate, *, on: dt.date, by, key=None) -> Entry:
    vacancy = candidate.vacancy
    if known := repeated(vacancy, key, by):
        return known
    task = task_at(held(vacancy), "answer")
    _move(candidate, State.OFFERED, State.ACCEPTED, answered_on=on)
    return task.answer("accepted", by=by, key=key)


@transaction.atomic
def decline(candidate: Candidate, reason: str, *, on: dt.date, text="", by, key=None) -> Entry:
    """They will not take it: the next by rank is asked, or candidates are sought anew. The entry is off."""
    vacancy = candidate.vacancy
    if known := repeated(vacancy, key, by):
        return known
    held(vacancy)
    had = State(candidate.state)
    if had not in AFTER_OFFER:
        raise MoveRefused(MOVED)
    step, some, none = AFTER_OFFER[had]
    task = task_at(vacancy, step)
    _move(candidate, had, State.DECLINED, answered_on=on, reason=reason)
    Vacancy.objects.filter(pk=vacancy.pk).update(move_in_on=None)
    vacancy.move_in_on = None
    said = " — ".join(filter(None, (Reason(reason).label, text)))
    return task.answer(some if vacancy.candidates.next_rank() else none, text=said, by=by, key=key)


@transaction.atomic
def withdraw(candidate: Candidate, why: str, *, by, key=None) -> Entry:
    """Out of the running before any offer."""
    vacancy = candidate.vacancy
    if known := repeated(vacancy, key, by):
        return known
    held(vacancy)
    if not why.strip():
        raise MoveRefused("Dites pourquoi.")
    if candidate.state not in (State.PROPOSED, State.SELECTED):
        raise MoveRefused(MOVED)
    _move(candidate, candidate.state, State.WITHDRAWN)
    return vacancy.case.note(f"Candidat retiré : {why}", by=by, key=key)


def lapse(today: dt.date | None = None) -> int:
    """Every morning: an offer whose last day to answer is over without a word counts as declined. How many."""
    today = today or timezone.localdate()
    over = Candidate.objects.filter(state=State.OFFERED, answer_by__lt=today, vacancy__ended_on=None)
    late = list(over.select_related("vacancy__case").order_by("pk"))
    return sum(_lapse(one, today) for one in late)


def _lapse(candidate: Candidate, today: dt.date) -> bool:
    try:
        decline(candidate, Reason.SILENCE, on=today, by=None)
    except MoveRefused:
        return False
    return True


def _move(candidate: Candidate, before: str, after: str, **values) -> None:
    try:
        with transaction.atomic():
            moved = Candidate.objects.filter(pk=candidate.pk, state=before).update(state=after, **values)
    except IntegrityError:
        raise MoveRefused("Une offre est déjà en cours pour ce logement.") from None
    if not moved:
        raise MoveRefused(MOVED)
    candidate.refresh_from_db(fields=["state", *values])
