"""Who cleans what, how clean it has been, and when it is checked next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS, REFUSALS
from housing.models import Residence
from teams.guards import require_role

from .. import cleaning_board
from ..cleaning_access import MAY_CHECK, MAY_SEE, MAY_SEE_PENALTIES, MAY_SET
from ..cleaning_filters import PlaceFilter
from ..cleaning_forms import EndForm, ServiceForm
from ..cleaning_schedule import with_last_check, with_next_check
from ..models import CleaningCheck, CleaningService

COLUMNS = {
    "quand": ["next_on", "residence__words"],
    "residence": ["residence__words", "building__name", "staircase__name"],
    "qui": ["performer"], "note": ["last_score"], "dernier": ["last_at"],
}  # fmt: skip
SHEET = [
    ("Résidence", 28), ("Lieu", 32), ("Agence", 22), ("Qui nettoie", 18), ("Exécutant", 26), ("Depuis le", 12),
    ("Dernier contrôle", 16), ("Note", 8), ("Résultat", 16), ("Prochain contrôle", 14),
]  # fmt: skip


def _found(request):
    today = timezone.localdate()
    running = CleaningService.objects.visible_to(request.user).running_on(today)
    found = PlaceFilter(request.GET, with_next_check(running, today), request=request)
    return found, Sorting.read(request, COLUMNS, default="quand")


@require_role(*MAY_SEE)
@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs.with_place()), request)
    context = {
        "filter": found, "sorting": sorting, "page": page, "today": timezone.localdate(),
        "may_check": request.user.has_role(*MAY_CHECK), "results": dict(CleaningCheck.Result.choices),
        "sees_penalties": request.user.has_role(*MAY_SEE_PENALTIES),
    }  # fmt: skip
    return render(request, partial(request, "proximity/cleaning/places.html", "rows"), context)


@require_role(*MAY_SEE)
@require_safe
def export(request):
    found, sorting = _found(request)
    results = dict(CleaningCheck.Result.choices)
    rows = sorting.apply(found.qs.with_place()).iterator(chunk_size=1000)
    return excel("Lieux nettoyés", SHEET, (
        (one.residence.name, one.spot, one.residence.agency.name, one.get_performer_display(), one.cleaner,
         one.period.lower, one.last_at, one.last_score, results.get(one.last_result, ""), one.next_on)
        for one in rows
    ))  # fmt: skip


def _residence(request, pk) -> Residence:
    return get_object_or_404(Residence.objects.visible_to(request.user).select_related("agency"), pk=pk)


def _services(request, residence):
    return CleaningService.objects.visible_to(request.user).filter(residence=residence).with_place()


@require_role(*MAY_SEE)
@require_safe
def residence(request, pk):
    """The places of a residence, their twelve months as a table and as a chart."""
    place, today = _residence(request, pk), timezone.localdate()
    services = with_next_check(cleaning_board.shown(_services(request, place), today), today)
    context = {
        "residence": place, "board": cleaning_board.read(services, today), "today": today,
        "may_check": request.user.has_role(*MAY_CHECK), "may_set": request.user.has_role(*MAY_SET),
    }  # fmt: skip
    return render(request, "proximity/cleaning/residence.html", context)


@require_role(*MAY_SEE)
@require_safe
def panel(request, pk):
    """What the page of the residence fetches once it stands."""
    place = _residence(request, pk)
    services = list(with_last_check(_services(request, place).running_on(timezone.localdate())))
    results = dict(CleaningCheck.Result.choices)
    context = {"residence": place, "services": services, "results": results}
    return render(request, "proximity/cleaning/panels/_residence_inside.html", context)


@require_role(*MAY_SET)
@require_http_methods(METHODS)
def create(request, pk):
    place = _residence(request, pk)
    form = ServiceForm(request.POST or None, residence=place, user=request.user)
    if form.is_valid():
        form.made.save()
        messages.success(request, f"{form.made.spot} : {form.made.cleaner} nettoie.")
        return redirect("proximity:cleaning_residence", place.pk)
    context = {"form": form, "residence": place}
    return render(request, "proximity/cleaning/service.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_SET)
@require_http_methods(METHODS)
def end(request, pk):
    known = CleaningService.objects.visible_to(request.user).with_place()
    service = get_object_or_404(known, pk=pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            service.ends(form.cleaned_data["on"], by=request.user)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Fin de la prestation enregistrée.")
            return redirect(service)
    context = {"form": form, "service": service, "residence": service.residence}
    return render(request, "proximity/cleaning/service_end.html", context, status=422 if form.is_bound else 200)
