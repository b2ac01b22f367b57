"""What one wants to read in the weekly letter, and the way out of it without signing in."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.web.open_pages import without_trace
from coordination.views.acts import METHODS
from teams.guards import require_role

from .. import unsubscribing
from ..access import MAY_READ
from ..measures import IN_ORDER, MEASURES, Direction
from ..models import EVERYTHING, MutedMeasure

TOLD = [one for one in IN_ORDER if one.direction != Direction.NEUTRAL]
CHOICES = [(one.code, f"{one.name} ({one.code})") for one in TOLD]


class DigestForm(forms.Form):
    letter = forms.BooleanField(label="Recevoir la lettre du lundi", required=False)
    wanted = forms.MultipleChoiceField(
        label="Indicateurs à y lire", choices=CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def families(self) -> list[tuple[str, list]]:
        """The boxes, as the dashboard groups its figures."""
        boxes = iter(self["wanted"])
        return [(name, [next(boxes) for _ in rows]) for name, rows in groupby(TOLD, lambda one: one.family)]


@require_role(*MAY_READ)
@require_http_methods(METHODS)
def choose(request):
    muted = set(MutedMeasure.objects.visible_to(request.user).values_list("measure", flat=True))
    initial = {"letter": EVERYTHING not in muted, "wanted": [code for code, _ in CHOICES if code not in muted]}
    form = DigestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            unsubscribing.choose(
                request.user, wanted=set(form.cleaned_data["wanted"]), letter=form.cleaned_data["letter"]
            )
        messages.success(request, "Choix enregistré.")
        return redirect("kpis:digest")
    return render(request, "kpis/digest.html", {"form": form}, status=422 if form.is_bound else 200)


@csrf_exempt
@login_not_required
@require_http_methods(METHODS)
def unsubscribe(request, token):
    """GET asks, POST does: a mail program posts here by itself (RFC 8058), without a cookie of ours."""
    found = unsubscribing.read(token)
    if found is None:
        return without_trace(render(request, "kpis/unsubscribe.html", {"gone": True}, status=404))
    user, code = found
    if request.method == "POST":
        unsubscribing.mute(user, code)
    context = {"measure": MEASURES.get(code), "done": request.method == "POST"}
    return without_trace(render(request, "kpis/unsubscribe.html", context))
