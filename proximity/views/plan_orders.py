"""Instead of an order: what is asked goes along with planned works."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from coordination.models import Case
from coordination.views.acts import METHODS, answer
from housing.models import PlannedWork
from teams.guards import require_role

from .. import guard
from ..access import MAY_ORDER
from ..models import GuardDecision
from ..needs_forms import AttachForm


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def attach(request, reference, pk):
    """Nothing is ordered; if the works slip, whoever decided this is told."""
    around = ("residence", "building", "staircase", "unit", "process")
    case = get_object_or_404(Case.objects.visible_to(request.user).select_related(*around), reference=reference)
    works = PlannedWork.objects.visible_to(request.user).select_related("kind", "component__kind")
    work = get_object_or_404(works, pk=pk)
    form = AttachForm(request.POST or None)

    def do():
        data = form.cleaned_data
        kind = work.kind or (work.component and work.component.kind)
        guard.decide(
            case, guard.look(case, kind, data["amount"]).of(work), choice=GuardDecision.Choice.ATTACH,
            reason=data["reason"], by=request.user, key=data["key"],
        )  # fmt: skip

    return answer(
        request, form, do, case=case, title=f"Rattacher à « {work.title} », {work.year}", button="Rattacher",
        done="Rattaché : rien n’est commandé.",
    )  # fmt: skip
