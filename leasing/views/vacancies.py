"""Acts of the field and of both services on a vacancy; each comes back to the case."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coordination import costing as told
from coordination import photos
from coordination.models import Task
from coordination.views.acts import METHODS, REFUSALS, answer
from housing.models import Unit
from teams.guards import require_role

from .. import reletting
from ..access import MAY_CONFIRM, MAY_COST, MAY_DATE, MAY_FREEZE, MAY_OPEN, MAY_VISIT, MAY_WRITE
from ..models import Vacancy
from ..vacancy_forms import (
    BookForm,
    ConfirmForm,
    CostingForm,
    DateForm,
    ExpectForm,
    FreezeForm,
    OpenForm,
    SignForm,
    VisitForm,
)

AROUND = ("case__residence", "case__process", "unit__staircase__building", "lease", "notice")


def vacancy_of(request, pk) -> Vacancy:
    return get_object_or_404(Vacancy.objects.visible_to(request.user).select_related(*AROUND), pk=pk)


def act(request, vacancy, form, do, title, button, done):
    return answer(request, form, do, case=vacancy.case, title=title, button=button, done=done)


@require_role(*MAY_OPEN)
@require_http_methods(METHODS)
def open_by_hand(request, unit):
    """A home that no notice empties: a death, an eviction, works that end."""
    home = get_object_or_404(Unit.objects.visible_to(request.user).select_related("staircase__building"), pk=unit)
    form = OpenForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            vacancy = reletting.open_vacancy(
                home, origin=data["origin"], expected_exit=data["expected_exit"], by=request.user, key=data["key"]
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(vacancy)
    context = {"form": form, "home": home}
    return render(request, "leasing/vacancy_open.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_VISIT)
@require_http_methods(METHODS)
def visit(request, pk):
    """On the tablet, in the home."""
    vacancy = vacancy_of(request, pk)
    form = VisitForm(request.POST or None, request.FILES or None, initial={"works": vacancy.works})
    if form.is_valid():
        try:
            with transaction.atomic():
                reletting.record_visit(vacancy, **form.given, by=request.user)
                for picture in form.cleaned_data["photos"]:
                    photos.attach(vacancy.case, picture, caption="Visite conseil", by=request.user)
        except (*REFUSALS, ValidationError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(vacancy)
    context = {"form": form, "vacancy": vacancy, "case": vacancy.case}
    return render(request, "leasing/vacancy_visit.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_COST)
@require_http_methods(METHODS)
def costing(request, pk):
    vacancy = vacancy_of(request, pk)
    seen = vacancy.estimate
    first = {"works": seen.works}
    if seen.lines:
        first |= {"works_cost": seen.total, "tenant_share": seen.tenant_share}
    form = CostingForm(request.POST or None, initial=first)

    def do():
        data = form.cleaned_data
        told.tell(vacancy.case, form.costing, text=data["text"], by=request.user, key=data["key"])

    return act(request, vacancy, form, do, "Chiffrage", "Enregistrer", "Chiffrage enregistré.")


@require_role(*MAY_VISIT)
@require_http_methods(METHODS)
def expect(request, pk, task):
    vacancy = vacancy_of(request, pk)
    found = get_object_or_404(Task.objects.visible_to(request.user).with_case(), pk=task, case=vacancy.case_id)
    if not found.may_be_moved_by(request.user):
        raise PermissionDenied
    form = ExpectForm(request.POST or None, initial={"on": found.expected_on})

    def do():
        data = form.cleaned_data
        reletting.expect(
            vacancy, found, data["on"], cause=data["cause"], text=data["text"], by=request.user, key=data["key"]
        )

    title = f"Fin prévue : {found.step_label}"
    return act(request, vacancy, form, do, title, "Enregistrer", "Date prévue enregistrée.")


@require_role(*MAY_DATE)
@require_http_methods(METHODS)
def ready_date(request, pk):
    vacancy = vacancy_of(request, pk)
    form = DateForm(request.POST or None)

    def do():
        data = form.cleaned_data
        reletting.set_date(vacancy, data["on"], cause=data["cause"], text=data["text"], by=request.user)

    return act(request, vacancy, form, do, "Changer la date de disponibilité", "Annoncer", "Date annoncée.")


@require_role(*MAY_CONFIRM)
@require_http_methods(METHODS)
def confirm(request, pk):
    vacancy = vacancy_of(request, pk)
    form = ConfirmForm(request.POST or None)

    def do():
        reletting.confirm(vacancy, by=request.user, key=form.cleaned_data["key"])

    on = vacancy.case.promised_on
    title = f"Confirmer : prêt le {on:%d/%m/%Y}" if on else "Confirmer la date"
    return act(request, vacancy, form, do, title, "Confirmer", "Date confirmée : les candidats sont prévenus.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def book(request, pk):
    vacancy = vacancy_of(request, pk)
    form = BookForm(request.POST or None, initial={"on": vacancy.move_in_on or vacancy.case.promised_on})

    def do():
        reletting.book(vacancy, form.cleaned_data["on"], by=request.user, key=form.cleaned_data["key"])

    return act(request, vacancy, form, do, "Fixer l’entrée", "Fixer", "Entrée fixée.")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def sign(request, pk):
    vacancy = vacancy_of(request, pk)
    form = SignForm(request.POST or None)

    def do():
        reletting.sign(vacancy, text=form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return act(request, vacancy, form, do, "Bail signé", "Enregistrer", "Signature enregistrée.")


@require_role(*MAY_FREEZE)
@require_http_methods(METHODS)
def freeze(request, pk):
    vacancy = vacancy_of(request, pk)
    form = FreezeForm(request.POST or None)

    def do():
        data = form.cleaned_data
        period = (data["since"], data["until"])
        reletting.freeze(vacancy, data["why"], period, by=request.user, key=data["key"])

    return act(request, vacancy, form, do, "Geler le logement", "Geler", "Logement gelé.")
