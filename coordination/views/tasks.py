"""What one may do with a task: finish it, hand it over, wait for the tenant."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from teams.workflow import MoveRefused

from .. import elsewhere
from ..forms import FinishForm, HandOverForm, PauseForm
from ..models import Task
from .acts import METHODS, answer, back


def _task(request, pk) -> Task:
    """The task, if this person may move it (else 403), in their perimeter (else 404)."""
    task = get_object_or_404(Task.objects.visible_to(request.user).with_case(), pk=pk)
    if not task.may_be_moved_by(request.user):
        raise PermissionDenied
    return task


@require_POST
def acknowledge(request, pk):
    """« Je m’en occupe »; said twice, it is still theirs."""
    task = _task(request, pk)
    if not (task.is_open and task.acknowledged_at and task.assignee == request.user):
        _try(request, lambda: task.acknowledge(by=request.user), f"{task.case.reference} : c’est à vous.")
    return back(request, task.case)


@require_http_methods(METHODS)
def finish(request, pk):
    task = _task(request, pk)
    if request.method != "POST" and (page := elsewhere.page_of(task)):
        return HttpResponseClientRedirect(page) if request.htmx else redirect(page)
    form = FinishForm(request.POST or None, task=task)
    return answer(
        request, form, lambda: form.do(request.user), case=task.case, title=f"Terminer : {task.step_label}",
        button="Terminer", done=f"{task.case.reference} : « {task.step_label} » est terminée.",
    )  # fmt: skip


@require_http_methods(METHODS)
def hand_over(request, pk):
    task = _task(request, pk)
    form = HandOverForm(request.POST or None, agencies={task.agency_id})

    def do():
        data = form.cleaned_data
        task.reassign(data["to"], data["why"], by=request.user, key=data["key"])

    return answer(
        request, form, do, case=task.case, title=f"Transmettre : {task.step_label}", button="Transmettre",
        done=f"{task.case.reference} : transmise.",
    )  # fmt: skip


@require_http_methods(METHODS)
def pause(request, pk):
    task = _task(request, pk)
    form = PauseForm(request.POST or None)

    def do():
        data = form.cleaned_data
        task.pause(text=data["text"], visibility=data["visibility"], by=request.user, key=data["key"])

    return answer(
        request, form, do, case=task.case, title="Attendre le locataire", button="Mettre en attente",
        done=f"{task.case.reference} : en attente du locataire, les délais sont suspendus.",
    )  # fmt: skip


@require_POST
def resume(request, pk):
    task = _task(request, pk)
    if task.pauses.open().exists():
        _try(
            request,
            lambda: task.resume(by=request.user),
            f"{task.case.reference} : les délais courent de nouveau.",
        )
    return back(request, task.case)


def _try(request, do, done: str) -> None:
    try:
        do()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
