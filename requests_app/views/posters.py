"""Posters of halls and machines: made, printed and withdrawn by those who know the place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from housing.models import Residence
from messaging.letters import NoPango
from teams.guards import require_role

from .. import printing
from ..models import Poster
from ..poster_forms import PosterFilter, PosterForm
from ..tenant_panels import MAY_POST

COLUMNS = {"residence": ["residence__words"], "date": ["made_at"], "demandes": ["asked"]}
SHEET = [("Résidence", 32), ("Lieu", 34), ("Équipement", 24), ("Faite le", 17), ("Par", 24), ("Retirée le", 17),
         ("Demandes reçues", 12)]  # fmt: skip
AROUND = ("residence", "building", "staircase", "unit", "equipment", "made_by")


def _found(request) -> tuple[PosterFilter, Sorting]:
    known = Poster.objects.visible_to(request.user).with_count().select_related(*AROUND)
    return PosterFilter(request.GET, known, request=request), Sorting.read(request, COLUMNS, default="-date")


@require_role(*MAY_POST)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {"filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request)}
    return render(request, partial(request, "requests_app/posters.html", "rows"), context)


@require_role(*MAY_POST)
@require_safe
def export(request):
    found, sorting = _found(request)
    return excel("Affiches", SHEET, (_row(one) for one in sorting.apply(found.qs).iterator(chunk_size=2000)))


def _row(poster):
    return (
        poster.residence.name, poster.where, str(poster.equipment or ""), poster.made_at, str(poster.made_by),
        poster.revoked_at, poster.asked,
    )  # fmt: skip


@require_role(*MAY_POST)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request, pk):
    residence = get_object_or_404(Residence.objects.visible_to(request.user).current(), pk=pk)
    form = PosterForm(request.POST if request.method == "POST" else None, residence=residence)
    if form.is_valid():
        poster, new = form.save(by=request.user)
        told = "Affiche prête : imprimez-la." if new else "Une affiche est déjà en place ici : réimprimez-la."
        messages.success(request, told)
        return redirect(f"{poster.list_address}#affiche-{poster.pk}")
    status = 422 if form.is_bound else 200
    return render(request, "requests_app/poster_new.html", {"form": form, "residence": residence}, status=status)


@require_role(*MAY_POST)
@require_safe
def printable(request, pk):
    known = Poster.objects.visible_to(request.user).standing().select_related(*AROUND)
    poster = get_object_or_404(known, pk=pk)
    try:
        sheet = printing.sheet(poster)
    except NoPango as missing:
        messages.error(request, str(missing))
        return redirect("requests_app:posters")
    answer = HttpResponse(sheet, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="affiche-{poster.pk}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_role(*MAY_POST)
@require_POST
def revoke(request, pk):
    poster = get_object_or_404(Poster.objects.visible_to(request.user), pk=pk)
    if poster.revoke():
        messages.success(request, "Affiche retirée : son code n’ouvre plus rien. Décrochez-la.")
    else:
        messages.error(request, "Cette affiche était déjà retirée.")
    return redirect("requests_app:posters")
