"""The pages of a firm, behind the address in its mails (`/e/…`): no account, only its own orders."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.web.open_pages import without_trace
from messaging.letters import NoPango
from teams.workflow import MoveRefused

from .. import booking, doors, execution, order_endings, posting
from ..models import Via, WorkOrder
from ..order_act_forms import BookForm, CompleteForm, MissForm, OfferForm, WhenForm, WhyForm

METHODS = ("GET", "HEAD", "POST")
FIRM = {"by": None, "via": Via.CONTRACTOR}


def of_firm(view: Callable) -> Callable:
    """The view gets the link that stands at this address; else the page that says whom to call."""

    @login_not_required
    @wraps(view)
    def opened(request, token, **keys):
        return without_trace(_opened(request, token, keys))

    def _opened(request, token, keys):
        link = doors.link_at(token)
        if link is None:
            return render(request, "proximity/firm/gone.html", status=404)
        if request.method == "POST" and not ratelimit.consume(request, action="firm_write", key=link.token):
            return render(request, "proximity/firm/too_many.html", status=429)
        return view(request, link, **keys)

    return opened


def _order(link, number) -> WorkOrder:
    order = doors.order_at(link, number)
    if order is None:
        raise Http404
    return order


@of_firm
@require_safe
def index(request, link):
    return render(
        request, "proximity/firm/orders.html", {"link": link, **doors.orders_of(link), **doors.to_answer(link)}
    )


@of_firm
@require_safe
def show(request, link, number):
    order = _order(link, number)
    moves = WorkOrder.MOVES
    may = {name for name, move in moves.items() if order.state in move.sources}
    context = {"link": link, "may": may, "form": WhenForm(), **doors.page_of(order)}
    return render(request, "proximity/firm/order.html", context)


@of_firm
@require_safe
def printable(request, link, number):
    order = _order(link, number)
    version = doors.page_of(order)["version"]
    version.order = order
    try:
        content = posting.sheet(version)
    except NoPango as missing:
        raise Http404(str(missing)) from missing
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{order.number}.pdf"'
    return answer


def _act(request, link, number, form, do, *, title, button, done, leaves=False):
    """An act with a page of its own. Refused, or not valid, the form comes back with what was typed (422).
    `leaves`: the order is then no longer the firm's."""
    order = _order(link, number)
    if request.method == "POST" and form.is_valid():
        try:
            do(order, form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error("photos", refusal)
        else:
            doors.used(link)
            messages.success(request, done)
            if leaves:
                return redirect("proximity:firm", token=link.token)
            return redirect("proximity:firm_order", token=link.token, number=number)
    context = {"link": link, "order": order, "form": form, "title": title, "button": button}
    return render(request, "proximity/firm/act.html", context, status=422 if request.method == "POST" else 200)


@of_firm
@require_http_methods(METHODS)
def acknowledge(request, link, number):
    def do(order, data):
        execution.acknowledge(order, key=data["key"], **FIRM)

    form = WhenForm(request.POST or None)
    del form.fields["at"]
    return _act(request, link, number, form, do, title="Prendre en compte l’ordre", button="Nous nous en occupons",
                done="C’est noté. Merci.")  # fmt: skip


@of_firm
@require_http_methods(METHODS)
def decline(request, link, number):
    def do(order, data):
        order_endings.decline(order, data["text"], key=data["key"], **FIRM)

    form = WhyForm(request.POST or None, help_text="Votre interlocuteur le lira, et confiera l’ordre à un autre.")
    return _act(request, link, number, form, do, title="Décliner cet ordre", button="Décliner l’ordre",
                done="C’est noté : cet ordre n’est plus le vôtre.", leaves=True)  # fmt: skip


@of_firm
@require_http_methods(METHODS)
def offer(request, link, number):
    form = OfferForm(request.POST or None)

    def do(order, data):
        booking.offer(order, form.times, key=data["key"], **FIRM)

    return _act(request, link, number, form, do, title="Proposer des créneaux", button="Proposer au locataire",
                done="Le locataire reçoit vos créneaux par SMS. Sa réponse s’affichera ici.")  # fmt: skip


@of_firm
@require_http_methods(METHODS)
def book(request, link, number):
    form = BookForm(request.POST or None)

    def do(order, data):
        booking.book(order, *form.times, key=data["key"], **FIRM)

    return _act(request, link, number, form, do, title="Fixer le jour", button="Fixer ce jour",
                done="Le jour est fixé.")  # fmt: skip


@of_firm
@require_http_methods(METHODS)
def miss(request, link, number):
    def do(order, data):
        booking.miss(order, note=data["text"], at=data["at"], key=data["key"], **FIRM)

    return _act(request, link, number, MissForm(request.POST or None), do, title="Passage sans accès",
                button="Noter le passage", done="Passage noté : le locataire est prévenu.")  # fmt: skip


@of_firm
@require_http_methods(METHODS)
def start(request, link, number):
    def do(order, data):
        execution.start(order, at=data["at"], key=data["key"], **FIRM)

    return _act(request, link, number, WhenForm(request.POST or None), do, title="Travaux commencés",
                button="Noter le début", done="Début noté.")  # fmt: skip


@of_firm
@require_http_methods(METHODS)
def complete(request, link, number):
    def do(order, data):
        said = {"photos": data["photos"], "at": data["at"], "key": data["key"]}
        execution.complete(order, data["text"], **said, **FIRM)

    form = CompleteForm(request.POST or None, request.FILES or None)
    return _act(request, link, number, form, do, title="Travaux finis", button="Envoyer le compte rendu",
                done="Merci : le compte rendu est envoyé.")  # fmt: skip
