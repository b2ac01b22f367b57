"""The address of the tenant's page, as the staff sees, replaces and ends it on the page of a case."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from messaging.thread import MAY_WRITE
from teams.guards import require_role

from .. import doors
from ..models import Request, TenantLink


@require_role(*MAY_WRITE)
@require_POST
def renew(request, pk):
    """`pk`: the request's."""
    about = get_object_or_404(Request.objects.visible_to(request.user).select_related("case", "contact"), pk=pk)
    doors.renew(about, by=request.user)
    messages.success(request, "Nouveau lien prêt : le prochain SMS le donnera, ou dites-le au locataire.")
    return redirect(about)


@require_role(*MAY_WRITE)
@require_POST
def revoke(request, pk):
    link = get_object_or_404(TenantLink.objects.visible_to(request.user).select_related("request__case"), pk=pk)
    if doors.revoke(link, by=request.user):
        messages.success(request, "Lien révoqué : cette adresse n’ouvre plus rien.")
    else:
        messages.error(request, "Ce lien était déjà éteint.")
    return redirect(link.request)
