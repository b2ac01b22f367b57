"""What a tenant may do on their page: write, show, confirm, contest, rate. Each works without a script."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teams.workflow import MoveRefused

from .. import doors, speaking, tenant_page
from ..telling import link_for
from ..tenant_forms import AvailabilityForm, ContestForm, MessageForm, NotSolvedForm, RateForm, TenantForm
from .public import limited, of_link, to_page
from .tenant import page


def act(request, link, form, do, *, show, done):
    """Do what a form says. Refused or not valid, `show(422)` brings it back with what was typed."""
    if request.method != "POST":
        return show(200)
    if refused := limited(request, "tenant_write", link.token):
        return refused
    if not form.is_valid():
        return show(422)
    try:
        about = do(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("photos", refusal)
    except MoveRefused:
        form.add_error(None, _(speaking.OVER))
    else:
        doors.opened(link)
        messages.success(request, done)
        return _where(link, about)
    return show(422)


def _where(link, about):
    """The page of the request that the act was about: another one when it opened another."""
    if about is None or about.pk == link.request_id:
        return to_page(link)
    return redirect("requests_app:tenant", token=link_for(about, link.contact).token)


@of_link
def write(request, link):
    form = MessageForm(request.POST or None, request.FILES or None)

    def show(status):
        return to_page(link) if status == 200 else page(request, link, status, message_form=form)

    def do(data):
        return speaking.say(link, data["text"], data["photos"], key=data["key"])

    return act(request, link, form, do, show=show, done=_("Bien reçu. Merci."))


@of_link
def availability(request, link):
    form = AvailabilityForm(request.POST or None)

    def show(status):
        return to_page(link) if status == 200 else page(request, link, status, availability_form=form)

    def do(data):
        return speaking.tell_availability(link, data["availability"], key=data["key"])

    return act(request, link, form, do, show=show, done=_("Bien reçu. Merci."))


@of_link
def rate(request, link):
    form = RateForm(request.POST or None)

    def show(status):
        return to_page(link) if status == 200 else page(request, link, status, rate_form=form)

    def do(data):
        speaking.rate(link, data["score"], data["comment"])

    return act(request, link, form, do, show=show, done=_("Merci pour votre avis."))


def _asking(request, link, form, do, *, title, button, done):
    """An act that asks first: a page of its own."""

    def show(status):
        context = {
            "page": tenant_page.read(link, get_language()), "link": link, "form": form, "title": title,
            "button": button,
        }  # fmt: skip
        return render(request, "tenant/act.html", context, status=status)

    return act(request, link, form, do, show=show, done=done)


@of_link
def solved(request, link):
    return _asking(
        request, link, TenantForm(request.POST or None), lambda data: speaking.confirm(link),
        title=_("C’est bien réglé ?"), button=_("Oui, c’est réglé"), done=_("Merci de nous l’avoir confirmé."),
    )  # fmt: skip


@of_link
def not_solved(request, link):
    return _asking(
        request, link, NotSolvedForm(request.POST or None),
        lambda data: speaking.deny(link, data["text"], key=data["key"]), title=_("Ce n’est pas réglé ?"),
        button=_("Non, ce n’est pas réglé"), done=_("Nous reprenons votre demande."),
    )  # fmt: skip


@of_link
def contest(request, link):
    return _asking(
        request, link, ContestForm(request.POST or None),
        lambda data: speaking.contest(link, data["text"], key=data["key"]), title=_("Contester la décision"),
        button=_("Envoyer"), done=_("Bien reçu : une personne va réexaminer votre demande."),
    )  # fmt: skip
