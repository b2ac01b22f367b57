from housing.models import Residence
from teams.roles import Role
from tests.housing.factories import ResidenceFactory


def test_people_see_the_residences_of_their_agencies_only(agent, other_agent, agency):
    residence = ResidenceFactory(agency=agency)
    assert list(Residence.objects.visible_to(agent)) == [residence]
    assert not Residence.objects.visible_to(other_agent).exists()


def test_the_director_sees_every_agency(director, agency, other_agency):
    ResidenceFactory(agency=agency)
    ResidenceFactory(agency=other_agency)
    assert Residence.objects.visible_to(director).count() == 2


def test_a_deactivated_person_sees_nothing_and_holds_no_role(director, agency):
    ResidenceFactory(agency=agency)
    director.is_active = False
    assert not Residence.objects.visible_to(director).exists()
    assert not director.has_role(Role.DIRECTOR)
