"""Data quality: residences, worst first, and in each the list of what to complete."""

from itertools import islice

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.guards import require_role
from teams.roles import Role

from ..lifetime_forms import QualityAgeForm
from ..models import QualityAge, Residence
from ..quality import BY_CODE, RULES, completeness, concerned, standings
from ..quality_filter import QualityFilter

COLUMNS = {
    "completude": ["quality__completeness", "name"],
    "manques": ["quality__gaps", "name"],
    "nom": ["name"],
    "commune": ["commune_name", "name"],
    "logements": ["unit_count", "name"],
}
LISTED = {
    "unit": ["staircase__building__name", "staircase__name", "floor", "door"],
    "component": ["kind__label"],
    "residence": ["name"],
}
RELATED = {"unit": ["staircase__building"], "component": ["kind", "building", "staircase"], "residence": []}


def _asked(request):
    found = Residence.objects.visible_to(request.user).current().select_related("agency")
    return QualityFilter(request.GET, found, request=request)


@require_safe
def index(request):
    asked = _asked(request)
    sorting = Sorting.read(request, COLUMNS, default="completude")
    page = paginate(sorting.apply(asked.qs), request)
    known = standings(residence.pk for residence in page)
    for residence in page:
        residence.standing = known[residence.pk]
    gaps, checks = _summed(asked.qs, known)
    context = {
        "filter": asked,
        "sorting": sorting,
        "page": page,
        "gaps": gaps,
        "completeness": completeness(gaps, checks),
    }
    return render(request, partial(request, "housing/quality.html", "rows"), context)


def _summed(residences, known) -> tuple[int, int]:
    """Gaps and checks of all: as kept, afresh for the residences shown, so that the head agrees with its rows."""
    kept = residences.exclude(pk__in=known).order_by()
    kept = kept.aggregate(gaps=Sum("quality__gaps", default=0), checks=Sum("quality__checks", default=0))
    shown = known.values()
    return kept["gaps"] + sum(one.total for one in shown), kept["checks"] + sum(one.checks for one in shown)


@require_safe
def export(request):
    columns = [("Résidence", 30), ("Agence", 22), ("Commune", 20), ("Logements", 10), ("Complétude (%)", 12),
               ("À compléter", 12), *((rule.label, 16) for rule in RULES)]  # fmt: skip
    found = Sorting.read(request, COLUMNS, default="completude").apply(_asked(request).qs)
    return excel("Qualité des données", columns, _sheet_rows(found))


def _sheet_rows(residences):
    waiting = residences.iterator(chunk_size=500)
    while some := list(islice(waiting, 500)):
        known = standings(residence.pk for residence in some)
        for residence in some:
            standing = known[residence.pk]
            yield [residence.name, residence.agency.name, residence.commune_name, residence.unit_count,
                   standing.completeness, standing.total,
                   *(standing.gaps.get(rule.code, 0) for rule in RULES)]  # fmt: skip


def _residence(request, pk):
    return get_object_or_404(Residence.objects.visible_to(request.user).current().select_related("agency"), pk=pk)


def _gaps(rule, residence):
    return concerned(rule, residence).select_related(*RELATED[rule.subject]).order_by(*LISTED[rule.subject], "pk")


@require_safe
def show(request, pk):
    """What to complete in a residence, one rule at a time."""
    residence = _residence(request, pk)
    standing = standings([residence.pk])[residence.pk]
    first = standing.parts[0][0] if standing.parts else None
    rule = BY_CODE.get(request.GET.get("regle", ""), first)
    page = paginate(_gaps(rule, residence), request) if rule else None
    context = {"residence": residence, "standing": standing, "rule": rule, "page": page}
    return render(request, partial(request, "housing/residence_quality.html", "rows"), context)


@require_safe
def export_gaps(request, pk):
    """The list of one rule, or of all."""
    residence = _residence(request, pk)
    asked = BY_CODE.get(request.GET.get("regle", ""))
    rules = [asked] if asked else RULES
    columns = [("À compléter", 34), ("Où", 40), ("Quoi", 40), ("Référence", 20)]
    rows = (
        [rule.label, _where(rule, item), str(item), getattr(item, "landlord_ref", "")]
        for rule in rules
        for item in _gaps(rule, residence)
    )
    return excel("À compléter", columns, rows)


def _where(rule, item) -> str:
    if rule.subject == "unit":
        return f"{item.staircase.building} · {item.staircase}"
    if rule.subject == "component":
        return " · ".join(str(place) for place in (item.building, item.staircase) if place) or "Toute la résidence"
    return item.commune_name


@require_safe
def ages(request):
    """From which age on data are too old: dated values."""
    return render(request, "housing/quality_ages.html", _ages(request))


def _ages(request, form=None, subject=None):
    found = list(QualityAge.objects.order_by("subject", "-period"))
    groups = [(choice, [age for age in found if age.subject == choice]) for choice in QualityAge.Subject]
    return {
        "groups": groups,
        "today": timezone.localdate(),
        "form": form,
        "subject": subject,
        "can_change": request.user.has_role(Role.ADMIN),
    }


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def create_age(request, key):
    if key not in QualityAge.Subject.values:
        raise Http404
    former = QualityAge.objects.filter(subject=key).order_by("-period").first()
    start = {name: getattr(former, name) for name in ("years", "not_before", "basis")} if former else {}
    form = QualityAgeForm(request.POST or None, instance=QualityAge(subject=key), initial=start)
    if form.is_valid() and form.succeed():
        messages.success(request, "Nouvel âge enregistré. L’ordre de la liste suivra cette nuit.")
        return redirect("housing:quality_ages")
    context = _ages(request, form, QualityAge.Subject(key))
    return render(request, "housing/quality_ages.html", context, status=422 if form.is_bound else 200)
