import pytest

from teams.roles import Role
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import UserFactory


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def contract_manager(agency):
    return UserFactory(roles=[Role.CONTRACT_MANAGER], agencies=[agency])


@pytest.fixture
def agency_manager(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


@pytest.fixture
def check_now():
    """`check_now()` runs the checks that the database makes at commit."""
    from django.db import connection

    def check():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return check
