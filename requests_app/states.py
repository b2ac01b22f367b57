"""In which state a request is (domain.md §6.3): never stored, told by its open tasks and its outcome."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from coordination.models import Pause, Task


class RequestState(models.TextChoices):
    """In the order in which they usually follow; the second half are byways."""

    NEW = "new", "À qualifier"
    QUALIFIED = "qualified", "À prendre en charge"
    RUNNING = "running", "En cours"
    SCHEDULED = "scheduled", "Intervention prévue"
    DONE = "done", "À confirmer par le locataire"
    SUSPENDED = "suspended", "En attente du locataire"
    PLANNED = "planned", "Reportée au plan de travaux"
    JOINED = "joined", "Suivie avec un incident"
    CLOSED = "closed", "Close"
    DECLINED = "declined", "Refusée"


def _task(**is_):
    return Exists(Task.objects.open().filter(case=OuterRef("case"), **is_))


def _conditions() -> list[tuple[Q, RequestState]]:
    """The first that holds says the state."""
    paused = Exists(Pause.objects.open().filter(task__case=OuterRef("case"), task__done_at=None))
    return [
        (Q(case__outcome="declined"), RequestState.DECLINED),
        (Q(case__closed_at__isnull=False), RequestState.CLOSED),
        (Q(_task(step="planned")), RequestState.PLANNED),
        (Q(_task(step="joined")), RequestState.JOINED),
        (Q(_task(step="confirmation")), RequestState.DONE),
        (Q(paused), RequestState.SUSPENDED),
        (Q(_task(step="capture")), RequestState.NEW),
        (Q(_task(step="handling", expected_on__isnull=False)), RequestState.SCHEDULED),
        (Q(_task(step="handling", acknowledged_at__isnull=False)), RequestState.RUNNING),
    ]


def with_state(requests):
    whens = [When(condition, then=Value(state.value)) for condition, state in _conditions()]
    return requests.annotate(
        state=Case(*whens, default=Value(RequestState.QUALIFIED.value), output_field=models.CharField())
    )


def at_state(requests, state: str):
    """The same rule as a filter: this condition holds, and none before it."""
    for condition, found in _conditions():
        if found == state:
            return requests.filter(condition)
        requests = requests.exclude(condition)
    return requests if state == RequestState.QUALIFIED else requests.none()
