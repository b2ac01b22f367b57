"""What people do with a request beside its tasks: one transaction, one lock on its case, one line per `key`."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction

from coordination.models import Entry, Task
from teams.workflow import MoveRefused

from .models import Request


def request_verb(act: Callable[..., Entry]) -> Callable[..., Entry]:
    """Make a function of a request a verb: it holds the case first, and writes one line that bears `key`.

    Sent again with the same key it changes nothing and gives that line. Of two people who click at once, the
    second finds the case as the first left it.
    """

    @wraps(act)
    def once(request: Request, *args, by, key=None, **words) -> Entry:
        with transaction.atomic():
            request.case.hold()
            if key and (known := Entry.objects.filter(key=key).first()):
                if (known.case_id, known.by) != (request.case_id, by):
                    raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
                return known
            if not request.case.is_open:
                raise MoveRefused("Ce dossier est clos : rouvrez-le d’abord.")
            return act(request, *args, by=by, key=key, **words)

    return once


def task_at(request: Request, *steps: str) -> Task | None:
    """The open task of the request at one of these steps."""
    tasks = request.case.tasks.open().filter(step__in=steps).select_related("team", "assignee", "rule")
    task = tasks.order_by("-pk").first()
    if task:
        task.case = request.case
    return task


def handling(request: Request) -> Task:
    """The open task of whoever handles it; refused while it is elsewhere."""
    task = task_at(request, "handling")
    if task is None:
        raise MoveRefused("Cette demande n’est pas en cours de traitement.")
    return task
