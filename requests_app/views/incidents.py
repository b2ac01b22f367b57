"""Collective incidents: the list with what looks like one, gathering, joining, leaving, one text to all."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.models import Case
from coordination.views.acts import METHODS, answer
from teams.guards import require_role
from teams.roles import Role

from .. import incidents, informing, together
from ..models import Incident, Request
from ..round_filters import IncidentFilter
from ..round_forms import GatherForm, InformForm, JoinForm, WhyForm
from .visits import mine

MAY_GATHER = (Role.CONTACT_CENTRE, Role.PROXIMITY_MANAGER, Role.CARETAKER, Role.TECHNICIAN, Role.AGENCY_MANAGER)
COLUMNS = {
    "ouverture": ["case__opened_at"],
    "incident": ["case__reference"],
    "residence": ["case__residence__words", "-case__opened_at"],
    "demandes": ["member_count", "case__opened_at"],
    "promesse": ["case__promised_on", "case__opened_at"],
}
SHEET = [
    ("Dossier", 14), ("Incident", 40), ("Famille", 28), ("Agence", 22), ("Résidence", 30), ("Lieu", 34),
    ("Demandes", 10), ("Personnes informées", 12), ("Ouvert le", 17), ("Date annoncée", 13), ("Clos le", 17),
]  # fmt: skip


def _found(request) -> tuple[IncidentFilter, Sorting]:
    related = ("case__residence", "case__agency", "case__building", "case__staircase", "case__unit", "category")
    known = Incident.objects.visible_to(request.user).select_related(*related)
    known = known.annotate(member_count=Count("memberships"))
    return IncidentFilter(request.GET, known, request=request), Sorting.read(
        request, COLUMNS, default="-ouverture"
    )


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs), request)
    may_gather = request.user.has_role(*MAY_GATHER)
    groups = together.groups(Request.objects.visible_to(request.user)) if may_gather else []
    context = {
        "filter": found, "sorting": sorting, "page": page, "today": timezone.localdate(), "groups": groups[:10],
    }  # fmt: skip
    return render(request, partial(request, "requests_app/incidents.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).prefetch_related("broadcasts").iterator(chunk_size=1000)
    return excel("Incidents", SHEET, (_row(incident) for incident in rows))


def _row(incident):
    case = incident.case
    return (
        case.reference, case.title, incident.category.family_label, case.agency.name, case.residence.name,
        case.where, incident.member_count, sum(one.count for one in incident.broadcasts.all()), case.opened_at,
        case.promised_on, case.closed_at,
    )  # fmt: skip


@require_role(*MAY_GATHER)
@require_http_methods(METHODS)
def gather(request, pk):
    """The requests that look like this one become an incident, those unticked apart."""
    first = get_object_or_404(Request.objects.visible_to(request.user).select_related("case"), pk=pk)
    near = Request.objects.visible_to(request.user).filter(
        case__residence=first.case.residence_id, category=first.category_id
    )
    group = next((one for one in together.groups(near) if first in one.requests), None)
    if group is None:
        messages.error(request, "Ces demandes ne se ressemblent plus : l’une a été traitée, ou rattachée.")
        return redirect("requests_app:incidents")
    form = GatherForm(request.POST or None, group=group)

    def do():
        machines = {one.equipment for one in form.chosen}
        form.made = incidents.open_incident(
            group.place, category=group.category, requests=form.chosen, text=form.cleaned_data["text"],
            equipment=machines.pop() if len(machines) == 1 else None, by=request.user,
            key=form.cleaned_data["key"],
        )  # fmt: skip

    title = f"En faire un incident : {group.category.label}, {group.where}"
    answered = answer(
        request, form, do, case=first.case, title=title, button="Ouvrir l’incident",
        done="Incident ouvert : chaque locataire est prévenu.",
    )  # fmt: skip
    if made := getattr(form, "made", None):
        return HttpResponseClientRedirect(made.get_absolute_url()) if request.htmx else redirect(made)
    return answered


@require_http_methods(METHODS)
def join(request, reference):
    asked = mine(request, reference)
    known = Incident.objects.visible_to(request.user).open().filter(case__residence=asked.case.residence_id)
    related = ("case__building", "case__staircase", "case__unit", "case__residence")
    form = JoinForm(request.POST or None, incidents=known.select_related(*related).order_by("-pk")[:20])

    def do():
        incidents.join(asked, form.chosen, by=request.user, key=form.cleaned_data["key"])

    return answer(
        request, form, do, case=asked.case, title="Rattacher à un incident", button="Rattacher",
        done="Demande rattachée : le locataire est prévenu.",
    )  # fmt: skip


@require_http_methods(METHODS)
def leave(request, reference):
    asked = mine(request, reference)
    form = WhyForm(request.POST or None)

    def do():
        incidents.leave(asked, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return answer(
        request, form, do, case=asked.case, title="Détacher de l’incident", button="Détacher",
        done="Demande reprise à part.",
    )  # fmt: skip


@require_role(*informing.MAY_INFORM)
@require_http_methods(METHODS)
def inform(request, reference):
    """Who would get it and what it costs are told first; then it is confirmed."""
    case = get_object_or_404(Case.objects.visible_to(request.user).filter(process="incident"), reference=reference)
    if not hasattr(case, "incident"):
        raise Http404
    if not case.is_open:
        raise PermissionDenied
    audience = informing.audience(case.incident)
    form = InformForm(
        request.POST or None,
        audience=audience,
        before=informing.told(""),
        cost=settings.SMS_SEGMENT_COST,
    )
    if request.method == "POST" and form.is_valid():
        done = _send(request, case.incident, form)
        if done:
            return done
    context = {
        "case": case, "audience": audience, "form": form, "covered": informing.covered(case.incident),
        "cost": audience.cost(form["text"].value() or ""),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "requests_app/inform.html", context, status=status)


def _send(request, incident, form):
    data = form.cleaned_data
    try:
        sent = informing.inform(incident, data["text"], by=request.user, key=data["key"], count=data["count"])
    except incidents.MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, f"Information envoyée à {sent.count} personne{'s' if sent.count > 1 else ''}.")
    return redirect(incident)
