"""Agencies and teams: two short lists an administrator keeps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel

from ..filters import AgencyFilter, TeamFilter
from ..forms import AgencyForm, TeamForm
from ..guards import require_role
from ..models import Agency, InUse, Team
from ..roles import Role

AGENCY_COLUMNS = {"nom": ["name"], "personnes": ["people"], "equipes": ["team_count"]}
TEAM_COLUMNS = {
    "nom": ["name"],
    "service": ["service", "name"],
    "agence": ["agency__name", "name"],
    "responsable": ["manager__last_name", "manager__first_name", "name"],
    "personnes": ["people"],
}
TEAM_SHEET = [("Équipe", 30), ("Service", 30), ("Agence", 30), ("Responsable", 30), ("Personnes", 12)]


def _agencies(request):
    found = AgencyFilter(request.GET, Agency.objects.visible_to(request.user).with_counts())
    return found, Sorting.read(request, AGENCY_COLUMNS, default="nom")


def _teams(request):
    known = Team.objects.visible_to(request.user).select_related("agency", "manager")
    found = TeamFilter(request.GET, known.with_counts())
    return found, Sorting.read(request, TEAM_COLUMNS, default="nom")


@require_role(Role.ADMIN)
@require_safe
def agencies(request):
    return _list(request, "teams/agencies.html", *_agencies(request))


@require_role(Role.ADMIN)
@require_safe
def teams(request):
    return _list(request, "teams/teams.html", *_teams(request))


@require_role(Role.ADMIN)
@require_safe
def agencies_sheet(request):
    found, sorting = _agencies(request)
    rows = ((agency.name, agency.people, agency.team_count) for agency in sorting.apply(found.qs))
    return excel("Agences", [("Agence", 30), ("Personnes", 12), ("Équipes", 12)], rows)


@require_role(Role.ADMIN)
@require_safe
def teams_sheet(request):
    found, sorting = _teams(request)
    rows = ((t.name, t.get_service_display(), t.agency, t.manager, t.people) for t in sorting.apply(found.qs))
    return excel("Équipes", TEAM_SHEET, rows)


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_agency(request):
    return _edit(request, AgencyForm, Agency(), back="teams:agencies")


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_team(request):
    return _edit(request, TeamForm, Team(), back="teams:teams")


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_agency(request, pk):
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    return _edit(request, AgencyForm, agency, back="teams:agencies")


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_team(request, pk):
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    return _edit(request, TeamForm, team, back="teams:teams")


@require_role(Role.ADMIN)
@require_POST
def delete_agency(request, pk):
    return _delete(request, get_object_or_404(Agency.objects.visible_to(request.user), pk=pk), "teams:agencies")


@require_role(Role.ADMIN)
@require_POST
def delete_team(request, pk):
    return _delete(request, get_object_or_404(Team.objects.visible_to(request.user), pk=pk), "teams:teams")


def _list(request, template, found, sorting):
    context = {"filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request)}
    return render(request, partial(request, template, "rows"), context)


def _edit(request, form_class, record, back):
    name = str(record) if record.pk else ""
    form = form_class(request.POST if request.method == "POST" else None, instance=record)
    if form.is_valid():
        form.save()
        messages.success(request, f"« {record} » est enregistrée.")
        return redirect(back)
    words = record._meta
    context = {
        "form": form,
        "name": name,
        "noun": words.verbose_name,
        "plural": capfirst(words.verbose_name_plural),
        "back": back,
    }
    return render(request, "teams/place.html", context, status=422 if form.is_bound else 200)


def _delete(request, record, back):
    try:
        record.discard()
    except InUse as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"« {record} » est supprimée.")
    return redirect(back)
