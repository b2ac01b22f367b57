"""Scales of grades: read by everybody, written by who writes checklists until a published version follows them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.views.acts import METHODS, REFUSALS
from teams.guards import require_role

from ..inspection_access import MAY_WRITE_CHECKLISTS
from ..models import Scale
from ..models.scales import FROZEN
from ..scale_forms import Grades, ScaleForm, first_lines


@require_safe
def index(request):
    context = {
        "scales": Scale.objects.with_use().prefetch_related("grades"),
        "may_write": request.user.has_role(*MAY_WRITE_CHECKLISTS),
    }
    return render(request, "proximity/checklists/scales.html", context)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_http_methods(METHODS)
def create(request):
    """A new one, or one that begins as another (`?copie=`)."""
    asked = request.GET.get("copie", "")
    model = Scale.objects.filter(pk=asked).first() if asked.isdecimal() else None
    form = ScaleForm(request.POST or None, initial={"label": f"{model} (copie)" if model else ""})
    grades = Grades(request.POST or None, initial=first_lines(model, copied=True), prefix="notes")

    def do():
        Scale.create(form.cleaned_data["label"], grades.said(), key=form.cleaned_data["key"])

    return _answer(request, form, grades, do, "Nouvelle échelle")


@require_role(*MAY_WRITE_CHECKLISTS)
@require_http_methods(METHODS)
def change(request, pk):
    scale = get_object_or_404(Scale.objects.with_use(), pk=pk)
    if scale.frozen:
        messages.error(request, FROZEN)
        return redirect("proximity:scales")
    form = ScaleForm(request.POST or None, initial={"label": scale.label})
    grades = Grades(request.POST or None, initial=first_lines(scale), prefix="notes")

    def do():
        scale.write(form.cleaned_data["label"], grades.said())

    return _answer(request, form, grades, do, f"Échelle « {scale} »")


def _answer(request, form, grades, do, title):
    if request.method == "POST" and form.is_valid() & grades.is_valid():
        try:
            do()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Échelle enregistrée.")
            return redirect("proximity:scales")
    context = {"form": form, "grades": grades, "title": title}
    return render(request, "proximity/checklists/scale.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_WRITE_CHECKLISTS)
@require_POST
def drop(request, pk):
    scale = get_object_or_404(Scale.objects.all(), pk=pk)
    try:
        scale.drop()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Échelle retirée.")
    return redirect("proximity:scales")
