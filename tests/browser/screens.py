"""The main screens, in one place: accessibility, width and dark mode are checked on each (add yours here).

Each function gets the place built by `stock()` and returns an address. A screen of another role names it.
"""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from coordination import parameters
from coordination.defaults import seed
from housing.models import Component, Residence, Unit
from messaging import inbound
from messaging.models import Message, SimulatedPhone, SimulatedSms
from requests_app.incidents import open_incident
from requests_app.models import Appointment, NoAccess
from requests_app.parameters import FIRST_VALUES
from teams.models import User
from teams.roles import Role
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
from tests.teams.factories import TeamFactory


@dataclass
class Place:
    """One residence with everything a screen may show."""

    residence: Residence
    unit: Unit
    component: Component
    user: User


def stock(user) -> Place:
    seed(apps)
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


def cases(place):
    a_request(place)
    return reverse("coordination:cases")


def finishing(place):
    return reverse("coordination:task_finish", args=[a_request(place).tasks.get().pk])


def tenant_request(place, **values):
    """A tenant's leak with who is met there, whose date may be over."""
    parameters.seed(apps, FIRST_VALUES)
    contact = a_contact(place.residence.agency, first_name="Leïla", last_name="Ben Salah", access_note="Code 12B")
    TeamFactory(agency=place.residence.agency).members.add(place.user)
    return a_tenant_request(place.unit, by=place.user, contact=contact, **values)


def round_task(place):
    request = tenant_request(place, description="L’eau goutte sous l’évier depuis ce matin.")
    request.case.note("Vanne fermée, passer demain.", by=place.user)
    return request.case.tasks.get()


def the_round(place):
    start = timezone.localtime().replace(hour=14, minute=0)
    request = tenant_request(place)
    Appointment.objects.create(request=request, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    a_case(ResidenceFactory(agency=place.residence.agency, name="Les Tilleuls"), by=place.user)
    return reverse("requests_app:round")


def request_case(place):
    """With a slot, a closed door, and two more alike."""
    requests = [tenant_request(place) for _ in range(3)]
    start = timezone.now() + dt.timedelta(days=2)
    Appointment.objects.create(request=requests[0], starts_at=start, ends_at=start + dt.timedelta(hours=2))
    NoAccess.objects.create(request=requests[0], at=timezone.now(), by=place.user)
    return requests[0].case.get_absolute_url()


def an_incident(place):
    requests = [tenant_request(place) for _ in range(3)]
    neighbour = a_contact(place.residence.agency)
    neighbour.move_in(place.unit, since=timezone.localdate())
    return open_incident(place.unit.staircase, category=requests[0].category, requests=requests, by=place.user)


def incident_list(place):
    an_incident(place)
    for _ in range(3):
        tenant_request(place)
    return reverse("requests_app:incidents")


def informing(place):
    return reverse("requests_app:inform", args=[an_incident(place).case.reference])


def silences(place):
    tenant_request(place, at=timezone.now() - dt.timedelta(days=20))
    return reverse("requests_app:silences")


# name of the screen → (its address, the role that opens it)
SCREENS = {
    "my work": (work, Role.CARETAKER),
    "cases": (cases, Role.CONTACT_CENTRE),
    "case": (lambda place: a_request(place).get_absolute_url(), Role.CARETAKER),
    "finishing a task": (finishing, Role.CARETAKER),
    "round": (the_round, Role.CARETAKER),
    "task of the round": (
        lambda place: reverse("requests_app:round_task", args=[round_task(place).pk]),
        Role.CARETAKER,
    ),
    "case of a request": (request_case, Role.CARETAKER),
    "incident": (lambda place: an_incident(place).get_absolute_url(), Role.PROXIMITY_MANAGER),
    "incidents": (incident_list, Role.PROXIMITY_MANAGER),
    "informing": (informing, Role.PROXIMITY_MANAGER),
    "silences": (silences, Role.PROXIMITY_MANAGER),
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
}
