"""Contracts: found, read, kept."""

from copy import copy

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS
from teams.guards import require_role

from ..access import MAY_KEEP_CONTRACTS, MAY_SEE_CONTRACTS, MAY_SEE_ORDERS
from ..contract_forms import ContractForm, PenaltyForm, RedoRuleForm, ResponseForm, SiteForm
from ..models import Contract
from ..order_filters import ContractFilter, soon

COLUMNS = {"numero": ["number"], "fin": ["period__endswith"], "entreprise": ["contractor__name"], "lot": ["lot"]}
SHEET = [
    ("Numéro", 18), ("Nature", 24), ("Lot", 36), ("Entreprise", 30), ("SIREN", 12), ("Début", 12), ("Fin", 12),
    ("Astreinte", 16), ("Tout le patrimoine", 12),
]  # fmt: skip


def contract_of(request, pk) -> Contract:
    return get_object_or_404(Contract.objects.visible_to(request.user).select_related("contractor"), pk=pk)


def _found(request):
    rows = Contract.objects.visible_to(request.user).select_related("contractor")
    return ContractFilter(request.GET, rows, request=request), Sorting.read(request, COLUMNS, default="fin")


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def index(request):
    found, sorting = _found(request)
    today = timezone.localdate()
    ending = Contract.objects.visible_to(request.user).ending_before(soon(today))
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request), "today": today,
        "soon": soon(today), "ending": ending.count(), "may_keep": request.user.has_role(*MAY_KEEP_CONTRACTS),
    }  # fmt: skip
    return render(request, partial(request, "proximity/contracts/list.html", "rows"), context)


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Marchés", SHEET, (_row(contract) for contract in rows))


def _row(contract: Contract) -> tuple:
    return (
        contract.number, contract.get_kind_display(), contract.lot, contract.contractor.name,
        contract.contractor.siren, contract.period.lower, contract.last_day, contract.on_call, contract.covers_all,
    )  # fmt: skip


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def show(request, pk):
    contract = contract_of(request, pk)
    asked, today = request.GET.get("q", "").strip(), timezone.localdate()
    prices = contract.prices.on(today)
    if asked:
        prices = prices.filter(Q(code__icontains=asked) | Q(label__icontains=asked))
    context = {
        "contract": contract, "page": paginate(prices.order_by("code"), request), "q": asked,
        "sites": contract.sites.select_related("residence").order_by("residence__name", "pk"),
        "times": contract.response_times.order_by("priority"), "rules": contract.penalty_rules.all(),
        "redos": contract.redo_rules.all(),
        "today": today, "may_keep": request.user.has_role(*MAY_KEEP_CONTRACTS),
        "may_see_orders": request.user.has_role(*MAY_SEE_ORDERS),
        "ends_soon": contract.period.upper <= soon(today),
    }  # fmt: skip
    return render(request, partial(request, "proximity/contracts/contract.html", "prices"), context)


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def prices_export(request, pk):
    contract = contract_of(request, pk)
    columns = [("Code", 16), ("Libellé", 60), ("Unité", 10), ("Prix HT", 12), ("Depuis le", 12)]
    rows = contract.prices.on(timezone.localdate()).order_by("code").iterator(chunk_size=1000)
    return excel("Prix", columns, ((p.code, p.label, p.unit, p.price, p.period.lower) for p in rows))


# --- kept


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def create(request):
    asked = request.GET.get("entreprise", "")
    form = ContractForm(request.POST or None, initial={"contractor": asked if asked.isdecimal() else None})
    return _kept(request, form, None, "Nouveau marché", "Marché enregistré.")


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def change(request, pk):
    contract = contract_of(request, pk)
    form = ContractForm(request.POST or None, instance=copy(contract))
    return _kept(request, form, contract, "Modifier le marché", "Marché modifié.")


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def site_create(request, pk):
    contract = contract_of(request, pk)
    form = SiteForm(request.POST or None, user=request.user, contract=contract)
    return _kept(request, form, contract, "Ajouter une résidence", "Résidence ajoutée.")


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def response(request, pk):
    contract, form = contract_of(request, pk), ResponseForm(request.POST or None)
    return _kept(request, form, contract, "Délai d’intervention", "Délai enregistré.", lambda: form.save(contract))


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def redos(request, pk):
    contract, form = contract_of(request, pk), RedoRuleForm(request.POST or None)
    done = "Nombre de reprises enregistré."
    return _kept(request, form, contract, "Reprises avant pénalité", done, lambda: form.save(contract))


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def penalty_create(request, pk):
    contract = contract_of(request, pk)
    form = PenaltyForm(request.POST or None, contract=contract)
    return _kept(request, form, contract, "Règle de pénalité", "Règle ajoutée.")


def _kept(request, form, contract, title, done, save=None):
    if form.is_valid():
        saved = save() if save else form.save()
        messages.success(request, done)
        return redirect(contract or saved)
    context = {"form": form, "contract": contract, "title": title}
    return render(request, "proximity/contracts/form.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_KEEP_CONTRACTS)
@require_POST
def site_delete(request, pk, site):
    contract = contract_of(request, pk)
    get_object_or_404(contract.sites, pk=site).delete()
    messages.success(request, "Résidence retirée du marché.")
    return redirect(contract)


@require_role(*MAY_KEEP_CONTRACTS)
@require_POST
def penalty_delete(request, pk, rule):
    contract = contract_of(request, pk)
    get_object_or_404(contract.penalty_rules, pk=rule).delete()
    messages.success(request, "Règle retirée.")
    return redirect(contract)
