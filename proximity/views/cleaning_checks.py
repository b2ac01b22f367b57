"""Checks: their list, their page, their report, and making one on a tablet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.views.acts import METHODS, REFUSALS
from coordination.views.photos import jpeg
from messaging.letters import NoPango
from teams.free_text import note_wording
from teams.guards import require_role

from .. import cleaning_checking, cleaning_report
from ..cleaning_access import MAY_ANSWER, MAY_CHECK, MAY_SEE, MAY_SEE_PENALTIES
from ..cleaning_filters import CheckFilter
from ..cleaning_forms import CloseForm, ZoneForm
from ..models import CleaningCheck, CleaningPhoto, CleaningService

COLUMNS = {
    "date": ["closed_at"], "residence": ["service__residence__words", "service__staircase__name"],
    "note": ["score"], "resultat": ["result", "score"], "qui": ["service__performer"],
}  # fmt: skip
SHEET = [
    ("Clos le", 16), ("Résidence", 28), ("Lieu", 32), ("Agence", 22), ("Qui nettoie", 18), ("Exécutant", 26),
    ("Contrôlé par", 24), ("Note", 8), ("Résultat", 16), ("Note de la prestation", 12), ("Cause", 14),
    ("Présent", 9), ("Contestation", 22), ("Dossier", 14),
]  # fmt: skip


def _found(request):
    found = CheckFilter(request.GET, CleaningCheck.objects.visible_to(request.user).closed(), request=request)
    return found, Sorting.read(request, COLUMNS, default="-date")


@require_role(*MAY_SEE)
@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs.with_place()), request)
    context = {
        "filter": found, "sorting": sorting, "page": page,
        "sees_penalties": request.user.has_role(*MAY_SEE_PENALTIES),
    }  # fmt: skip
    return render(request, partial(request, "proximity/cleaning/checks.html", "rows"), context)


@require_role(*MAY_SEE)
@require_safe
def export(request):
    found, sorting = _found(request)
    checks = sorting.apply(found.qs.with_place()).iterator(chunk_size=1000)
    return excel("Contrôles de propreté", SHEET, map(_row, checks))


def _row(check) -> tuple:
    service, contest = check.service, check.own_contest
    answered = {None: "à répondre", True: "contrôle maintenu", False: "contrôle annulé"}
    return (
        check.closed_at, service.residence.name, service.spot, service.residence.agency.name,
        service.get_performer_display(), service.cleaner, str(check.checker), check.score,
        check.get_result_display(), check.service_score, check.get_cause_display(), check.was_present,
        answered[contest.upheld] if contest else "", check.case.reference if check.case else "",
    )  # fmt: skip


def check_of(request, pk) -> CleaningCheck:
    return get_object_or_404(CleaningCheck.objects.visible_to(request.user).with_place(), pk=pk)


@require_role(*MAY_SEE)
@require_safe
def show(request, pk):
    """While it is made, its zones and what is left; closed, its report."""
    check = check_of(request, pk)
    may_check = request.user.has_role(*MAY_CHECK)
    if check.is_open:
        context = {"check": check, "zones": _progress(check), "may_check": may_check}
        return render(request, "proximity/cleaning/making.html", context)
    contest = check.own_contest
    context = {
        "check": check, "zones": cleaning_report.report_of(check), "contest": contest,
        "may_contest": may_check and check.may_be_contested(),
        "may_answer": bool(contest and contest.is_open) and request.user.has_role(*MAY_ANSWER)
        and check.checker != request.user,
    }  # fmt: skip
    return render(request, "proximity/cleaning/check.html", context)


def _progress(check) -> list[dict]:
    """Each zone of the grid, and how many of its points are noted."""
    noted = list(check.notes.values_list("item__zone", flat=True))
    zones = check.grid.zones.prefetch_related("items")
    return [
        {"zone": zone, "count": len(zone.items.all()), "noted": noted.count(zone.pk),
         "is_done": noted.count(zone.pk) == len(zone.items.all())}
        for zone in zones
    ]  # fmt: skip


@require_role(*MAY_CHECK)
@require_POST
def start(request, service):
    found = get_object_or_404(CleaningService.objects.visible_to(request.user), pk=service)
    try:
        check = cleaning_checking.start(found, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    return redirect(next_page(check))


def next_page(check) -> str:
    """The first zone that lacks a note; once there is none, the end."""
    left = next((one["zone"] for one in _progress(check) if not one["is_done"]), None)
    if left is None:
        return reverse("proximity:cleaning_close", args=[check.pk])
    return reverse("proximity:cleaning_zone", args=[check.pk, left.pk])


@require_role(*MAY_CHECK)
@require_http_methods(METHODS)
def zone(request, pk, zone):
    check = check_of(request, pk)
    one = get_object_or_404(check.grid.zones.prefetch_related("items"), pk=zone)
    photos: dict[int, list] = {}
    for photo in check.photos.filter(item__zone=one):
        photos.setdefault(photo.item_id, []).append(photo)
    notes = {note.item_id: note for note in check.notes.filter(item__zone=one)}
    form = ZoneForm(request.POST or None, request.FILES or None, zone=one, notes=notes, photos=photos)
    context = {"check": check, "zone": one, "form": form, "zones": _progress(check)}

    def do():
        cleaning_checking.note_zone(check, one, form.found, by=request.user)

    return _answer(request, form, do, lambda: next_page(check), "proximity/cleaning/zone.html", context)


@require_role(*MAY_CHECK)
@require_http_methods(METHODS)
def close(request, pk):
    check = check_of(request, pk)
    form = CloseForm(request.POST or None, request.FILES or None)
    context = {"check": check, "form": form, "zones": _progress(check)}

    def do():
        cleaning_checking.close(check, by=request.user, **form.given)
        messages.success(request, f"Contrôle clos : {check.get_result_display().lower()}.")

    return _answer(request, form, do, check.get_absolute_url, "proximity/cleaning/close.html", context)


def _answer(request, form, do, where, template, context):
    """Done, or the form comes back with why: as a page, or in a few words for the script that keeps acts."""
    in_words = request.headers.get("Accept") == "application/json"
    if form.is_valid():
        try:
            do()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            note_wording(request, form)
            return JsonResponse({"next": where()}) if in_words else redirect(where())
    if in_words:
        return JsonResponse({"errors": _told(form)}, status=422)
    return render(request, template, context, status=422 if form.is_bound else 200)


def _told(form) -> list[str]:
    """Each error with the point it is about."""
    fields = {name: field.label for name, field in form.fields.items()}
    return [
        f"{fields[name]} : {why}" if name in fields else why
        for name, errors in form.errors.items() for why in errors
    ]  # fmt: skip


@require_role(*MAY_SEE)
@require_safe
def report(request, pk):
    check = check_of(request, pk)
    if check.is_open:
        raise Http404
    try:
        sheet = cleaning_report.pdf_of(check)
    except NoPango as missing:
        messages.error(request, str(missing))
        return redirect(check)
    answer = HttpResponse(sheet, content_type="application/pdf")
    day = timezone.localtime(check.closed_at)
    answer["Content-Disposition"] = f'inline; filename="controle-{check.pk}-{day:%Y-%m-%d}.pdf"'
    return answer


@require_role(*MAY_SEE)
@require_safe
def photo(request, pk, small):
    found = get_object_or_404(CleaningPhoto.objects.visible_to(request.user).select_related("picture"), pk=pk)
    return jpeg(found.picture.thumbnail if small else found.picture.file)
