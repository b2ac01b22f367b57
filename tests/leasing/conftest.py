import pytest
from django.db import connection

from teams.roles import Role
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import a_vacancy
from tests.messaging.factories import a_contact
from tests.teams.factories import UserFactory


@pytest.fixture
def officer(agency):
    return UserFactory(roles=[Role.LEASING_OFFICER], agencies=[agency])


@pytest.fixture
def other_officer(other_agency):
    return UserFactory(roles=[Role.LEASING_OFFICER], agencies=[other_agency])


@pytest.fixture
def home(agency):
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    staircase = StaircaseFactory(building=BuildingFactory(residence=residence))
    return UnitFactory(staircase=staircase, commune_code="96001", landlord_ref="LIL-001")


@pytest.fixture
def tenant(agency):
    return a_contact(agency, last_name="Ben Salah", first_name="Samira")


@pytest.fixture
def lease(home, tenant):
    return a_lease(home, tenant, number="2020-000001", amounts={"rent": 412, "charges": 80})


@pytest.fixture
def keeper(agency):
    return UserFactory(roles=[Role.CARETAKER], agencies=[agency])


@pytest.fixture
def vacancy(lease, officer):
    """Notice came today: both branches start."""
    return a_vacancy(lease, officer)


@pytest.fixture
def check_now():
    """`check_now()` runs the checks that the database makes at commit."""

    def check():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return check
