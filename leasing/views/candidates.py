"""Acts on the candidates for a home."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from coordination.views.acts import METHODS
from teams.guards import require_role

from .. import allocation
from ..access import MAY_WRITE
from ..models import Candidate
from ..vacancy_forms import (
    CandidateForm,
    DecideForm,
    NominationForm,
    OfferForm,
    PresentForm,
    ReplyForm,
    WithdrawForm,
)
from .vacancies import act, vacancy_of


def _candidate(request, pk) -> Candidate:
    found = Candidate.objects.visible_to(request.user).select_related("contact__agency")
    candidate = get_object_or_404(found, pk=pk)
    candidate.vacancy = vacancy_of(request, candidate.vacancy_id)
    return candidate


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def nominate(request, pk):
    vacancy = vacancy_of(request, pk)
    form = NominationForm(request.POST or None)

    def do():
        data = dict(form.cleaned_data)
        allocation.inform(vacancy, data.pop("nominator"), **data, by=request.user)

    return act(request, vacancy, form, do, "Saisir le réservataire", "Enregistrer", "Réservataire saisi.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def propose(request, pk):
    vacancy = vacancy_of(request, pk)
    form = CandidateForm(request.POST or None, user=request.user)

    def do():
        allocation.propose(vacancy, **form.person, by=request.user, key=form.cleaned_data["key"])

    return act(request, vacancy, form, do, "Proposer un candidat", "Proposer", "Candidat proposé.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def present(request, pk):
    vacancy = vacancy_of(request, pk)
    form = PresentForm(request.POST or None)

    def do():
        allocation.present(vacancy, **form.cleaned_data, by=request.user)

    return act(request, vacancy, form, do, "Présenter en CALEOL", "Présenter", "Candidats présentés.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def decide(request, pk):
    vacancy = vacancy_of(request, pk)
    presented = vacancy.candidates.filter(state=Candidate.State.PROPOSED, session__isnull=False)
    form = DecideForm(request.POST or None, candidates=list(presented.select_related("contact").order_by("pk")))

    def do():
        data = form.cleaned_data
        allocation.decide(vacancy, form.decisions, text=data["text"], by=request.user, key=data["key"])

    return act(request, vacancy, form, do, "Décisions de la CALEOL", "Enregistrer", "Décisions enregistrées.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def offer(request, pk):
    candidate = _candidate(request, pk)
    form = OfferForm(request.POST or None)

    def do():
        allocation.offer(candidate, **form.cleaned_data, by=request.user)

    return act(request, candidate.vacancy, form, do, f"Offre à {candidate}", "Notifier", "Offre notifiée.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def reply(request, pk):
    candidate = _candidate(request, pk)
    form = ReplyForm(request.POST or None)

    def do():
        data = form.cleaned_data
        said = {"on": data["on"], "by": request.user, "key": data["key"]}
        if data["accepts"] == "oui":
            allocation.accept(candidate, **said)
        else:
            allocation.decline(candidate, data["reason"], text=data["text"], **said)

    title = f"Réponse de {candidate}"
    return act(request, candidate.vacancy, form, do, title, "Enregistrer", "Réponse enregistrée.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def withdraw(request, pk):
    candidate = _candidate(request, pk)
    form = WithdrawForm(request.POST or None)

    def do():
        allocation.withdraw(candidate, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    title = f"Retirer {candidate}"
    return act(request, candidate.vacancy, form, do, title, "Retirer", "Candidat retiré.")
