"""Saying better what a request is, from the page of its case."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coordination.views.acts import METHODS, answer
from teams.guards import require_role

from .. import capturing, payer
from ..desk import MAY_CAPTURE
from ..desk_forms import RequalifyForm
from ..models import Request
from ..requalifying import requalify

READ = ("case__residence", "case__building", "case__staircase", "case__unit", "category", "contact", "equipment")


@require_role(*MAY_CAPTURE)
@require_http_methods(METHODS)
def change(request, pk):
    found = get_object_or_404(Request.objects.visible_to(request.user).select_related(*READ), pk=pk)
    form = RequalifyForm(request.POST or None, request=found, user=request.user)

    def do():
        data = form.cleaned_data
        told = payer.suggest(
            data["category"], cause=data["cause"], zone=data["zone"], residence=found.case.residence,
            day=timezone.localdate(),
        )  # fmt: skip
        requalify(found, **data, payer_basis=capturing.basis(told, data["payer"]), by=request.user)

    return answer(
        request, form, do, case=found.case, title="Requalifier la demande", button="Requalifier",
        done=f"{found.case.reference} : requalifiée.",
    )  # fmt: skip
