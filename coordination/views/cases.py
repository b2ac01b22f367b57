"""All cases of one's perimeter: as a list, a workbook; several handed over at once."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.free_text import note_wording
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from ..filters import CaseFilter
from ..forms import HandOverForm
from ..marks import marks_of
from ..models import Case, Task

MAY_HAND_OVER_MANY = (
    Role.CONTACT_CENTRE, Role.PROXIMITY_MANAGER, Role.TENANCY_OFFICER, Role.LEASING_OFFICER, Role.AGENCY_MANAGER,
    Role.DIRECTOR,
)  # fmt: skip
MOST = 200
COLUMNS = {
    "ouverture": ["opened_at"],
    "dossier": ["reference"],
    "residence": ["residence__words", "-opened_at"],
    "echeance": ["due_at", "opened_at"],
}
SHEET = [
    ("Dossier", 14), ("Processus", 24), ("Objet", 40), ("Urgence", 16), ("Agence", 22), ("Résidence", 30),
    ("Lieu", 34), ("Étape", 30), ("Chez", 30), ("Ouvert le", 17), ("Date annoncée", 13), ("À traiter avant", 17),
    ("Clos le", 17), ("Issue", 18),
]  # fmt: skip


def _found(request) -> tuple[CaseFilter, Sorting]:
    known = Case.objects.visible_to(request.user).with_ball()
    found = CaseFilter(request.GET, known, request=request)
    return found, Sorting.read(request, COLUMNS, default="-ouverture")


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs), request)
    marks = marks_of(case.pk for case in page)
    for case in page:
        case.marks = marks.get(case.pk, ())
    context = {
        "filter": found, "sorting": sorting, "page": page, "now": timezone.now(), "today": timezone.localdate(),
        "can_hand_over": request.user.has_role(*MAY_HAND_OVER_MANY),
    }  # fmt: skip
    return render(request, partial(request, "coordination/cases.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Dossiers", SHEET, (_row(case) for case in rows))


def _row(case):
    return (
        case.reference, case.process.label, case.title, case.get_priority_display(), case.agency.name,
        case.residence.name, case.where, ", ".join(task.step_label for task in case.ball),
        ", ".join(task.owner for task in case.ball), case.opened_at, case.promised_on, case.due_at,
        case.closed_at, case.outcome_label,
    )  # fmt: skip


@require_role(*MAY_HAND_OVER_MANY)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request):
    """The chosen cases, to whom, why; asked first, told one by one what could not be."""
    wanted = {
        int(pk) for pk in [*request.GET.getlist("dossier"), *request.POST.getlist("dossier")] if pk.isdecimal()
    }
    tasks = list(
        Task.objects.visible_to(request.user)
        .open()
        .filter(case__in=list(wanted)[:MOST])
        .with_case()
        .order_by("pk")
    )
    if not tasks:
        messages.error(request, "Choisissez au moins un dossier ouvert.")
        return redirect("coordination:cases")
    form = HandOverForm(request.POST or None, agencies={task.agency_id for task in tasks})
    if request.method == "POST" and form.is_valid():
        _give(request, tasks, form.cleaned_data)
        note_wording(request, form)
        return redirect("coordination:cases")
    context = {"form": form, "tasks": tasks}
    status = 422 if request.method == "POST" else 200
    return render(request, "coordination/hand_over.html", context, status=status)


def _give(request, tasks, data) -> None:
    done, refused = 0, []
    for task in tasks:
        try:
            if not task.may_be_moved_by(request.user):
                raise MoveRefused("Cette tâche n’est pas à vous de transmettre.")
            key = uuid.uuid5(data["key"], str(task.pk))
            task.reassign(data["to"], data["why"], by=request.user, key=key)
            done += 1
        except MoveRefused as refusal:
            refused.append(f"{task.case.reference} : {refusal}")
    if done:
        messages.success(request, f"{done} tâche{'s' if done > 1 else ''} transmise{'s' if done > 1 else ''}.")
    for told in refused[:10]:
        messages.error(request, told)
    if len(refused) > 10:
        messages.error(request, f"… et {len(refused) - 10} autres, restées où elles étaient.")
