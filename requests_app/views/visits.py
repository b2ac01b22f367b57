"""What one may do with a request beside its tasks: visits, doors that stay shut, waiting for planned works."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from coordination.views.acts import METHODS, answer, back
from housing.models import PlannedWork
from teams.workflow import MoveRefused

from .. import parking, visits
from ..models import Request
from ..round_forms import AppointForm, ParkForm, WhyForm

AROUND = ("case__residence", "case__building", "case__staircase", "case__unit", "contact", "category")


def mine(request, reference) -> Request:
    """The tenant's request, in one's perimeter (else 404), if one may move an open task of it (else 403)."""
    known = Request.objects.visible_to(request.user).select_related(*AROUND)
    asked = get_object_or_404(known, case__reference=reference)
    tasks = asked.case.tasks.open().select_related("process", "rule").order_by("pk")
    if not any(task.may_be_moved_by(request.user) for task in tasks):
        raise PermissionDenied
    return asked


@require_http_methods(METHODS)
def appoint(request, reference):
    asked = mine(request, reference)
    standing = visits.standing(asked)
    form = AppointForm(request.POST or None, case=asked.case, standing=standing)
    title = "Déplacer le rendez-vous" if standing else "Prendre rendez-vous"

    def do():
        visits.appoint(asked, form.starts_at, by=request.user, key=form.cleaned_data["key"])

    return answer(
        request, form, do, case=asked.case, title=title, button="Prendre rendez-vous",
        done="Rendez-vous pris : le locataire est prévenu.",
    )  # fmt: skip


@require_http_methods(METHODS)
def cancel(request, reference):
    return _with_words(
        request, mine(request, reference), visits.cancel, title="Annuler le rendez-vous",
        button="Annuler le rendez-vous", done="Rendez-vous annulé : le locataire est prévenu.",
    )  # fmt: skip


@require_POST
def keep(request, reference):
    asked = mine(request, reference)
    try:
        visits.keep(asked, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{asked.case.reference} : rendez-vous honoré.")
    return back(request, asked.case)


@require_http_methods(METHODS)
def no_access(request, reference):
    asked = mine(request, reference)
    form = WhyForm(request.POST or None, label="Ce que vous avez fait", told=True, required=False)

    def do():
        data = form.cleaned_data
        visits.no_access(asked, text=data["text"], by=request.user, key=data["key"])

    return answer(
        request, form, do, case=asked.case, title="Personne n’a ouvert", button="Noter le passage",
        done="Passage noté : le locataire est prié de dire quand il sera là.",
    )  # fmt: skip


@require_http_methods(METHODS)
def close_without_access(request, reference):
    return _with_words(
        request, mine(request, reference), visits.close_without_access, title="Clore sans accès", button="Clore",
        done="Demande close : le locataire reçoit l’avis.", told=True,
    )  # fmt: skip


@require_http_methods(METHODS)
def park(request, reference):
    asked = mine(request, reference)
    form = ParkForm(request.POST or None, request=asked, works=PlannedWork.objects.visible_to(request.user))
    if not form.works:
        messages.error(request, "Aucuns travaux du plan ne concernent ce lieu dans le délai permis.")
        return back(request, asked.case)

    def do():
        data = form.cleaned_data
        parking.park(asked, form.chosen, reason=data["reason"], by=request.user, key=data["key"])

    return answer(
        request, form, do, case=asked.case, title="Reporter au plan de travaux", button="Reporter",
        done="Demande reportée : le locataire est prévenu de l’année.",
    )  # fmt: skip


@require_http_methods(METHODS)
def unpark(request, reference):
    return _with_words(
        request, mine(request, reference), parking.unpark, title="Traiter sans attendre les travaux",
        button="Reprendre", done="Demande reprise : le locataire connaît la nouvelle date.",
    )  # fmt: skip


def _with_words(request, asked, verb, *, title, button, done, told=False):
    """A verb that only needs to be told why."""
    form = WhyForm(request.POST or None, told=told)

    def do():
        verb(asked, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return answer(request, form, do, case=asked.case, title=title, button=button, done=done)
