"""A hypothesis and an action: the alert then waits for what the figure does."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from teams.workflow import MoveRefused

from ..models import Alert, AlertAction
from .parameters import thresholds

FARTHEST = dt.timedelta(days=92)


@transaction.atomic
def act(
    alert: Alert, *, hypothesis: str, action: str, on: dt.date, by, key: uuid.UUID, at: dt.datetime | None = None
) -> AlertAction:  # fmt: skip
    """Say what explains it and what is done from `on`; the same `key` twice is one action."""
    alert.case.hold()
    if known := AlertAction.objects.filter(key=key).first():
        if (known.alert_id, known.by_id) != (alert.pk, by.pk):
            raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
        return known
    task = alert.case.tasks.open().filter(step="explain").first()
    if task is None:
        raise MoveRefused("Une action attend déjà son effet." if alert.case.is_open else "Cette alerte est close.")
    if not hypothesis.strip() or not action.strip():
        raise MoveRefused("Dites une hypothèse et une action.")
    if not alert.since <= on <= timezone.localdate() + FARTHEST:
        raise MoveRefused("L’action vient après le début de l’écart, et dans les trois mois.")
    at = at or timezone.now()
    made = AlertAction.objects.create(
        alert=alert, hypothesis=hypothesis, action=action, on=on, by=by, key=key, made_at=at
    )
    task.answer("acted", text=f"Hypothèse : {hypothesis}\nAction au {on:%d/%m/%Y} : {action}", by=by, at=at)
    waiting = alert.case.tasks.open().get(step="effect")
    waiting.expect(measured_on(made), by=None, at=at)
    return made


def measured_on(action: AlertAction) -> dt.date:
    """The first day on which all days of the comparison are over."""
    return action.on + thresholds().effect
