"""Alerts: the list, one with its chart and its explanation, what is done about it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS, answer
from teams.guards import require_role

from .. import alert_chart
from ..access import MAY_READ
from ..alert_forms import ActionForm
from ..alerts import acting
from ..alerts.access import MAY_ACT
from ..alerts.watching import latest_week
from ..causes import decomposition
from ..filters import AlertFilter
from ..levels import Level
from ..measures import Direction, Measure, Side
from ..models import Alert, AlertAction, Watch
from ..periods import Period

COLUMNS = {
    "semaine": ["week"], "indicateur": ["measure", "week"], "agence": ["agency__name", "week"],
    "effet": ["last_effect", "week"],
}  # fmt: skip
SHEET = [
    ("Dossier", 14), ("Indicateur", 36), ("Lieu", 30), ("Agence", 24), ("Semaine", 12), ("Depuis", 12),
    ("Valeur", 12), ("Habituelle", 12), ("Constat", 80), ("Cause principale", 60), ("Action", 40),
    ("À partir du", 12), ("Effet", 18), ("Close le", 14),
]  # fmt: skip
AROUND = ("agency", "residence", "team", "case")


def _found(request):
    rows = Alert.objects.visible_to(request.user).with_last_action()
    return (
        AlertFilter(request.GET, rows, request=request),
        Sorting.read(request, COLUMNS, default="-semaine"),
    )


@require_role(*MAY_READ)
@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs).select_related(*AROUND), request)
    context = {
        "filter": found, "sorting": sorting, "page": page, "effects": dict(AlertAction.Effect.choices),
        "watch": Watch.objects.filter(finished_at__isnull=False).first(),
    }  # fmt: skip
    return render(request, partial(request, "kpis/alerts.html", "rows"), context)


@require_role(*MAY_READ)
@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).select_related(*AROUND).iterator(chunk_size=2000)
    return excel("Alertes", SHEET, (_row(one) for one in rows))


def _row(one: Alert):
    effect = one.last_effect  # type: ignore[attr-defined]
    return (
        one.case.reference, one.name, one.place, one.agency.name, one.week, one.since, one.value, one.usual,
        one.sentence, one.cause, one.last_action, one.last_on,  # type: ignore[attr-defined]
        AlertAction.Effect(effect).label if effect else "", one.closed_at and timezone.localdate(one.closed_at),
    )  # fmt: skip


def find(request, pk) -> Alert:
    return get_object_or_404(Alert.objects.visible_to(request.user).select_related(*AROUND), pk=pk)


@require_role(*MAY_READ)
@require_safe
def show(request, pk):
    alert = find(request, pk)
    level = Level(request.user, alert.agency, alert.residence, alert.team)
    measure = alert.definition
    period = Period.read({"periode": "dates", "du": f"{alert.since}", "au": f"{alert.last_day}"}, alert.last_day)
    actions = list(alert.actions.select_related("by"))
    chart = alert_chart.of(alert, measure, level, actions, latest_week(timezone.localdate())) if measure else None
    context = {
        "alert": alert, "measure": measure, "level": level, "actions": actions, "chart": chart,
        "causes": decomposition(level, measure, period) if measure else [], "side": measure and _side(measure),
        "may_act": alert.closed_at is None and not any(one.effect == "" for one in actions),
    }  # fmt: skip
    return render(request, "kpis/alert.html", context)


def _side(measure: Measure) -> str:
    """The files that explain: those that count where fewer is better, else all that the figure is of."""
    counts = measure.is_count or (measure.has_two_counts and measure.direction == Direction.LOWER)
    return Side.NUMERATOR if counts else Side.DENOMINATOR


@require_role(*MAY_ACT)
@require_http_methods(METHODS)
def act(request, pk):
    alert = find(request, pk)
    form = ActionForm(request.POST or None)

    def do():
        acting.act(alert, by=request.user, **form.cleaned_data)

    return answer(
        request, form, do, case=alert.case, title="Hypothèse et action", button="Enregistrer",
        done="Action enregistrée : son effet sera mesuré dans quatre semaines.",
    )  # fmt: skip
