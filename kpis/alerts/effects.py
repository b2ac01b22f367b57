"""What an action changed: the same measure over as many days before and after it, against its usual moves."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ..models import Alert, AlertAction, RollupRun
from ..periods import DAY
from ..templatetags.kpis import shown
from .explaining import level_of
from .parameters import thresholds
from .series import value_between

Effect = AlertAction.Effect


def measure_all(today: dt.date | None = None) -> int:
    """Every night: the actions whose time has come and is counted; how many were measured."""
    today = today or timezone.localdate()
    last = RollupRun.objects.finished().thorough().first()
    if last is None:
        return 0
    counted = min(timezone.localdate(last.started_at), today)
    due = AlertAction.objects.filter(effect="", on__lte=counted - thresholds().effect)
    return sum(measure(pk) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def measure(pk: int) -> bool:
    """The effect of one action, once; its case goes on accordingly."""
    action = AlertAction.objects.select_related("alert__case", "alert__agency").get(pk=pk)
    action.alert.case.hold()
    before, after, few = _figures(action)
    known = before is not None and after is not None and not few
    effect = action.alert.verdict(before, after) if known else Effect.FEW  # type: ignore[arg-type]
    changed = AlertAction.objects.filter(pk=pk, effect="").update(
        effect=effect, before=before, after=after, measured_at=timezone.now()
    )
    if not changed:
        return False
    waiting = action.alert.case.tasks.open().filter(step="effect").first()
    if waiting:
        waiting.answer(effect, text=in_words(action.alert, effect, before, after), by=None)
    return True


def _figures(action: AlertAction) -> tuple[Decimal | None, Decimal | None, bool]:
    """Before (since the figure moved, four weeks at most), after, and whether that is of too few files."""
    alert, span = action.alert, thresholds().effect
    one = alert.definition
    if one is None:
        return None, None, True
    facts = level_of(alert.agency, alert.residence_id, alert.team_id).facts()
    moved = max(alert.since, action.on - span)
    before_it = (moved, action.on - DAY) if moved < action.on else (alert.since, alert.last_day)
    spans = before_it, (action.on, action.on + span - DAY)
    (before, _), (after, files) = (value_between(facts, one, *days) for days in spans)
    few = one.counts_files and not one.is_count and files < one.minimum
    return before, after, few


def in_words(alert: Alert, effect: str, before: Decimal | None, after: Decimal | None) -> str:
    one = alert.definition
    if effect == Effect.FEW or one is None:
        return "Trop peu de dossiers depuis l’action pour en dire l’effet."
    return f"{Effect(effect).label} : {shown(after, one)} depuis l’action, {shown(before, one)} avant."
