"""The register of mandatory checks: the list, one check with its history, what was done, the auditor's sheet."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import REFUSALS
from housing.models import Residence
from messaging.letters import NoPango
from teams.guards import require_role

from .. import inspection_printing, mandatory
from ..check_forms import EndForm, LiftForm, OweForm, RecordForm
from ..inspection_access import MAY_RECORD_CHECKS
from ..inspection_filters import CheckFilter
from ..models import CheckRecord, MandatoryCheck
from ..models.checks import Status

METHODS = ("GET", "HEAD", "POST")
COLUMNS = {
    "echeance": ["due_on"], "residence": ["residence__words", "due_on"], "controle": ["kind__code", "due_on"],
    "fait": ["done_on"],
}  # fmt: skip
SHEET = [
    ("Contrôle", 40), ("Code", 8), ("Équipement", 28), ("Résidence", 32), ("Lieu", 30), ("Agence", 22),
    ("État", 14), ("Échéance", 12), ("Dernier contrôle", 12), ("Résultat", 18), ("Obligatoire", 11),
    ("Dossier", 14),
]  # fmt: skip
AROUND = ("kind", "equipment", "residence__agency", "building", "staircase", "unit", "case")


def _visible(request):
    return MandatoryCheck.objects.visible_to(request.user).standing().with_status(timezone.localdate())


def _found(request):
    return (
        CheckFilter(request.GET, _visible(request), request=request),
        Sorting.read(request, COLUMNS, default="echeance"),
    )


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs).select_related(*AROUND), request)
    context = {
        "filter": found, "sorting": sorting, "page": page, "labels": dict(Status.choices),
        "may_record": request.user.has_role(*MAY_RECORD_CHECKS),
    }  # fmt: skip
    context["unproven"] = context["may_record"] and found.qs.unproven().exists()
    return render(request, partial(request, "proximity/checks/index.html", "rows"), context)


@require_role(*MAY_RECORD_CHECKS)
@require_http_methods(METHODS)
def give_out(request):
    """Of what the list shows: who looks for the proofs. Asked first, as it is work for others."""
    found, _ = _found(request)
    if request.method == "POST":
        given, left = mandatory.give_out_unproven(found.qs, by=request.user)
        messages.success(request, _told(given, left))
        return redirect(f"{reverse('proximity:checks')}?{request.GET.urlencode()}")
    rows = found.qs.unproven().values("residence", "residence__name")
    counted = rows.annotate(checks=Count("pk"), cases=Count("kind", distinct=True))
    residences = list(counted.order_by("residence__name", "residence"))
    context = {
        "residences": residences, "checks": sum(one["checks"] for one in residences),
        "cases": sum(one["cases"] for one in residences), "most": mandatory.MOST_GROUPS,
    }  # fmt: skip
    return render(request, "proximity/checks/give_out.html", context)


def _told(given: int, left: int) -> str:
    if not given:
        return "Aucun contrôle sans preuve n’attendait de dossier."
    told = f"{given} contrôle{'s' if given > 1 else ''} sans preuve {'ont' if given > 1 else 'a'} un dossier."
    return f"{told} Recommencez pour la suite : il en reste {left} à ouvrir." if left else told


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).select_related(*AROUND).iterator(chunk_size=2000)
    return excel("Contrôles réglementaires", SHEET, (_row(one) for one in rows))


def _row(one):
    return (
        one.kind.label, one.kind.code, one.subject, one.residence.name, one.where, one.residence.agency.name,
        Status(one.status).label, one.due_on, one.done_on,
        CheckRecord.Result(one.result).label if one.result else "", one.mandatory,
        one.case.reference if one.case else "",
    )  # fmt: skip


def find(request, pk) -> MandatoryCheck:
    rows = MandatoryCheck.objects.visible_to(request.user).with_status(timezone.localdate())  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related(*AROUND), pk=pk)


@require_safe
def show(request, pk):
    check = find(request, pk)
    rule = check.kind.rules.filter(period__contains=timezone.localdate()).first()
    context = {
        "check": check, "rule": rule, "status": Status(check.status).label,
        "records": list(check.records.select_related("document", "recorded_by")),
        "may_record": request.user.has_role(*MAY_RECORD_CHECKS) and check.ended_on is None,
        "refused": check.result == CheckRecord.Result.REFUSED,
    }  # fmt: skip
    return render(request, "proximity/checks/show.html", context)


@require_role(*MAY_RECORD_CHECKS)
@require_http_methods(METHODS)
def record(request, pk):
    check = find(request, pk)
    form = RecordForm(request.POST or None, request.FILES or None)

    def do():
        data = form.cleaned_data
        with transaction.atomic():
            mandatory.record(
                check, done_on=data["done_on"], result=data["result"], company=data["company"], by=request.user,
                document=form.document(check, request.user), observations=data["observations"], key=data["key"],
            )  # fmt: skip

    return _act(request, check, form, do, "Enregistrer un contrôle", "Enregistrer", "Contrôle enregistré.")


@require_role(*MAY_RECORD_CHECKS)
@require_http_methods(METHODS)
def lift(request, pk):
    check = find(request, pk)
    form = LiftForm(request.POST or None)

    def do():
        mandatory.lift(check, on=form.cleaned_data["on"], text=form.cleaned_data["text"], by=request.user)

    return _act(request, check, form, do, "Lever la non-conformité", "Lever", "Non-conformité levée.")


@require_role(*MAY_RECORD_CHECKS)
@require_http_methods(METHODS)
def end(request, pk):
    check = find(request, pk)
    form = EndForm(request.POST or None)

    def do():
        mandatory.end(check, on=form.cleaned_data["on"], by=request.user)

    return _act(request, check, form, do, "Ce contrôle n’est plus dû", "Retirer du registre", "Contrôle retiré.")


def _act(request, check, form, do, title, button, done):
    if form.is_valid():
        try:
            do()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(check)
    context = {"form": form, "check": check, "title": title, "button": button}
    return render(request, "proximity/checks/act.html", context, status=422 if form.is_bound else 200)


def _residence(request, pk) -> Residence:
    return get_object_or_404(Residence.objects.visible_to(request.user).current(), pk=pk)


@require_role(*MAY_RECORD_CHECKS)
@require_http_methods(METHODS)
def create(request, pk):
    residence = _residence(request, pk)
    form = OweForm(request.POST or None, residence=residence)
    if form.is_valid():
        check = form.save()
        messages.success(request, "Contrôle ajouté au registre.")
        return redirect(check)
    context = {
        "form": form,
        "residence": residence,
        "title": "Ajouter un contrôle",
        "button": "Ajouter au registre",
    }
    return render(request, "proximity/checks/act.html", context, status=422 if form.is_bound else 200)


@require_safe
def register(request, pk):
    """For an auditor: all that a residence owes, with its proofs."""
    residence = _residence(request, pk)
    checks = _visible(request).filter(residence=residence).select_related(*AROUND)
    try:
        content = inspection_printing.register(residence, checks)
    except NoPango as missing:
        messages.error(request, str(missing))
        return redirect(residence)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="registre-{residence.pk}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
