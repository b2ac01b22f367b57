"""Leases on the pages of homes (beside who lives there) and of people (`housing.panels`)."""

import datetime as dt

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from coordination.models import Case
from housing.models import Unit
from housing.panels import Panel, register
from messaging.models import Contact
from messaging.people import Beside, tell_beside

from . import vacancy_file
from .access import MAY_OPEN, MAY_SEE, MAY_SEE_RELETTING, MAY_WRITE
from .models import Lease, LeaseParty, Notice, Vacancy


def of_occupancy() -> dict[str, Subquery]:
    """The lease that an occupancy names, its period, and the notice that stands."""
    lease = Lease.objects.filter(number=OuterRef("lease_number"), unit=OuterRef("unit")).order_by()
    notice = Notice.objects.filter(
        lease__number=OuterRef("lease_number"), lease__unit=OuterRef("unit"), is_current=True
    ).order_by()
    return {
        "lease": Subquery(lease.values("pk")[:1]), "lease_period": Subquery(lease.values("period")[:1]),
        "notice_on": Subquery(notice.values("received_on")[:1]),
        "notice_end": Subquery(notice.values("ends_on")[:1]),
    }  # fmt: skip


def of_home(unit, request) -> dict[str, str]:
    """Where to sign a lease of this home, for those who do."""
    may = request.user.has_role(*MAY_WRITE)
    return {"new_lease": f"{reverse('leasing:lease_create')}?logement={unit.pk}" if may else ""}


def of_contact(contact, request) -> dict | None:
    parties = LeaseParty.objects.filter(contact=contact, lease__in=Lease.objects.visible_to(request.user))
    found = list(parties.select_related("lease__residence", "lease__unit").order_by("-lease__period", "pk"))
    return {"parties": found} if found else None


def beside_home(user) -> dict[str, Subquery]:
    """The vacancy that is open, in the query of its home."""
    said = JSONObject(
        reference="case__reference", promised_on="case__promised_on", origin="origin", certainty="certainty",
        move_in_on="move_in_on",
    )  # fmt: skip
    rows = Vacancy.objects.visible_to(user).open().filter(unit=OuterRef("pk")).order_by()
    return {"open_vacancy": Subquery(rows.annotate(said=said).values("said")[:1])}


def vacancy_of_home(unit, request) -> dict | None:
    """What `beside_home` found, or the way to open one by hand."""
    new = reverse("leasing:vacancy_open", args=[unit.pk]) if request.user.has_role(*MAY_OPEN) else ""
    told = unit.open_vacancy
    return {"vacancy": told and _told(told), "new": new} if told or new else None


def _told(said: dict) -> dict:
    """Labels and days of what the database wrote as JSON."""
    days = {name: said[name] and dt.date.fromisoformat(said[name]) for name in ("promised_on", "move_in_on")}
    return said | days | {
        "origin": Vacancy.Origin(said["origin"]).label.lower(),
        "certainty": Vacancy.Certainty(said["certainty"]).label.lower(),
    }  # fmt: skip


def register_all() -> None:
    tell_beside("leasing", Beside("leasing/panels/home.html", of_occupancy, of_home))
    roles = frozenset(MAY_SEE)
    register(Case, Panel(
        "relocation", "Relocation", "leasing/panels/vacancy.html", vacancy_file.of_case, order=4, wide=True,
        roles=vacancy_file.ROLES,
    ))  # fmt: skip
    register(Unit, Panel(
        "relocation", "Relocation", "leasing/panels/home_vacancy.html", vacancy_of_home, order=15,
        roles=frozenset(MAY_SEE_RELETTING), beside=beside_home,
    ))  # fmt: skip
    register(Contact, Panel("baux", "Baux", "leasing/panels/contact.html", of_contact, order=10, roles=roles))
