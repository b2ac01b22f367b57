"""What follows for a vacancy from the journal of its case, whoever wrote the line: its own screens, « Mon
travail », a contractor's order."""

from django.db import IntegrityError, transaction

from coordination import clock, costing
from coordination.models import Entry
from teams.workflow import MoveRefused

from . import events, publishing
from .models import Candidate, Vacancy
from .models.vacancies import OPEN_ALREADY
from .processes import CHAIN, TECHNICAL

Kind, State, Outcome, Certainty = Entry.Kind, Candidate.State, Vacancy.Outcome, Vacancy.Certainty
MOVES_DATE = (Kind.EXPECTED, Kind.FINISHED, Kind.TASK_OPENED, Kind.HANDED_OVER)
WITH_CANDIDATE = {
    ("marketing", "candidates"): (State.PROPOSED,),
    ("committee", "awarded"): (State.SELECTED,),
    ("offer", "sent"): (State.OFFERED,),
    ("answer", "accepted"): (State.ACCEPTED,),
    ("signing", "signed"): (State.ACCEPTED,),
}
"""An end of a step that only a candidate in this state makes true."""
WITHOUT_OFFER = ("next_rank", "declined", "given_up", "nobody")


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`."""
    if entry.case.process_id != "vacancy":
        return
    vacancy = Vacancy.objects.filter(case=entry.case_id).first()
    if vacancy is None:
        return
    vacancy.case = entry.case
    if entry.kind == Kind.PROMISED:
        publishing.told(vacancy, entry)
    elif entry.kind == Kind.CLOSED:
        _end(vacancy, entry, entry.data["outcome"])
    elif entry.kind == Kind.REOPENED:
        _again(vacancy)
    elif told := costing.heard(entry):
        _costed(vacancy, told)
    elif entry.kind in MOVES_DATE and entry.task:
        if entry.kind == Kind.FINISHED:
            _finished(vacancy, entry)
        if entry.case.is_open and entry.task.step in TECHNICAL:
            _publish(vacancy, entry)


def _costed(vacancy: Vacancy, told: costing.Costing) -> None:
    """Its figures are those of the costing in force; diagnostics that nobody spoke of stay as they were."""
    known = {} if told.diagnostics is None else {"diagnostics_cost": told.diagnostics}
    _set(vacancy, works=told.works, works_cost=told.total, tenant_share=told.tenant_share, **known)


def _finished(vacancy: Vacancy, entry: Entry) -> None:
    task = entry.task
    assert task  # noqa: S101 - asked by `follow`
    _refuse_alone(vacancy, task)
    done_on = clock.day_of(entry.at)
    if task.step == "advice_visit" and task.outcome != "missed":
        _set(vacancy, visited_on=vacancy.visited_on or done_on)
    elif (task.step, task.outcome) == ("check_out", "done"):
        keys_on = vacancy.keys_on or done_on
        _set(vacancy, keys_on=keys_on)
        if vacancy.notice and vacancy.notice.is_current and vacancy.notice.keys_on is None:
            vacancy.notice.return_keys(keys_on)
    elif task.step == "works_order" and not vacancy.works:
        _set(vacancy, works=vacancy.case.facts.get("works", ""))
    elif (task.step, task.outcome) == ("acceptance", "good"):
        _set(vacancy, ready_on=done_on, certainty=Certainty.FINAL)
    elif task.step == "check_in":
        if vacancy.ready_on is None:
            raise MoveRefused("Le logement n’est pas encore « bon à louer ».")
        _set(vacancy, move_in_on=vacancy.move_in_on or done_on)
        _end(vacancy, entry, Outcome.LET)
    if entry.data.get("closed"):
        _end(vacancy, entry, entry.data["closed"])


def _refuse_alone(vacancy: Vacancy, task) -> None:
    """« Mon travail » lets one finish any task: what needs a candidate is said on the file."""
    if wanted := WITH_CANDIDATE.get((task.step, task.outcome)):
        if not vacancy.candidates.filter(state__in=wanted).exists():
            raise MoveRefused("Cela se dit pour un candidat, sur le dossier de relocation.")
    elif (
        task.outcome in WITHOUT_OFFER
        and vacancy.candidates.filter(state__in=(State.OFFERED, State.ACCEPTED)).exists()
    ):
        raise MoveRefused("Dites le refus pour le candidat, sur le dossier de relocation.")
    if (task.step, task.outcome) == (costing.STEP, "works") and vacancy.works_cost is None:
        raise MoveRefused("Donnez les montants sur le dossier de relocation : « Chiffrer ».")
    if (task.step, task.outcome) == ("signing", "signed") and vacancy.move_in_on is None:
        raise MoveRefused("Fixez d’abord la date d’entrée.")


def _publish(vacancy: Vacancy, entry: Entry) -> None:
    """From the pre-visit on there is always a date."""
    if vacancy.case.promised_on is None and vacancy.case.tasks.open().filter(step=CHAIN[0]).exists():
        return
    accepted = entry.kind == Kind.FINISHED and vacancy.ready_on
    publishing.publish(vacancy, by=entry.by, task=entry.task, words=entry.text, at=entry.at if accepted else None)


def _end(vacancy: Vacancy, entry: Entry, outcome: str) -> None:
    if not vacancy.is_open:
        return
    day = clock.day_of(entry.at)
    if outcome == Outcome.LET and vacancy.move_in_on:
        day = vacancy.move_in_on
    _set(vacancy, ended_on=day, outcome=outcome if outcome in Outcome.values else Outcome.VOID)
    vacancy.nominations.filter(ended_on=None).update(ended_on=day)
    waiting = vacancy.candidates.to_tell()
    if outcome == Outcome.LET:
        waiting = waiting.exclude(state=State.ACCEPTED)
    for candidate in waiting.select_related("contact__agency").order_by("pk"):
        publishing.tell(candidate, events.GONE, key=str(entry.pk), vacancy=vacancy)
    waiting.update(state=State.WITHDRAWN)


def _again(vacancy: Vacancy) -> None:
    try:
        with transaction.atomic():
            _set(vacancy, ended_on=None, outcome="")
    except IntegrityError:
        raise MoveRefused(OPEN_ALREADY) from None


def _set(vacancy: Vacancy, **values) -> None:
    Vacancy.objects.filter(pk=vacancy.pk).update(**values)
    for name, value in values.items():
        setattr(vacancy, name, value)
