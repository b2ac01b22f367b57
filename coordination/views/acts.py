"""An act on a case or a task: a form in a dialog, or a page of its own without scripts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from config.web.htmx import partial
from teams.free_text import note_wording
from teams.workflow import MoveRefused

from ..conditions import IncompleteFacts
from ..processes import UnknownStep

METHODS = ("GET", "HEAD", "POST")
REFUSALS = (MoveRefused, IncompleteFacts, UnknownStep)
CHANGED = "palier:changed"


def answer(request, form, do, *, case, title, button, done):
    """Show the form, or do what it says.

    Refused, or not valid: the form comes back with what was typed and why (422). Done: the list renews itself
    where it stands, the page of the case is read again, and a browser without scripts goes back where it was.
    """
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            note_wording(request, form)
            messages.success(request, done)
            return back(request, case)
    context = {"form": form, "case": case, "title": title, "button": button, "back": _asked(request, case)}
    status = 422 if request.method == "POST" else 200
    return render(request, partial(request, "coordination/act.html", "form"), context, status=status)


def back(request, case=None):
    """Where the act was asked from."""
    if not request.htmx:
        return redirect(_asked(request, case))
    answer = HttpResponse(status=204)
    if request.headers.get("X-Palier-List"):
        answer["HX-Trigger"] = CHANGED
    else:
        answer["HX-Refresh"] = "true"
    return answer


def _asked(request, case) -> str:
    asked = request.POST.get("retour") or request.GET.get("retour") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return case.get_absolute_url() if case else "/"
