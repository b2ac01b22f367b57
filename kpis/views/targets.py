"""Targets: which one holds where, and the dated values of one measure at one place."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.sheets import excel
from coordination.views import dated
from housing.models import Residence
from teams.guards import require_role
from teams.models import Agency

from ..access import MAY_AIM, MAY_READ, may_aim
from ..levels import place_of
from ..measures import IN_ORDER, Measure
from ..models import Target
from ..target_forms import TargetForm
from ..templatetags.kpis import shown
from .dashboard import measure_named, read_level

SHEET = [
    ("Code", 9), ("Indicateur", 44), ("Pour", 36), ("Cible", 12), ("Unité", 16), ("Depuis le", 12),
    ("Jusqu’au (non compris)", 14), ("Source", 60), ("Vérifiée le", 12),
]  # fmt: skip


@require_role(*MAY_READ)
@require_safe
def index(request):
    here = read_level(request)
    level = here["level"]
    targets = Target.objects.visible_to(request.user)
    known = targets.for_place(timezone.localdate(), agency=level.agency, residence=level.residence)
    sought = request.GET.get("q", "").strip().lower()
    rows = [
        (one, known.get(one.code), may_aim(request.user, one, level.place)) for one in IN_ORDER
        if sought in f"{one.code} {one.name}".lower()
    ]  # fmt: skip
    context = {**here, "rows": rows, "place": level.place_slug}
    return render(request, partial(request, "kpis/targets.html", "rows"), context)


@require_role(*MAY_READ)
@require_safe
def export(request):
    """Every target there was, is or will be, of the landlord and of the places one sees."""
    names = {one.code: one for one in IN_ORDER}
    rows = Target.objects.visible_to(request.user).select_related("agency", "residence")
    return excel("Cibles", SHEET, (_row(names[one.measure], one) for one in rows if one.measure in names))


def _row(measure: Measure, target: Target):
    return (
        measure.code, measure.name, str(target.place or "Bailleur"), target.value, measure.unit.label,
        target.period.lower, target.period.upper, target.basis, target.verified_on,
    )  # fmt: skip


def _subject(request, code: str, slug: str) -> tuple[Measure, Agency | Residence | None, dated.Subject]:
    measure = measure_named(code)
    kind, pk = place_of(slug)
    place = None
    if kind:
        place = get_object_or_404(kind.objects.visible_to(request.user), pk=pk)
    elif slug != "bailleur":
        raise Http404
    subject = dated.Subject(
        name="kpis:target", args=(code, slug), tab="",
        rows=Target.objects.visible_to(request.user).of(code, place),
        title=f"Cible : {measure.name}, {place or 'bailleur'}", say=lambda row: shown(row.value, measure),
        help="La cible la plus proche vaut : celle de la résidence, sinon de son agence, sinon du bailleur.",
        back=("Cibles", "kpis:targets"), may_change=lambda user: may_aim(user, measure, place),
        if_none=f"Ici vaut la cible de l’échelon au-dessus. Peut en donner une : {measure.owner.label}.",
    )  # fmt: skip
    return measure, place, subject


def _changing(request, code: str, slug: str):
    measure, place, subject = _subject(request, code, slug)
    if not may_aim(request.user, measure, place):
        raise PermissionDenied
    return measure, place, subject


@require_role(*MAY_READ)
@require_safe
def show(request, code, place):
    return dated.page(request, _subject(request, code, place)[-1])


@require_role(*MAY_AIM)
@require_http_methods(dated.METHODS)
def create(request, code, place):
    measure, spot, subject = _changing(request, code, place)
    new = Target(measure=code)
    if spot is not None:
        setattr(new, "agency" if isinstance(spot, Agency) else "residence", spot)
    first = dated.start(subject.rows, "value", "basis")
    return dated.create(
        request, subject, TargetForm(request.POST or None, instance=new, initial=first, measure=measure)
    )


@require_role(*MAY_AIM)
@require_POST
def verify(request, code, place, pk):
    return dated.verify(request, _changing(request, code, place)[-1], pk)


@require_role(*MAY_AIM)
@require_POST
def withdraw(request, code, place, pk):
    return dated.withdraw(request, _changing(request, code, place)[-1], pk)
