import pytest

from teams.history import history
from teams.models import User
from teams.roles import Role
from tests.teams.factories import TeamFactory
from tests.teams.test_administration import PEOPLE, account

pytestmark = pytest.mark.django_db


def told(person) -> list[list[str]]:
    """The acts of each change, oldest first, no-break spaces made plain."""
    changes = reversed(history(User.objects.get(pk=person.pk)))
    return [[act.replace("\u202f", " ") for act in change.acts] for change in changes]


@pytest.fixture
def nina(admin, agency, sign_in):
    sign_in(admin).post(f"{PEOPLE}inviter/", account(agency))
    return User.objects.get(email="nina.faure@exemple.fr")


def test_the_invitation_is_the_first_line(nina, admin):
    assert told(nina) == [
        ["a créé le compte", "a donné le rôle « Gardien »", "a ajouté l’agence « Agence Nord »"],
    ]
    assert history(nina)[0].by == str(admin)


def test_each_change_says_who_and_what(nina, admin, agency, other_agency, sign_in):
    team = TeamFactory(name="Proximité Sud", agency=other_agency)
    sent = account(other_agency, last_name="Faure-Petit", roles=[Role.TECHNICIAN], teams=[team.pk])
    sign_in(admin).post(f"{PEOPLE}{nina.pk}/modifier/", sent)
    assert sorted(told(nina)[-1]) == sorted([
        "a changé le nom : « Faure » est devenu « Faure-Petit »",
        "a donné le rôle « Technicien maintenance »",
        "a retiré le rôle « Gardien »",
        "a ajouté l’agence « Agence Sud »",
        "a retiré l’agence « Agence Nord »",
        "a ajouté l’équipe « Proximité Sud »",
    ])  # fmt: skip
    page = sign_in(admin).get(f"{PEOPLE}{nina.pk}/").content.decode().replace("\u202f", " ")
    assert f"<strong>{admin}</strong> a retiré l’agence « Agence Nord »." in page


def test_closing_and_reopening_are_told_in_order(nina, admin, sign_in):
    office = sign_in(admin)
    office.post(f"{PEOPLE}{nina.pk}/desactivation/")
    office.post(f"{PEOPLE}{nina.pk}/reactivation/")
    assert told(nina)[1:] == [["a désactivé le compte"], ["a réactivé le compte"]]


def test_saving_without_a_change_tells_nothing(nina, admin, agency, sign_in):
    sign_in(admin).post(f"{PEOPLE}{nina.pk}/modifier/", account(agency))
    assert len(told(nina)) == 1


def test_signing_in_is_no_change(nina, sign_in):
    sign_in(nina)
    assert len(told(nina)) == 1


def test_what_is_done_outside_a_screen_is_the_system_s(agent):
    agent.apply(
        first_name=agent.first_name, last_name=agent.last_name, email=agent.email, roles=agent.roles,
        all_agencies=True, agencies=[], teams=[],
    )  # fmt: skip
    assert {"a ouvert l’accès à toutes les agences", "a retiré l’agence « Agence Nord »"} <= set(told(agent)[-1])
    assert history(agent)[0].by == "Le système"


def test_an_agency_deleted_since_is_told_as_such(agent, agency):
    agent.agencies.clear()
    agency.discard()
    assert "a retiré l’agence « supprimée depuis »" in told(agent)[-1]
