"""Leases on the pages of homes, residences and people (`housing.panels`)."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case
from housing.models import Residence, Unit
from housing.panels import Panel, register
from messaging.models import Contact

from . import vacancy_file
from .access import MAY_OPEN, MAY_SEE, MAY_SEE_RELETTING, MAY_WRITE
from .models import Lease, LeaseParty, Notice, Vacancy

SHOWN = 3


def of_home(unit, request) -> dict:
    """The lease of today and those to come; when the home is free again."""
    today = timezone.localdate()
    rows = Lease.objects.visible_to(request.user).filter(unit=unit).exclude(period__fully_lt=(today, None))
    leases = list(rows.with_people().order_by("period")[:SHOWN])
    running = next((lease for lease in leases if lease.is_running), None)
    new = f"{reverse('leasing:lease_create')}?logement={unit.pk}"
    return {
        "lease": running, "next": [lease for lease in leases if lease is not running],
        "notice": running and running.notice, "new": new if request.user.has_role(*MAY_WRITE) else "",
    }  # fmt: skip


def of_residence(residence, request) -> dict:
    """How many leases run, how many end, how many are not insured: one query."""
    today = timezone.localdate()
    leases = Lease.objects.visible_to(request.user).filter(residence=residence).running_on(today).order_by()
    uninsured = Q(insured_until=None) | Q(insured_until__lt=today)
    given = Exists(Notice.objects.filter(lease=OuterRef("pk"), is_current=True))
    counts = leases.annotate(given=given).aggregate(
        running=Count("pk"), notice=Count("pk", filter=Q(given=True)), uninsured=Count("pk", filter=uninsured)
    )
    return {**counts, "residence": residence}


def of_contact(contact, request) -> dict | None:
    parties = LeaseParty.objects.filter(contact=contact, lease__in=Lease.objects.visible_to(request.user))
    found = list(parties.select_related("lease__residence", "lease__unit").order_by("-lease__period", "pk"))
    return {"parties": found} if found else None


def vacancy_of_home(unit, request) -> dict | None:
    """The vacancy that is open, or the way to open one by hand."""
    rows = Vacancy.objects.visible_to(request.user).open().filter(unit=unit)
    vacancy = rows.select_related("case").first()
    new = reverse("leasing:vacancy_open", args=[unit.pk]) if request.user.has_role(*MAY_OPEN) else ""
    return {"vacancy": vacancy, "new": new} if vacancy or new else None


def register_all() -> None:
    roles = frozenset(MAY_SEE)
    register(Case, Panel(
        "relocation", "Relocation", "leasing/panels/vacancy.html", vacancy_file.of_case, order=4, wide=True,
        roles=vacancy_file.ROLES,
    ))  # fmt: skip
    register(Unit, Panel(
        "relocation", "Relocation", "leasing/panels/home_vacancy.html", vacancy_of_home, order=15,
        roles=frozenset(MAY_SEE_RELETTING),
    ))  # fmt: skip
    register(Unit, Panel("bail", "Bail", "leasing/panels/home.html", of_home, order=14, roles=roles))
    register(
        Residence, Panel("baux", "Baux", "leasing/panels/residence.html", of_residence, order=15, roles=roles)
    )
    register(Contact, Panel("baux", "Baux", "leasing/panels/contact.html", of_contact, order=10, roles=roles))
