"""What follows for cleanliness from the journal of cases, whoever wrote the line, and what « Mon travail » may not
say alone: a check that was not made, a redo that nobody asked for, a penalty that nobody decided."""

from django.utils import timezone

from coordination.models import Case, Entry, Task
from teams.workflow import MoveRefused

from . import cleaning_checking, cleaning_redo, penalty_procedure
from .cleaning_outcome import failure, open_task
from .cleaning_score import SERVICE
from .models import CleaningCheck, CleaningContest, CleaningRedo, Penalty

Kind, State = Entry.Kind, Penalty.State
MAKE_THE_CHECK = "Faites d’abord le contrôle : il dit lui-même ce qui suit."


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`."""
    closes = entry.kind == Kind.CLOSED or (entry.kind == Kind.FINISHED and entry.data.get("closed"))
    if entry.case.process_id != "cleaning":
        if closes and entry.case.process_id == "request":
            _repaired(entry.case)
        return
    if entry.kind == Kind.FINISHED and entry.task:
        RULES.get(entry.task.step, _free)(entry.case, entry.task)
    if closes:
        _ended(entry.case)


def _checked(case: Case, task: Task) -> None:
    if task.outcome == "void":
        return
    last = CleaningCheck.objects.closed().filter(case=case, previous=None).order_by("-closed_at", "-pk").first()
    _must(last is not None and (last.result == "failed") == (task.outcome == "failed"), MAKE_THE_CHECK)


def _rechecked(case: Case, task: Task) -> None:
    found = CleaningCheck.objects.closed().filter(case=case, previous__isnull=False)
    last = found.select_related("service__contract").order_by("-closed_at", "-pk").first()
    if last is None or last.closed_at is None or last.closed_at < task.opened_at:
        raise MoveRefused(MAKE_THE_CHECK)
    _must(task.outcome == (failure(last) if last.result == "failed" else "passed"), MAKE_THE_CHECK)


def _responded(case: Case, task: Task) -> None:
    failed = cleaning_redo.failure_of(case)
    cause = failed.cause if failed else ""
    redo = CleaningRedo.objects.filter(check_made=failed).first() if failed else None
    if task.outcome in ("redone", "overdue"):
        if failed is None or redo is None:
            raise MoveRefused("Demandez d’abord la reprise, depuis le dossier.")
        _must(task.outcome == "redone" or redo.due_at <= timezone.now(), "Le délai de reprise n’est pas passé.")
        if task.outcome == "redone":
            CleaningRedo.objects.filter(pk=redo.pk, done_at=None).update(done_at=task.done_at)
        cleaning_checking.plan(failed.service, case=case, previous=failed)
    elif task.outcome == "treated":
        _must(cause != SERVICE, "La prestation est en cause : demandez la reprise, depuis le dossier.")
    elif task.outcome == "repaired":
        asked = failed.request_case if failed else None
        _must(asked is not None and not asked.is_open, "La demande technique n’est pas finie.")
    elif task.outcome == "unfounded":
        wrong = CleaningContest.objects.filter(check_made__case=case, upheld=False)
        _must(wrong.exists(), "Aucune contestation de ce contrôle n’a été reconnue.")


def _penalised(case: Case, task: Task) -> None:
    if task.outcome == "proposed":
        _must(Penalty.objects.live().filter(case=case).exists(), "Proposez la pénalité depuis le dossier.")


DECIDED: dict[str, dict[str, str]] = {
    "applied": {"state": State.APPLIED, "kind": "penalty"},
    "reduced": {"state": State.APPLIED, "kind": "reduction"},
    "executed": {"state": State.APPLIED, "kind": "execution"},
    "dropped": {"state": State.DROPPED},
    "exempt": {"state": State.CONFIRMED, "kind": "penalty"},
}


def _decided(case: Case, task: Task) -> None:
    cleaner = task.facts.get("cleaner")
    if task.outcome in DECIDED:
        known = Penalty.objects.filter(case=case, **DECIDED[task.outcome])
        _must(known.exists(), "Décidez de la pénalité depuis le dossier.")
    if task.outcome == "exempt":
        penalty = Penalty.objects.filter(case=case, state=State.CONFIRMED).select_related("contract").get()
        _must(penalty_procedure.is_exempt(penalty.contract), "Le cumul des pénalités passe l’exonération.")
    elif task.outcome == "coached":
        _must(cleaner != "company", "Une entreprise ne s’accompagne pas : décidez de la pénalité.")
    elif task.outcome == "formal_notice":
        repeated = cleaner == "company" and task.facts.get("recurrence") == "repeated"
        _must(repeated, "La mise en demeure est pour une entreprise en récidive.")
        _must(not Penalty.objects.live().filter(case=case).exists(), "Décidez d’abord de la pénalité.")


def _free(case: Case, task: Task) -> None:
    """The other steps end as people say."""


RULES = {
    "check": _checked, "response": _responded, "recheck": _rechecked, "penalty": _penalised, "sanction": _decided,
}  # fmt: skip


def _ended(case: Case) -> None:
    """Nobody waits any more for a check that was only planned, and no penalty hangs in the air."""
    _must(
        not Penalty.objects.live().filter(case=case).exists(),
        "Une pénalité attend sa décision : confirmez-la ou abandonnez-la d’abord.",
    )
    planned = CleaningCheck.objects.open().filter(case=case)
    planned.filter(started_at=None).delete()
    planned.update(case=None, previous=None)


def _repaired(request_case: Case) -> None:
    """The request that a check led to is closed: so is what waited for it."""
    found = CleaningCheck.objects.filter(request_case=request_case, case__closed_at=None, cause="technical")
    for check in found.select_related("case").order_by("pk"):
        case = check.case
        if case and (task := open_task(case, "response")):
            case.hold()
            task.answer("repaired", text=f"Demande technique {request_case.reference} close.", by=None)


def _must(holds: bool, words: str) -> None:
    if not holds:
        raise MoveRefused(words)
