"""A measure on the map of residences, and the page of figures as a sheet of paper."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from messaging.letters import NoPango, pdf
from teams.guards import require_role

from .. import figures as reading
from .. import mapping
from ..access import MAY_READ
from ..models import Target
from .dashboard import by_family, measure_named, read_level

STYLE = settings.BASE_DIR / "static" / "css" / "figures-print.css"


def _target(level, code: str) -> Target | None:
    known = Target.objects.visible_to(level.user)
    return known.for_place(timezone.localdate(), agency=level.agency, residence=level.residence).get(code)


@require_role(*MAY_READ)
@require_safe
def show(request, code):
    measure = measure_named(code)
    here = read_level(request)
    target = _target(here["level"], code)
    found, toned = mapping.drawn(here["level"], measure, here["period"], target)
    context = {
        **here, "measure": measure, "count": len(found), "legend": mapping.legend(toned, measure, target),
    }  # fmt: skip
    return render(request, "kpis/map.html", context)


@require_role(*MAY_READ)
@require_safe
def points(request, code):
    measure = measure_named(code)
    here = read_level(request)
    level = here["level"]
    found = mapping.features(level, measure, here["period"], _target(level, code))
    return JsonResponse({"type": "FeatureCollection", "features": found})


@require_role(*MAY_READ)
@require_safe
def sheet(request):
    here = read_level(request)
    found = reading.figures(here["level"], here["period"], timezone.localdate())
    context = {
        **here,
        "families": by_family(found),
        "last": reading.last_count(),
        "landlord": settings.LANDLORD_NAME,
    }
    try:
        content = pdf("kpis/dashboard_pdf.html", context, STYLE)
    except NoPango as missing:
        messages.error(request, str(missing))
        return redirect(f"{reverse('kpis:dashboard')}?{here['asked']}")
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="indicateurs-{timezone.localdate():%Y-%m-%d}.pdf"'
    return answer
