import pytest
from django.db import connection

from teams.models import Team
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import TeamFactory, UserFactory


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency)


@pytest.fixture
def field_team(agency):
    return TeamFactory(name="Proximité Nord", agency=agency, service=Team.Service.PROXIMITY)


@pytest.fixture
def keeper(agency, field_team):
    """A caretaker of the agency's field team."""
    user = UserFactory(roles=[Role.CARETAKER], agencies=[agency])
    user.teams.add(field_team)
    return user


@pytest.fixture
def other_keeper(agency, field_team):
    user = UserFactory(roles=[Role.CARETAKER], agencies=[agency])
    user.teams.add(field_team)
    return user


@pytest.fixture
def desk(agency):
    """Someone of the contact centre."""
    return UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[agency])


@pytest.fixture
def case(residence, desk, keeper, other_keeper):
    """A leak, with the caretakers."""
    return a_case(residence, by=desk)


@pytest.fixture
def task(case):
    return case.tasks.open().get()


@pytest.fixture
def check_now():
    """`check_now()` runs the checks that the database makes at commit."""

    def check():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return check
