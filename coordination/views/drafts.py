"""The next version of the matrix: its rows, its holes, what it would change, its publication."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teams.guards import require_role
from teams.workflow import MoveRefused

from ..clock import starts
from ..comparison import compare
from ..coverage import gathered, problems
from ..grid import ROLES, grid, unowned
from ..matrix_forms import DraftForm, PublicationForm, RuleForm, StepForm, address_of
from ..models import Case, Responsibility, ResponsibilityMatrix
from ..parameters import value
from ..processes import step_of
from ..simulation import replay, told
from .acts import METHODS
from .matrix import KEEPERS


def _draft(pk) -> ResponsibilityMatrix:
    return get_object_or_404(ResponsibilityMatrix, pk=pk)


def _rule(pk) -> Responsibility:
    return get_object_or_404(Responsibility.objects.select_related("matrix", "process"), pk=pk)


@require_role(*KEEPERS)
@require_safe
def show(request, pk):
    matrix = _draft(pk)
    if not matrix.is_draft:
        return redirect(matrix)
    found = problems(matrix)
    shown = grid(matrix)
    context = {
        "matrix": matrix, "grid": shown, "roles": ROLES, "editable": True, "count": len(found),
        "unowned": unowned(shown),
        "problems": [(one, address_of(one.condition).urlencode()) for one in gathered(found)],
    }  # fmt: skip
    return render(request, "coordination/draft.html", context)


@require_role(*KEEPERS)
@require_POST
def create(request, pk):
    """The next version of the model asked for, with the rows of this one; where a draft waits, that one."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Dites pour quel modèle d’organisation.")
        return redirect("coordination:matrix_versions")
    draft = _draft(pk).draft_next(form.cleaned_data["organisation"])
    messages.info(request, f"Brouillon de la version « {draft} ».")
    return redirect("coordination:matrix_draft", draft.pk)


@require_role(*KEEPERS)
@require_POST
def drop(request, pk):
    matrix = _draft(pk)
    try:
        matrix.drop()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Brouillon abandonné.")
    return redirect("coordination:matrix_versions")


@require_role(*KEEPERS)
@require_POST
def complete(request, pk):
    """What Palier proposes for the steps without any rule: to be read again before publishing."""
    try:
        added = _draft(pk).complete()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("coordination:matrix_versions")
    said = f"{added} règles ajoutées" if added > 1 else f"{added} règle ajoutée"
    messages.success(request, f"{said}, à relire avant de publier.")
    return redirect("coordination:matrix_draft", pk)


@require_role(*KEEPERS)
@require_http_methods(METHODS)
def rule_create(request, pk):
    """First the step, then a form of its facts; a hole of the detector comes with both."""
    matrix = _draft(pk)
    chosen = StepForm(request.GET or None)
    if not chosen.is_valid():
        context = {"matrix": matrix, "form": StepForm(), "back": "coordination:matrix_draft"}
        return render(request, "coordination/rule_step.html", context)
    process, _, step = chosen.cleaned_data["etape"].partition(".")
    rule = Responsibility(process_id=process, step=step)
    return _edit(request, matrix, rule, told=request.GET)


@require_role(*KEEPERS)
@require_http_methods(METHODS)
def rule_change(request, pk):
    rule = _rule(pk)
    return _edit(request, rule.matrix, rule)


def _edit(request, matrix, rule, told=None):
    form = RuleForm(request.POST or None, instance=rule, step=step_of(rule.process_id, rule.step), told=told)
    if request.method == "POST" and form.is_valid():
        try:
            matrix.put(form.instance)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Règle enregistrée.")
            return redirect("coordination:matrix_draft", matrix.pk)
    context = {"matrix": matrix, "rule": rule, "step": form.step, "form": form}
    return render(request, "coordination/rule.html", context, status=422 if form.is_bound else 200)


@require_role(*KEEPERS)
@require_POST
def rule_delete(request, pk):
    rule = _rule(pk)
    try:
        rule.matrix.remove(rule)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Règle supprimée.")
    return redirect("coordination:matrix_draft", rule.matrix_id)


@require_role(*KEEPERS)
@require_safe
def simulation(request, pk):
    """The last months' real cases of one's perimeter, given again by this version."""
    matrix = _draft(pk)
    since = timezone.localdate() - dt.timedelta(days=int(value("matrix.replayed")))
    cases = Case.objects.visible_to(request.user).filter(opened_at__gte=starts(since))
    found = replay(matrix, cases)
    context = {"matrix": matrix, "since": since, "simulation": told(found)}
    return render(request, "coordination/simulation.html", context)


@require_role(*KEEPERS)
@require_http_methods(METHODS)
def publish(request, pk):
    """What the version changes of the one in force; then, from a day on, it holds."""
    matrix = _draft(pk)
    if not matrix.is_draft:
        return redirect(matrix)
    form = PublicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            matrix.publish(**form.cleaned_data, by=request.user)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version publiée : elle vaut à partir du {matrix.valid_from:%d/%m/%Y}.")
            return redirect(matrix)
    former = ResponsibilityMatrix.objects.in_force(timezone.localdate())
    context = {
        "matrix": matrix, "former": former, "changes": compare(former, matrix), "form": form,
        "problems": gathered(problems(matrix)),
    }  # fmt: skip
    return render(request, "coordination/publication.html", context, status=422 if form.is_bound else 200)
