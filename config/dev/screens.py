"""The screens that `manage.py screenshots` takes pictures of, in the small demo."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Count
from django.urls import reverse

from coordination.models import Case, Task
from housing.models import PlannedWork, Residence, StockImport, Unit
from kpis.models import Alert, Charter
from leasing.models import Lease, Vacancy
from proximity.models import (
    CleaningCheck,
    CleaningContest,
    CleaningRedo,
    Contract,
    ContractorLink,
    Inspection,
    Inventory,
    Need,
    Penalty,
    WorkOrder,
)
from requests_app.models import Incident, Request
from requests_app.telling import link_of
from teams import demo


@dataclass(frozen=True)
class Screen:
    """`shown`: the width and theme in which README shows it."""

    name: str
    mailbox: str
    path: str
    shown: tuple[int, str] | None = None
    dark: bool = False


def screens() -> Iterator[Screen]:
    lilas = Residence.objects.get(name="Les Lilas")
    home = Unit.objects.filter(residence=lilas, occupancy=Unit.Occupancy.LET).order_by("pk")[10]
    work = PlannedWork.objects.filter(state=PlannedWork.State.RUNNING).order_by("reference")[0]
    done = StockImport.objects.order_by("pk")[0]
    residences = reverse("housing:residences")
    yield Screen("residences", "direction", residences, (1440, "light"), dark=True)
    yield Screen("residences-filtered", "secteur", f"{residences}?energy=E&energy=F")
    yield Screen("map", "direction", reverse("housing:residences_map"))
    yield Screen("residence", "patrimoine", lilas.get_absolute_url(), (1440, "light"), dark=True)
    yield Screen("grouping", "patrimoine", reverse("housing:grouping", args=[lilas.pk]))
    yield from request_screens(home)
    yield from figure_screens()
    yield from leasing_screens()
    yield from order_screens()
    yield from cleaning_screens()
    yield Screen("unit", "gardien", home.get_absolute_url(), (390, "light"), dark=True)
    yield Screen("search", "direction", f"{reverse('housing:search')}?q=lilas+2", dark=True)
    yield Screen("plan", "patrimoine", reverse("housing:plan"), (1440, "light"), dark=True)
    yield Screen("planned-works", "patrimoine", reverse("housing:planned_works"))
    yield Screen("planned-work", "patrimoine", work.get_absolute_url())
    need = Need.objects.filter(residence=lilas, safety=True).select_related("case", "work")[0]
    yield Screen("needs", "patrimoine", reverse("proximity:needs"), dark=True)
    yield Screen("need", "patrimoine", need.get_absolute_url())
    yield Screen("need-report", "gardien", reverse("proximity:need_report", args=[lilas.pk]))
    tried = f"annee_{need.work_id}={(need.year or 0) + 2}"
    yield Screen("plan-budget", "patrimoine", f"{reverse('proximity:plan_budget')}?{tried}", dark=True)
    yield Screen("component-kinds", "patrimoine", reverse("housing:kinds"))
    yield Screen("quality", "patrimoine", reverse("housing:quality"), (1440, "light"))
    yield Screen("residence-quality", "patrimoine", reverse("housing:residence_quality", args=[lilas.pk]))
    yield Screen("imports", "admin", reverse("housing:imports"))
    yield Screen("import-new", "admin", reverse("housing:import_new"))
    yield Screen("import", "admin", reverse("housing:import", args=[done.pk]), (1440, "light"))
    yield Screen("matrix", "direction", reverse("coordination:matrix"), (1440, "light"), dark=True)
    yield Screen("matrix-versions", "direction", reverse("coordination:matrix_versions"))
    yield Screen("processes", "secteur", reverse("coordination:processes"), dark=True)
    yield Screen("delays", "admin", reverse("coordination:delays"))
    yield Screen("parameters", "admin", reverse("coordination:parameters"))
    yield from field_screens()
    yield Screen("users", "admin", reverse("teams:users"), dark=True)
    yield Screen("agencies", "admin", reverse("teams:agencies"))
    yield Screen("teams", "admin", reverse("teams:teams"))
    yield Screen("account", "gardien", reverse("teams:account"))


def request_screens(home: Unit) -> Iterator[Screen]:
    told = Request.objects.filter(contact__isnull=False, case__agency__users__email=demo.account("gardien").email)
    asked = told.at("scheduled").order_by("-case__opened_at", "-pk").select_related("case")[0]
    task = asked.case.tasks.open().get(step="handling")
    yield Screen("work", "secteur", reverse("coordination:work"), dark=True)
    yield Screen("requests", "accueil", reverse("requests_app:requests"), dark=True)
    new = f"{reverse('requests_app:new')}?logement={home.pk}"
    yield Screen("request-new", "accueil", new, (1440, "light"), dark=True)
    yield Screen("request", "secteur", asked.get_absolute_url(), (1440, "light"), dark=True)
    yield Screen("request-categories", "admin", reverse("requests_app:categories"))
    yield Screen("tenant", "", urlsplit(link_of(asked).address).path, (390, "light"))
    yield Screen("round", "gardien", reverse("requests_app:round"), (390, "light"), dark=True)
    yield Screen("round-task", "gardien", reverse("requests_app:round_task", args=[task.pk]))
    yield Screen("incidents", "accueil", reverse("requests_app:incidents"))
    yield Screen("incident", "secteur", Incident.objects.select_related("case")[0].get_absolute_url())
    yield Screen("silences", "agence", reverse("requests_app:silences"), (1440, "light"))
    yield Screen("contacts", "accueil", reverse("messaging:contacts"))
    yield Screen("messages", "accueil", reverse("messaging:messages"))
    yield Screen("telephone", "accueil", reverse("messaging:simulator"))


def figure_screens() -> Iterator[Screen]:
    """At each level; an alert whose action had its effect measured."""
    year, residence = "periode=12mois", Residence.objects.get(name="Les Tilleuls")
    figures, one = reverse("kpis:dashboard"), reverse("kpis:measure", args=["REL01"])
    yield Screen("figures", "direction", f"{figures}?{year}", (1440, "light"), dark=True)
    yield Screen("figures-agency", "direction", f"{figures}?{year}&agence={residence.agency_id}")
    yield Screen("figures-residence", "direction", f"{figures}?{year}&residence={residence.pk}")
    yield Screen("figure", "direction", f"{one}?{year}", (1440, "dark"), dark=True)
    yield Screen("activity", "gardien", reverse("kpis:my_activity"), dark=True)
    yield Screen("activity-team", "secteur", reverse("kpis:my_activity"))
    yield Screen("alerts", "direction", reverse("kpis:alerts"), dark=True)
    if alert := Alert.objects.filter(actions__effect__gt="").order_by("pk").first():
        yield Screen("alert", "direction", alert.get_absolute_url(), (1440, "light"), dark=True)
    compared = reverse("kpis:comparison", args=["TSK01"])
    yield Screen("comparison", "direction", f"{compared}?{year}", (1440, "light"), dark=True)
    yield Screen("figure-map", "direction", f"{reverse('kpis:map', args=['REQ05'])}?{year}", dark=True)
    yield Screen("targets", "direction", reverse("kpis:targets"))
    yield Screen("letter", "direction", reverse("kpis:digest"))
    charter = Charter.objects.order_by("pk")[0]
    yield Screen("commitments", "direction", charter.get_absolute_url(), (1440, "light"), dark=True)


def field_screens() -> Iterator[Screen]:
    begun = Inspection.objects.running().filter(checklist__kind="visit").order_by("pk")[0]
    exit_ = Inventory.objects.filter(costed_at__isnull=False, cost_lines__isnull=False).order_by("pk")[0]
    yield Screen("visits", "secteur", reverse("proximity:inspections"), dark=True)
    yield Screen("visit", "direction", begun.get_absolute_url())
    yield Screen("inventory", "direction", exit_.get_absolute_url())
    yield Screen("inventory-comparison", "direction", reverse("proximity:inventory_comparison", args=[exit_.pk]))
    yield Screen("inventory-costing", "direction", reverse("proximity:costing", args=[exit_.pk]))
    yield Screen("findings", "secteur", reverse("proximity:findings"))
    yield Screen("checks", "technicien", reverse("proximity:checks"), dark=True)
    yield Screen("check-kinds", "technicien", reverse("proximity:check_kinds"))
    yield Screen("checklists", "agence", reverse("proximity:checklists"))
    yield Screen("scales", "agence", reverse("proximity:scales"))


def leasing_screens() -> Iterator[Screen]:
    """As the leasing officer of the agency sees them; the vacancy with the most dates told."""
    agency = {"residence__agency__users__email": demo.account("location").email}
    held = Lease.objects.filter(**agency).running().exclude(notices__is_current=True).order_by("pk")[0]
    mine = Vacancy.objects.open().filter(case__agency__users__email=demo.account("location").email)
    told = mine.annotate(dates=Count("case__promises")).select_related("case").order_by("-dates", "pk")[0]
    yield Screen("leases", "location", reverse("leasing:leases"), dark=True)
    yield Screen("lease", "location", held.get_absolute_url())
    yield Screen("lease-people", "location", reverse("leasing:lease_people", args=[held.pk]))
    yield Screen("notice", "location", reverse("leasing:notice", args=[held.pk]))
    yield Screen("lease-imports", "location", reverse("leasing:imports"))
    yield Screen("zones", "location", reverse("leasing:zones"))
    yield Screen("relocations", "location", reverse("leasing:relocations"), (1440, "light"), dark=True)
    yield Screen("relocation", "location", told.get_absolute_url(), dark=True)
    yield Screen("nominators", "location", reverse("leasing:nominators"))
    yield Screen("causes", "agence", reverse("leasing:causes"))
    yield Screen("calendar", "location", reverse("coordination:agenda"))


def order_screens() -> Iterator[Screen]:
    """Orders, contracts, and the page of a firm that has something to do."""
    booked = WorkOrder.objects.filter(state=WorkOrder.State.BOOKED, contact__isnull=False).order_by("-pk")[0]
    yield Screen("orders", "secteur", reverse("proximity:orders"), dark=True)
    yield Screen("order", "marches", booked.get_absolute_url(), (1440, "light"), dark=True)
    yield Screen("order-new", "marches", reverse("proximity:order_create", args=[booked.case.reference]))
    yield Screen("contracts", "marches", reverse("proximity:contracts"))
    yield Screen("contract", "marches", Contract.objects.order_by("number")[0].get_absolute_url(), dark=True)
    yield Screen("contractors", "marches", reverse("proximity:contractors"))
    yield Screen("contractor", "marches", booked.contractor.get_absolute_url())
    link = ContractorLink.objects.get(contractor=booked.contractor, revoked_at=None)
    yield Screen("firm", "", urlsplit(link.address).path)
    yield Screen("firm-order", "", f"{urlsplit(link.address).path}{booked.number}/")
    for state, ending in (("declined", ""), ("accepted", "stopped"), ("accepted", "reduced")):
        if order := WorkOrder.objects.filter(state=state, ending=ending).order_by("pk").first():
            yield Screen(f"order-{ending or state}", "direction", order.get_absolute_url())
    if task := Task.objects.open().filter(process="order", step="approval").select_related("case").first():
        yield Screen("order-approval", "direction", task.case.get_absolute_url())


def cleaning_screens() -> Iterator[Screen]:
    failed = (
        CleaningCheck.objects.failed().filter(service__performer="company", case__closed_at=None).order_by("pk")
    )
    check = failed.select_related("service", "case")[0]
    yield Screen("cleaning", "direction", reverse("proximity:cleaning_places"))
    yield Screen("cleaning-checks", "direction", reverse("proximity:cleaning_checks"))
    yield Screen("cleaning-residence", "direction", check.service.get_absolute_url(), (1440, "light"), dark=True)
    yield Screen("cleaning-check", "direction", check.get_absolute_url())
    yield Screen("cleaning-case", "direction", check.case.get_absolute_url(), (1440, "light"), dark=True)
    yield Screen("cleaning-penalties", "direction", reverse("proximity:cleaning_penalties"))
    answered = Penalty.objects.filter(state=Penalty.State.OBSERVED).order_by("pk")[0]
    yield Screen("cleaning-penalty", "direction", answered.get_absolute_url())
    charged = Penalty.objects.filter(kind=Penalty.Kind.EXECUTION).order_by("pk")[0]
    yield Screen("cleaning-execution", "direction", charged.get_absolute_url())
    disputed = CleaningContest.objects.filter(upheld=None).select_related("check_made").order_by("pk")[0]
    yield Screen("cleaning-contest", "direction", disputed.check_made.get_absolute_url())
    again = Case.objects.open().annotate(redos=Count("cleaning_redos")).filter(redos__gt=1).order_by("pk")[0]
    yield Screen("cleaning-redo-again", "direction", again.get_absolute_url())
    redo = CleaningRedo.objects.expected().filter(check_made__service__performer="company").order_by("pk")[0]
    link = ContractorLink.objects.get(contractor__contracts=redo.check_made.service.contract_id, revoked_at=None)
    yield Screen("firm-cleaning", "", urlsplit(link.address).path)
    yield Screen("firm-redo", "", reverse("proximity:firm_redo", args=[link.token, redo.pk]))
    drawn = CleaningCheck.objects.open().filter(drawn=True).select_related("case").order_by("pk")[0]
    yield Screen("cleaning-drawn", "direction", drawn.case.get_absolute_url())
