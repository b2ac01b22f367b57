"""The main screens, in one place: accessibility, width and dark mode are checked on each (add yours here).

Each function gets the place built by `stock()` and returns an address. A screen of another role names it.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone

from coordination.models import ResponsibilityMatrix
from housing.models import Component, Residence, Unit
from messaging import inbound
from messaging.events import WHICH_CASE
from messaging.models import Message, SimulatedPhone, SimulatedSms
from requests_app.models import Category, RepairItem
from teams.models import User
from teams.roles import Role
from tests.browser import tenant_screens
from tests.browser.cleaning_screens import CLEANING_FIRM_SCREENS, CLEANING_SCREENS
from tests.browser.inspection_screens import INSPECTION_SCREENS
from tests.browser.kpi_screens import KPI_SCREENS
from tests.browser.lease_screens import LEASE_SCREENS
from tests.browser.need_screens import NEED_SCREENS
from tests.browser.order_screens import FIRM_SCREENS, ORDER_SCREENS
from tests.browser.reletting_screens import RELETTING_SCREENS, noticed
from tests.browser.round_screens import ROUND_SCREENS
from tests.coordination.factories import a_case
from tests.housing.factories import (
    BuildingFactory,
    ComponentFactory,
    ComponentKindFactory,
    PlannedWorkFactory,
    ResidenceFactory,
    StaircaseFactory,
    UnitFactory,
)
from tests.messaging.factories import a_contact, a_message
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory


@dataclass
class Place:
    """One residence with everything a screen may show."""

    residence: Residence
    unit: Unit
    component: Component
    user: User


def stock(user) -> Place:
    agency = user.agencies.first()
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    building = BuildingFactory(residence=residence)
    staircase = StaircaseFactory(building=building)
    units = [UnitFactory(staircase=staircase, floor=str(floor)) for floor in range(4) for _ in range(3)]
    kind = ComponentKindFactory()
    component = ComponentFactory(residence=residence, kind=kind)
    PlannedWorkFactory(residence=residence)
    ResidenceFactory(agency=agency, name="Les Tilleuls")
    return Place(residence, units[0], component, user)


def of_strangers() -> Place:
    """For pages without an account."""
    return stock(UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()]))


def address_of(of_firm) -> str:
    """Of a page without an account, about the place that it builds itself."""
    return of_firm(of_strangers())


def route(name, **keys):
    return lambda place: reverse(name, kwargs={key: getattr(place, what).pk for key, what in keys.items()})


def sent(place):
    """One that failed, one that arrived, a letter to print."""
    contact = a_contact(place.residence.agency)
    known = {"agency": place.residence.agency, "contact": contact, "due_at": None, "subject": "Votre demande"}
    a_message(**known, state="failed", error_code="21614")
    a_message(**known, state="delivered", cost="0.07", segments=1)
    a_message(**known, state="to_print", channel="letter", number="")


def messages(place):
    sent(place)
    return reverse("messaging:messages")


def letters(place):
    sent(place)
    return reverse("messaging:letters")


def to_sort(place):
    """A text from nobody."""
    text = inbound.receive("test", "SMscreen", "+33639980077", "Bonjour, la porte du hall est cassée.")
    Message.objects.filter(pk=text.pk).update(state="to_sort", due_at=None, agency=place.residence.agency)
    return reverse("messaging:to_sort")


def simulated_phone(place):
    phone = SimulatedPhone.objects.create(number="+33639980078", agency=place.residence.agency)
    SimulatedSms.objects.create(phone=phone, body="Votre demande est enregistrée : https://exemple.fr/s/abc")
    SimulatedSms.objects.create(phone=phone, body="Merci !", from_tenant=True)
    return reverse("messaging:simulated_phone", args=[phone.pk])


def a_tenant(place):
    """Somebody who lives there, to approach with care, and a conversation."""
    contact = a_contact(place.residence.agency, last_name="Ben Salah", first_name="Éléonore", email="e@exemple.fr",
                        access_note="Code 24A7", needs_care=True, care_instruction="Appeler avant")  # fmt: skip
    contact.move_in(place.unit, since=dt.date(2020, 1, 1), lease_number="B-2020-117")
    a_message(contact=contact, agency=contact.agency, state="delivered", due_at=None)
    return contact


def people(place):
    a_tenant(place)
    return reverse("messaging:contacts")


def person(place):
    return a_tenant(place).get_absolute_url()


def person_change(place):
    return reverse("messaging:contact_change", args=[a_tenant(place).pk])


def moving_in(place):
    return reverse("messaging:contact_move_in", args=[a_tenant(place).pk])


def text(place):
    return reverse("messaging:text", args=[WHICH_CASE])


def text_change(place):
    return reverse("messaging:text_change", args=[WHICH_CASE, "fr"])


def a_request(place):
    """A leak with the caretakers, one promise, one photo's worth of journal."""
    TeamFactory(name="Proximité", agency=place.residence.agency).members.add(place.user)
    case = a_case(place.unit, by=place.user)
    case.promise(timezone.localdate() + dt.timedelta(days=2), by=place.user)
    case.note("Nous passons demain matin.", visibility="tenant", by=place.user)
    return case


def work(place):
    a_request(place)
    return reverse("coordination:work")


def calendar(place):
    noticed(place)
    return reverse("coordination:agenda")


def cases(place):
    a_request(place)
    return reverse("coordination:cases")


def known_tenant(place):
    """Leïla lives in the home, and told of a leak; the nomenclature is there."""
    tenant = a_contact(place.residence.agency, first_name="Leïla", last_name="Ben Salah", access_note="Code 24A7")
    tenant.move_in(place.unit, since=timezone.localdate() - dt.timedelta(days=200))
    leak = Category.objects.get(code="fuite-eau")
    request = a_tenant_request(
        place.unit, by=place.user, contact=tenant, category=leak, description="Sous l’évier."
    )
    return tenant, request


def capturing(place):
    tenant, _ = known_tenant(place)
    return f"{reverse('requests_app:new')}?contact={tenant.pk}&logement={place.unit.pk}"


def requests(place):
    known_tenant(place)
    return reverse("requests_app:requests")


def nomenclature_screen(name, of=None):
    """A screen of the nomenclature, about the first row of `of`."""

    def address(place):
        return reverse(f"requests_app:{name}", args=[of.objects.order_by("pk").first().pk] if of else [])

    return address


def finishing(place):
    return reverse("coordination:task_finish", args=[a_request(place).tasks.get().pk])


def draft(place):
    """A draft with a hole and a conflict."""
    matrix = ResponsibilityMatrix.objects.get(organisation="territory").draft_next()
    matrix.rules.get(process="cleaning", step="response", condition__cause=["usage"]).delete()
    matrix.rules.filter(process="need", condition__amount__below="1500").update(condition={})
    return matrix


def of_draft(name):
    return lambda place: reverse(f"coordination:{name}", args=[draft(place).pk])


def rule(place):
    return (
        reverse("coordination:rule_create", args=[draft(place).pk]) + "?etape=cleaning.response&fait_cause=usage"
    )


def simulation(place):
    a_request(place)
    return of_draft("matrix_simulation")(place)


def corrections(place):
    a_request(place)
    return reverse("coordination:corrections")


def processes(place):
    a_request(place)
    return reverse("coordination:processes")


# name of the screen → (its address, the role that opens it)
SCREENS = {
    "my work": (work, Role.CARETAKER),
    "my calendar": (calendar, Role.CARETAKER),
    "cases": (cases, Role.CONTACT_CENTRE),
    "case": (lambda place: a_request(place).get_absolute_url(), Role.CARETAKER),
    "finishing a task": (finishing, Role.CARETAKER),
    **ROUND_SCREENS,
    **INSPECTION_SCREENS,
    **RELETTING_SCREENS,
    **KPI_SCREENS,
    **LEASE_SCREENS,
    **NEED_SCREENS,
    **ORDER_SCREENS,
    **CLEANING_SCREENS,
    "matrix": (route("coordination:matrix"), Role.CARETAKER),
    "versions of the matrix": (route("coordination:matrix_versions"), Role.DIRECTOR),
    "corrected rules": (corrections, Role.DIRECTOR),
    "draft of the matrix": (of_draft("matrix_draft"), Role.DIRECTOR),
    "rule": (rule, Role.DIRECTOR),
    "simulation": (simulation, Role.DIRECTOR),
    "publication": (of_draft("matrix_publish"), Role.DIRECTOR),
    "map of processes": (processes, Role.CARETAKER),
    "delays and hours": (route("coordination:delays"), Role.ADMIN),
    "new hours": (lambda place: reverse("coordination:hours_create", args=[0]), Role.ADMIN),
    "parameters": (route("coordination:parameters"), Role.ADMIN),
    "parameter": (lambda place: reverse("coordination:parameter", args=["matrix.window"]), Role.ADMIN),
    "new request": (capturing, Role.CONTACT_CENTRE),
    "requests": (requests, Role.CONTACT_CENTRE),
    "request": (lambda place: known_tenant(place)[1].get_absolute_url(), Role.CARETAKER),
    "requalifying": (
        lambda place: reverse("requests_app:requalify", args=[known_tenant(place)[1].pk]),
        Role.CONTACT_CENTRE,
    ),
    "categories": (nomenclature_screen("categories"), Role.ADMIN),
    "category": (nomenclature_screen("category", Category), Role.ADMIN),
    "repairs": (nomenclature_screen("repairs"), Role.ADMIN),
    "repair": (nomenclature_screen("repair", RepairItem), Role.ADMIN),
    "posters": (tenant_screens.posters, Role.PROXIMITY_MANAGER),
    "new poster": (tenant_screens.new_poster, Role.PROXIMITY_MANAGER),
    "case of a request": (tenant_screens.case_page, Role.CARETAKER),
    "residences": (route("housing:residences"), Role.PROXIMITY_MANAGER),
    "residence": (route("housing:residence", pk="residence"), Role.PROXIMITY_MANAGER),
    "search": (lambda place: reverse("housing:search") + "?q=lilas", Role.PROXIMITY_MANAGER),
    "map": (route("housing:residences_map"), Role.PROXIMITY_MANAGER),
    "grouping": (route("housing:grouping", pk="residence"), Role.ASSET_PLANNER),
    "unit": (lambda place: place.unit.get_absolute_url(), Role.CARETAKER),
    "plan": (route("housing:plan"), Role.ASSET_PLANNER),
    "planned works": (route("housing:planned_works"), Role.ASSET_PLANNER),
    "quality": (route("housing:quality"), Role.ASSET_PLANNER),
    "residence quality": (route("housing:residence_quality", pk="residence"), Role.ASSET_PLANNER),
    "messages": (messages, Role.CONTACT_CENTRE),
    "messages to sort": (to_sort, Role.CONTACT_CENTRE),
    "letters": (letters, Role.CONTACT_CENTRE),
    "people": (people, Role.CONTACT_CENTRE),
    "person": (person, Role.CONTACT_CENTRE),
    "changing a person": (person_change, Role.CONTACT_CENTRE),
    "moving in": (moving_in, Role.CONTACT_CENTRE),
    "texts": (route("messaging:texts"), Role.ADMIN),
    "text": (text, Role.ADMIN),
    "changing a text": (text_change, Role.ADMIN),
    "tenant's phone": (simulated_phone, Role.CONTACT_CENTRE),
    "imports": (route("housing:imports"), Role.ADMIN),
    "users": (route("teams:users"), Role.ADMIN),
    "user": (route("teams:user", pk="user"), Role.ADMIN),
    "user change": (route("teams:user_edit", pk="user"), Role.ADMIN),
    "invitation": (route("teams:invite"), Role.ADMIN),
    "agencies": (route("teams:agencies"), Role.ADMIN),
    "teams": (route("teams:teams"), Role.ADMIN),
    "account": (route("teams:account"), Role.CARETAKER),
    "second factor": (route("mfa_index"), Role.CARETAKER),
    "password": (route("account_change_password"), Role.CARETAKER),
}
PUBLIC_SCREENS = {
    "sign-in": lambda: reverse("account_login"),
    "forgotten password": lambda: reverse("account_reset_password"),
    "tenant's page": lambda: tenant_screens.page(of_strangers()),
    "tenant's page that asks": lambda: tenant_screens.page_that_asks(of_strangers()),
    "not solved": lambda: tenant_screens.not_solved(of_strangers()),
    "report from a poster": lambda: tenant_screens.report(of_strangers()),
    **{name: partial(address_of, of_firm) for name, of_firm in (FIRM_SCREENS | CLEANING_FIRM_SCREENS).items()},
}
