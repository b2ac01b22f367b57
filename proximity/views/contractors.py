"""Firms: found, read, kept, and the address of their own page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS
from teams.guards import require_role

from .. import firms, posting
from ..access import MAY_KEEP_CONTRACTS, MAY_SEE_CONTRACTS
from ..contract_forms import ContractorForm
from ..models import Contractor
from ..order_filters import ContractorFilter

COLUMNS = {"nom": ["name"], "encours": ["live", "name"], "retard": ["late", "name"]}
SHEET = [
    ("Raison sociale", 32), ("SIREN", 12), ("Interlocuteur", 26), ("Courriel", 30), ("Téléphone", 16),
    ("Mobile", 16), ("En activité", 10), ("Ordres en cours", 10), ("Dont en retard", 10),
]  # fmt: skip


def contractor_of(request, pk) -> Contractor:
    return get_object_or_404(Contractor.objects.visible_to(request.user), pk=pk)


def _found(request):
    rows = firms.with_orders(Contractor.objects.visible_to(request.user), request.user)
    return ContractorFilter(request.GET, rows, request=request), Sorting.read(request, COLUMNS, default="nom")


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request),
        "may_keep": request.user.has_role(*MAY_KEEP_CONTRACTS),
    }  # fmt: skip
    return render(request, partial(request, "proximity/contractors/list.html", "rows"), context)


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Entreprises", SHEET, (_row(firm) for firm in rows))


def _row(firm) -> tuple:
    return (firm.name, firm.siren, firm.contact_name, firm.email, firm.phone, firm.mobile, firm.active, firm.live,
            firm.late)  # fmt: skip


@require_role(*MAY_SEE_CONTRACTS)
@require_safe
def show(request, pk):
    contractor = contractor_of(request, pk)
    may_keep = request.user.has_role(*MAY_KEEP_CONTRACTS)
    context = {
        "contractor": contractor, "figures": firms.figures(contractor, request.user), "may_keep": may_keep,
        "contracts": firms.contracts_of(contractor, request.user), "today": timezone.localdate(),
        "link": posting.standing_link(contractor) if may_keep else None,
    }  # fmt: skip
    return render(request, "proximity/contractors/contractor.html", context)


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def create(request):
    return _kept(request, ContractorForm(request.POST or None), "Nouvelle entreprise", "Entreprise enregistrée.")


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def change(request, pk):
    form = ContractorForm(request.POST or None, instance=contractor_of(request, pk))
    return _kept(request, form, "Modifier l’entreprise", "Entreprise modifiée.")


def _kept(request, form, title, done):
    if form.is_valid():
        messages.success(request, done)
        return redirect(form.save())
    known = form.instance if form.instance.pk else None
    context = {"form": form, "title": title, "contractor": known}
    return render(request, "proximity/contractors/form.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_KEEP_CONTRACTS)
@require_POST
def link(request, pk):
    """Another address, shown here; the former one opens nothing any more."""
    contractor = contractor_of(request, pk)
    posting.renew(contractor)
    messages.success(request, "Nouveau lien fait. L’ancien n’ouvre plus rien.")
    return redirect(contractor)


@require_role(*MAY_KEEP_CONTRACTS)
@require_POST
def link_revoke(request, pk):
    contractor = contractor_of(request, pk)
    posting.revoke(contractor)
    messages.success(request, "Lien révoqué.")
    return redirect(contractor)
