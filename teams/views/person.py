import structlog
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..forms import PersonForm
from ..guards import require_role
from ..history import history
from ..models import LastAdmin, User
from ..roles import Role
from .sending import invite_by_mail

log = structlog.get_logger(__name__)


def _person(request, pk) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


@require_role(Role.ADMIN)
@require_safe
def show(request, pk):
    person = _person(request, pk)
    context = {
        "person": person,
        "history": history(person),
        "second_factors": person.second_factors().count(),
    }
    return render(request, "teams/user.html", context)


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    person = _person(request, pk)
    name = str(person)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person)
    if form.is_valid():
        try:
            person.apply(**form.cleaned_data)
        except LastAdmin as refusal:
            form.add_error("roles", str(refusal))
        else:
            log.info("account_changed", user=pk, by=request.user.pk)
            messages.success(request, "Compte mis à jour.")
            return redirect("teams:user", pk)
    context = {"person": person, "form": form, "name": name}
    return render(request, "teams/user_edit.html", context, status=422 if form.is_bound else 200)


@require_role(Role.ADMIN)
@require_POST
def invitation(request, pk):
    person = _person(request, pk)
    if not (person.is_active and person.is_invited):
        messages.error(request, "Cette personne n’attend plus d’invitation.")
    elif invite_by_mail(request, person):
        messages.success(request, f"Nouvelle invitation envoyée à {person.email}. L’ancien lien ne marche plus.")
    return redirect("teams:user", pk)


@require_role(Role.ADMIN)
@require_POST
def deactivate(request, pk):
    person = _person(request, pk)
    if person == request.user:
        messages.error(request, "Vous ne pouvez pas désactiver votre propre compte.")
        return redirect("teams:user", pk)
    try:
        person.deactivate()
    except LastAdmin as refusal:
        messages.error(request, str(refusal))
    else:
        log.info("account_deactivated", user=pk, by=request.user.pk)
        messages.success(request, f"Le compte de {person} est désactivé, ses sessions sont fermées.")
    return redirect("teams:user", pk)


@require_role(Role.ADMIN)
@require_POST
def reactivate(request, pk):
    person = _person(request, pk)
    person.reactivate()
    log.info("account_reactivated", user=pk, by=request.user.pk)
    messages.success(request, f"Le compte de {person} est réactivé.")
    return redirect("teams:user", pk)


@require_role(Role.ADMIN)
@require_POST
def forget_second_factors(request, pk):
    person = _person(request, pk)
    if person == request.user:
        messages.error(request, "Pour votre propre compte, passez par « Sécurité du compte ».")
        return redirect("teams:user", pk)
    person.forget_second_factors()
    log.info("second_factors_forgotten", user=pk, by=request.user.pk)
    messages.success(request, f"La double authentification de {person} est retirée, ses sessions sont fermées.")
    return redirect("teams:user", pk)
