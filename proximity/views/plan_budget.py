"""The budget of the plan, with what the needs would add, and what moving works would do."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from config.web.htmx import partial
from housing.models import PlannedWork
from housing.plan_filter import PlanFilter
from teams.guards import require_role
from teams.workflow import MoveRefused

from .. import plan_moves
from ..models import Need
from ..needs_access import MAY_ANSWER, MAY_SEE_BUDGET


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Motif", max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text="Écrit sur chaque ligne déplacée ; ceux qui attendent ces travaux le lisent.",
    )  # fmt: skip


@require_role(*MAY_SEE_BUDGET)
@require_safe
def show(request):
    return _page(request, request.GET, ReasonForm())


@require_role(*MAY_ANSWER)
@require_POST
def save(request):
    works = PlannedWork.objects.visible_to(request.user)
    form = ReasonForm(request.POST)
    moves = plan_moves.asked(request.POST, works)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            count = plan_moves.save(works, moves, _since(request.POST), reason, by=request.user)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, "Une ligne du plan déplacée." if count == 1 else f"{count} lignes déplacées."
            )
            return redirect("proximity:plan_budget")
    return _page(request, request.POST, form, 422)


def _since(data) -> dict[int, int]:
    told = {name.removeprefix(plan_moves.SINCE): data[name] for name in data if name.startswith(plan_moves.SINCE)}
    return {int(pk): int(year) for pk, year in told.items() if pk.isdecimal() and year.isdecimal()}


def _page(request, data, form, status=200):
    asked = PlanFilter(data, PlannedWork.objects.visible_to(request.user), request=request)
    moves = plan_moves.asked(data, asked.qs)
    words = data.copy()
    for name in [*words]:
        if name not in asked.filters:
            words.pop(name)
    simulation = plan_moves.simulate(
        asked.qs, Need.objects.visible_to(request.user), moves, url=reverse("housing:planned_works"),
        needs_url=reverse("proximity:needs"), query=words,
    )  # fmt: skip
    first = timezone.localdate().year
    context = {
        "filter": asked, "simulation": simulation, "form": form, "words": words.items(), "sees_budget": True,
        "may_save": request.user.has_role(*MAY_ANSWER), "years": range(first, first + 8),
    }  # fmt: skip
    return render(request, partial(request, "proximity/needs/budget.html", "rows"), context, status=status)
