"""Price lists: send, look at what they would do, confirm."""

from collections import Counter

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.lists import paginate
from config.web.sheets import excel
from config.web.tables import Unreadable
from coordination.views.acts import METHODS
from teams.guards import require_role
from teams.workflow import MoveRefused

from ..access import MAY_KEEP_CONTRACTS
from ..contract_forms import PriceSheetForm
from ..models import PriceSheet
from ..pricing import COLUMNS, EXAMPLE, apply, judge, rows_of
from .contracts import contract_of

SEEN = {"erreurs": ("error", "À corriger"), "nouveaux": ("new", "Nouveaux"), "modifies": ("changed", "Modifiés"),
        "inchanges": ("unchanged", "Inchangés")}  # fmt: skip
WIDTHS = {"code": 16, "label": 60, "unit": 10, "price": 12}


def _sheet(request, pk) -> PriceSheet:
    found = PriceSheet.objects.visible_to(request.user).select_related("contract__contractor")
    return get_object_or_404(found, pk=pk)


@require_role(*MAY_KEEP_CONTRACTS)
@require_http_methods(METHODS)
def create(request, pk):
    contract = contract_of(request, pk)
    form = PriceSheetForm(
        request.POST or None, request.FILES or None, contract=contract,
        initial={"starts_on": contract.period.lower},
    )  # fmt: skip
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            rows = rows_of(upload)
        except Unreadable as reason:
            form.add_error("file", str(reason))
        else:
            with transaction.atomic():
                PriceSheet.objects.visible_to(request.user).filter(contract=contract, applied_at=None).delete()
                sheet = PriceSheet.objects.create(
                    contract=contract, name=upload.name[:200], rows=rows, uploaded_by=request.user,
                    starts_on=form.cleaned_data["starts_on"],
                )  # fmt: skip
            return redirect("proximity:price_sheet", sheet.pk)
    context = {"form": form, "contract": contract}
    return render(request, "proximity/contracts/prices_new.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_KEEP_CONTRACTS)
@require_safe
def show(request, pk):
    """What the list would do: counts, then its lines, those at fault first."""
    sheet = _sheet(request, pk)
    verdicts = judge(sheet.contract, sheet.rows, sheet.starts_on)
    if sheet.applied_at:
        verdicts = [one for one in verdicts if one.status == "error"]
    counts = Counter(one.status for one in verdicts)
    tabs = [
        {"word": word, "label": label, "count": counts[status]}
        for word, (status, label) in SEEN.items()
        if counts[status]
    ]
    seen = request.GET.get("voir") or (tabs[0]["word"] if tabs else "erreurs")
    status = SEEN.get(seen, SEEN["erreurs"])[0]
    context = {
        "sheet": sheet, "contract": sheet.contract, "counts": counts, "tabs": tabs, "seen": seen,
        "errors": counts["error"], "to_write": counts["new"] + counts["changed"],
        "page": paginate([one for one in verdicts if one.status == status], request),
    }  # fmt: skip
    return render(request, "proximity/contracts/prices.html", context)


@require_role(*MAY_KEEP_CONTRACTS)
@require_POST
def confirm(request, pk):
    sheet = _sheet(request, pk)
    try:
        done = apply(sheet)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("proximity:price_sheet", sheet.pk)
    if done:
        messages.success(request, f"Prix mis à jour : {sheet.created} nouveaux, {sheet.changed} modifiés.")
    else:
        messages.info(request, "Ce classeur était déjà appliqué : rien n’a changé.")
    return redirect("proximity:price_sheet", sheet.pk)


@require_role(*MAY_KEEP_CONTRACTS)
@require_safe
def errors(request, pk):
    """The lines at fault as a workbook, each with its reasons: to correct and send back."""
    sheet = _sheet(request, pk)
    found = (one for one in judge(sheet.contract, sheet.rows, sheet.starts_on) if one.status == "error")
    columns = [*((title, WIDTHS[key]) for key, title in COLUMNS.items()), ("Ligne", 8), ("À corriger", 60)]
    rows = (
        [*(one.given.get(key, "") for key in COLUMNS), one.line,
         " ; ".join(f"{title} : {message}" for title, message in one.errors)]
        for one in found
    )  # fmt: skip
    return excel("Prix à corriger", columns, rows)


@require_role(*MAY_KEEP_CONTRACTS)
@require_safe
def template(request):
    """An empty workbook with the right titles and one example."""
    return excel("Modèle de prix", [(title, WIDTHS[key]) for key, title in COLUMNS.items()], [EXAMPLE])
