"""The people of the demo: at least one for each role, some of them in other agencies, one password for all."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from .models import Agency, Team, User
from .roles import Role

DOMAIN = "@demo.palier.test"
PASSWORD = "palier-demo"


class Person(NamedTuple):
    mailbox: str
    first_name: str
    last_name: str
    role: Role
    agency: int | None
    """Rank of the agency; None: all of them."""
    service: str
    told: bool = False
    """Among the accounts that `bin/run` and the sign-in page offer: one for each role."""


Service = Team.Service
PEOPLE = (
    Person("location", "Nadia", "Ferrand", Role.LEASING_OFFICER, 0, Service.LEASING, True),
    Person("clientele", "Paul", "Marchetti", Role.TENANCY_OFFICER, 0, Service.LEASING, True),
    Person("recouvrement", "Inès", "Delorme", Role.ARREARS_OFFICER, 0, Service.SOCIAL, True),
    Person("social", "Awa", "Diallo", Role.SOCIAL_WORKER, 0, Service.SOCIAL, True),
    Person("secteur", "Bruno", "Castaing", Role.PROXIMITY_MANAGER, 0, Service.PROXIMITY, True),
    Person("gardien", "Karim", "Bensaïd", Role.CARETAKER, 0, Service.PROXIMITY, True),
    Person("technicien", "Lucie", "Pradier", Role.TECHNICIAN, 0, Service.MAINTENANCE, True),
    Person("patrimoine", "Hélène", "Vasseur", Role.ASSET_PLANNER, None, Service.ASSETS, True),
    Person("marches", "Olivier", "Nguyen", Role.CONTRACT_MANAGER, None, Service.MAINTENANCE, True),
    Person("accueil", "Sonia", "Lambert", Role.CONTACT_CENTRE, None, Service.CUSTOMER, True),
    Person("agence", "Marc", "Oliveira", Role.AGENCY_MANAGER, 0, Service.DIRECTION, True),
    Person("direction", "Catherine", "Roussel", Role.DIRECTOR, None, Service.DIRECTION, True),
    Person("admin", "Samir", "Haddad", Role.ADMIN, None, Service.DIRECTION, True),
    Person("secteur.val", "Élodie", "Garnier", Role.PROXIMITY_MANAGER, 1, Service.PROXIMITY),
    Person("gardien.val", "Thierry", "Moulin", Role.CARETAKER, 1, Service.PROXIMITY),
    Person("location.val", "Chloé", "Perrin", Role.LEASING_OFFICER, 1, Service.LEASING),
    Person("agence.val", "Fatou", "Sarr", Role.AGENCY_MANAGER, 1, Service.DIRECTION),
    Person("secteur.tressine", "Yann", "Le Goff", Role.PROXIMITY_MANAGER, 2, Service.PROXIMITY),
    Person("gardien.tressine", "Maria", "Da Costa", Role.CARETAKER, 2, Service.PROXIMITY),
    Person("clientele.tressine", "Julien", "Bailly", Role.TENANCY_OFFICER, 2, Service.LEASING),
)
AT_AGENCIES = (Service.LEASING, Service.PROXIMITY, Service.MAINTENANCE, Service.SOCIAL, Service.DIRECTION)


def address(person: Person) -> str:
    return f"{person.mailbox}{DOMAIN}"


def build(agency_names: list[str]) -> list[Agency]:
    """Agencies, a team for each service of each agency and of the head office, and the people."""
    agencies = Agency.objects.bulk_create([Agency(name=name) for name in agency_names])
    teams = {
        (team.agency_id, team.service): team
        for team in Team.objects.bulk_create(
            [
                Team(name=service.label, service=service, agency=agency)
                for agency in agencies
                for service in AT_AGENCIES
            ]
            + [Team(name=f"{service.label} (siège)", service=service) for service in Service]
        )
    }
    password = make_password(PASSWORD)
    for person in PEOPLE:
        agency = agencies[person.agency] if person.agency is not None else None
        user = User(
            email=address(person), first_name=person.first_name, last_name=person.last_name,
            roles=[person.role], all_agencies=agency is None, password=password,
        )  # fmt: skip
        user.save()
        if agency:
            user.agencies.add(agency)
        user.teams.add(teams[agency.pk if agency else None, person.service])
    _name_managers(agencies, list(teams.values()))
    return agencies


def _name_managers(agencies: list[Agency], teams: list[Team]) -> None:
    """In the field the sector's manager, elsewhere in an agency its manager; at head office the director."""
    heads = {one.pk: User.objects.filter(agencies=one) for one in agencies}
    for team in teams:
        here = heads[team.agency_id] if team.agency_id else User.objects.filter(all_agencies=True)
        role = Role.PROXIMITY_MANAGER if team.service == Service.PROXIMITY else Role.AGENCY_MANAGER
        team.manager = here.holding(role if team.agency_id else Role.DIRECTOR).first()
    Team.objects.bulk_update(teams, ["manager"])


def account(mailbox: str) -> User:
    return User.objects.get(email=f"{mailbox}{DOMAIN}")


def demo_accounts():
    return User.objects.active().filter(email__endswith=DOMAIN)


def sign_ins() -> str:
    """The accounts to try, one for each role, as told at the end of the load and by `bin/run`."""
    told = [person for person in PEOPLE if person.told]
    lines = [f"  {address(person):<32} {person.role.label}" for person in told]
    return "\n".join(["Comptes de démonstration :", *lines, f"  Mot de passe de tous : {PASSWORD}"])
