"""Writing to a tenant from a case or from a contact's page; the conversation as a part of those pages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from coordination.models import Case
from teams.free_text import note_wording
from teams.guards import require_role
from teams.workflow import MoveRefused

from .. import thread
from ..forms import WriteForm
from ..models import Contact, Message
from ..thread import MAY_WRITE

READ_ONLY = ("GET", "HEAD")


@require_role(*MAY_WRITE)
@require_http_methods([*READ_ONLY, "POST"])
def write(request, pk):
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    if request.method in READ_ONLY:
        return _panel(request, thread.of_case(case, request))
    people = thread.people_of(case, request.user)
    form = WriteForm(request.POST, people=people)
    chosen = {one.pk: one for one in people}

    def send(data):
        thread.write_in_case(case, chosen[data["contact"]], data["body"], by=request.user, key=data["key"])

    if not _sent(request, form, send):
        return _panel(request, thread.of_case(case, request, form), 422)
    return _after(request, thread.of_case, case)


@require_role(*MAY_WRITE)
@require_http_methods([*READ_ONLY, "POST"])
def write_to_contact(request, pk):
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    if request.method in READ_ONLY:
        return _panel(request, thread.of_contact(contact, request))
    form = WriteForm(request.POST, people=[contact])

    def send(data):
        thread.write_to(contact, data["body"], by=request.user, key=data["key"])

    if not _sent(request, form, send):
        return _panel(request, thread.of_contact(contact, request, form), 422)
    return _after(request, thread.of_contact, contact)


def _sent(request, form, send) -> bool:
    if not form.is_valid():
        return False
    try:
        send(form.cleaned_data)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    note_wording(request, form)
    return True


def _after(request, read, about):
    """htmx gets the conversation with the new message; a browser without it goes back to the page."""
    if request.htmx:
        return _panel(request, read(about, request))
    messages.success(request, "Message remis dans la file d’envoi.")
    return redirect(about.get_absolute_url() if hasattr(about, "get_absolute_url") else "home")


def _panel(request, data, status=200):
    if data is None:
        return HttpResponse(status=204)
    return render(request, "messaging/_thread.html", {"data": data}, status=status)


@require_role(*MAY_WRITE)
@require_POST
def seen(request, pk):
    """« Lu »: this text and those before it."""
    message = get_object_or_404(Message.objects.visible_to(request.user).select_related("case", "contact"), pk=pk)
    thread.seen(message, by=request.user)
    return _after(request, thread.of_case if message.case else thread.of_contact, message.case or message.contact)
