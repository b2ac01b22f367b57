"""The main places, in the order of the side menu, with their keyboard shortcut (`g` then the letter)."""

from dataclasses import dataclass, field

from django.urls import reverse

from teams.roles import Role


@dataclass(frozen=True)
class Place:
    label: str
    icon: str
    url_name: str
    key: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)

    def open_to(self, user) -> bool:
        return not self.roles or user.has_role(*self.roles)


MESSAGES = frozenset({Role.CONTACT_CENTRE, Role.TENANCY_OFFICER, Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER,
                      Role.DIRECTOR, Role.ADMIN})  # fmt: skip
FIELD = frozenset({Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN})
REQUESTS = frozenset({Role.CONTACT_CENTRE, Role.TENANCY_OFFICER, Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER,
                      Role.DIRECTOR})  # fmt: skip
CONTACTS = frozenset(set(Role) - {Role.ASSET_PLANNER, Role.CONTRACT_MANAGER})
RELETTING = frozenset({Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.CARETAKER, Role.PROXIMITY_MANAGER,
                       Role.TECHNICIAN, Role.AGENCY_MANAGER, Role.DIRECTOR})  # fmt: skip
FIGURES = frozenset({Role.DIRECTOR, Role.AGENCY_MANAGER, Role.PROXIMITY_MANAGER, Role.LEASING_OFFICER,
                     Role.TENANCY_OFFICER})  # fmt: skip
PLACES = [
    Place("Mon travail", "inbox", "coordination:work", "t"),
    Place("Ma tournée", "route", "requests_app:round", "n", FIELD),
    Place("Demandes", "message-square-warning", "requests_app:requests", "l"),
    Place("Incidents", "megaphone", "requests_app:incidents", "x", REQUESTS),
    Place("Promesses et silences", "alarm-clock", "requests_app:silences", "s", REQUESTS),
    Place("Dossiers", "folder-open", "coordination:cases", "d"),
    Place("Contacts", "contact", "messaging:contacts", "c", CONTACTS),
    Place("Baux", "file-text", "leasing:leases", "b", CONTACTS),
    Place("Relocations", "key-round", "leasing:relocations", "v", RELETTING),
    Place("Messages", "messages-square", "messaging:messages", "m", MESSAGES),
    Place("Indicateurs", "chart-column", "kpis:dashboard", "k", FIGURES),
    Place("Résidences", "building-2", "housing:residences", "r"),
    Place("Plan de travaux (PSP)", "calendar-range", "housing:plan", "p"),
    Place("Qualité des données", "list-checks", "housing:quality", "q"),
    Place("Organisation", "network", "coordination:organisation", "o"),
    Place("Imports RPLS", "file-up", "housing:imports", "i", frozenset({Role.ADMIN, Role.ASSET_PLANNER})),
    Place("Équipe", "users", "teams:home", "e", roles=frozenset({Role.ADMIN})),
]


def places_for(request) -> list[dict]:
    """The menu of this person, the current place marked."""
    found = [(place, reverse(place.url_name)) for place in PLACES if place.open_to(request.user)]
    here = max((url for _, url in found if request.path.startswith(url)), key=len, default="")
    return [{"place": place, "url": url, "current": url == here} for place, url in found]
