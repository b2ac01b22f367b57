"""Letters that wait for a printer."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.web.lists import paginate
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from .. import letters
from ..models import Message

MAY_PRINT = (Role.CONTACT_CENTRE, Role.TENANCY_OFFICER, Role.AGENCY_MANAGER, Role.ADMIN)


def _letters(request):
    return Message.objects.visible_to(request.user).to_print()


@require_role(*MAY_PRINT)
@require_safe
def index(request):
    page = paginate(
        _letters(request).select_related("contact", "case", "letter").order_by("created_at", "pk"), request
    )
    return render(request, "messaging/letters.html", {"page": page})


@require_role(*MAY_PRINT)
@require_safe
def show(request, pk):
    """The PDF; the name of the file says nothing of the person."""
    known = Message.objects.visible_to(request.user).filter(letter__isnull=False).select_related("letter")
    message = get_object_or_404(known, pk=pk)
    return FileResponse(
        message.letter.file.open("rb"), content_type="application/pdf", filename=f"courrier-{message.pk}.pdf"
    )


@require_role(*MAY_PRINT)
@require_POST
def printed(request):
    chosen = [int(pk) for pk in request.POST.getlist("courrier") if pk.isdecimal()]
    try:
        count = letters.printed(_letters(request).filter(pk__in=chosen), by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal) if chosen else "Cochez les courriers imprimés.")
    else:
        many = "s" if count > 1 else ""
        messages.success(request, f"{count} courrier{many} marqué{many} comme imprimé{many}.")
    return redirect("messaging:letters")
