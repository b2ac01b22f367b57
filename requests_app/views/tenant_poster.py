"""The form behind the code of a poster (`/q/…`): photo first, the place filled in, no account."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from teams.workflow import MoveRefused

from .. import reporting
from ..telling import link_for
from ..tenant_forms import ReportForm
from .public import limited, of_poster, too_many


@of_poster
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, poster):
    form = ReportForm(
        request.POST or None, request.FILES or None, categories=reporting.categories_for(poster),
        region=reporting.region_of(poster),
    )  # fmt: skip
    if request.method != "POST":
        return _page(request, poster, form)
    if refused := limited(request, "poster_report", poster.token):
        return refused
    if not form.is_valid():
        return _page(request, poster, form, 422)
    data = form.cleaned_data
    if data["website"]:
        return too_many(request)
    if data["phone"] and (refused := limited(request, "poster_number", data["phone"])):
        return refused
    try:
        made = reporting.report(
            poster, category=form.chosen, words=data["text"], uploads=data["photos"], name=data["name"],
            number=data["phone"], key=data["key"],
        )  # fmt: skip
    except ValidationError as refusal:
        form.add_error("photos", refusal)
    except MoveRefused:
        form.add_error(None, _("Cet envoi n’a pas abouti. Recommencez, s’il vous plaît."))
        form.data = {**form.data.dict(), "key": uuid.uuid4()}
    else:
        messages.success(request, _("Merci, c’est enregistré. Gardez cette page : elle vous dira la suite."))
        return redirect("requests_app:tenant", token=link_for(made, None).token)
    return _page(request, poster, form, 422)


def _page(request, poster, form, status=200):
    context = {
        "poster": poster, "machine": reporting.machine_of(poster), "form": form,
        "known": reporting.known_at(poster),
    }  # fmt: skip
    return render(request, "tenant/report.html", context, status=status)
