"""What the case of an alert shows of it (`housing.panels`)."""

from typing import Any

from django.urls import reverse

from coordination.models import Case
from housing.panels import Panel, register

from ..access import MAY_READ
from ..models import Alert
from .access import MAY_ACT
from .following import PROCESS


def of_case(case: Case, request) -> dict[str, Any] | None:
    if case.process_id != PROCESS:
        return None
    rows = Alert.objects.visible_to(request.user).filter(case=case)
    alert = rows.select_related("agency", "residence", "team").prefetch_related("actions__by").first()
    if alert is None:
        return None
    waits = case.is_open and not any(one.effect == "" for one in alert.actions.all())
    may_read = request.user.has_role(*MAY_READ)
    return {
        "alert": alert, "actions": list(alert.actions.all()), "page": alert.get_absolute_url() if may_read else "",
        "act": reverse("kpis:alert_act", args=[alert.pk]) if waits and request.user.has_role(*MAY_ACT) else "",
    }  # fmt: skip


def register_all() -> None:
    register(Case, Panel("alerte", "Alerte", "kpis/panels/alert.html", of_case, order=4))
