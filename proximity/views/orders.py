"""Orders: found, read, prepared from a case, on paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.models import Case
from coordination.views.acts import METHODS, REFUSALS
from messaging.letters import NoPango
from messaging.thread import people_of
from teams.free_text import note_wording
from teams.guards import require_role

from .. import order_file, ordering, posting
from ..access import MAY_ORDER, MAY_SEE_CONTRACTS, MAY_SEE_ORDERS
from ..models import Contract, WorkOrder
from ..order_filters import OrderFilter
from ..order_forms import PrepareForm

AROUND = ("case__process", "case__residence", "case__unit", "contractor", "contract", "contact", "kind",
          "planned_work", "guard__check_case", "follows", "made_by", "residence__agency", "building", "staircase",
          "unit")  # fmt: skip
COLUMNS = {
    "numero": ["number"], "echeance": ["due_at"], "prevu": ["expected_on"], "montant": ["amount"],
    "residence": ["residence__words", "number"], "entreprise": ["contractor__name"],
}  # fmt: skip
SHEET = [
    ("Numéro", 16), ("Objet", 40), ("État", 18), ("Entreprise", 28), ("Marché", 16), ("Dossier", 14),
    ("Résidence", 28), ("Lieu", 30), ("Agence", 22), ("Urgence", 12), ("Montant HT (€)", 14), ("Envoyé le", 16),
    ("Pris en compte le", 16), ("À faire avant", 16), ("Prévu le", 12), ("Commencé le", 16), ("Fini le", 16),
    ("Réceptionné le", 16), ("Facture", 16),
]  # fmt: skip


def order_of(request, number) -> WorkOrder:
    return get_object_or_404(WorkOrder.objects.visible_to(request.user).select_related(*AROUND), number=number)


def _found(request):
    around = ("residence__name", "residence__agency__name", "contractor__name", "contract__number",
              "case__reference")  # fmt: skip
    rows = WorkOrder.objects.visible_to(request.user).with_where(*around)
    rows = rows.select_related("residence__agency", "contractor", "contract", "case")
    return OrderFilter(request.GET, rows, request=request), Sorting.read(request, COLUMNS, default="-numero")


@require_role(*MAY_SEE_ORDERS)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request),
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, partial(request, "proximity/orders/list.html", "rows"), context)


@require_role(*MAY_SEE_ORDERS)
@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Ordres de service", SHEET, (_row(order) for order in rows))


def _row(order: WorkOrder) -> tuple:
    return (
        order.number, order.title, order.get_state_display(), order.contractor.name,
        order.contract and order.contract.number, order.case.reference, order.residence.name, order.where,
        order.residence.agency.name, order.get_priority_display(), order.amount, order.sent_at,
        order.acknowledged_at, order.due_at, order.expected_on, order.started_at, order.done_at,
        order.accepted_at, order.invoice,
    )  # fmt: skip


@require_role(*MAY_SEE_ORDERS)
@require_safe
def show(request, number):
    order = order_of(request, number)
    context = {
        "order": order, "file": order_file.read(order, request.user), "now": timezone.now(),
        "may_see_contracts": request.user.has_role(*MAY_SEE_CONTRACTS),
    }  # fmt: skip
    return render(request, "proximity/orders/order.html", context)


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def create(request, reference):
    """`?suite=OS-…` names the order that this one follows."""
    around = ("residence", "building", "staircase", "unit", "process")
    case = get_object_or_404(Case.objects.visible_to(request.user).select_related(*around), reference=reference)
    follows = WorkOrder.objects.visible_to(request.user).filter(
        case=case, number=request.GET.get("suite") or request.POST.get("suite") or ""
    ).select_related("contract", "contractor").first()  # fmt: skip
    people = people_of(case, request.user)
    form = PrepareForm(
        request.POST or None, case=case, user=request.user, people=people,
        initial=order_file.first_values(case, people, follows, request.GET.get("marche", "")),
    )  # fmt: skip
    if form.is_valid():
        try:
            order = ordering.prepare(case, form.lines, follows=follows, by=request.user, **form.given)
        except (*REFUSALS, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            note_wording(request, form)
            messages.success(request, f"{order.number} est préparé : relisez, puis validez.")
            return redirect(order)
    context = {"form": form, "case": case, "follows": follows}
    return render(request, "proximity/orders/prepare.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_ORDER)
@require_safe
def prices(request):
    """The codes of a contract, as one types them: `?contract=12`."""
    asked = request.GET.get("contract", "")
    contract = Contract.objects.visible_to(request.user).filter(pk=asked).first() if asked.isdecimal() else None
    lines = contract.prices.on(timezone.localdate()).order_by("code") if contract else []
    return render(request, "proximity/orders/_prices.html", {"lines": lines})


@require_role(*MAY_SEE_ORDERS)
@require_safe
def printable(request, number):
    order = order_of(request, number)
    version = ordering.in_force(order)
    version.order = order
    try:
        content = posting.sheet(version)
    except NoPango as missing:
        raise Http404(str(missing)) from missing
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{order.number}.pdf"'
    return answer
