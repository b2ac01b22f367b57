"""The journal of a case as one reads it: a sentence per line, internal and tenant's told apart."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.dateparse import parse_date

from teams.models import Team

from .models import Case, Entry, Priority, Task
from .processes import process_steps

Tasks = dict[int, Task]
Kind = Entry.Kind


@dataclass(frozen=True)
class Line:
    entry: Entry
    told: str
    icon: str

    @property
    def for_tenant(self) -> bool:
        return self.entry.visibility == Entry.Visibility.TENANT


def read(case: Case, tasks: Tasks, entries) -> list[Line]:
    """`tasks`: those of the case by primary key, already read. No query but that of `entries`."""
    found = []
    for entry in entries:
        icon, tell = TOLD[entry.kind]
        found.append(Line(entry, tell(case, entry, tasks), icon))
    return found


def _step(entry: Entry, tasks: Tasks) -> str:
    task = tasks.get(entry.task_id) if entry.task_id else None
    return f"« {task.step_label} »" if task else "la tâche"


def _opened(entry: Entry, tasks: Tasks) -> str:
    """« Visite conseil » à Karim Diallo: each task that the line opened."""
    opened = [tasks[pk] for pk in entry.data.get("opened", ()) if pk in tasks]
    return ", ".join(f"« {task.step_label} » à {task.owner}" for task in opened)


def _start(case, entry, tasks) -> str:
    task = tasks.get(entry.task_id)
    return f"Dossier ouvert, confié à {task.owner}" if task else "Dossier ouvert"


def _handed_over(case, entry, tasks) -> str:
    return f"{_step(entry, tasks)} transmise : {_opened(entry, tasks)}"


def _asked(case, entry, tasks) -> str:
    task = tasks.get(entry.task_id)
    return f"Demande à {task.owner} : « {task.step_label} »" if task else "Nouvelle tâche"


def _taken(case, entry, tasks) -> str:
    return f"{_step(entry, tasks)} prise en charge"


def _finished(case, entry, tasks) -> str:
    task, opened, closed = tasks.get(entry.task_id), _opened(entry, tasks), entry.data.get("closed")
    told = f"{_step(entry, tasks)} terminée"
    if task and task.outcome != "done":
        told += f" ({task.outcome_label.lower()})"
    if opened:
        told += f", puis {opened}"
    if closed:
        told += f". Dossier clos : {process_steps(case.process_id).closing_label(closed).lower()}"
    return told


def _reassigned(case, entry, tasks) -> str:
    return f"Changement de mains : {_opened(entry, tasks)}"


def _expected(case, entry, tasks) -> str:
    on, former = entry.data["on"] and parse_date(entry.data["on"]), entry.data.get("former")
    if on is None:
        return f"{_step(entry, tasks)} n’est plus prévue le {parse_date(former):%d/%m/%Y}"
    moved = f", au lieu du {parse_date(former):%d/%m/%Y}" if former else ""
    return f"{_step(entry, tasks)} prévue le {on:%d/%m/%Y}{moved}"


def _promised(case, entry, tasks) -> str:
    on, former = parse_date(entry.data["on"]), entry.data.get("former")
    if not former:
        return f"Date annoncée : {on:%d/%m/%Y}"
    service = Team.Service(entry.data["service"]).label if entry.data.get("service") else ""
    by = f", du fait de : {service}" if service else ""
    return f"Date annoncée déplacée du {parse_date(former):%d/%m/%Y} au {on:%d/%m/%Y}{by}"


def _priority(case, entry, tasks) -> str:
    return f"Urgence changée : {Priority(entry.data['from']).label} → {Priority(entry.data['to']).label}"


def _closed(case, entry, tasks) -> str:
    return f"Dossier clos : {process_steps(case.process_id).closing_label(entry.data['outcome']).lower()}"


def _reopened(case, entry, tasks) -> str:
    task = tasks.get(entry.task_id)
    return f"Dossier rouvert, confié à {task.owner}" if task else "Dossier rouvert"


def _noted(case, entry, tasks) -> str:
    return {"tenant": "Message du locataire", "landlord": "Message au locataire"}.get(
        entry.data.get("from", ""), "Note"
    )


TOLD: dict[str, tuple[str, Callable[[Case, Entry, Tasks], str]]] = {
    Kind.OPENED: ("folder-open", _start),
    Kind.HANDED_OVER: ("arrow-right-left", _handed_over),
    Kind.TASK_OPENED: ("list-plus", _asked),
    Kind.ACKNOWLEDGED: ("hand", _taken),
    Kind.FINISHED: ("check", _finished),
    Kind.REASSIGNED: ("user-round-pen", _reassigned),
    Kind.PAUSED: ("pause", lambda case, entry, tasks: "En attente du locataire : les délais sont suspendus"),
    Kind.RESUMED: ("play", lambda case, entry, tasks: "Les délais courent de nouveau"),
    Kind.EXPECTED: ("calendar-clock", _expected),
    Kind.PROMISED: ("calendar-check", _promised),
    Kind.NOTED: ("sticky-note", _noted),
    Kind.PHOTO: ("image", lambda case, entry, tasks: "Photo ajoutée"),
    Kind.PRIORITY: ("flag", _priority),
    Kind.CLOSED: ("archive", _closed),
    Kind.REOPENED: ("archive-restore", _reopened),
}
