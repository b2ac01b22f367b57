"""What is shown of tenants' pages where the staff works: on a case, and on a residence."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from messaging.numbers import readable
from messaging.thread import MAY_WRITE
from teams.roles import Role

from .models import Poster, Request

MAY_POST = (Role.PROXIMITY_MANAGER, Role.CARETAKER, Role.AGENCY_MANAGER, Role.CONTACT_CENTRE)
LATEST = 5


def link_of_case(case, request) -> dict[str, Any] | None:
    """The page of the request: its addresses that stand, and who asked from a poster."""
    if case.process_id != "request" or not request.user.has_role(*MAY_WRITE):
        return None
    known = Request.objects.visible_to(request.user).select_related("contact", "visitor__poster__equipment")
    about = known.prefetch_related("links__contact").filter(case=case).first()
    if about is None:
        return None
    links = [link for link in about.links.all() if link.revoked_at is None]
    visitor = getattr(about, "visitor", None)
    return {
        "request": about, "links": links, "now": timezone.now(), "visitor": visitor,
        "number": readable(visitor.number) if visitor and visitor.number else "",
        "renew": reverse("requests_app:link_renew", args=[about.pk]),
    }  # fmt: skip


def posters_of(residence, request) -> dict[str, Any]:
    rows = Poster.objects.visible_to(request.user).about(residence).standing().with_where("equipment", "made_at")
    return {
        "posters": list(rows.select_related("equipment", "building", "staircase", "unit")[:LATEST]),
        "add": reverse("requests_app:poster_create", args=[residence.pk]),
        "all": f"{reverse('requests_app:posters')}?residence={residence.pk}",
    }  # fmt: skip
