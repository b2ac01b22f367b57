"""What the planner answers to a need, and what the field estimates; each act comes back to the case."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from coordination.views.acts import METHODS, answer
from housing.models import PlannedWork
from teams.guards import require_role

from .. import needs_answering as answering
from ..models import Need
from ..needs_access import MAY_ANSWER, MAY_ESTIMATE
from ..needs_forms import EstimateForm, MergeForm, PlanForm, StudyForm, WhyForm

AROUND = ("case__residence", "case__process", "residence", "building", "kind", "component")


def _need(request, pk) -> Need:
    return get_object_or_404(Need.objects.visible_to(request.user).select_related(*AROUND), pk=pk)


def _act(request, need, form, do, title, button, done):
    return answer(request, form, do, case=need.case, title=title, button=button, done=done)


@require_role(*MAY_ANSWER)
@require_http_methods(METHODS)
def plan(request, pk):
    need = _need(request, pk)
    form = PlanForm(request.POST or None, need=need, works=PlannedWork.objects.visible_to(request.user))

    def do():
        answering.plan(need, **form.cleaned_data, by=request.user)

    return _act(request, need, form, do, "Programmer les travaux", "Programmer", "Réponse donnée : programmé.")


@require_role(*MAY_ANSWER)
@require_http_methods(METHODS)
def study(request, pk):
    need = _need(request, pk)
    form = StudyForm(request.POST or None)

    def do():
        answering.study(need, **form.cleaned_data, by=request.user)

    return _act(request, need, form, do, "Mettre à l’étude", "Mettre à l’étude", "Réponse donnée : à l’étude.")


@require_role(*MAY_ANSWER)
@require_http_methods(METHODS)
def merge(request, pk):
    need = _need(request, pk)
    others = Need.objects.visible_to(request.user).open().filter(residence=need.residence_id).exclude(pk=pk)
    form = MergeForm(request.POST or None, others=others.select_related("case", "kind", "building", "residence"))

    def do():
        data = form.cleaned_data
        answering.merge(need, data["into"], text=data["text"], by=request.user, key=data["key"])

    return _act(request, need, form, do, "Regrouper avec un autre besoin", "Regrouper", "Besoins regroupés.")


@require_role(*MAY_ANSWER)
@require_http_methods(METHODS)
def refuse(request, pk):
    need = _need(request, pk)
    form = WhyForm(request.POST or None)

    def do():
        answering.refuse(need, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return _act(request, need, form, do, "Refuser le besoin", "Refuser", "Réponse donnée : refusé.")


@require_role(*MAY_ANSWER)
@require_http_methods(METHODS)
def ask_more(request, pk):
    need = _need(request, pk)
    form = WhyForm(request.POST or None, label="Ce qui manque pour répondre")

    def do():
        answering.ask_more(need, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return _act(request, need, form, do, "Demander un complément", "Demander", "Complément demandé au terrain.")


@require_role(*MAY_ESTIMATE)
@require_http_methods(METHODS)
def estimate(request, pk):
    need = _need(request, pk)
    first = {"count": need.count, "cost_low": need.cost_low, "cost_high": need.cost_high}
    form = EstimateForm(request.POST or None, initial=first)

    def do():
        answering.estimate(need, **form.cleaned_data, by=request.user)

    return _act(request, need, form, do, "Estimer le besoin", "Enregistrer", "Estimation enregistrée.")
