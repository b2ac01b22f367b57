"""The round of the day on a tablet: its stops, one page per task, acts that may be sent again and again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coordination import photos
from coordination.forms import FinishForm, NoteForm
from coordination.models import Task
from coordination.views.acts import REFUSALS
from housing.models import PlannedWork
from teams.free_text import note_wording
from teams.guards import require_role

from .. import parking, round, visits
from ..models import Request
from ..round_forms import EmptyForm, ExpectForm, WhyForm

WORDS, PHOTOS = 5, 6
POSITION = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
"""The browser may ask where it is, to sort the stops there; nothing of it is sent."""


@require_role(*round.FIELD_ROLES)
@require_safe
def index(request):
    now = timezone.now()
    context = {"round": round.read(request.user, now), "now": now, "today": timezone.localdate()}
    response = render(request, "requests_app/round.html", context)
    response["Permissions-Policy"] = POSITION
    return response


@require_role(*round.FIELD_ROLES)
@require_safe
def show(request, pk):
    return _page(request, _task(request, pk))


@require_role(*round.FIELD_ROLES)
@require_POST
def take(request, pk):
    task = _task(request, pk)
    form = EmptyForm(request.POST)

    def do():
        if not (task.is_open and task.acknowledged_at and task.assignee == request.user):
            task.acknowledge(by=request.user, key=form.cleaned_data["key"])

    return _answer(request, task, "take", form, do, "C’est à vous.")


@require_role(*round.FIELD_ROLES)
@require_POST
def note(request, pk):
    task = _task(request, pk)
    form = NoteForm(request.POST, request.FILES)
    return _answer(
        request, task, "note", form,
        lambda: photos.write_note(task.case, **form.cleaned_data, by=request.user), "Ajouté au journal.",
    )  # fmt: skip


@require_role(*round.FIELD_ROLES)
@require_POST
def no_access(request, pk):
    task = _task(request, pk)
    asked = get_object_or_404(Request.objects.visible_to(request.user).select_related(*ASKED), case=task.case_id)
    form = WhyForm(request.POST, required=False)

    def do():
        visits.no_access(asked, text=form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return _answer(request, task, "no_access", form, do, "Passage noté : le locataire est prévenu.")


@require_role(*round.FIELD_ROLES)
@require_POST
def expect(request, pk):
    """A day; with a slot, an appointment that the tenant is told of."""
    task = _task(request, pk)
    asked = _asked(request, task)
    form = ExpectForm(request.POST, case=task.case, with_slot=_may_appoint(task, asked))

    def do():
        key = form.cleaned_data["key"]
        if form.starts_at:
            visits.appoint(asked, form.starts_at, by=request.user, key=key)
        else:
            task.expect(form.cleaned_data["day"], by=request.user, key=key)

    return _answer(request, task, "expect", form, do, "Date notée.")


@require_role(*round.FIELD_ROLES)
@require_POST
def finish(request, pk):
    task = _task(request, pk)
    form = FinishForm(request.POST, task=task)
    told = f"{task.case.reference} : « {task.step_label} » est terminée."
    return _answer(
        request, task, "finish", form, lambda: form.do(request.user), told, to=reverse("requests_app:round")
    )


# --- what they share

ASKED = (
    "case__residence", "case__building", "case__staircase", "case__unit", "contact", "category", "equipment",
)  # fmt: skip


def _task(request, pk) -> Task:
    """The task, in one's perimeter (else 404), if one may move it (else 403)."""
    task = get_object_or_404(Task.objects.visible_to(request.user).with_case(), pk=pk)
    if not task.may_be_moved_by(request.user):
        raise PermissionDenied
    return task


def _asked(request, task) -> Request | None:
    found = Request.objects.visible_to(request.user).select_related(*ASKED)
    return found.filter(case=task.case_id).first() if task.process_id == "request" else None


def _may_appoint(task, asked) -> bool:
    return asked is not None and task.step == "handling"


def _page(request, task, bound=None, status=200):
    """What to do, where, whom one meets there, and the acts. `bound`: (name, form) that came back."""
    case, asked = task.case, _asked(request, task)
    said = case.entries.visible_to(request.user).exclude(text="").select_related("by")[:WORDS]
    taken = case.photos.visible_to(request.user).select_related("picture")[:PHOTOS]
    context = {
        "task": task, "case": case, "asked": asked, "words": said, "photos": taken, "now": timezone.now(),
        "phones": list(asked.contact.phones.all()) if asked and asked.contact else [],
        "works": parking.candidates(asked, PlannedWork.objects.visible_to(request.user)) if asked else [],
        "attempts": visits.attempts(asked) if asked else 0,
        "standing": visits.standing(asked) if asked else None,
        "forms": _forms(task, asked) if task.is_open else {}, "came_back": bound[0] if bound else "",
    }  # fmt: skip
    if bound:
        context["forms"][bound[0]] = bound[1]
    return render(request, "requests_app/round_task.html", context, status=status)


def _forms(task, asked) -> dict:
    may_appoint = _may_appoint(task, asked)
    known = {
        "note": NoteForm(auto_id="note_%s"),
        "expect": ExpectForm(case=task.case, with_slot=may_appoint, auto_id="expect_%s"),
        "finish": FinishForm(task=task, auto_id="finish_%s"),
    }
    if not task.acknowledged_at:
        known["take"] = EmptyForm(auto_id="take_%s")
    if may_appoint:
        known["no_access"] = WhyForm(
            label="Ce que vous avez fait", told=True, required=False, auto_id="no_access_%s"
        )
    return known


def _answer(request, task, name, form, do, told, to=""):
    """Done, or the form comes back with why: as a page, or in a few words for the script that keeps what is sent.

    Sent again with its key after an answer that was lost, an act changes nothing and is told as done.
    """
    in_words = request.headers.get("Accept") == "application/json"
    form.auto_id = f"{name}_%s"
    if form.is_valid():
        try:
            do()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            note_wording(request, form)
            messages.success(request, told)
            next_page = to or reverse("requests_app:round_task", args=[task.pk])
            return JsonResponse({"next": next_page}) if in_words else redirect(next_page)
    if in_words:
        return JsonResponse({"errors": [why for errors in form.errors.values() for why in errors]}, status=422)
    return _page(request, task, (name, form), 422)
