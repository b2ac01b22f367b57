import io

import openpyxl
import pytest

from teams.models import Agency, Team
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import AgencyFactory, TeamFactory

pytestmark = pytest.mark.django_db
AGENCIES, TEAMS = "/equipe/agences/", "/equipe/equipes/"


@pytest.fixture
def office(admin, sign_in):
    return sign_in(admin)


def test_an_agency_is_added_renamed_and_deleted(office):
    office.post(f"{AGENCIES}ajouter/", {"name": "Agence Est", "phone_region": "FR"})
    agency = Agency.objects.get()
    office.post(f"{AGENCIES}{agency.pk}/", {"name": "Agence Ouest", "phone_region": "RE"})
    agency.refresh_from_db()
    assert agency.name == "Agence Ouest"
    office.post(f"{AGENCIES}{agency.pk}/suppression/")
    assert not Agency.objects.exists()


def test_two_agencies_do_not_share_a_name(office, agency):
    assert office.post(f"{AGENCIES}ajouter/", {"name": agency.name}).status_code == 422


@pytest.mark.parametrize("use", ["people", "a team", "a residence"])
def test_an_agency_in_use_is_not_deleted(office, agency, agent, use):
    if use != "people":
        agent.agencies.clear()
    if use == "a team":
        TeamFactory(agency=agency)
    if use == "a residence":
        ResidenceFactory(agency=agency)
    page = office.post(f"{AGENCIES}{agency.pk}/suppression/", follow=True).content.decode()
    assert Agency.objects.filter(pk=agency.pk).exists()
    assert f"« {agency} »" in page


def test_a_team_is_added_changed_and_deleted_unless_somebody_is_in_it(office, agency, agent):
    office.post(f"{TEAMS}ajouter/", {"name": "Location", "service": "leasing"})
    team = Team.objects.get()
    office.post(f"{TEAMS}{team.pk}/", {"name": "Location", "service": "leasing", "agency": agency.pk})
    team.refresh_from_db()
    assert team.agency == agency
    agent.teams.add(team)
    office.post(f"{TEAMS}{team.pk}/suppression/")
    assert Team.objects.exists()
    agent.teams.clear()
    office.post(f"{TEAMS}{team.pk}/suppression/")
    assert not Team.objects.exists()


def test_people_know_the_teams_of_their_agencies_and_of_the_landlord(agent, other_agent, agency, admin):
    ours, common = TeamFactory(agency=agency), TeamFactory(agency=None)
    assert set(Team.objects.visible_to(agent)) == {ours, common}
    assert set(Team.objects.visible_to(other_agent)) == {common}
    assert set(Team.objects.visible_to(admin)) == {ours, common}


@pytest.mark.parametrize("path", [AGENCIES, TEAMS])
def test_a_list_finds_sorts_and_exports(office, path):
    make = AgencyFactory if path == AGENCIES else TeamFactory
    for name in ("Alpilles", "Écluse", "Zénith"):
        make(name=name)
    rows = office.get(f"{path}?q=ecluse", headers={"hx-request": "true"}).context["page"]
    assert [row.name for row in rows] == ["Écluse"]
    names = [row.name for row in office.get(f"{path}?tri=-nom").context["page"]]
    assert names.index("Zénith") < names.index("Alpilles")
    sheet = openpyxl.load_workbook(
        io.BytesIO(b"".join(office.get(f"{path}excel/?q=zenith").streaming_content))
    ).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Zénith"]


def test_the_number_of_people_opens_the_people_it_counts(office, agency, agent, director):
    agency = office.get(AGENCIES).context["page"][0]
    assert agency.people == 1
    assert [person.pk for person in office.get(f"/equipe/utilisateurs/?agence={agency.pk}").context["page"]] == [
        agent.pk
    ]
