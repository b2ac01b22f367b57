"""The page of a case, and what one may do with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from housing.panels import draw
from teams.free_text import note_wording

from .. import file, photos
from ..forms import AskForm, CloseForm, NoteForm, PriorityForm, PromiseForm, ReopenForm
from ..models import Case
from .acts import METHODS, answer

AROUND = ("process", "residence", "building", "staircase", "unit", "opened_by", "agency")


def _case(request, reference) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user).select_related(*AROUND), reference=reference)


def _mine(request, reference) -> Case:
    """The case, if one of its tasks is this person's to move, or they may lead the process (else 403)."""
    case = _case(request, reference)
    tasks = case.tasks.visible_to(request.user).select_related("process", "rule", "assignee")
    if not any(task.may_be_moved_by(request.user) for task in tasks):
        raise PermissionDenied
    return case


@require_safe
def show(request, reference):
    case = _case(request, reference)
    return _page(request, case, NoteForm())


def _page(request, case, form, status=200):
    only, now = request.GET.get("journal", ""), timezone.now()
    found = file.read(case, request.user, now, all_lines="tout" in request.GET, only=only)
    for one in found.open:
        one.task.can_move = one.task.may_be_moved_by(request.user)
    context = {
        "case": case, "file": found, "form": form, "now": now, "only": only,
        "can_move": any(one.task.may_be_moved_by(request.user) for one in found.intervals),
        "panels": draw(case, request),
    }  # fmt: skip
    return render(request, partial(request, "coordination/case.html", "journal"), context, status=status)


@require_http_methods(METHODS)
def note(request, reference):
    """Words and photos in the journal. What was typed comes back with what was wrong."""
    case = _case(request, reference)
    form = NoteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            photos.write_note(case, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error("photos", refusal)
        else:
            note_wording(request, form)
            messages.success(request, "Ajouté au journal.")
            return redirect(case)
    return _page(request, case, form, 422 if request.method == "POST" else 200)


@require_http_methods(METHODS)
def promise(request, reference):
    case = _mine(request, reference)
    form = PromiseForm(request.POST or None, case=case)

    def do():
        data = form.cleaned_data
        case.promise(data["on"], cause=data.get("cause", ""), service=data.get("service", ""), by=request.user,
                     key=data["key"])  # fmt: skip

    title = "Changer la date annoncée" if case.promised_on else "Annoncer une date"
    return answer(request, form, do, case=case, title=title, button="Annoncer", done="Date annoncée.")


@require_http_methods(METHODS)
def priority(request, reference):
    case = _mine(request, reference)
    form = PriorityForm(request.POST or None, initial={"priority": case.priority})

    def do():
        data = form.cleaned_data
        case.change_priority(data["priority"], why=data["why"], by=request.user, key=data["key"])

    return answer(
        request, form, do, case=case, title="Changer l’urgence", button="Changer", done="Urgence changée."
    )


@require_http_methods(METHODS)
def ask(request, reference):
    case = _mine(request, reference)
    form = AskForm(request.POST or None, case=case)

    def do():
        data = form.cleaned_data
        case.ask(data["step"], facts=form.facts, text=data["text"], by=request.user, key=data["key"])

    return answer(
        request, form, do, case=case, title="Demander autre chose", button="Demander", done="Tâche ouverte."
    )


@require_http_methods(METHODS)
def close(request, reference):
    case = _mine(request, reference)
    form = CloseForm(request.POST or None, case=case)

    def do():
        data = form.cleaned_data
        case.close(data["outcome"], text=data["text"], visibility=data["visibility"], by=request.user,
                   key=data["key"])  # fmt: skip

    return answer(request, form, do, case=case, title="Clore le dossier", button="Clore", done="Dossier clos.")


@require_http_methods(METHODS)
def reopen(request, reference):
    case = _mine(request, reference)
    form = ReopenForm(request.POST or None, case=case)

    def do():
        data = form.cleaned_data
        case.reopen(data["why"], step=data["step"], facts=form.facts, by=request.user, key=data["key"])

    return answer(
        request, form, do, case=case, title="Rouvrir le dossier", button="Rouvrir", done="Dossier rouvert."
    )
