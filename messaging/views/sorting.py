"""« Messages à classer »: texts whose file nobody could tell. A person names it, or puts them aside."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.web.lists import paginate
from coordination.models import Case
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from .. import sorting
from ..models import Message
from ..reading import read

MAY_SORT = (Role.CONTACT_CENTRE, Role.AGENCY_MANAGER, Role.ADMIN)
PER_PAGE = 20
SUGGESTED = 5


@require_role(*MAY_SORT)
@require_safe
def index(request):
    known = (
        Message.objects.visible_to(request.user).to_sort().select_related("contact", "suggested_case", "agency")
    )
    page = paginate(known.order_by("created_at", "pk"), request, PER_PAGE)
    suggest(page, request.user)
    return render(request, "messaging/to_sort.html", {"page": page})


def suggest(page, user) -> None:
    """The files each text may belong to: its telephone's or its person's. One query for the page."""
    numbers = {message.number for message in page}
    contacts = {message.contact_id for message in page if message.contact_id}
    threads = Message.objects.visible_to(user).filter(Q(number__in=numbers) | Q(contact__in=contacts))
    rows = list(threads.exclude(case=None).select_related("case").order_by("-created_at", "-pk")[:500])
    for message in page:
        found = [message.suggested_case] if message.suggested_case else []
        mine = [row.case for row in rows if row.number == message.number or (
            message.contact_id and row.contact_id == message.contact_id)]  # fmt: skip
        message.suggestions = list(dict.fromkeys([*found, *mine]))[:SUGGESTED]


def _message(request, pk):
    return get_object_or_404(Message.objects.visible_to(request.user), pk=pk)


@require_role(*MAY_SORT)
@require_POST
def into_case(request, pk):
    """The file by its number, as one reads it: « D-26-000042 », « D42 », « 42 »."""
    message = _message(request, pk)
    typed = request.POST.get("dossier", "").strip()
    codes = (int(typed),) if typed.isdecimal() and len(typed) < 10 else read(typed).codes
    ends = Q(pk__in=[])
    for code in codes:
        ends |= Q(reference__endswith=f"-{code:06}")
    case = Case.objects.visible_to(request.user).filter(ends).first()
    if case is None:
        messages.error(request, "Aucun dossier de votre périmètre ne porte ce numéro.")
        return redirect("messaging:to_sort")
    return _done(
        request, lambda: sorting.sort_into(message, case, by=request.user), f"Classé dans {case.reference}."
    )


@require_role(*MAY_SORT)
@require_POST
def on_contact(request, pk):
    message = _message(request, pk)
    done = f"Gardé sur la fiche de {message.contact}."
    return _done(request, lambda: sorting.keep_on_contact(message, by=request.user), done)


@require_role(*MAY_SORT)
@require_POST
def aside(request, pk):
    message = _message(request, pk)
    return _done(request, lambda: sorting.set_aside(message, by=request.user), "Message écarté.")


def _done(request, act, told):
    try:
        act()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("messaging:to_sort")
