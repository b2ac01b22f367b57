"""What a cleaning firm answers on its own pages (`/e/…`): to a failed check, to a redo, to a penalty in time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from teams.workflow import MoveRefused

from .. import cleaning_contest, cleaning_redo, doors, penalty_procedure
from ..cleaning_forms import FirmAnswerForm
from .firm import METHODS, of_firm


@of_firm
@require_http_methods(METHODS)
def check(request, link, pk):
    found = doors.check_at(link, pk)
    if found is None:
        raise Http404
    form = FirmAnswerForm(request.POST or None, request.FILES or None, label="Ce que vous contestez")

    def do(said):
        cleaning_contest.contest(found, **said, by=None)

    context = {"check": found, "contest": found.own_contest, "open": found.may_be_contested()}
    done = "Contestation reçue. Une autre personne que le contrôleur y répond."
    return _answer(request, link, form, do, "check", context, done)


@of_firm
@require_http_methods(METHODS)
def redo(request, link, pk):
    found = doors.redo_at(link, pk)
    if found is None:
        raise Http404
    form = FirmAnswerForm(request.POST or None, request.FILES or None, label="Ce que vous avez repris")

    def do(said):
        cleaning_redo.told_by_firm(found, **said)

    context = {"redo": found, "open": found.is_expected}
    return _answer(request, link, form, do, "redo", context, "C’est noté : un nouveau contrôle suit.")


@of_firm
@require_http_methods(METHODS)
def penalty(request, link, pk):
    found = doors.penalty_at(link, pk)
    if found is None:
        raise Http404
    form = FirmAnswerForm(request.POST or None, request.FILES or None, label="Vos observations")

    def do(said):
        penalty_procedure.observe(found, **said, by=None)

    context = {"penalty": found, "lines": found.lines.all(), "open": found.may_be_answered()}
    done = "Observations reçues. Elles sont lues avant la décision."
    return _answer(request, link, form, do, "penalty", context, done)


def _answer(request, link, form, do, page, context, done):
    """The page bears its form. Refused, or not valid, it comes back with what was typed (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error("photos", refusal)
        else:
            doors.used(link)
            messages.success(request, done)
            return redirect(request.path)
    status = 422 if request.method == "POST" else 200
    return render(request, f"proximity/firm/{page}.html", {"link": link, "form": form, **context}, status=status)
