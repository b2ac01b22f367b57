"""All figures of a level; one of them with its curve, its causes and its places; what they mean."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import paginate
from config.web.sheets import excel
from teams.guards import require_role
from teams.models import Agency, Team

from .. import figures as reading
from ..access import MAY_READ
from ..apart import CATEGORY, RESIDENCE, Share, apart, has_categories
from ..causes import decomposition, of_relocations
from ..levels import Level
from ..measures import IN_ORDER, MEASURES, MISSING, Measure
from ..models import Alert
from ..periods import Period, Span

SHEET = [
    ("Code", 9), ("Indicateur", 40), ("Valeur", 12), ("Unité", 16), ("Numérateur", 14), ("Dénominateur", 14),
    ("Période précédente", 14), ("Cible", 10), ("Formule", 70),
]  # fmt: skip

MOST_ALERTS = 5


def read_level(request) -> dict:
    """Level and period, as every page of figures reads them and hands them on in its links."""
    agencies = Agency.objects.visible_to(request.user).order_by("name", "pk")
    teams = Team.objects.visible_to(request.user).order_by("name", "pk")
    level = Level.read(request, agencies, teams)
    period = Period.read(request.GET, timezone.localdate())
    asked = "&".join(filter(None, (level.query, period.query)))
    return {
        "level": level, "period": period, "asked": asked, "spans": Span, "agencies": agencies, "teams": teams,
    }  # fmt: skip


def measure_named(code: str) -> Measure:
    try:
        return MEASURES[code]
    except KeyError:
        raise Http404 from None


def by_family(found: list[reading.Figure]) -> list[tuple[str, list[reading.Figure]]]:
    return [(name, list(rows)) for name, rows in groupby(found, lambda one: one.measure.family)]


@require_role(*MAY_READ)
@require_safe
def index(request):
    here = read_level(request)
    level = here["level"]
    found = reading.figures(level, here["period"], timezone.localdate())
    context = {
        **here, "families": by_family(found), "last": reading.last_count(),
        "alerts": _alerts(request.user, level), "first": reading.first_to_read(found),
        "cut": next((one.cut for one in found if one.cut), None),
    }  # fmt: skip
    return render(request, partial(request, "kpis/dashboard.html", "rows"), context)


def _alerts(user, level: Level) -> list[Alert]:
    """The latest open ones of this level: one query."""
    known = Alert.objects.visible_to(user).at(agency=level.agency, residence=level.residence, team=level.team)
    return list(known.select_related("agency", "residence", "team")[:MOST_ALERTS])


@require_role(*MAY_READ)
@require_safe
def export(request):
    here = read_level(request)
    rows = reading.figures(here["level"], here["period"], timezone.localdate())
    return excel("Indicateurs", SHEET, (_row(one) for one in rows))


def _row(one: reading.Figure):
    return (
        one.measure.code, one.measure.name, one.value, one.measure.unit.label, *one.sums, one.previous,
        one.target and one.target.value, one.measure.formula,
    )  # fmt: skip


def _told(level: Level, measure: Measure, period: Period) -> dict[str, list[Share]]:
    """In one query; none where nothing is to be told apart. Relocations are few: what residences were before is
    asked at once, their causes leave no query for it. For other files that is dear, and asked of those shown."""
    keys = ([] if level.residence else [RESIDENCE]) + ([CATEGORY] if has_categories(measure) else [])
    periods = [period, period.previous] if of_relocations(measure) else [period]
    return apart(level, measure, periods, *keys) if keys else {}


@require_role(*MAY_READ)
@require_safe
def show(request, code):
    measure = measure_named(code)
    here = read_level(request)
    level, period = here["level"], here["period"]
    told = _told(level, measure, period)
    page = paginate(reading.places(level, measure, period, told.get(RESIDENCE, [])), request)
    if not (of_relocations(measure) or level.residence):
        page.object_list = reading.with_before(level, measure, period, page.object_list)
    figure = reading.one(level, measure, period, timezone.localdate())
    curve, target = figure.trend, figure.target
    context = {
        **here, "measure": measure, "figure": figure, "page": page,
        "causes": decomposition(level, measure, period, told.get(CATEGORY)),
        "chart": {
            "labels": [f"{week.monday:%d/%m}" for week in curve],
            "values": [None if week.value is None else round(float(week.value), 2) for week in curve],
            "cut": [week.cut for week in curve],
            "target": None if target is None else float(target.value), "unit": measure.unit.label,
            "name": measure.name,
        },
    }  # fmt: skip
    return render(request, "kpis/measure.html", context)


@require_role(*MAY_READ)
@require_safe
def definitions(request):
    return render(request, "kpis/definitions.html", {"measures": IN_ORDER, "missing": MISSING})
