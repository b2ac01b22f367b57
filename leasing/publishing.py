"""The promised ready date as it is told: made anew when what it hangs on moves, with its cause.

`publish` writes the promise of the case; what follows for people (`told`) comes from its line in the journal, so
that a date changed by hand on the case is told just the same.
"""

import datetime as dt
import re

from django.utils import timezone

from coordination import parameters
from coordination.models import Entry, Task
from messaging import outbox
from teams.models import Team

from . import events
from .models import Candidate, DelayCause, Vacancy
from .parameters import TOLERANCE
from .ready_date import Forecast, Standards, forecast

STEP_CAUSE = {
    "advice_visit": "R01", "check_out": "R02", "diagnostics": "R05", "costing": "R04", "works_order": "R04",
    "works": "R06", "acceptance": "R07",
}  # fmt: skip
"""What is said when nobody said more."""
CODE = re.compile(r"^(R\d\d)\b")


def reckoned(vacancy: Vacancy, today: dt.date | None = None) -> Forecast | None:
    today = today or timezone.localdate()
    return forecast(vacancy, vacancy.case.tasks.open(), today, Standards.of(vacancy, today))


def publish(vacancy: Vacancy, *, by, cause="", service="", task: Task | None = None, words="", at=None) -> None:
    """Promise the date that follows from the tasks, if it is another. One that moves is confirmed anew."""
    found = reckoned(vacancy)
    if found is None:
        return
    on, former = found.on, vacancy.case.promised_on
    if vacancy.ready_on is None and vacancy.not_before:
        on = max(on, vacancy.not_before)
    if on == former:
        return
    held = found.holding.task if found.holding else None
    if former and not (cause and service):
        cause, service = cause_of(task or held, words, later=on > former)
    if vacancy.certainty == Vacancy.Certainty.CONFIRMED:
        Vacancy.objects.filter(pk=vacancy.pk).update(certainty=Vacancy.Certainty.ESTIMATED)
        vacancy.certainty = Vacancy.Certainty.ESTIMATED
    said = {"cause": cause, "service": service} if former else {}
    vacancy.case.promise(on, visibility="internal", by=by, at=at, **said)


def cause_of(task: Task | None, words: str, *, later: bool) -> tuple[str, str]:
    """(cause, service): what somebody said, else what a delay at this step means; an earlier day is no delay."""
    step = task.step_label if task else "Étapes techniques"
    if not later:
        return f"Plus tôt que prévu : {step}", _service(task)
    code = CODE.match(words)
    cause = DelayCause.objects.filter(
        pk=code[1] if code else STEP_CAUSE.get(task.step if task else "", "R07")
    ).first()
    if cause is None:
        return f"Retard : {step}", _service(task)
    return (words if code else str(cause))[:200], cause.service


def _service(task: Task | None) -> str:
    return task.team.service if task and task.team else Team.Service.PROXIMITY


# --- who is told


def told(vacancy: Vacancy, entry: Entry) -> None:
    """A promise was made: candidates hear of a change, both services of an entry in danger."""
    on = dt.date.fromisoformat(entry.data["on"])
    former = entry.data["former"] and dt.date.fromisoformat(entry.data["former"])
    living = list(vacancy.candidates.to_tell().select_related("contact__agency").order_by("pk"))
    if vacancy.ready_on is None:
        late = vacancy.move_in_on and on > vacancy.move_in_on
        if late:
            _ask(
                vacancy,
                "ready_date",
                f"Prêt le {on:%d/%m/%Y}, après l’entrée du {vacancy.move_in_on:%d/%m/%Y}.",
                entry,
            )
        if late or (living and former and on > former):
            _ask(vacancy, "move_in", f"Le logement sera prêt le {on:%d/%m/%Y}. {entry.text}".strip(), entry)
    tolerance = dt.timedelta(days=int(parameters.value(TOLERANCE)))
    for candidate in living:
        heard = candidate.told_on or former
        if heard is None:
            continue
        late = candidate.state == Candidate.State.ACCEPTED and vacancy.move_in_on and on > vacancy.move_in_on
        if late or abs(on - heard) > tolerance:
            known = vacancy.move_in_on if late and vacancy.move_in_on else heard
            event = events.MOVE_IN_LATE if late else events.DATE_MOVED
            tell(candidate, event, key=str(entry.pk), vacancy=vacancy, date=day(on), former=day(known))
            Candidate.objects.filter(pk=candidate.pk).update(told_on=on)


def tell_confirmed(vacancy: Vacancy, entry: Entry) -> None:
    on = vacancy.case.promised_on
    assert on  # noqa: S101 - `confirm` made sure
    for candidate in vacancy.candidates.to_tell().select_related("contact__agency").order_by("pk"):
        tell(candidate, events.DATE_CONFIRMED, key=str(entry.pk), vacancy=vacancy, date=day(on))
        Candidate.objects.filter(pk=candidate.pk).update(told_on=on)


def tell(candidate: Candidate, event: str, *, key: str, vacancy: Vacancy, **context) -> None:
    """By the channel a known person chose, else to the telephone one left; nobody is told twice of one `key`."""
    context["place"] = vacancy.case.residence.name
    once = f"{event}:{key}:{candidate.pk}"
    if candidate.contact:
        outbox.send(event, candidate.contact, context, case=vacancy.case, key=once)
    elif candidate.number:
        outbox.send_number(event, candidate.number, context, case=vacancy.case, key=once)


def day(on: dt.date) -> str:
    return f"{on:%d/%m/%Y}"


def _ask(vacancy: Vacancy, step: str, text: str, entry: Entry) -> None:
    """One alarm of a kind at a time: the next news is in the journal."""
    if not vacancy.case.tasks.open().filter(step=step).exists():
        vacancy.case.ask(step, text=text, blocking=False, by=entry.by)
