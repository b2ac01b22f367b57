"""What a firm answers from its own page: observations on a penalty, a check that it contests."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from teams.workflow import MoveRefused

from .. import cleaning_contest, doors, penalty_procedure
from ..order_act_forms import ObjectForm
from .firm import METHODS, of_firm


@of_firm
@require_http_methods(METHODS)
def penalty(request, link, pk):
    found = get_object_or_404(doors.penalties_of(link), pk=pk)
    form = ObjectForm(request.POST or None, request.FILES or None)

    def do(data):
        said = {"words": data["text"], "photos": data["photos"], "key": data["key"]}
        penalty_procedure.observe(found, by=None, **said)

    context = {"penalty": found, "lines": found.lines.all(), "open": found.may_be_answered}
    return _answer(request, link, form, do, "penalty", context)


@of_firm
@require_http_methods(METHODS)
def check(request, link, pk):
    found = get_object_or_404(doors.checks_of(link), pk=pk)
    form = ObjectForm(request.POST or None, request.FILES or None)
    if found.case is None:
        del form.fields["photos"]

    def do(data):
        said = {"words": data["text"], "photos": data.get("photos", ()), "key": data["key"]}
        cleaning_contest.contest(found, by=None, **said)

    return _answer(request, link, form, do, "check", {"check": found, "open": found.may_be_contested()})


def _answer(request, link, form, do, name, context):
    """Refused, or not valid, the form comes back with what was typed (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error("photos", refusal)
        else:
            doors.used(link)
            messages.success(request, "Merci : vos observations sont enregistrées.")
            return redirect("proximity:firm", token=link.token)
    status = 422 if request.method == "POST" else 200
    return render(request, f"proximity/firm/{name}.html", {"link": link, "form": form, **context}, status=status)
