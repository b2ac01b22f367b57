"""One commitment: its words, results of surveys, proofs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.downloads import attachment
from teams.guards import require_role

from ..access import MAY_COMMIT
from ..charter_forms import CommitmentForm, ProofForm, ReadingForm
from ..models import Commitment, Proof, SurveyReading
from .charters import FORM, form_page


def _commitment(request, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(request.user).select_related("charter"), pk=pk)


def _saved(request, form, said: str, title: str, commitment: Commitment):
    if form.is_valid():
        form.save()
        messages.success(request, said)
        return redirect(commitment)
    return form_page(request, form, title, commitment.charter)


@require_role(*MAY_COMMIT)
@require_http_methods(FORM)
def change(request, pk):
    one = _commitment(request, pk)
    form = CommitmentForm(request.POST or None, instance=one)
    return _saved(request, form, "Engagement modifié.", f"Modifier l’engagement {one.code}", one)


@require_role(*MAY_COMMIT)
@require_POST
def delete(request, pk):
    """What was published of it stays as it was published."""
    one = _commitment(request, pk)
    for proof in one.proofs.all():
        proof.remove()
    one.delete()
    messages.success(request, "Engagement supprimé.")
    return redirect(one)


@require_role(*MAY_COMMIT)
@require_http_methods(FORM)
def read(request, pk):
    one = _commitment(request, pk)
    if not one.question:
        raise Http404
    reading = SurveyReading(commitment=one, noted_by=request.user)
    form = ReadingForm(request.POST or None, instance=reading)
    return _saved(request, form, "Résultat noté.", f"Résultat d’enquête : {one.question}", one)


@require_role(*MAY_COMMIT)
@require_http_methods(FORM)
def prove(request, pk):
    one = _commitment(request, pk)
    new = Proof(commitment=one, added_by=request.user)
    form = ProofForm(request.POST or None, request.FILES or None, instance=new)
    return _saved(request, form, "Preuve ajoutée.", f"Ajouter une preuve à l’engagement {one.code}", one)


@require_safe
def proof(request, pk):
    found = get_object_or_404(Proof.objects.visible_to(request.user), pk=pk)
    return attachment(found.file, found.file_name, found.content_type)


@require_role(*MAY_COMMIT)
@require_POST
def proof_delete(request, pk):
    found = get_object_or_404(Proof.objects.visible_to(request.user).select_related("commitment__charter"), pk=pk)
    found.remove()
    messages.success(request, "Preuve supprimée.")
    return redirect(found.commitment)
