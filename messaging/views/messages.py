"""All messages: what went out, what came in, how the queue does; sending again what failed."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from ..fallback import retry
from ..filters import MessageFilter
from ..models import Message
from ..numbers import readable
from ..standing import standing
from ..texts import declared

MAY_READ = (
    Role.CONTACT_CENTRE, Role.TENANCY_OFFICER, Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER, Role.DIRECTOR,
    Role.ADMIN,
)  # fmt: skip
MAY_SEND_AGAIN = (Role.CONTACT_CENTRE, Role.AGENCY_MANAGER, Role.ADMIN)
COLUMNS = {
    "date": ["created_at"],
    "contact": ["contact__last_name", "contact__first_name", "number"],
    "dossier": ["case__reference"],
    "etat": ["state", "-created_at"],
    "cout": ["segments", "created_at"],
}
SHEET = [
    ("Date", 17), ("Sens", 9), ("Canal", 10), ("Contact", 28), ("Destinataire", 22), ("Agence", 22),
    ("Dossier", 14), ("Événement", 28), ("État", 18), ("Erreur", 34), ("SMS", 6), ("Coût estimé (€)", 10),
    ("Prix facturé", 10),
]  # fmt: skip


def _found(request) -> tuple[MessageFilter, Sorting]:
    known = Message.objects.visible_to(request.user).select_related("contact", "case", "agency")
    return MessageFilter(request.GET, known, request=request), Sorting.read(request, COLUMNS, default="-date")


def labels() -> dict[str, str]:
    return {event.code: event.label for event in declared()}


@require_role(*MAY_READ)
@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs.select_related("followed_by")), request)
    names = labels()
    for message in page:
        message.told = names.get(message.event, "Message libre" if not message.is_incoming else "Réponse")
    context = {
        "filter": found, "sorting": sorting, "page": page, "standing": standing(request.user),
        "simulated": settings.SMS_GATEWAY == "simulator", "now": timezone.now(),
        "can_word": request.user.has_role(Role.ADMIN),
        "can_send_again": request.user.has_role(*MAY_SEND_AGAIN),
    }  # fmt: skip
    return render(request, partial(request, "messaging/messages.html", "rows"), context)


@require_role(*MAY_READ)
@require_safe
def export(request):
    found, sorting = _found(request)
    names = labels()
    rows = sorting.apply(found.qs).iterator(chunk_size=2000)
    return excel("Messages", SHEET, (_row(message, names) for message in rows))


def _row(message, names):
    return (
        message.created_at, message.get_direction_display(), message.get_channel_display(),
        str(message.contact or ""), readable(message.number) or message.email, str(message.agency or ""),
        message.case and message.case.reference, names.get(message.event, ""), message.get_state_display(),
        message.trouble, message.segments, message.cost, message.price,
    )  # fmt: skip


@require_role(*MAY_SEND_AGAIN)
@require_POST
def send_again(request, pk):
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    try:
        retry(message, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Message remis dans la file d’envoi.")
    return redirect("messaging:messages")
