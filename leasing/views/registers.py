"""Nominators and causes of delay: read by whoever sees vacancies, kept by a few."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.guards import require_role

from ..access import MAY_KEEP_CAUSES, MAY_KEEP_NOMINATORS, MAY_SEE_RELETTING
from ..history import changes_of
from ..models import DelayCause, Nominator
from ..register_forms import CauseFilter, CauseForm, NewCauseForm, NominatorFilter, NominatorForm

METHODS = ("GET", "HEAD", "POST")
COLUMNS = {
    "nom": ["name"], "nature": ["kind", "name"], "part": ["share"], "delai": ["days"], "fin": ["convention_until"],
    "saisines": ["asked_count"],
}  # fmt: skip
CAUSE_COLUMNS = {"code": ["code"], "cause": ["label"], "service": ["service", "code"]}
SHEET = [
    ("Réservataire", 30), ("Nature", 18), ("Contingent", 28), ("Part du flux (%)", 12), ("Délai (jours)", 12),
    ("Convention jusqu’au", 16), ("Saisi cette année", 14), ("Reloués cette année", 14), ("Proposé", 10),
]  # fmt: skip
CAUSE_SHEET = [("Code", 8), ("Cause", 50), ("Service", 24), ("Qui", 24), ("Proposée", 10)]


def _nominators(request):
    year = timezone.localdate().replace(month=1, day=1)
    rows = Nominator.objects.visible_to(request.user).with_use(year)
    found = NominatorFilter(request.GET, rows, request=request)
    return found, Sorting.read(request, COLUMNS, default="nom")


def _causes(request):
    found = CauseFilter(request.GET, DelayCause.objects.visible_to(request.user), request=request)
    return found, Sorting.read(request, CAUSE_COLUMNS, default="code")


def _list(request, template, found, sorting, keepers):
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request),
        "may_keep": request.user.has_role(*keepers), "year": timezone.localdate().year,
    }  # fmt: skip
    return render(request, partial(request, template, "rows"), context)


@require_role(*MAY_SEE_RELETTING)
@require_safe
def nominators(request):
    return _list(request, "leasing/nominators.html", *_nominators(request), MAY_KEEP_NOMINATORS)


@require_role(*MAY_SEE_RELETTING)
@require_safe
def nominators_export(request):
    found, sorting = _nominators(request)
    rows = (
        (one.name, one.get_kind_display(), one.quota, one.share, one.days, one.convention_until, one.asked_count,
         one.let_count, one.active)
        for one in sorting.apply(found.qs)
    )  # fmt: skip
    return excel("Réservataires", SHEET, rows)


@require_role(*MAY_SEE_RELETTING)
@require_safe
def causes(request):
    return _list(request, "leasing/causes.html", *_causes(request), MAY_KEEP_CAUSES)


@require_role(*MAY_SEE_RELETTING)
@require_safe
def causes_export(request):
    found, sorting = _causes(request)
    rows = sorting.apply(found.qs)
    told = ((one.code, one.label, one.get_service_display(), one.actor, one.active) for one in rows)
    return excel("Causes de retard", CAUSE_SHEET, told)


@require_role(*MAY_KEEP_NOMINATORS)
@require_http_methods(METHODS)
def nominator_create(request):
    return _keep(request, NominatorForm(request.POST or None), "nominators")


@require_role(*MAY_KEEP_NOMINATORS)
@require_http_methods(METHODS)
def nominator(request, pk):
    row = get_object_or_404(Nominator.objects.visible_to(request.user), pk=pk)
    return _keep(request, NominatorForm(request.POST or None, instance=row), "nominators")


@require_role(*MAY_KEEP_CAUSES)
@require_http_methods(METHODS)
def cause_create(request):
    return _keep(request, NewCauseForm(request.POST or None), "causes")


@require_role(*MAY_KEEP_CAUSES)
@require_http_methods(METHODS)
def cause(request, code):
    row = get_object_or_404(DelayCause.objects.visible_to(request.user), pk=code)
    return _keep(request, CauseForm(request.POST or None, instance=row), "causes")


def _keep(request, form, name):
    row, is_new = form.instance, form.instance._state.adding
    title = f"Ajouter {'un réservataire' if name == 'nominators' else 'une cause'}" if is_new else str(row)
    if form.is_valid():
        form.save()
        messages.success(request, f"« {row} » : enregistré.")
        return redirect(f"leasing:{name}")
    context = {
        "form": form, "title": title, "name": name, "back": f"leasing:{name}",
        "changes": [] if is_new else changes_of(row, form._meta.fields),
    }  # fmt: skip
    return render(request, "leasing/register.html", context, status=422 if form.is_bound else 200)
