"""The main places, in the groups of the side menu, with their keyboard shortcut (`g` then the letter)."""

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
NEEDS = FIELD | {Role.AGENCY_MANAGER, Role.ASSET_PLANNER, Role.DIRECTOR, Role.CONTRACT_MANAGER, Role.ADMIN}
ORDERS = frozenset(set(Role) - {Role.ARREARS_OFFICER, Role.SOCIAL_WORKER})
CONTRACTS = frozenset({Role.CONTRACT_MANAGER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.AGENCY_MANAGER,
                       Role.DIRECTOR, Role.ADMIN, Role.ASSET_PLANNER})  # fmt: skip
CLEANING = frozenset({Role.CARETAKER, Role.PROXIMITY_MANAGER, Role.TECHNICIAN, Role.CONTRACT_MANAGER,
                      Role.AGENCY_MANAGER, Role.DIRECTOR})  # fmt: skip
FIGURES = frozenset(set(Role) - {Role.CARETAKER, Role.ARREARS_OFFICER, Role.SOCIAL_WORKER, Role.ADMIN})
GROUPS = {
    "": [
        Place("Mon travail", "inbox", "coordination:work", "t"),
        Place("Ma tournée", "route", "requests_app:round", "n", FIELD),
        Place("Dossiers", "folder-open", "coordination:cases", "d"),
        Place("Indicateurs", "chart-column", "kpis:dashboard", "f", FIGURES),
        Place("Engagements", "handshake", "kpis:charters", "z"),
    ],
    "Locataires": [
        Place("Demandes", "message-square-warning", "requests_app:requests", "l"),
        Place("Incidents", "megaphone", "requests_app:incidents", "x", REQUESTS),
        Place("Promesses et silences", "alarm-clock", "requests_app:silences", "s", REQUESTS),
        Place("Messages", "messages-square", "messaging:messages", "m", MESSAGES),
        Place("Contacts", "contact", "messaging:contacts", "c", CONTACTS),
        Place("Baux", "file-text", "leasing:leases", "b", CONTACTS),
        Place("Relocations", "key-round", "leasing:relocations", "v", RELETTING),
    ],
    "Sur le terrain": [
        Place("Ordres de service", "hammer", "proximity:orders", "w", ORDERS),
        Place("Entreprises et marchés", "hard-hat", "proximity:contracts", "y", CONTRACTS),
        Place("Visites", "clipboard-check", "proximity:inspections", "a"),
        Place("Propreté", "spray-can", "proximity:cleaning_places", "h", CLEANING),
        Place("Contrôles réglementaires", "shield-check", "proximity:checks", "k"),
    ],
    "Patrimoine": [
        Place("Résidences", "building-2", "housing:residences", "r"),
        Place("Besoins pour le plan", "hand", "proximity:needs", "u", NEEDS),
        Place("Plan de travaux (PSP)", "calendar-range", "housing:plan", "p"),
        Place("Qualité des données", "list-checks", "housing:quality", "q"),
        Place("Imports RPLS", "file-up", "housing:imports", "i", frozenset({Role.ADMIN, Role.ASSET_PLANNER})),
    ],
    "Fonctionnement": [
        Place("Organisation", "network", "coordination:organisation", "o"),
        Place("Équipe", "users", "teams:home", "e", frozenset({Role.ADMIN})),
    ],
}


def places_for(request) -> list[dict]:
    """The menu of this person, by group, the current place marked."""
    found = [
        (group, place, reverse(place.url_name))
        for group, places in GROUPS.items() for place in places if place.open_to(request.user)
    ]  # fmt: skip
    here = max((url for _, _, url in found if request.path.startswith(url)), key=len, default="")
    return [{"group": group, "place": place, "url": url, "current": url == here} for group, place, url in found]
