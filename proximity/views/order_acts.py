"""What one may do with an order; each comes back to its page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coordination.views.acts import METHODS, REFUSALS, answer
from teams.free_text import note_wording
from teams.guards import require_role

from .. import booking, execution, order_endings, ordering
from ..access import MAY_APPROVE, MAY_ORDER, MAY_PAY
from ..models import Via
from ..order_act_forms import (
    ApproveForm,
    BookForm,
    ChooseForm,
    CompleteForm,
    EndForm,
    InvoiceForm,
    MissForm,
    OfferForm,
    WhenForm,
    WhyForm,
)
from ..order_forms import VaryForm
from .orders import order_of

TOLD_FIRM = "L’entreprise lira ces mots."


def act(request, order, form, do, title, button, done):
    return answer(request, form, do, case=order.case, title=f"{order.number} : {title}", button=button, done=done)


@require_role(*MAY_APPROVE)
@require_http_methods(METHODS)
def approve(request, number):
    order = order_of(request, number)
    first = order.state == order.State.PREPARED
    form = ApproveForm(request.POST or None, first=first, initial={"seen": order.version})

    def do():
        data = form.cleaned_data
        if data.get("send") and not request.user.has_role(*MAY_ORDER):
            raise PermissionDenied
        verb = ordering.approve_and_send if data.get("send") else ordering.approve
        verb(order, seen=data["seen"], by=request.user, key=data["key"])

    return act(request, order, form, do, "valider", "Valider", f"{order.number} est validé.")


@require_role(*MAY_APPROVE)
@require_http_methods(METHODS)
def refuse(request, number):
    order, form = order_of(request, number), WhyForm(request.POST or None)

    def do():
        ordering.refuse(order, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "refuser", "Refuser", f"{order.number} : refus enregistré.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def send(request, number):
    order, form = order_of(request, number), WhyForm(request.POST or None)
    del form.fields["text"]

    def do():
        ordering.send(order, by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "envoyer à l’entreprise", "Envoyer", f"{order.number} part.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def vary(request, number):
    """Lines and quantities; a colleague who was faster is named by the version."""
    order = order_of(request, number)
    version = order.versions.order_by("-number").prefetch_related("lines").first()
    form = VaryForm(
        request.POST or None, contract=order.contract, first=list(version.lines.all()),
        initial={"version": order.version},
    )  # fmt: skip
    if form.is_valid():
        data = form.cleaned_data
        try:
            ordering.vary(
                order, form.lines, data["reason"], version=data["version"], by=request.user, key=data["key"]
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            note_wording(request, form)
            return redirect(order)
    context = {"form": form, "order": order, "case": order.case}
    return render(request, "proximity/orders/vary.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def cancel(request, number):
    order, form = order_of(request, number), WhyForm(request.POST or None, help_text=TOLD_FIRM)

    def do():
        ordering.cancel(order, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "annuler", "Annuler l’ordre", f"{order.number} est annulé.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def decline(request, number):
    """What the firm said by telephone."""
    order = order_of(request, number)
    form = WhyForm(request.POST or None, label="Pourquoi l’entreprise décline")

    def do():
        order_endings.decline(order, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "décliné par l’entreprise", "Noter", f"{order.number} est décliné.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def stop(request, number):
    return _ended(request, number, order_endings.stop, "arrêter les travaux", "Arrêter l’ordre",
                  "est arrêté : l’entreprise est prévenue", label="Pourquoi", help_text=TOLD_FIRM)  # fmt: skip


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def reduce(request, number):
    return _ended(
        request, number, order_endings.reduce, "réceptionner avec réfaction", "Réceptionner à ce prix",
        "est réceptionné avec réfaction", label="Ce qui n’est pas conforme", help_text=TOLD_FIRM,
    )  # fmt: skip


def _ended(request, number, verb, title, button, done, **words):
    """For less than was ordered: why, and how much."""
    order = order_of(request, number)
    form = EndForm(request.POST or None, most=order.amount, **words)

    def do():
        data = form.cleaned_data
        verb(order, data["text"], due=data["due"], by=request.user, key=data["key"])

    return act(request, order, form, do, title, button, f"{order.number} {done}.")


# --- with the firm


def _noted(request, number, form_class, verb, title, done):
    """What the firm told by telephone: when it happened, and maybe in which words."""
    order, form = order_of(request, number), form_class(request.POST or None, request.FILES or None)

    def do():
        data = form.cleaned_data
        verb(order, data, by=request.user, key=data["key"], at=data["at"])

    return act(request, order, form, do, title, "Noter", f"{order.number} : {done}.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def acknowledge(request, number):
    return _noted(request, number, WhenForm, lambda order, data, **said: execution.acknowledge(order, **said),
                  "prise en compte", "pris en compte")  # fmt: skip


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def start(request, number):
    return _noted(request, number, WhenForm, lambda order, data, **said: execution.start(order, **said),
                  "début des travaux", "travaux commencés")  # fmt: skip


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def miss(request, number):
    return _noted(
        request, number, MissForm, lambda order, data, **said: booking.miss(order, note=data["text"], **said),
        "passage sans accès", "passage sans accès noté",
    )  # fmt: skip


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def complete(request, number):
    def verb(order, data, **said):
        execution.complete(order, data["text"], photos=data["photos"], **said)

    return _noted(request, number, CompleteForm, verb, "fin des travaux", "travaux finis")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def offer(request, number):
    order, form = order_of(request, number), OfferForm(request.POST or None)

    def do():
        booking.offer(order, form.times, by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "proposer des créneaux", "Proposer par SMS", "Le locataire est prévenu.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def choose(request, number):
    order = order_of(request, number)
    form = ChooseForm(request.POST or None, slots=order.slots.offered().order_by("number"))

    def do():
        said = {"by": request.user, "via": Via.TENANT, "key": form.cleaned_data["key"]}
        if form.cleaned_data["slot"]:
            booking.choose(order, form.cleaned_data["slot"], **said)
        else:
            booking.none_suits(order, **said)

    return act(request, order, form, do, "réponse du locataire", "Enregistrer", "Réponse enregistrée.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def book(request, number):
    order, form = order_of(request, number), BookForm(request.POST or None)

    def do():
        booking.book(order, *form.times, by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "fixer le rendez-vous", "Fixer", "Rendez-vous fixé.")


# --- once done


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def accept(request, number):
    order, form = order_of(request, number), WhyForm(request.POST or None, label="Remarques", required=False)

    def do():
        execution.accept(order, text=form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "réceptionner", "Réceptionner", f"{order.number} est réceptionné.")


@require_role(*MAY_ORDER)
@require_http_methods(METHODS)
def reserve(request, number):
    order = order_of(request, number)
    form = WhyForm(request.POST or None, label="Ce qui ne va pas", help_text=TOLD_FIRM)

    def do():
        execution.reserve(order, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "refuser avec réserves", "Refuser", "Réserves envoyées à l’entreprise.")


@require_role(*MAY_PAY)
@require_http_methods(METHODS)
def invoice(request, number):
    order, form = order_of(request, number), InvoiceForm(request.POST or None)

    def do():
        execution.invoice(order, form.cleaned_data["number"], by=request.user, key=form.cleaned_data["key"])

    return act(request, order, form, do, "facture", "Enregistrer", "Facture notée.")
